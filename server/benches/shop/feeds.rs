//! What grows without end: a long topic beside a short one, a feed of a million events beside a small one, as ratios on both
//! databases. The rows are written in bulk, by SQL, here alone.
use crate::client::{Plan, load};
use crate::machine::{self, Place, Served, Who, median, serve};
use crate::table::Table;
use crate::writes::{postgres, sql};
use crate::{Wanted, goods, web};
use anyhow::{Result, ensure};
use app::db::{Db, Sql};
use app::forum::text::RENDER_VERSION;

/// A shop: how many posts its longest topic has, how many events its feed.
struct Size {
    name: &'static str,
    posts: i64,
    events: i64,
}
const SMALL: Size = Size { name: "small", posts: 50, events: 1_000 };
const LARGE: Size = Size { name: "large", posts: 10_000, events: 1_000_000 };
/// How many posts a topic of the feed has.
const EACH: i64 = 25;

pub fn measure(runtime: &tokio::runtime::Runtime, wanted: &Wanted, table: &mut Table) -> Result<()> {
    let folder = machine::bench_dir().join("run-feeds");
    std::fs::remove_dir_all(&folder).ok();
    let places = [&SMALL, &LARGE].map(|size| Place::sqlite(folder.join(size.name)));
    places.iter().try_for_each(|place| std::fs::create_dir_all(&place.folder))?;
    let done = one(runtime, wanted, "SQLite", &places, table);
    std::fs::remove_dir_all(&folder).ok();
    done?;
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        table.note("PostgreSQL: not measured, start the bench by .ci/with-postgres".into());
        return Ok(());
    };
    machine::pin_postgres(&server);
    let (name, place) = postgres(&server)?;
    let places = [&SMALL, &LARGE].map(|size| Place {
        database_url: place.database_url.replace(&format!("/{name}?"), &format!("/{name}_{}?", size.name)),
        folder: place.folder.clone(),
    });
    for size in [&SMALL, &LARGE] {
        runtime.block_on(sql(&server, format!("create database {name}_{}", size.name)))?;
    }
    let done = one(runtime, wanted, "PostgreSQL", &places, table);
    for size in [&SMALL, &LARGE] {
        runtime.block_on(sql(&server, format!("drop database {name}_{} with (force)", size.name)))?;
    }
    done
}

fn one(
    runtime: &tokio::runtime::Runtime,
    wanted: &Wanted,
    kind: &str,
    places: &[Place; 2],
    table: &mut Table,
) -> Result<()> {
    for (place, size) in places.iter().zip([&SMALL, &LARGE]) {
        eprintln!("bench: {kind}, a feed of {} events is written", size.events);
        runtime.block_on(fill(place, size))?;
    }
    let [small, large] = [serve(&places[0], Who::Shop, "error")?, serve(&places[1], Who::Shop, "error")?];
    for page in pages() {
        eprintln!("bench: {kind}, {}", page.name);
        let lines = |shop: &Served, path: &str| -> Result<usize> {
            Ok(web::get(shop.port, path, &[])?.text().matches(page.counted).count())
        };
        let (few, many) = (lines(&small, &page.few)?, lines(&large, &page.many)?);
        ensure!(few > 0 && few == many, "{}: {few} and {many} lines are no comparison", page.name);
        // In turn, so that whatever else the machine does falls on both alike.
        let mut took = (vec![], vec![]);
        for _ in 0..wanted.rounds.max(1) {
            took.0.push(alone(&small, &page.few, wanted.seconds)?);
            took.1.push(alone(&large, &page.many, wanted.seconds)?);
        }
        table.grown(kind, page.name, median(took.1), median(took.0));
    }
    Ok(())
}

/// A page of both shops.
struct Page {
    name: &'static str,
    few: String,
    many: String,
    /// What stands on the page once a line.
    counted: &'static str,
}
fn pages() -> Vec<Page> {
    let page = |name, few: &str, many: String, counted| Page { name, few: few.into(), many, counted };
    let (post, line) = ("id=\"post-", "data-event=");
    let middle = format!("/activity?after={}", LARGE.events / 2);
    vec![
        page("a topic of 10,000 posts, its first page", "/forum/1", "/forum/1".into(), post),
        page("… its middle", "/forum/1", format!("/forum/1?after={}", LARGE.posts / 2), post),
        page("… its last page", "/forum/1?page=last", "/forum/1?page=last".into(), post),
        page("a feed of 1,000,000 events, its first page", "/activity", "/activity".into(), line),
        page("… its middle", "/activity?after=500", middle, line),
        page("… its end", "/activity?after=31", "/activity?after=31".into(), line),
        page("… its questions", "/activity?show=questions", "/activity?show=questions".into(), line),
        page("… as Atom", "/feeds/activity.atom", "/feeds/activity.atom".into(), "<entry>"),
        page("the strip on a page", "/cart", "/cart".into(), line),
    ]
}
/// The median time of one who asks alone, in milliseconds.
fn alone(shop: &Served, path: &str, seconds: f64) -> Result<f64> {
    let requests = vec![web::request("GET", path, &[], "")];
    let plan = |seconds| Plan {
        port: shop.port,
        requests: requests.clone(),
        connections: 1,
        seconds,
        once: false,
        expects: 200,
    };
    load(&plan(0.3))?;
    let load = load(&plan((seconds / 3.0).max(0.5)))?;
    ensure!(load.other == 0, "{path} was answered by {}", load.other_status);
    Ok(load.p50)
}

/// A statement that writes so many rows, `$1`, each by its number `i`.
macro_rules! counted {
    ($insert:literal, $select:literal) => {
        Sql {
            sqlite: concat!(
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1) ",
                $insert,
                " select ",
                $select,
                " from n"
            ),
            postgres: concat!($insert, " select ", $select, " from generate_series(cast(1 as bigint), $1) as n (i)"),
        }
    };
}

async fn fill(place: &Place, size: &Size) -> Result<()> {
    let db = Db::open(&place.database_url, 2).await?;
    goods::fill(&db, &place.folder.join("media"), 8).await?;
    let mut tx = db.begin().await?;
    // The goods are an act too; the feed here is nothing but what follows.
    for sql in ["delete from event_topic", "delete from event"] {
        tx.query(sql).run().await?;
    }
    let people = counted!(
        "insert into person (id, kind, alias, alias_key, avatar_seed, lang, created_at, seen_at, acted_at)",
        "i, 'visitor', 'Guest ' || cast(i as text), 'guest' || cast(i as text), i * 7919, 'en', 1, 1, 1"
    );
    tx.query(people).bind(1_000_i64).run().await?;
    // The long topic, of which no feed tells.
    tx.query(
        "insert into topic (id, kind, state, title, author, created_at, posts, first_post, last_post, last_at, answered_at, listed)
         values (1, 'question', 'live', 'How do you keep yours?', 1, 1790000000000, $1, 1, $1, 1790000000000, 1790000060000, true)",
    )
    .bind(size.posts)
    .run()
    .await?;
    let posts = counted!(
        "insert into post (id, topic, author, state, as_host, title, body, html, render_version, created_at)",
        "i, 1, 1 + i % 1000, 'live', false, case when i = 1 then 'How do you keep yours?' end,
         'Dry, and with a drop of oil. This is the ' || cast(i as text) || 'th way to say so.',
         '<p>Dry, and with a drop of oil. This is the ' || cast(i as text) || 'th way to say so.</p>', $2, 1790000000000 + i * 60000"
    );
    tx.query(posts).bind(size.posts).bind(RENDER_VERSION).run().await?;
    // The feed: questions with two dozen answers each, every post an act.
    let topics = counted!(
        "insert into topic (id, kind, state, title, author, created_at, posts, first_post, last_post, last_at, answered_at, listed)",
        "9 + i, 'question', 'live', 'Question number ' || cast(i as text), 1 + i % 1000, 1600000000000 + i * 100000, 25,
         100001 + (i - 1) * 25, 100000 + i * 25, 1600000000000 + i * 100000, 1600000000000 + i * 100000, true"
    );
    tx.query(topics).bind(size.events / EACH).run().await?;
    let said = counted!(
        "insert into post (id, topic, author, state, as_host, title, body, html, render_version, created_at)",
        "100000 + i, 10 + (i - 1) / 25, case when (i - 1) % 25 = 0 then 1 + ((i - 1) / 25 + 1) % 1000 else 1 + i % 1000 end,
         'live', false, case when (i - 1) % 25 = 0 then 'Question number ' || cast((i - 1) / 25 + 1 as text) end,
         'What was said here is the number ' || cast(i as text) || ', and a little more.',
         '<p>What was said here is the number ' || cast(i as text) || ', and a little more.</p>', $2, 1600000000000 + i * 4000"
    );
    tx.query(said).bind(size.events).bind(RENDER_VERSION).run().await?;
    let events = counted!(
        "insert into event (id, kind, actor, person, subject_kind, subject, at, audience)",
        "i, case when (i - 1) % 25 = 0 then 'topic.asked' else 'post.replied' end, 'person:' || cast(1 + i % 1000 as text),
         1 + i % 1000, 'post', 100000 + i, 1600000000000 + i * 4000, 'public'"
    );
    tx.query(events).bind(size.events).run().await?;
    for topics in [
        counted!("insert into event_topic (topic, event)", "'feed', i"),
        counted!(
            "insert into event_topic (topic, event)",
            "case when (i - 1) % 25 = 0 then 'feed:questions' else 'feed:answers' end, i"
        ),
    ] {
        tx.query(topics).bind(size.events).run().await?;
    }
    tx.commit().await?;
    if db.kind() == "PostgreSQL" {
        // What it does by itself within a minute in a shop that runs.
        db.run("analyze").run().await?;
    }
    db.close().await;
    Ok(())
}
