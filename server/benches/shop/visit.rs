//! What a first visit costs: until the shop answers, in memory, in bytes, and what Lighthouse says of it.
use crate::machine::{self, Place, Who, median, openkitchen, serve};
use crate::table::Table;
use crate::{Wanted, goods, web};
use anyhow::{Context, Result, anyhow, ensure};
use app::db::Db;
use app::forum::verbs::{self, Author, Draft};
use app::moderation::Ruling;
use app::values::Moment;
use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;
use std::time::{Duration, Instant};

pub fn measure(runtime: &tokio::runtime::Runtime, wanted: &Wanted, table: &mut Table) -> Result<()> {
    if wanted.has("start") {
        for size in wanted.sizes.iter().filter(|size| **size <= 10_000) {
            let place = Place::sqlite(runtime.block_on(goods::shop(*size))?);
            start(&place, *size, table)?;
        }
    }
    let demo = demo()?;
    let shop = serve(&demo, Who::Shop, "error")?;
    if wanted.has("visit") {
        for path in ["/products", "/products/everyday-pan"] {
            table.weighed(path, weigh(shop.port, path)?);
        }
    }
    drop(shop);
    if wanted.has("lighthouse") {
        let topic = runtime.block_on(long_topic(&demo))?;
        match lighthouse(&demo, &["/products", "/products/everyday-pan", &topic])? {
            Some(found) => table.lighthouse(&found),
            None => table.note("Lighthouse: not measured, `npm ci` in end2end and Chromium bring it".into()),
        }
    }
    Ok(())
}

/// Five starts: until `/healthz`, until a whole page; then what one holds that was asked for one page.
fn start(place: &Place, size: usize, table: &mut Table) -> Result<()> {
    let mut first = vec![];
    let mut page = vec![];
    for _ in 0..5 {
        let began = Instant::now();
        let shop = serve(place, Who::Shop, "error")?;
        ensure!(web::get(shop.port, "/products/thing-1", &[])?.status == 200, "the first page is none");
        page.push(began.elapsed().as_secs_f64() * 1000.0);
        first.push(shop.started.as_secs_f64() * 1000.0);
    }
    let shop = serve(place, Who::Shop, "error")?;
    web::get(shop.port, "/products/thing-1", &[])?;
    std::thread::sleep(Duration::from_secs(2));
    table.started(size, median(first), median(page), shop.memory_mb().0);
    Ok(())
}

/// The demo shop, seeded once for each build of the program.
fn demo() -> Result<Place> {
    let built = std::fs::metadata(openkitchen())?.modified()?.duration_since(std::time::UNIX_EPOCH)?.as_secs();
    let folder = machine::bench_dir().join(format!("demo-{built}"));
    let place = Place::sqlite(folder.clone());
    if !folder.join("done").exists() {
        std::fs::create_dir_all(&folder)?;
        for words in [&["migrate"][..], &["seed", "demo"]] {
            let out =
                Command::new(openkitchen()).args(words).envs(place.settings()).env("RUST_LOG", "error").output()?;
            ensure!(out.status.success(), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
        }
        std::fs::write(folder.join("done"), "")?;
    }
    Ok(place)
}

/// Bytes that travel on a first visit, by kind, packed as a browser is served.
pub struct Weight {
    pub html: usize,
    pub style: usize,
    pub fonts: usize,
    pub script: usize,
    /// Pictures that are loaded at once, and those that wait until they come near.
    pub pictures: usize,
    pub pictures_near: usize,
}

fn weigh(port: u16, path: &str) -> Result<Weight> {
    let bytes = |path: &str| web::get(port, path, &[("accept-encoding", "br, gzip")]).map(|a| a.body.len());
    let html = web::get(port, path, &[("accept-encoding", "identity")])?.text();
    let page = Html::parse_document(&html);
    let all = |css: &str, name: &str| -> BTreeSet<String> {
        let css = Selector::parse(css).expect("BUG: a selector");
        page.select(&css).filter_map(|e| e.attr(name).map(String::from)).collect()
    };
    let sum = |paths: BTreeSet<String>| paths.iter().map(|p| bytes(p)).sum::<Result<usize>>();
    let program = html.rsplit("\"assets\", \"").next().and_then(|r| r.split('"').next()).context("no program")?;
    let style = all("link[rel=stylesheet]", "href");
    let mut fonts = all("link[as=font]", "href");
    for sheet in &style {
        let css = web::get(port, sheet, &[("accept-encoding", "identity")])?.text();
        fonts.extend(
            css.split("url(")
                .skip(1)
                .filter_map(|r| r.split(')').next())
                .filter(|u| u.contains("font"))
                .map(String::from),
        );
    }
    let first = all("img:not([loading=lazy])", "src");
    let near = all("img[loading=lazy]", "src").difference(&first).cloned().collect();
    Ok(Weight {
        html: bytes(path)?,
        style: sum(style)?,
        fonts: sum(fonts)?,
        script: bytes(&format!("/assets/{program}.js"))? + bytes(&format!("/assets/{program}.wasm"))?,
        pictures: sum(first)?,
        pictures_near: sum(near)?,
    })
}

/// The demo shop's longest topic, with replies until it has fifty posts: its address.
async fn long_topic(demo: &Place) -> Result<String> {
    let db = Db::open(&demo.database_url, 1).await?;
    let longest = "select id, author, posts from topic where listed order by posts desc, id limit 1";
    let (topic, person, posts): (i64, i64, i64) = db.query(longest).one().await?;
    for n in posts..50 {
        let text = format!(
            "Mine is {n} years old. I *dry* it over the flame, then a drop of oil:\n\n- once a week\n- after fish"
        );
        let draft = Draft {
            author: Author { person, host: false, network: None },
            stake: None,
            reply_to: None,
            quoted: None,
            words: verbs::words(&db, &text, Some(topic)).await.map_err(|p| anyhow!(p.words()))?,
            pictures: vec![],
            ruling: Ruling::Live,
            watch: None,
        };
        verbs::reply(&db, topic, draft, Moment::now()).await.map_err(|p| anyhow!(p.words()))?;
    }
    db.close().await;
    Ok(format!("/forum/{topic}"))
}

/// What `end2end/lighthouse.mjs` finds: scores and times by path.
fn lighthouse(demo: &Place, paths: &[&str]) -> Result<Option<Value>> {
    let end2end = machine::root().join("end2end");
    if !machine::root().join("target/tools/lighthouse").exists() || !std::path::Path::new("/usr/bin/chromium").exists()
    {
        return Ok(None);
    }
    eprintln!("bench: Lighthouse, three runs a page");
    let shop = serve(demo, Who::Shop, "error")?;
    let out = machine::pinned(machine::EVERY_CORE, "node", &["lighthouse.mjs"])
        .args(paths)
        .current_dir(&end2end)
        .env("SHOP_URL", format!("http://127.0.0.1:{}", shop.port))
        .output()?;
    ensure!(out.status.success(), "lighthouse.mjs: {}", String::from_utf8_lossy(&out.stderr));
    Ok(Some(serde_json::from_slice(&out.stdout)?))
}
