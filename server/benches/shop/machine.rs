//! The machine: folders, cores, processes and what they use of it.
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The core of whoever is measured, and that of whoever loads it.
pub const SERVER_CORE: &str = "0";
pub const CLIENT_CORE: &str = "1";
/// For what runs beside no other: a browser needs more than one.
pub const EVERY_CORE: &str = "0,1";

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("BUG: the workspace stands where it was built")
}
/// `target/bench`: goods between runs, the table.
pub fn bench_dir() -> PathBuf {
    root().join("target/bench")
}
/// What every migration says, as ten letters: another schema is another shop.
pub fn migrations_mark() -> String {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("migrations/sqlite"))
        .map(|all| all.filter_map(|f| Some(f.ok()?.path())).collect())
        .unwrap_or_default();
    files.sort();
    let mut sum = Sha256::new();
    files.iter().for_each(|file| sum.update(std::fs::read(file).unwrap_or_default()));
    sum.finalize().iter().take(5).map(|b| format!("{b:02x}")).collect()
}

/// A command that runs on one core alone.
pub fn pinned(core: &str, program: impl AsRef<Path>, words: &[&str]) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", core]).arg(program.as_ref()).args(words);
    command
}
/// This program once more.
pub fn itself() -> PathBuf {
    std::env::current_exe().expect("BUG: the program knows where it lies")
}
pub fn openkitchen() -> &'static str {
    env!("CARGO_BIN_EXE_openkitchen")
}

/// A server that is measured; it ends when this is dropped.
pub struct Served {
    child: Child,
    pub port: u16,
    /// How long it took to answer `/healthz`.
    pub started: Duration,
}
impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Where a shop lies: its database and its folder.
#[derive(Clone)]
pub struct Place {
    pub database_url: String,
    pub folder: PathBuf,
}
impl Place {
    pub fn sqlite(folder: PathBuf) -> Place {
        Place { database_url: format!("sqlite:{}", folder.join("shop.db").display()), folder }
    }
    pub fn settings(&self) -> [(&'static str, String); 3] {
        [
            ("DATABASE_URL", self.database_url.clone()),
            ("MEDIA_URL", format!("file:{}", self.folder.join("media").display())),
            ("MAIL_URL", format!("file:{}", self.folder.join("mail").display())),
        ]
    }
}

/// Who is measured.
#[derive(Clone, Copy)]
pub enum Who {
    /// The shop as it is run.
    Shop,
    /// The shop that keeps nothing: every page reads everything, as the ceiling's do.
    Forgetful,
    Ceiling,
}
impl Who {
    pub fn log(self, place: &Place) -> PathBuf {
        place.folder.join(match self {
            Who::Shop => "shop.log",
            Who::Forgetful => "forgetful.log",
            Who::Ceiling => "ceiling.log",
        })
    }
}

/// Starts one of them on its core and waits for its first answer.
pub fn serve(place: &Place, who: Who, log: &str) -> Result<Served> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let mut command = match who {
        Who::Ceiling => pinned(SERVER_CORE, itself(), &["ceiling"]),
        Who::Shop | Who::Forgetful => pinned(SERVER_CORE, openkitchen(), &["serve"]),
    };
    let out = who.log(place);
    command
        .envs(place.settings())
        .env("LISTEN", format!("127.0.0.1:{port}"))
        .env("PUBLIC_URL", "http://127.0.0.1:3000")
        .env("RUST_LOG", log)
        .env("OPENKITCHEN_KEPT", if matches!(who, Who::Forgetful) { "nothing" } else { "" })
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&out)?);
    let began = Instant::now();
    let mut served =
        Served { child: command.spawn().context("taskset is missing (util-linux)")?, port, started: Duration::ZERO };
    while crate::web::get(port, "/healthz", &[]).map(|a| a.status).unwrap_or(0) != 200 {
        ensure!(served.child.try_wait()?.is_none(), "it did not start: {}", std::fs::read_to_string(&out)?);
        ensure!(began.elapsed() < Duration::from_secs(60), "it did not answer within a minute");
        std::thread::sleep(Duration::from_millis(1));
    }
    served.started = began.elapsed();
    Ok(served)
}

impl Served {
    /// One that was started elsewhere and serves already.
    pub fn of(child: Child, port: u16) -> Served {
        Served { child, port, started: Duration::ZERO }
    }
    /// What it has used of the processor so far, in milliseconds. The clock ticks a hundred times a second.
    pub fn cpu_ms(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or("");
        let ticks: u64 = after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
        ticks as f64 * 10.0
    }
    /// What it holds in memory now, and the most it ever held, in megabytes.
    pub fn memory_mb(&self) -> (f64, f64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|l| l.strip_prefix(name)).unwrap_or("");
            line.split_whitespace().find_map(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

/// Puts PostgreSQL, and whatever it starts from now on, on the server's core.
pub fn pin_postgres(url: &str) {
    let Some(folder) = url.split("host=").nth(1) else { return };
    let Ok(file) = std::fs::read_to_string(Path::new(folder).join("d/postmaster.pid")) else { return };
    let pid = file.lines().next().unwrap_or("").to_string();
    Command::new("taskset").args(["-a", "-c", "-p", SERVER_CORE, &pid]).stdout(Stdio::null()).status().ok();
}

/// The processor, the memory and the day, for the head of the table.
pub fn about() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let model = cpu.lines().find_map(|l| l.strip_prefix("model name")).and_then(|l| l.split(':').nth(1)).unwrap_or("?");
    let cores = cpu.lines().filter(|l| l.starts_with("processor")).count();
    let kb: u64 = read("/proc/meminfo").split_whitespace().find_map(|n| n.parse().ok()).unwrap_or(0);
    let day = app::words::long_day(app::values::Moment::now(), &app::words::zone("UTC"));
    format!("{}, {cores} cores, {} GB, {day}", model.trim(), kb / 1024 / 1024)
}

pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
