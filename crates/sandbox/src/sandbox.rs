//! Starting and stopping a simulated account.

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

use crate::clock::Clock;
use crate::db::{Database, Db, DbError};
use crate::limits::Limits;
use crate::listen::{Cut, Door};
use crate::observe::observe;
use crate::seed::{Seed, SeedError};
use crate::state::State;

/// Why a sandbox could not be started or asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The port is taken or not allowed.
    #[error("cannot listen on 127.0.0.1:{port}: {source}; choose another port, or 0 for any free one")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database could not be opened or asked.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The seed does not fit.
    #[error(transparent)]
    Seed(#[from] SeedError),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(DbError::Query(error))
    }
}

/// How a sandbox is to be started; see [`Sandbox::builder`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `start` is awaited"]
pub struct Builder {
    port: u16,
    database: Database,
    seed: Seed,
    start_time: Option<i64>,
    limits: bool,
    strict_csp: bool,
}

impl Builder {
    /// Port on 127.0.0.1; 0, the default, takes any free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Where the account is kept; in memory by default.
    pub fn database(mut self, database: Database) -> Self {
        self.database = database;
        self
    }

    /// What a new account holds; [`Seed::small_business`] by default. An account found in the database file is left as
    /// it is.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Unix time the account's clock starts at, instead of now.
    pub fn start_time(mut self, unix_seconds: i64) -> Self {
        self.start_time = Some(unix_seconds);
        self
    }

    /// Whether Kommo's request limits are enforced; they are by default.
    pub fn limits(mut self, enforced: bool) -> Self {
        self.limits = enforced;
        self
    }

    /// Whether pages have a content security policy that forbids `eval` and WebAssembly; they have none by default, as in
    /// Kommo. See [`State::set_strict_csp`].
    pub fn strict_csp(mut self, strict: bool) -> Self {
        self.strict_csp = strict;
        self
    }

    /// Starts the account. It is ready when this returns, and lives until [`Sandbox::shutdown`] or until it is dropped.
    /// Must be called within a tokio runtime.
    pub async fn start(self) -> Result<Sandbox, Error> {
        let listen = |source| Error::Listen { port: self.port, source };
        let listener =
            TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;

        let db = Db::open(&self.database)?;
        let clock = self.start_time.map_or_else(Clock::new, Clock::starting_at);
        db.transaction(|db| self.seed.plant_if_empty(db, clock.now()))?;

        let base_url = format!("http://{address}");
        let state = State::new(db, clock, Limits::new(self.limits), base_url, address.port());
        state.set_strict_csp(self.strict_csp);
        let app = router(state.clone());
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(async move {
            let stopped = async move {
                // Either way it is time to stop: the sender spoke, or the sandbox was dropped.
                let _ = stopped.await;
            };
            // Serving ends with an error only if the listener is gone, and then nobody is left to hear of it.
            let app = app.into_make_service_with_connect_info::<Cut>();
            let _ = axum::serve(Door(listener), app).with_graceful_shutdown(stopped).await;
        });
        let mut workers = JoinSet::new();
        workers.spawn(crate::webhooks::run(state.clone()));
        workers.spawn(crate::bots::work(state.clone()));
        workers.spawn(crate::digital_pipeline::run(state.clone()));
        Ok(Sandbox { state, running: Some(Running { stop: Some(stop), server, _workers: workers }) })
    }
}

fn router(state: State) -> Router {
    Router::new()
        .merge(crate::amojo::router())
        .merge(crate::api::router())
        .merge(crate::pages::router())
        .merge(crate::integrations::router())
        .merge(crate::ajax::router())
        .merge(crate::bots::router())
        .merge(crate::upl::router())
        .merge(crate::control::router())
        .layer(from_fn_with_state(state.clone(), observe))
        .with_state(state)
}

/// A user with what is needed to sign in: the accounts of a sandbox are for development.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The user's id.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// E-mail address.
    pub login: String,
    /// Development password.
    pub password: String,
    /// May do everything.
    pub is_admin: bool,
}

impl State {
    /// The users who can sign in, with their development passwords.
    pub(crate) fn logins(&self) -> Result<Vec<Login>, DbError> {
        Ok(self.db(|db| {
            db.prepare_cached(
                "SELECT id, name, login, password, is_admin FROM users WHERE is_active ORDER BY position, id",
            )?
            .query_map([], |row| {
                Ok(Login {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    login: row.get(2)?,
                    password: row.get(3)?,
                    is_admin: row.get(4)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()
        })?)
    }

    /// Replaces the whole account, integrations and sessions included, by what a seed holds.
    pub fn reseed(&self, seed: &Seed) -> Result<(), SeedError> {
        let now = self.clock().now();
        self.transaction(|db| {
            crate::db::empty(db)?;
            seed.plant_if_empty(db, now)
        })
    }
}

/// A running simulated account. Any number of them run side by side in one process.
#[derive(Debug)]
pub struct Sandbox {
    state: State,
    /// `None` in the control interface's hands, which do not hold the server.
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
    /// Ended when dropped.
    _workers: JoinSet<()>,
}

impl Sandbox {
    /// A sandbox on any free port, in memory, with the small company's account and Kommo's limits.
    pub fn builder() -> Builder {
        Builder {
            port: 0,
            database: Database::Memory,
            seed: Seed::small_business(),
            start_time: None,
            limits: true,
            strict_csp: false,
        }
    }

    /// Scheme, host and port without a slash at the end.
    pub fn url(&self) -> &str {
        self.state.base_url()
    }

    /// What the request handlers share: the database, the clock, the journal.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The users who can sign in, in the order of the account's settings.
    pub fn users(&self) -> Result<Vec<Login>, Error> {
        Ok(self.state.logins()?)
    }

    /// Address of a lead's card.
    pub fn lead_card_url(&self, id: i64) -> String {
        format!("{}/leads/detail/{id}", self.url())
    }

    /// Address of a contact's card.
    pub fn contact_card_url(&self, id: i64) -> String {
        format!("{}/contacts/detail/{id}", self.url())
    }

    /// Address of a company's card.
    pub fn company_card_url(&self, id: i64) -> String {
        format!("{}/companies/detail/{id}", self.url())
    }

    /// Stops the server: open requests are answered for up to a second, then the port is free.
    pub async fn shutdown(mut self) {
        let Some(running) = &mut self.running else { return };
        if let Some(stop) = running.stop.take() {
            let _ = stop.send(());
        }
        let grace = std::time::Duration::from_secs(1);
        if tokio::time::timeout(grace, &mut running.server).await.is_err() {
            running.server.abort();
        }
    }

    /// The library's calls for one of the sandbox's own request handlers.
    pub(crate) fn within(state: &State) -> Self {
        Self { state: state.clone(), running: None }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.abort();
    }
}
