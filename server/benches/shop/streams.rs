//! A thousand who listen at once: how long an event takes from its commit to each of them, one event after another.
//! The node serves and writes in one process on the server's core, so that both databases tell of events as in a shop; those
//! who listen share the other core.
use crate::machine::{self, CLIENT_CORE, Place, SERVER_CORE, Served, itself, pinned};
use crate::table::Table;
use crate::writes::{postgres, sql};
use crate::{Wanted, web};
use anyhow::{Context, Result, ensure};
use app::activity::store::{append, newest};
use app::activity::{Audience, Event, Kind, Subject};
use app::db::Db;
use app::values::Moment;
use app::viewer::Actor;
use server::client::Trusted;
use server::config::Settings;
use server::live::{self, Live, raise_files};
use server::{router, serve};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader as AsyncReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// How many streams are open.
const STREAMS: usize = 1_000;
/// How many events a round are told.
const EVENTS: usize = 50;

pub fn measure(runtime: &tokio::runtime::Runtime, wanted: &Wanted, table: &mut Table) -> Result<()> {
    let folder = machine::bench_dir().join("run-streams");
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder)?;
    one("SQLite", &Place::sqlite(folder), wanted, table)?;
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        table.note("PostgreSQL: not measured, start the bench by .ci/with-postgres".into());
        return Ok(());
    };
    machine::pin_postgres(&server);
    let (name, place) = postgres(&server)?;
    runtime.block_on(sql(&server, format!("create database {name}")))?;
    let done = one("PostgreSQL", &place, wanted, table);
    runtime.block_on(sql(&server, format!("drop database {name} with (force)")))?;
    done
}

fn one(kind: &str, place: &Place, wanted: &Wanted, table: &mut Table) -> Result<()> {
    eprintln!("bench: {kind}, {STREAMS} streams");
    let mut node = pinned(SERVER_CORE, itself(), &["node"]);
    node.envs(place.settings()).env("RUST_LOG", "error");
    let (child, mut tell, mut said) = spoken_with(node)?;
    let port: u16 = line(&mut said)?.parse()?;
    let shop = Served::of(child, port);
    ensure!(web::get(port, "/healthz", &[])?.status == 200, "the node does not answer");
    let before = shop.memory_mb().0;
    let mut ears = pinned(CLIENT_CORE, itself(), &["ears"]);
    ears.env("BENCH_PORT", port.to_string());
    let (mut ears, _stays_open, mut heard) = spoken_with(ears)?;
    ensure!(line(&mut heard)? == "ready", "not every stream was opened");
    let memory = (shop.memory_mb().0 - before) * 1024.0 / STREAMS as f64;
    let (mut took, cpu) = (vec![], shop.cpu_ms());
    let events = EVENTS * wanted.rounds;
    for _ in 0..events {
        writeln!(tell, "write")?;
        let committed: i64 = line(&mut said)?.parse()?;
        // One after another: the next is written when all have heard this one.
        let arrived = line(&mut heard)?;
        took.extend(arrived.split(' ').filter_map(|at| Some((at.parse::<i64>().ok()? - committed) as f64 / 1000.0)));
    }
    ensure!(took.len() == events * STREAMS, "{} of {} messages arrived", took.len(), events * STREAMS);
    let cpu = (shop.cpu_ms() - cpu) / events as f64;
    ears.kill().ok();
    ears.wait().ok();
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took[((took.len() as f64 * share) as usize).min(took.len() - 1)];
    table.streamed(kind, STREAMS, (at(0.50), at(0.95), at(0.99)), cpu, memory);
    Ok(())
}
fn spoken_with(mut command: std::process::Command) -> Result<(Child, ChildStdin, BufReader<ChildStdout>)> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let (tell, said) = (child.stdin.take().context("BUG: piped")?, child.stdout.take().context("BUG: piped")?);
    Ok((child, tell, BufReader::new(said)))
}
fn line(from: &mut impl BufRead) -> Result<String> {
    let mut text = String::new();
    ensure!(from.read_line(&mut text)? > 0, "the other side ended");
    Ok(text.trim().to_string())
}
/// Microseconds since 1970: the same clock for every process of this machine.
fn micros() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_micros() as i64)
}

/// The node: serves the shop, and commits an event for each line that it is told. Says its port, then when each was committed.
pub async fn node(settings: Settings) -> Result<()> {
    raise_files();
    let db = serve::database(&settings).await?;
    serve::migrate(&db).await?;
    let live = Live::open(&db, CancellationToken::new()).await?;
    tokio::spawn(live::run(db.clone(), live.clone()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    let router = router::router(serve::site(&settings, db.clone()).await?, live, Trusted::default())?
        .into_make_service_with_connect_info::<std::net::SocketAddr>();
    tokio::spawn(axum::serve(listener, router).into_future());
    let (tell, mut told) = mpsc::unbounded_channel();
    std::thread::spawn(move || std::io::stdin().lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
    while told.recv().await.is_some() {
        println!("{}", committed(&db).await?);
    }
    Ok(())
}
async fn committed(db: &Db) -> Result<i64> {
    let mut tx = db.begin().await?;
    let event = Event {
        kind: Kind::PostReplied,
        actor: Actor::Console,
        subject: Subject::Post(newest(db).await? + 1),
        at: Moment::now(),
        audience: Audience::Public,
        topics: vec!["shop".into(), "topic:1".into()],
    };
    append(&mut tx, event);
    tx.commit().await?;
    Ok(micros())
}

/// Those who listen, on one thread: says `ready` when all streams are open, then a line for each event, with when it came to
/// each of them.
pub fn ears() -> Result<()> {
    raise_files();
    let port: u16 = std::env::var("BENCH_PORT")?.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    tokio::task::LocalSet::new().block_on(&runtime, async {
        let (tell, mut told) = mpsc::unbounded_channel::<Option<i64>>();
        for _ in 0..STREAMS {
            // Each is opened before the next: what is measured is open streams, not how fast they open.
            let stream = opened(port).await?;
            tokio::task::spawn_local(listen(stream, tell.clone()));
        }
        println!("ready");
        loop {
            let mut arrived = Vec::with_capacity(STREAMS);
            while arrived.len() < STREAMS {
                match told.recv().await {
                    Some(Some(at)) => arrived.push(at.to_string()),
                    _ => anyhow::bail!("a stream ended"),
                }
            }
            println!("{}", arrived.join(" "));
        }
    })
}
type Lines = tokio::io::Lines<AsyncReader<TcpStream>>;
async fn opened(port: u16) -> Result<Lines> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    stream.write_all(web::request("GET", "/live?topics=shop", &[], "").as_bytes()).await?;
    let mut lines = AsyncReader::new(stream).lines();
    let first = tokio::time::timeout(Duration::from_secs(10), async {
        while let Some(line) = lines.next_line().await? {
            if line.starts_with("retry: ") {
                return Ok(());
            }
        }
        anyhow::bail!("a stream was not opened")
    });
    first.await.context("a stream says nothing")??;
    Ok(lines)
}
/// Says when each message came; nothing, when the stream ended.
async fn listen(mut lines: Lines, tell: mpsc::UnboundedSender<Option<i64>>) {
    while let Ok(Some(line)) = lines.next_line().await {
        if line.starts_with("id: ") {
            tell.send(Some(micros())).ok();
        }
    }
    tell.send(None).ok();
}
