//! `make bench`: the shop against its ceiling, on this machine, in this run. Three rounds, medians, ratios; the table goes
//! to `target/bench/table.md` and into the README. The same program is the driver, the load and the ceiling.
#![recursion_limit = "512"]
mod ceiling;
mod client;
mod desk;
mod facets;
mod feeds;
mod files;
mod goods;
mod machine;
mod pages;
mod people;
mod streams;
mod table;
mod visit;
mod web;
mod writes;

use anyhow::Result;
use clap::Parser;
use server::config::Settings;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
struct Given {
    #[command(flatten)]
    settings: Settings,
}

fn main() -> Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let settings = Given::parse_from(["shop"]).settings;
    match std::env::args().nth(1).as_deref() {
        Some("client") => client::run(),
        Some("ceiling") => runtime.block_on(ceiling::serve(settings)),
        Some("node") => runtime.block_on(streams::node(settings)),
        Some("ears") => streams::ears(),
        Some("commits") => runtime.block_on(writes::commits(&settings.database_url)),
        _ => drive(&runtime),
    }
}

/// What is measured: from `BENCH_SIZES`, `BENCH_ONLY` (words with commas), `BENCH_SECONDS` a round, `BENCH_ROUNDS`.
pub struct Wanted {
    pub sizes: Vec<usize>,
    only: Vec<String>,
    pub seconds: f64,
    pub rounds: usize,
}
impl Wanted {
    fn read() -> Wanted {
        let of = |name: &str, default: &str| {
            std::env::var(name).ok().filter(|v| !v.trim().is_empty()).unwrap_or_else(|| default.into())
        };
        let list = |text: String| text.split(',').map(|w| w.trim().to_string()).filter(|w| !w.is_empty()).collect();
        let sizes: Vec<String> = list(of("BENCH_SIZES", "40,10000,100000"));
        Wanted {
            sizes: sizes.iter().filter_map(|n| n.parse().ok()).collect(),
            only: list(of("BENCH_ONLY", "")),
            seconds: of("BENCH_SECONDS", "5").parse().unwrap_or(5.0),
            rounds: of("BENCH_ROUNDS", "3").parse().unwrap_or(3),
        }
    }
    /// Whether this part was asked for: everything is, where nothing was named.
    pub fn has(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|o| part.starts_with(o.as_str()))
    }
    fn whole(&self) -> bool {
        self.only.is_empty() && self.sizes.len() == 3 && self.rounds >= 3
    }
}

fn drive(runtime: &tokio::runtime::Runtime) -> Result<()> {
    let wanted = Wanted::read();
    let pid = std::process::id().to_string();
    // The driver and its load share a core; what is measured has the other for itself.
    std::process::Command::new("taskset")
        .args(["-a", "-c", "-p", machine::CLIENT_CORE, &pid])
        .stdout(std::process::Stdio::null())
        .status()?;
    std::fs::create_dir_all(machine::bench_dir())?;
    let mut table = table::Table::default();
    for size in &wanted.sizes {
        if pages::PARTS.iter().any(|part| wanted.has(part)) {
            pages::measure(runtime, &wanted, *size, &mut table)?;
        }
    }
    if ["carts", "orders"].iter().any(|part| wanted.has(part)) {
        writes::measure(runtime, &wanted, &mut table)?;
    }
    if wanted.has("people") {
        people::measure(runtime, &wanted, &mut table)?;
    }
    if wanted.has("streams") {
        streams::measure(runtime, &wanted, &mut table)?;
    }
    if wanted.has("feeds") {
        feeds::measure(runtime, &wanted, &mut table)?;
    }
    if wanted.has("desk") {
        desk::measure(runtime, &wanted, &mut table)?;
    }
    if wanted.has("files") {
        files::measure(runtime, &mut table)?;
    }
    if ["start", "visit", "lighthouse"].iter().any(|part| wanted.has(part)) {
        visit::measure(runtime, &wanted, &mut table)?;
    }
    table.write(wanted.whole())
}
