//! The commands of the one program.
use crate::config::Settings;
use crate::progress::Bar;
use crate::{router, serve};
use anyhow::{Context, Result, anyhow};
use app::accounts::password;
use app::db::Db;
use app::doctor::Drift;
use app::import::run::Task;
use app::media::shelf::Shelf;
use app::problem::Problem;
use app::staff::{self, Role};
use app::values::{Email, Moment};
use app::viewer::{FreshMerchant, Merchant};
use clap::{Parser, Subcommand};
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::runtime::Runtime;

/// Open Kitchen: a community webshop.
#[derive(Parser)]
#[command(name = "openkitchen", version, about)]
pub struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the shop (migrates first).
    Serve,
    /// Bring the database up to date.
    Migrate,
    /// Fill an empty shop.
    Seed {
        #[command(subcommand)]
        what: Seed,
    },
    /// Let customers in; exit 1 with what is missing where the shop cannot open yet.
    Open,
    /// Bring things in.
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Take things out.
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// Who works here.
    Staff {
        #[command(subcommand)]
        what: Staff,
    },
    /// Put the whole shop into a new file, while it sells.
    Backup { file: PathBuf },
    /// Fill an empty database, of either kind, from a backup, and recount it; exit 1 on any drift.
    Restore { file: PathBuf },
    /// Recount everything that is derived; exit 1 on any drift.
    Doctor,
    /// What people searched for and did not find, the most frequent first.
    Missed,
    /// Every address of the shop, filled in from the database, a JSON line each: for checks from outside.
    #[command(hide = true)]
    Routes,
}
#[derive(Subcommand)]
enum Seed {
    /// The demo shop; nothing happens where it stands already.
    Demo,
}
#[derive(Subcommand)]
enum Import {
    /// Products from a CSV of Shopify (old and new header) or Spree.
    Products {
        file: PathBuf,
        /// Say what would happen to every row; change nothing.
        #[arg(long)]
        dry_run: bool,
        /// Do not fetch pictures.
        #[arg(long)]
        no_images: bool,
    },
}

#[derive(Subcommand)]
enum Export {
    /// Products into a CSV that Shopify takes, our own columns behind its own; `-` is standard output.
    Products { file: PathBuf },
}

#[derive(Subcommand)]
enum Staff {
    /// Make somebody one of the staff; their password is one line on standard input.
    Add {
        /// By which they sign in.
        #[arg(long, value_parser = address)]
        email: Email,
        /// As customers see it.
        #[arg(long, value_parser = staff::name)]
        name: String,
        /// `host` or `merchant`.
        #[arg(long, value_parser = role)]
        role: Role,
    },
}
fn address(text: &str) -> Result<Email, String> {
    Email::parse(text).ok_or_else(|| "one address, like noor@example.org".into())
}
fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| "host or merchant".into())
}

/// Does what the command says. It waits here, not in the program: otherwise that would compile everything a second time.
pub fn run(cli: Cli, runtime: &Runtime) -> Result<ExitCode> {
    runtime.block_on(obey(cli))
}

async fn obey(cli: Cli) -> Result<ExitCode> {
    let settings = cli.settings;
    settings.check()?;
    if matches!(cli.command, Command::Serve) {
        serve::serve(&settings).await?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Command::Restore { file } = &cli.command {
        return restore(&settings, file).await;
    }
    let db = serve::database(&settings).await?;
    let now = Moment::now();
    if matches!(cli.command, Command::Migrate) {
        let ran = serve::migrate(&db).await?;
        println!("{}: {ran} migrations ran, the database is up to date", db.kind());
        db.close().await;
        return Ok(ExitCode::SUCCESS);
    }
    let site = serve::site(&settings, db.clone()).await?;
    let code = match cli.command {
        Command::Seed { what: Seed::Demo } => {
            let said = app::demo::seed(&site, &Merchant::at_the_console(), now).await?;
            println!("{said}");
            if let Some(link) = app::demo::first_merchant(&site, &FreshMerchant::at_the_console(), now).await? {
                println!("Your back office: open this link once, within a week:\n{link}");
            }
            ExitCode::SUCCESS
        }
        Command::Staff { what: Staff::Add { email, name, role } } => {
            println!("{}", hire(&db, role, &name, &email, now).await?);
            ExitCode::SUCCESS
        }
        Command::Import { what: Import::Products { file, dry_run, no_images } } => {
            let bytes = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            let mut bar = Bar::new("products");
            let mut progress = |done, of| bar.at(done, of);
            let task = Task { dry_run, images: !no_images, progress: &mut progress };
            let report = app::import::run::products(&db, &Merchant::at_the_console(), &bytes, task, now).await?;
            drop(bar);
            print!("{report}");
            if !dry_run && app::opening::store::let_in(&db, &Merchant::at_the_console(), now).await? {
                println!("The shop is open from now on.");
            }
            ExitCode::SUCCESS
        }
        Command::Export { what: Export::Products { file } } => {
            let mut bar = Bar::new("products");
            let mut progress = |done, of| bar.at(done, of);
            let (merchant, url) = (Merchant::at_the_console(), &site.public_url);
            let wrote = match file.as_os_str() == "-" {
                true => {
                    app::export::run::products(&db, &merchant, url, &mut std::io::stdout(), &mut progress, now).await?
                }
                false => app::export::run::file(&db, &merchant, url, &file, &mut progress, now).await?,
            };
            drop(bar);
            let (products, rows) = (wrote.products as i64, wrote.rows as i64);
            let count = app::words::count;
            eprintln!("{} in {}", count(products, "product", "products"), count(rows, "row", "rows"));
            ExitCode::SUCCESS
        }
        Command::Backup { file } => {
            let told = app::backup::take(&db, &site.shelf, &Merchant::at_the_console(), &file, now).await?;
            println!("{} into {}: {told}", db.kind(), file.display());
            ExitCode::SUCCESS
        }
        Command::Open => match app::opening::store::open(&db, &Merchant::at_the_console(), "", now).await {
            Ok(()) => {
                println!("the shop is open");
                ExitCode::SUCCESS
            }
            Err(Problem::Fields(missing)) => {
                eprintln!("{}", missing.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" "));
                ExitCode::FAILURE
            }
            Err(problem) => return Err(anyhow!(problem.words())),
        },
        Command::Missed => {
            let zone = app::site::facts(&db).await?.zone();
            for (words, times, last) in app::search::store::missed::list(&db, 200).await? {
                println!("{times:>6}  {}  {words}", app::words::machine_time(last, &zone));
            }
            ExitCode::SUCCESS
        }
        Command::Doctor => examined(&app::doctor::examine(&db).await?),
        Command::Routes => {
            for line in router::samples(&site).await? {
                println!("{line}");
            }
            ExitCode::SUCCESS
        }
        Command::Serve | Command::Migrate | Command::Restore { .. } => ExitCode::SUCCESS,
    };
    db.close().await;
    Ok(code)
}

/// Makes somebody one of the staff, with the password on standard input; says so.
async fn hire(db: &Db, role: Role, name: &str, email: &Email, now: Moment) -> Result<String> {
    let mut line = String::new();
    let most = 4 * password::MOST as u64;
    std::io::stdin().lock().take(most).read_line(&mut line).context("standard input cannot be read")?;
    let typed = line.trim_end_matches(['\r', '\n']);
    if typed.is_empty() {
        return Err(anyhow!("their password is missing: one line on standard input"));
    }
    let known: Vec<&str> = email.as_str().split(['@', '.']).chain(name.split(' ')).collect();
    password::check(typed, &known).map_err(|why| anyhow!("the password: {why}"))?;
    let hash = password::hash(typed).await?;
    let lang = app::site::facts(db).await?.lang;
    staff::store::add(db, &FreshMerchant::at_the_console(), (role, name, email), &hash, &lang, now).await?;
    Ok(format!("{name} is {} from now on", role.words()))
}

/// Restores a backup. It is read to its end before the database is opened, which makes one that is missing.
async fn restore(settings: &Settings, file: &Path) -> Result<ExitCode> {
    let backup = app::backup::check(file).await?;
    let db = serve::database(settings).await?;
    let shelf = Shelf::open(&settings.media_url)?;
    let (told, found) = app::backup::restore(&db, &shelf, &Merchant::at_the_console(), &backup).await?;
    println!("{} from {}: {told}", db.kind(), file.display());
    db.close().await;
    Ok(examined(&found))
}

/// Says what the doctor found.
fn examined(found: &[Drift]) -> ExitCode {
    for drift in found {
        println!("{drift}");
    }
    println!("{}", app::words::count(found.len() as i64, "drift", "drifts"));
    if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
