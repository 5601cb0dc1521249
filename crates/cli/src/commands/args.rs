//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Build, run, check and pack Kommo widgets.
#[derive(Debug, Parser)]
#[command(name = "cargo kommo", bin_name = "cargo kommo", version, styles = STYLES, after_help = EXIT_CODES)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 the widget is at fault (it breaks a rule, fails a test, grew, does not compile);
2 the command line is wrong; 3 a tool, a file, the network or a port is missing.";

const SCHEMA: &str = "\
A new project has it already. Elsewhere write it into a hidden folder, which is not packed, and begin manifest.json with
\"$schema\": \".kommo/manifest.schema.json\", which `pack` leaves out.

Examples:
  cargo kommo schema > .kommo/manifest.schema.json";

const STYLES: clap::builder::Styles = clap::builder::Styles::styled()
    .header(super::style::VERB)
    .usage(super::style::VERB)
    .literal(anstyle::AnsiColor::Cyan.on_default().bold())
    .placeholder(anstyle::AnsiColor::Cyan.on_default())
    .error(super::style::ERROR);

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new widget project that builds, runs and passes its test
    New(New),
    /// Add a location, a setting, a language or a text to a widget, with handler and test
    Add(Add),
    /// Build a widget and drive it in a browser, as its tests say
    Test(Test),
    /// Build a widget and write <project>/dist/widget.zip
    Pack(Pack),
    /// Apply every rule of the platform that a program can see
    Check(Check),
    /// Print a shell's completion script
    Completions(Completions),
    /// Say what is installed, what is missing and how to get it
    Doctor(Doctor),
    /// Print the JSON Schema of manifest.json, for editors
    #[command(after_help = SCHEMA)]
    Schema,
    /// Run a widget inside a simulated Kommo account, and reload it on every save
    Dev(Dev),
    /// Show how large widgets are, and compare with the checked-in table
    Size(Size),
}

/// What every command that builds takes.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Quick build: not minified, no wasm-opt, panics with their message
    #[arg(long)]
    pub(super) dev: bool,
    /// Do without wasm-opt
    #[arg(long)]
    pub(super) no_opt: bool,
    /// Leave script.js readable
    #[arg(long)]
    pub(super) no_minify: bool,
    /// How the WebAssembly is written into script.js
    #[arg(long, value_enum, default_value_t)]
    pub(super) encoding: Encoding,
    /// Apply the rules for integrations in Kommo's marketplace
    #[arg(long)]
    pub(super) public: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Wasm {
    /// Into script.js: one request, and every callback answers from the start
    #[default]
    Inline,
    /// Into a file widget.wasm, fetched when the widget is made. Whether Kommo serves such files is not documented, and
    /// Salesbot designer callbacks that come before it has loaded get no answer
    File,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Encoding {
    /// UTF-8 text: smallest under compression
    #[default]
    Text,
    /// ASCII only, about a third larger
    Base64,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo kommo pack                 the project in this folder
  cargo kommo pack widget          the project in ./widget
  cargo kommo pack --public        with the marketplace's rules
  cargo kommo pack --bump          raise the version, for the next upload
  cargo kommo pack --out widget.zip")]
pub(super) struct Pack {
    /// The project's folder
    #[arg(default_value = ".")]
    pub(super) project: PathBuf,
    /// Where to write the archive, instead of <project>/dist/widget.zip
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Raise the last number of widget.version in manifest.json first
    #[arg(long)]
    pub(super) bump: bool,
    /// Where the WebAssembly goes
    #[arg(long, value_enum, default_value_t)]
    pub(super) wasm: Wasm,
    /// Print the archive's path, its sizes in bytes, those of the last pack and the budget as JSON
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) build: Build,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The table is docs/sizes.md at the root of the workspace, with docs/sizes.json beside it for programs.

Examples:
  cargo kommo size                 the project in this folder
  cargo kommo size widget          the project in ./widget
  cargo kommo size --check         all projects of the table; fails if one grew by more than 2 %
  cargo kommo size --write widget  build and put into the table")]
pub(super) struct Size {
    /// Projects' folders, instead of those of the table, or of the project in this folder where there is no table
    pub(super) projects: Vec<PathBuf>,
    /// Fail if a script grew by more than 2 % (brotli) against the table
    #[arg(long, conflicts_with = "write")]
    pub(super) check: bool,
    /// Write the table
    #[arg(long)]
    pub(super) write: bool,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The widget's settings come from --set, then from [package.metadata.kommo.settings] in its Cargo.toml; required
fields without a value get one for show.

Examples:
  cargo kommo dev widget --open        build, install, open a lead card, follow every save
  cargo kommo dev other/widget.zip     any widget's archive, as it is
  cargo kommo dev --set api_key=123 --port 8080
  cargo kommo dev --database account.db   keep the account's data between runs
  cargo kommo dev --kommo                 in a real account; says what to do there")]
pub(super) struct Dev {
    /// A project's folder, or anybody's widget: its folder or widget.zip
    #[arg(default_value = ".")]
    pub(super) widget: PathBuf,
    /// Port on 127.0.0.1, instead of 4780 or any free one
    #[arg(long)]
    pub(super) port: Option<u16>,
    /// Open the page in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// What the account holds: small (a small company), empty, or a JSON file
    #[arg(long, value_name = "SEED")]
    pub(super) seed: Option<String>,
    /// What foreign hosts answer: a JSON array of {method?, url, status?, headers?, body?, delay_ms?, forward?, cors?}
    #[arg(long, value_name = "FILE")]
    pub(super) stubs: Option<PathBuf>,
    /// Keep the account in this file instead of in memory
    #[arg(long, value_name = "FILE")]
    pub(super) database: Option<PathBuf>,
    /// A value for one of the widget's settings
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(super) set: Vec<String>,
    /// Send the pages with a content security policy that forbids `eval` and WebAssembly
    #[arg(long)]
    pub(super) strict_csp: bool,
    /// Build as `pack` builds, instead of quickly
    #[arg(long)]
    pub(super) release: bool,
    /// Do not follow changes of the sources
    #[arg(long)]
    pub(super) no_watch: bool,
    /// Print the addresses as one line of JSON, then a line for each entry of the journal
    #[arg(long)]
    pub(super) json: bool,
    /// Serve the widget to your own browser in a real Kommo account, instead of a simulated one
    #[arg(long, conflicts_with_all = ["seed", "database", "set", "open", "strict_csp"])]
    pub(super) kommo: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo kommo check                     the project in this folder
  cargo kommo check dist/widget.zip     an archive, whoever made it
  cargo kommo check --public --fix      with the marketplace's rules, repairing what is mechanical
  cargo kommo check --format sarif > kommo.sarif")]
pub(super) struct Check {
    /// A project's or widget's folder, or a widget.zip
    #[arg(default_value = ".")]
    pub(super) widget: PathBuf,
    /// Apply the rules for integrations in Kommo's marketplace
    #[arg(long)]
    pub(super) public: bool,
    /// Allow amoCRM's further locations and languages
    #[arg(long)]
    pub(super) amocrm: bool,
    /// Repair what can be repaired mechanically
    #[arg(long)]
    pub(super) fix: bool,
    /// Fail on warnings too
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Format {
    /// As rustc prints, on stderr
    #[default]
    Text,
    /// JSON, on stdout
    Json,
    /// SARIF 2.1.0, on stdout, for code hosts
    Sarif,
}

#[derive(Debug, Args)]
#[command(after_help = "\
They complete `cargo kommo …` in bash, zsh and fish, and `cargo-kommo …` in all shells.

Examples:
  source <(cargo kommo completions bash)                                  in ~/.bashrc
  cargo kommo completions zsh > ~/.zfunc/_cargo-kommo                     with ~/.zfunc in $fpath
  cargo kommo completions fish > ~/.config/fish/conf.d/cargo-kommo.fish
  cargo kommo completions powershell | Out-String | Invoke-Expression    in $PROFILE")]
pub(super) struct Completions {
    /// Which shell
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Ends with 3 if something is missing without which nothing works.

Examples:
  cargo kommo doctor             of this machine and the project in this folder
  cargo kommo doctor --install   fetch what npm has, before the first pack does")]
pub(super) struct Doctor {
    /// The project's folder
    #[arg(default_value = ".")]
    pub(super) project: PathBuf,
    /// Install what is missing and can be installed
    #[arg(long)]
    pub(super) install: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo kommo new                            asks
  cargo kommo new deal-desk                  a panel in the lead card, in English, Spanish and Portuguese
  cargo kommo new \"API bridge\" --start settings --locale en --location advanced_settings
  cargo kommo new hotline --start calls")]
pub(super) struct New {
    /// The widget's name
    pub(super) name: Option<String>,
    /// What to start with
    #[arg(long, value_enum)]
    pub(super) start: Option<Start>,
    /// A language; may be given several times or with commas
    #[arg(long, value_delimiter = ',')]
    pub(super) locale: Vec<String>,
    /// A further location; may be given several times or with commas
    #[arg(long, value_delimiter = ',')]
    pub(super) location: Vec<String>,
    /// The folder to make, instead of one named after the widget
    #[arg(long)]
    pub(super) folder: Option<PathBuf>,
    /// A checkout of kommo-widget to depend on, instead of the released crates
    #[arg(long, value_name = "FOLDER")]
    pub(super) runtime: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Each adds the entry in manifest.json, the handler in src/, the texts in all languages and an end-to-end test.

Examples:
  cargo kommo add location ccard-1
  cargo kommo add location salesbot_designer
  cargo kommo add setting api_key --type pass --required --label \"API key\"
  cargo kommo add locale tr
  cargo kommo add text panel.hello \"Hello\"")]
pub(super) struct Add {
    #[command(subcommand)]
    pub(super) what: Addition,
    /// The project's folder
    #[arg(long, default_value = ".", global = true)]
    pub(super) project: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(super) enum Addition {
    /// A place in Kommo where the widget works
    Location {
        /// As in the manifest: lcard-1, ccard-1, llist-0, advanced_settings, digital_pipeline, salesbot_designer …
        code: String,
    },
    /// A field of the widget's settings
    Setting {
        /// Its code, such as api_key
        code: String,
        /// text, pass, users, users_lp or custom
        #[arg(long = "type", value_name = "TYPE", default_value = "text")]
        kind: String,
        /// The widget cannot be installed without it
        #[arg(long)]
        required: bool,
        /// Its label, in all languages until it is translated
        #[arg(long)]
        label: Option<String>,
    },
    /// A language
    Locale {
        /// en, es, pt, tr or id
        code: String,
    },
    /// A text in all languages
    Text {
        /// Its dotted key, such as panel.hello
        key: String,
        /// The text, in all languages until it is translated
        text: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Start {
    /// A panel in the lead card that reads the lead
    Card,
    /// Settings that are checked on saving
    Settings,
    /// A block in the Salesbot designer
    Salesbot,
    /// Calls from the phone numbers in cards
    Calls,
    /// Nothing but what every widget has
    Empty,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Builds and packs the widget, then runs `cargo test` with KOMMO_WIDGET_ZIP naming the archive.

Examples:
  cargo kommo test                     unit and end-to-end tests of the project in this folder
  cargo kommo test widget -- panel     only tests whose name contains `panel`")]
pub(super) struct Test {
    /// The project's folder
    #[arg(default_value = ".")]
    pub(super) project: PathBuf,
    /// Test the quick build of `dev` instead of the one that is shipped
    #[arg(long)]
    pub(super) dev: bool,
    /// Arguments for `cargo test`
    #[arg(last = true)]
    pub(super) arguments: Vec<String>,
}
