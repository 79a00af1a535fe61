//! The load: a single thread on a core of its own, plain HTTP/1.1 on connections that stay open.
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::process::Stdio;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What is asked, and how.
#[derive(Serialize, Deserialize)]
pub struct Plan {
    pub port: u16,
    pub requests: Vec<String>,
    pub connections: usize,
    pub seconds: f64,
    /// Every request once and no more, however long it takes; else in turn until the time is over.
    pub once: bool,
    pub expects: u16,
}

/// What came of it.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
pub struct Load {
    pub answers: usize,
    /// Answers with another status than expected.
    pub other: usize,
    /// What the first of those was.
    pub other_status: u16,
    pub seconds: f64,
    pub p50: f64,
    pub p99: f64,
    /// Bytes of all bodies.
    pub bytes: usize,
}
impl Load {
    pub fn rate(&self) -> f64 {
        self.answers as f64 / self.seconds
    }
}

/// Runs a plan in a process of its own on the client's core.
pub fn load(plan: &Plan) -> Result<Load> {
    let mut child = crate::machine::pinned(crate::machine::CLIENT_CORE, crate::machine::itself(), &["client"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child.stdin.take().context("BUG: piped")?.write_all(&serde_json::to_vec(plan)?)?;
    let out = child.wait_with_output()?;
    Ok(serde_json::from_slice(&out.stdout)?)
}

/// The other side of `load`.
pub fn run() -> Result<()> {
    let mut text = vec![];
    std::io::stdin().read_to_end(&mut text)?;
    let plan: Plan = serde_json::from_slice(&text)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let load = tokio::task::LocalSet::new().block_on(&runtime, all(plan))?;
    println!("{}", serde_json::to_string(&load)?);
    Ok(())
}

#[derive(Default)]
struct Tally {
    took: RefCell<Vec<f64>>,
    other: Cell<usize>,
    other_status: Cell<u16>,
    bytes: Cell<usize>,
    next: Cell<usize>,
}

async fn all(plan: Plan) -> Result<Load> {
    let (plan, tally) = (Rc::new(plan), Rc::new(Tally::default()));
    let began = Instant::now();
    let buyers: Vec<_> =
        (0..plan.connections).map(|_| tokio::task::spawn_local(one(plan.clone(), tally.clone(), began))).collect();
    for buyer in buyers {
        buyer.await??;
    }
    let seconds = began.elapsed().as_secs_f64();
    let mut took = tally.took.take();
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took.get(((took.len() as f64 * share) as usize).min(took.len().saturating_sub(1))).copied();
    Ok(Load {
        answers: took.len(),
        other: tally.other.get(),
        other_status: tally.other_status.get(),
        seconds,
        p50: at(0.50).unwrap_or(f64::NAN),
        p99: at(0.99).unwrap_or(f64::NAN),
        bytes: tally.bytes.get(),
    })
}

async fn one(plan: Rc<Plan>, tally: Rc<Tally>, began: Instant) -> Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", plan.port)).await?;
    stream.set_nodelay(true)?;
    let most = Duration::from_secs_f64(plan.seconds);
    let mut buffer = Vec::with_capacity(1 << 16);
    loop {
        let n = tally.next.replace(tally.next.get() + 1);
        if plan.once && n >= plan.requests.len() || !plan.once && began.elapsed() >= most {
            return Ok(());
        }
        let sent = Instant::now();
        stream.write_all(plan.requests[n % plan.requests.len()].as_bytes()).await?;
        let (status, bytes) = answer(&mut stream, &mut buffer).await?;
        tally.took.borrow_mut().push(sent.elapsed().as_secs_f64() * 1000.0);
        tally.bytes.set(tally.bytes.get() + bytes);
        if status != plan.expects {
            tally.other.set(tally.other.get() + 1);
            if tally.other_status.get() == 0 {
                tally.other_status.set(status);
            }
        }
    }
}

/// Reads one answer to its end: its status and the bytes of its body.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<(u16, usize)> {
    buffer.clear();
    let head = loop {
        more(stream, buffer).await?;
        if let Some(at) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
            break at + 4;
        }
    };
    let text = std::str::from_utf8(&buffer[..head])?.to_ascii_lowercase();
    let status = text.split(' ').nth(1).and_then(|n| n.parse().ok()).context("no status")?;
    let length =
        text.lines().find_map(|l| l.strip_prefix("content-length:")).and_then(|n| n.trim().parse::<usize>().ok());
    if let Some(length) = length {
        while buffer.len() < head + length {
            more(stream, buffer).await?;
        }
        return Ok((status, length));
    }
    if text.contains("transfer-encoding: chunked") {
        while !buffer.ends_with(b"0\r\n\r\n") {
            more(stream, buffer).await?;
        }
        return Ok((status, buffer.len() - head));
    }
    Ok((status, 0))
}
async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<()> {
    if stream.read_buf(buffer).await? == 0 {
        bail!("the server hung up");
    }
    Ok(())
}
