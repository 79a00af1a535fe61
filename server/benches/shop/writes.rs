//! Carts and orders on both databases, beside what the same database commits in the same run.
use crate::client::{Load, Plan, load};
use crate::machine::{self, Place, SERVER_CORE, Served, Who, itself, median, pinned, serve};
use crate::table::{Table, Written};
use crate::{Wanted, goods, web};
use anyhow::{Context, Result, ensure};
use app::db::Db;
use scraper::{ElementRef, Html, Selector};
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::time::{Duration, Instant};

/// How many products the shop has.
const SIZE: usize = 500;
/// How many buyers press the button at once.
const AT_ONCE: usize = 50;
/// How many sessions add to their carts in turn.
const SESSIONS: usize = 500;
/// How long commits are counted, in seconds.
const COMMITTING: u64 = 2;

pub fn measure(runtime: &tokio::runtime::Runtime, wanted: &Wanted, table: &mut Table) -> Result<()> {
    let sqlite = Place::sqlite(runtime.block_on(goods::shop(SIZE))?);
    one(runtime, wanted, "SQLite", &sqlite, table)?;
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        table.note("PostgreSQL: not measured, start the bench by .ci/with-postgres".into());
        return Ok(());
    };
    machine::pin_postgres(&server);
    let (name, place) = postgres(&server)?;
    runtime.block_on(async {
        sql(&server, format!("create database {name}")).await?;
        let (safe,): (String,) = {
            let mut connection = PgConnection::connect(&server).await?;
            sqlx::query_as("select current_setting('fsync') || ' ' || current_setting('synchronous_commit')")
                .fetch_one(&mut connection)
                .await?
        };
        if safe != "on on" {
            table.note(format!("PostgreSQL: fsync and synchronous_commit are {safe}: its figures are no promise"));
        }
        let db = Db::open(&place.database_url, 4).await?;
        goods::fill(&db, &place.folder.join("media"), SIZE).await?;
        db.close().await;
        Ok::<_, anyhow::Error>(())
    })?;
    let done = one(runtime, wanted, "PostgreSQL", &place, table);
    runtime.block_on(sql(&server, format!("drop database {name} with (force)")))?;
    done
}
/// A place on this server of databases, and the name of its database, which is not there yet.
pub fn postgres(server: &str) -> Result<(String, Place)> {
    let name = format!("bench_{}", std::process::id());
    let place = Place {
        database_url: server.replace("/postgres?", &format!("/{name}?")),
        folder: machine::bench_dir().join("run-postgres"),
    };
    std::fs::remove_dir_all(&place.folder).ok();
    std::fs::create_dir_all(&place.folder)?;
    Ok((name, place))
}
/// Tells the server of databases something.
pub async fn sql(server: &str, text: String) -> Result<()> {
    let mut connection = PgConnection::connect(server).await?;
    sqlx::query(AssertSqlSafe(text)).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

fn one(
    rt: &tokio::runtime::Runtime,
    wanted: &Wanted,
    kind: &'static str,
    place: &Place,
    table: &mut Table,
) -> Result<()> {
    let sold: Vec<(String, String)> = rt.block_on(async {
        let db = Db::open(&place.database_url, 2).await?;
        db.run("create table bench_commit (id bigint primary key, n bigint not null)").run().await?;
        let sold = db
            .query(
                "select p.slug, min(v.sku) from product p join variant v on v.product = p.id
                 join stock s on s.variant = v.id where s.on_hand > 1000 group by p.slug order by p.slug",
            )
            .all()
            .await?;
        db.close().await;
        Ok::<_, anyhow::Error>(sold)
    })?;
    let shop = serve(place, Who::Shop, "error")?;
    let mut rounds: Vec<(Commits, Load, f64)> = vec![];
    if wanted.has("orders") {
        for round in 0..wanted.rounds {
            eprintln!("bench: {kind}, orders, round {}", round + 1);
            let commits = counted(place)?;
            let buyers = buyers(&shop, &sold, (wanted.seconds * 150.0) as usize, round)?;
            let before = shop.cpu_ms();
            let plan = |requests| Plan {
                port: shop.port,
                requests,
                connections: AT_ONCE,
                seconds: 0.0,
                once: true,
                expects: 303,
            };
            let placed = load(&plan(buyers))?;
            ensure!(placed.other == 0, "{} orders were answered by {}", placed.other, placed.other_status);
            rounds.push((commits, placed.clone(), (shop.cpu_ms() - before) / placed.answers as f64));
        }
    }
    let mut carts: Vec<Load> = vec![];
    if wanted.has("carts") {
        eprintln!("bench: {kind}, carts");
        let requests = adds(&shop, &sold)?;
        for _ in 0..wanted.rounds {
            let (requests, seconds) = (requests.clone(), wanted.seconds);
            carts.push(load(&Plan { port: shop.port, requests, connections: 16, seconds, once: false, expects: 303 })?);
        }
        ensure!(carts.iter().all(|c| c.other == 0), "adds were answered by {}", carts[0].other_status);
    }
    let of = |what: fn(&(Commits, Load, f64)) -> f64| median(rounds.iter().map(what).collect());
    let cart = |what: fn(&Load) -> f64| median(carts.iter().map(what).collect());
    table.written(Written {
        kind,
        orders: of(|r| r.1.rate()),
        cpu: of(|r| r.2),
        p50: of(|r| r.1.p50),
        p99: of(|r| r.1.p99),
        commits: of(|r| r.0.fifty),
        commits_alone: of(|r| r.0.one),
        adds: cart(Load::rate),
        adds_p50: cart(|c| c.p50),
        adds_p99: cart(|c| c.p99),
    });
    Ok(())
}

/// Requests that add to 500 carts in turn; more products than a cart has lines are never asked for.
fn adds(shop: &Served, sold: &[(String, String)]) -> Result<Vec<String>> {
    let mut cookies = vec![];
    for i in 0..SESSIONS {
        let (slug, sku) = &sold[i % sold.len()];
        let answer = web::post(shop.port, &format!("/products/{slug}"), &[], &format!("variant={sku}&quantity=1"))?;
        cookies.push(answer.cookie().context("an add made no session")?);
    }
    let kinds = 20.min(sold.len());
    Ok((0..SESSIONS * kinds)
        .map(|i| {
            let (slug, sku) = &sold[(i / SESSIONS * 7 + i) % sold.len()];
            let headers = [("cookie", cookies[i % SESSIONS].as_str())];
            web::request("POST", &format!("/products/{slug}"), &headers, &format!("variant={sku}&quantity=1"))
        })
        .collect())
}

/// Buyers at the till, each with a session and a cart of two lines: the request that each one's last button sends.
fn buyers(shop: &Served, sold: &[(String, String)], many: usize, round: usize) -> Result<Vec<String>> {
    let workers = 8;
    let made: Vec<Result<Vec<String>>> = std::thread::scope(|scope| {
        let part = |w: usize| {
            move || {
                (w..many).step_by(workers).map(|i| buyer(shop.port, sold, round * many + i)).collect::<Result<Vec<_>>>()
            }
        };
        let running: Vec<_> = (0..workers).map(|w| scope.spawn(part(w))).collect();
        running.into_iter().map(|r| r.join().expect("BUG: a buyer panicked")).collect()
    });
    Ok(made.into_iter().collect::<Result<Vec<_>>>()?.concat())
}
fn buyer(port: u16, sold: &[(String, String)], i: usize) -> Result<String> {
    let mut cookie = String::new();
    for line in 0..2 {
        let (slug, sku) = &sold[(i * 3 + line * 101) % sold.len()];
        let body = format!("variant={sku}&quantity=1");
        let answer = web::post(port, &format!("/products/{slug}"), &[("cookie", &cookie)], &body)?;
        ensure!(answer.status == 303, "an add was answered by {}: {}", answer.status, answer.text());
        cookie = answer.cookie().unwrap_or(cookie);
    }
    let till = web::get(port, "/checkout", &[("cookie", &cookie)])?;
    ensure!(till.status == 200, "the till was answered by {}", till.status);
    let body = app::parts::query(&filled(&till.text()));
    Ok(web::request("POST", "/checkout", &[("cookie", &cookie)], &body))
}

/// The till's form with everything that it carries and somebody's name in it.
fn filled(html: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(html);
    let controls = Selector::parse("form[action='/checkout'] :is(input, select)").expect("BUG: a selector");
    let typed = [
        ("email", "noor@example.org"),
        ("name", "Noor Veldhuis"),
        ("address", "Kerkpad 12"),
        ("postcode", "7431 AB"),
        ("city", "Hollewijk"),
    ];
    let value = |e: ElementRef| -> Option<(String, String)> {
        let name = e.attr("name")?.to_string();
        let standing = match (e.value().name(), e.attr("type").unwrap_or("text")) {
            ("select", _) => {
                let chosen = Selector::parse("option[selected]").expect("BUG: a selector");
                e.select(&chosen).next()?.attr("value")?.to_string()
            }
            (_, "radio" | "checkbox") => e.attr("checked").map(|_| e.attr("value").unwrap_or("on").to_string())?,
            _ => e.attr("value").unwrap_or("").to_string(),
        };
        let text = typed.iter().find(|(n, _)| *n == name).map_or(standing, |(_, text)| text.to_string());
        Some((name, text))
    };
    page.select(&controls).filter_map(value).chain([("act".to_string(), "place".to_string())]).collect()
}

/// One-row commits a second.
#[derive(Serialize, Deserialize, Clone, Copy)]
struct Commits {
    one: f64,
    fifty: f64,
}
/// Counts them in a process of its own, on the server's core.
fn counted(place: &Place) -> Result<Commits> {
    let out = pinned(SERVER_CORE, itself(), &["commits"]).env("DATABASE_URL", &place.database_url).output()?;
    ensure!(out.status.success(), "commits: {}", String::from_utf8_lossy(&out.stderr));
    Ok(serde_json::from_slice(&out.stdout)?)
}
/// The other side of `counted`: as many readers and writers as the shop has there.
pub async fn commits(url: &str) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(2, |n| n.get() as u32);
    let db = Db::open(url, cores * 2 + 2).await?;
    let found = Commits { one: at_once(&db, 1).await?, fifty: at_once(&db, AT_ONCE).await? };
    println!("{}", serde_json::to_string(&found)?);
    db.close().await;
    Ok(())
}
async fn at_once(db: &Db, many: usize) -> Result<f64> {
    let first = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_micros() as i64 * 1000;
    let next = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(first));
    let began = Instant::now();
    let tasks: Vec<_> = (0..many)
        .map(|_| {
            let (db, next) = (db.clone(), next.clone());
            tokio::spawn(async move {
                while began.elapsed() < Duration::from_secs(COMMITTING) {
                    let id = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    db.run("insert into bench_commit (id, n) values ($1, 1)").bind(id).run().await?;
                }
                Ok::<_, app::db::Error>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    let done = next.load(std::sync::atomic::Ordering::Relaxed) - first;
    Ok(done as f64 / began.elapsed().as_secs_f64())
}
