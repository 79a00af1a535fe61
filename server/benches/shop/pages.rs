//! The pages that people read, at one size: the shop and its ceiling in turn, on the same database.
use crate::client::{Load, Plan, load};
use crate::goods::{self, Dice};
use crate::machine::{Place, Served, Who, median, serve};
use crate::table::{Measured, Row, Table};
use crate::{Wanted, facets, web};
use anyhow::{Result, ensure};
use app::db::Db;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub const PARTS: [&str; 5] = ["product", "list", "collections", "facets", "search"];
/// How many connections ask at once.
const CONNECTIONS: usize = 16;
/// How many visitors, each with a cart of three lines, take turns.
const VISITORS: usize = 23;
/// How often a second the stock of something changes while pages are read.
const STOCK_CHANGES: u64 = 4;

/// A kind of page: its addresses in turn.
struct Kind {
    part: &'static str,
    name: String,
    paths: Vec<String>,
}

pub fn measure(runtime: &tokio::runtime::Runtime, wanted: &Wanted, size: usize, table: &mut Table) -> Result<()> {
    let place = Place::sqlite(runtime.block_on(goods::shop(size))?);
    let [shop, forgetful, ceiling] = [Who::Shop, Who::Forgetful, Who::Ceiling].map(|who| serve(&place, who, "error"));
    let (shop, forgetful, ceiling) = (shop?, forgetful?, ceiling?);
    let visitors: Vec<String> = (0..VISITORS).map(|i| visitor(shop.port, size, i)).collect::<Result<_>>()?;
    if size == wanted.sizes[0] {
        compare(&place, [&shop, &ceiling], &visitors[0], table)?;
    }
    let changing = Changing::begin(&place, size)?;
    for kind in kinds(shop.port, size)? {
        if !wanted.has(kind.part) {
            continue;
        }
        if kind.paths.is_empty() {
            table.note(format!("{}: there are none at {size}", kind.name));
            continue;
        }
        eprintln!("bench: {size} products, {}", kind.name);
        let row = |name: String, shop, ceiling| Row { part: kind.part, name, size, shop, ceiling };
        let asked = requests(&kind.paths, &visitors, "identity");
        if kind.part == "product" {
            let [best, mine, read] = in_turn(wanted, [&ceiling, &shop, &forgetful], &asked)?;
            table.row(row(format!("{}, nothing kept", kind.name), read, best));
            table.row(row(kind.name.clone(), mine, best));
            table.loaded(size, shop.memory_mb());
            let packed = requests(&kind.paths, &visitors, "br, gzip");
            let [best, mine] = in_turn(wanted, [&ceiling, &shop], &packed)?;
            table.row(row(format!("{}, packed with brotli", kind.name), mine, best));
        } else {
            let [best, mine] = in_turn(wanted, [&ceiling, &shop], &asked)?;
            table.row(row(kind.name.clone(), mine, best));
        }
    }
    changing.end();
    fresh(runtime, &place, &shop)
}

/// All of them in turn, round by round, so that what the machine does meanwhile meets all.
fn in_turn<const N: usize>(wanted: &Wanted, all: [&Served; N], asked: &[String]) -> Result<[Measured; N]> {
    let mut rounds: [Vec<Measured>; N] = std::array::from_fn(|_| vec![]);
    for _ in 0..wanted.rounds.max(1) {
        for (served, rounds) in all.into_iter().zip(&mut rounds) {
            run(served, asked, CONNECTIONS, 0.3)?;
            let before = served.cpu_ms();
            let full = run(served, asked, CONNECTIONS, wanted.seconds)?;
            let cpu = (served.cpu_ms() - before) / full.answers as f64;
            let alone = run(served, asked, 1, (wanted.seconds / 3.0).max(0.5))?;
            let (rate, p50, p99) = (full.rate(), full.p50, full.p99);
            rounds.push(Measured { cpu, rate, p50, p99, alone: alone.p50, alone_p99: alone.p99 });
        }
    }
    Ok(rounds.map(|rounds| {
        let of = |what: fn(&Measured) -> f64| median(rounds.iter().map(what).collect());
        Measured {
            cpu: of(|m| m.cpu),
            rate: of(|m| m.rate),
            p50: of(|m| m.p50),
            p99: of(|m| m.p99),
            alone: of(|m| m.alone),
            alone_p99: of(|m| m.alone_p99),
        }
    }))
}
fn run(served: &Served, asked: &[String], connections: usize, seconds: f64) -> Result<Load> {
    let plan = Plan { port: served.port, requests: asked.to_vec(), connections, seconds, once: false, expects: 200 };
    let load = load(&plan)?;
    ensure!(load.other == 0, "{} answers were no 200 but {}: {}", load.other, load.other_status, asked[0]);
    Ok(load)
}

/// Every address with every visitor in turn.
fn requests(paths: &[String], visitors: &[String], accepts: &str) -> Vec<String> {
    (0..paths.len().max(visitors.len()))
        .map(|i| {
            let headers = [("cookie", visitors[i % visitors.len()].as_str()), ("accept-encoding", accepts)];
            web::request("GET", &paths[i % paths.len()], &headers, "")
        })
        .collect()
}

/// A visitor with a cart of three lines, made by the shop's own form: their cookie.
fn visitor(port: u16, size: usize, i: usize) -> Result<String> {
    let mut cookie = String::new();
    let mut lines = 0;
    for n in (i * 5..).take(200) {
        let path = format!("/products/{}", goods::slug(n % size));
        let answer = web::post(port, &path, &[("cookie", &cookie)], "quantity=1")?;
        if answer.status == 303 {
            cookie = answer.cookie().unwrap_or(cookie);
            lines += 1;
        }
        if lines == 3 {
            return Ok(cookie);
        }
    }
    anyhow::bail!("no cart of three lines could be made")
}

fn kinds(port: u16, size: usize) -> Result<Vec<Kind>> {
    let mut dice = Dice(7);
    let kind = |part, name: &str, paths: Vec<String>| Kind { part, name: name.into(), paths };
    let several = 500.min(size);
    let step = (size / several).max(1);
    let products = (0..several).map(|i| format!("/products/{}", goods::slug(i * step))).collect();
    let list = web::get(port, "/products", &[])?.text();
    let shelves = collections(size);
    let found = |words: Vec<String>| words.into_iter().map(|w| format!("/products?q={w}")).collect::<Vec<_>>();
    let many = goods::rare_words(size).min(300);
    let rare: Vec<String> = (0..many).map(goods::rare_word).collect();
    let wrong = rare.iter().map(|word| typo(word, &mut dice)).collect();
    Ok(vec![
        kind("product", "a product", products),
        kind("list", "all products", vec!["/products".into()]),
        kind("list", "all, by price, page by page", pages(port, "/products?sort=price")?),
        kind("collections", "collections", shelves),
        kind("facets", "two facets chosen", facets::two_chosen(&list, &mut dice)),
        kind("search", "search, a word of about 100 products", found(rare)),
        kind("search", "search, a word of every product", found(goods::EVERYWHERE.map(String::from).to_vec())),
        kind("search", "search, a slip of the pen", found(wrong)),
    ])
}
/// The collections that hold something.
fn collections(size: usize) -> Vec<String> {
    goods::SHELVES[..goods::shelves(size)].iter().map(|s| format!("/collections/{}", s.to_lowercase())).collect()
}
/// A list and the pages that follow it by its own link, eight at most; not the last, which is rarely full.
fn pages(port: u16, first: &str) -> Result<Vec<String>> {
    let mut paths = vec![first.to_string()];
    while paths.len() < 8 {
        let html = web::get(port, &paths[paths.len() - 1], &[])?.text();
        let next = html.split("<a rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let next = next.or_else(|| html.split("rel=\"next\"").next()?.rsplit("href=\"").next()?.split('"').next());
        match next.filter(|n| html.contains("rel=\"next\"") && n.starts_with("/products")) {
            Some(next) => paths.push(next.replace("&amp;", "&")),
            None => {
                paths.truncate((paths.len() - 1).max(1));
                break;
            }
        }
    }
    Ok(paths)
}
fn typo(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 2 + dice.below(letters.len() - 3);
    letters.swap(at, at + 1);
    letters.into_iter().collect()
}

/// Whether both give the same page: its bytes, and how many statements it costs; those of the shop that keeps what it
/// has read besides.
fn compare(place: &Place, both: [&Served; 2], visitor: &str, table: &mut Table) -> Result<()> {
    let all = [Who::Shop, Who::Forgetful, Who::Ceiling];
    let counting = all.map(|who| serve(place, who, "error,sqlx::query=trace"));
    let counting = counting.into_iter().collect::<Result<Vec<_>>>()?;
    for path in ["/products/thing-3", "/products", "/collections/pans", "/products?q=kitchen"] {
        let headers = [("cookie", visitor), ("accept-encoding", "identity")];
        let bytes = both.map(|s| web::get(s.port, path, &headers).map(|a| a.body.len()).unwrap_or(0));
        let mut statements = [0; 3];
        for (i, who) in all.into_iter().enumerate() {
            let lines = || std::fs::read_to_string(who.log(place)).unwrap_or_default().matches("db.statement").count();
            // The fewest of three: a connection that opens says a word of its own.
            let once = || -> Result<usize> {
                let before = lines();
                web::get(counting[i].port, path, &headers)?;
                std::thread::sleep(Duration::from_millis(100));
                Ok(lines() - before)
            };
            statements[i] = once()?.min(once()?).min(once()?);
        }
        table.same(path, bytes, statements);
    }
    Ok(())
}

/// Somebody buys and restocks while others read: a few times a second, something else each time.
struct Changing {
    stop: std::sync::Arc<AtomicBool>,
    thread: std::thread::JoinHandle<()>,
}
impl Changing {
    fn begin(place: &Place, size: usize) -> Result<Changing> {
        let stop = std::sync::Arc::new(AtomicBool::new(false));
        let (url, stopped) = (place.database_url.clone(), stop.clone());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::spawn(move || {
            let result: Result<()> = runtime.block_on(async {
                let db = Db::open(&url, 1).await?;
                let mut dice = Dice(11);
                while !stopped.load(Ordering::Relaxed) {
                    db.run("update stock set reserved = reserved + 1 where on_hand > 1000 and variant = $1")
                        .bind(1 + dice.below(size * 3) as i64)
                        .run()
                        .await?;
                    tokio::time::sleep(Duration::from_millis(1000 / STOCK_CHANGES)).await;
                }
                db.close().await;
                Ok(())
            });
            if let Err(cause) = result {
                eprintln!("bench: the stock could not be changed: {cause}");
            }
        });
        Ok(Changing { stop, thread })
    }
    fn end(self) {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().ok();
    }
}

/// What a page says of the stock is true the moment after it changed: no page was kept to win.
fn fresh(runtime: &tokio::runtime::Runtime, place: &Place, shop: &Served) -> Result<()> {
    let path = "/products/thing-3";
    let look = || web::get(shop.port, path, &[]).map(|a| a.text());
    let before = look()?;
    runtime.block_on(async {
        let db = Db::open(&place.database_url, 1).await?;
        db.run(
            "update stock set on_hand = on_hand + 1111 where variant in (
                select v.id from variant v join product p on p.id = v.product where p.slug = $1)",
        )
        .bind("thing-3")
        .run()
        .await?;
        db.close().await;
        Ok::<_, anyhow::Error>(())
    })?;
    let stock = |html: &str| html.split("<b class=\"stock").nth(1).and_then(|r| r.split('<').next()).map(String::from);
    ensure!(stock(&before) != stock(&look()?), "{path} still shows the stock from before it changed");
    Ok(())
}
