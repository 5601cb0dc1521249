//! What every request handler of one sandbox shares.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, Transaction};
use tokio::runtime::Handle;
use tokio::sync::Notify;

use crate::ajax::{Lifecycle, Outside, Pages};
use crate::clock::Clock;
use crate::db::Db;
use crate::faults::Faults;
use crate::journal::Journal;
use crate::limits::Limits;

/// A handle to one simulated account; cloning it is cheap.
#[derive(Debug, Clone)]
pub struct State(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    clock: Clock,
    journal: Journal,
    faults: Faults,
    hooks: Notify,
    bots: Notify,
    triggers: Notify,
    runtime: Handle,
    lifecycle: Lifecycle,
    outside: Outside,
    pages: Pages,
    limits: Limits,
    strict_csp: AtomicBool,
    base_url: String,
    port: u16,
}

/// The basics of the account that pages and tokens need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Id of the account.
    pub id: i64,
    /// The company's name.
    pub name: String,
    /// First label of the account's host name.
    pub subdomain: String,
    /// Language of the account: `en`, `es`, `pt`.
    pub language: String,
    /// ISO 4217 code of the main currency.
    pub currency: String,
    /// Its sign, such as `$`.
    pub currency_symbol: String,
    /// ISO 3166 code of the country.
    pub country: String,
    /// IANA name of the time zone.
    pub timezone: String,
    /// The account's id in the Chats API.
    pub amojo_id: String,
    /// The account's UUID.
    pub uuid: String,
}

impl State {
    /// Must be called within a tokio runtime.
    pub(crate) fn new(db: Db, clock: Clock, limits: Limits, base_url: String, port: u16) -> Self {
        Self(Arc::new(Inner {
            db,
            clock,
            journal: Journal::default(),
            faults: Faults::default(),
            hooks: Notify::new(),
            bots: Notify::new(),
            triggers: Notify::new(),
            runtime: Handle::current(),
            lifecycle: Lifecycle::default(),
            outside: Outside::default(),
            pages: Pages::default(),
            limits,
            strict_csp: AtomicBool::new(false),
            base_url,
            port,
        }))
    }

    /// Runs `work` with the database connection. Never await or call [`State::db`] inside: the connection is locked.
    pub fn db<T, E>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        self.0.db.with(work)
    }

    /// Runs `work` in a transaction: committed if it gives `Ok`, rolled back otherwise. The same rule as for
    /// [`State::db`] applies.
    pub fn transaction<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.0.db.transaction(work)
    }

    /// The account's clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The journal of requests.
    pub fn journal(&self) -> &Journal {
        &self.0.journal
    }

    /// What widgets on open pages did.
    pub(crate) fn lifecycle(&self) -> &Lifecycle {
        &self.0.lifecycle
    }

    /// Faults to inject, and those in force.
    pub fn faults(&self) -> &Faults {
        &self.0.faults
    }

    /// The world outside the account.
    pub(crate) fn outside(&self) -> &Outside {
        &self.0.outside
    }

    /// The channel to open pages.
    pub(crate) fn pages(&self) -> &Pages {
        &self.0.pages
    }

    /// Rings when webhooks wait to be sent.
    pub(crate) fn hooks(&self) -> &Notify {
        &self.0.hooks
    }

    /// Rings when a bot may have something to do.
    pub(crate) fn bots(&self) -> &Notify {
        &self.0.bots
    }

    /// Rings when triggers have something to send.
    pub(crate) fn triggers(&self) -> &Notify {
        &self.0.triggers
    }

    /// Does something in the background, also when the caller is no task of the runtime.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        drop(self.0.runtime.spawn(work));
    }

    /// The request limits in force.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Whether pages come with a content security policy.
    pub fn has_strict_csp(&self) -> bool {
        self.0.strict_csp.load(Ordering::Relaxed)
    }

    /// Sends pages with a content security policy from now on, or without one, as Kommo does today: only scripts of the
    /// account's and the widgets' own addresses, no inline ones, no `eval`, no WebAssembly. Pages that are open stay as they
    /// are.
    pub fn set_strict_csp(&self, strict: bool) {
        self.0.strict_csp.store(strict, Ordering::Relaxed);
    }

    /// The policy, if pages are to have one. Widgets' files come from the page's own address and from this machine's other
    /// name.
    pub(crate) fn csp(&self) -> Option<String> {
        let port = self.0.port;
        self.has_strict_csp().then(|| {
            format!("script-src 'self' http://127.0.0.1:{port} http://localhost:{port}; object-src 'none'")
        })
    }

    /// Scheme, host and port without a slash at the end: `http://127.0.0.1:41234`.
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// Name of the session cookie. It carries the port, because cookies do not tell ports of one host apart and
    /// several sandboxes may be open in one browser.
    pub fn cookie_name(&self) -> String {
        format!("session_id_{}", self.0.port)
    }

    /// The account's basics.
    pub fn account(&self) -> rusqlite::Result<Account> {
        self.db(|db| {
            db.prepare_cached(
                "SELECT id, name, subdomain, language, currency, currency_symbol, country, timezone, amojo_id, uuid \
                 FROM account",
            )?
            .query_row([], |row| {
                Ok(Account {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    subdomain: row.get(2)?,
                    language: row.get(3)?,
                    currency: row.get(4)?,
                    currency_symbol: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
                    country: row.get(6)?,
                    timezone: row.get(7)?,
                    amojo_id: row.get(8)?,
                    uuid: row.get(9)?,
                })
            })
        })
    }
}
