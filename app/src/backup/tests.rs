//! Backups that go round through both databases.
mod refused;
mod shop;

use super::archive::Unpacker;
use super::*;
use crate::activity::{Audience, Event, Kind, Subject, store::append};
use crate::db::{Db, newest};
use crate::media::shelf::Shelf;
use crate::secret::LinkKey;
use crate::values::Moment;
use crate::viewer::{Actor, Merchant};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use tempfile::TempDir;

const NOW: Moment = Moment(1_795_000_000_000);

/// A database and a shelf of its own, with nothing in them.
struct Ground {
    db: Db,
    shelf: Shelf,
    folder: TempDir,
}
impl Ground {
    fn around(db: Db, folder: TempDir) -> Ground {
        let shelf = Shelf::open(&format!("file:{}", folder.path().join("media").display())).unwrap();
        Ground { db, shelf, folder }
    }
    async fn sqlite() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}", folder.path().join("shop.db").display()), 2).await.unwrap();
        Ground::around(db, folder)
    }
    /// None where `TEST_POSTGRES_URL` leads to no PostgreSQL.
    async fn postgres() -> Option<Ground> {
        static N: AtomicU32 = AtomicU32::new(0);
        let url = std::env::var("TEST_POSTGRES_URL").ok()?;
        let name = format!("backup_{}_{}", std::process::id(), N.fetch_add(1, Ordering::Relaxed));
        let admin = Db::open(&url, 1).await.unwrap();
        let make: &'static str = Box::leak(format!("create database {name}").into_boxed_str());
        admin.run(make).run().await.unwrap();
        admin.close().await;
        let db = Db::open(&url.replacen("/postgres", &format!("/{name}"), 1), 2).await.unwrap();
        Some(Ground::around(db, tempfile::tempdir().unwrap()))
    }
    /// One of each kind that is there.
    async fn each() -> Vec<Ground> {
        [Some(Ground::sqlite().await), Ground::postgres().await].into_iter().flatten().collect()
    }
    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    async fn take(&self, name: &str) -> PathBuf {
        let file = self.file(name);
        take(&self.db, &self.shelf, &Merchant::at_the_console(), &file, NOW).await.unwrap();
        file
    }
    async fn bring(&self, file: &Path) -> Result<Told> {
        let sound = check(file).await?;
        let (told, drifts) = restore(&self.db, &self.shelf, &Merchant::at_the_console(), &sound).await?;
        assert_eq!(drifts, []);
        Ok(told)
    }
    async fn refuses(&self, file: &Path, words: &str) {
        let said = format!("{:#}", self.bring(file).await.expect_err(words));
        assert!(said.contains(words) && !said.contains('\n'), "{said}");
    }
    async fn number(&self, sql: &'static str) -> i64 {
        self.db.query(sql).one::<(i64,)>().await.unwrap().0
    }
    /// Every row of every table.
    async fn rows(&self) -> BTreeMap<String, Vec<String>> {
        let mut tx = self.db.snapshot().await.unwrap();
        let mut all = BTreeMap::new();
        for table in store::tables(&mut tx).await.unwrap() {
            let lines: Vec<_> = futures::StreamExt::collect(store::rows(&mut tx, &table)).await;
            let mut lines: Vec<String> =
                lines.into_iter().map(|l| serde_json::from_str::<Value>(&l.unwrap().0).unwrap().to_string()).collect();
            lines.sort();
            all.insert(table.name, lines);
        }
        all
    }
    async fn is_bare(&self) -> bool {
        store::standing(&mut self.db.snapshot().await.unwrap()).await.unwrap() == (false, None)
    }
}

fn happened(product: i64) -> Event {
    Event {
        kind: Kind::ProductChanged,
        actor: Actor::Console,
        subject: Subject::Product(product),
        at: NOW,
        audience: Audience::Staff,
        topics: vec!["shop".into(), format!("product:{product}")],
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_goes_round_through_both_databases_and_is_the_same() {
    let origin = Ground::sqlite().await;
    shop::stand(&origin).await;
    // The newest event is gone, and its number never comes back.
    let db = &origin.db;
    db.run("delete from event_topic where event = (select max(id) from event)").run().await.unwrap();
    db.run("delete from event where id = (select max(id) from event)").run().await.unwrap();
    let (rows, pictures) = (origin.rows().await, origin.number("select count(*) from media").await);
    let next_event = origin.number("select seq + 1 from sqlite_sequence where name = 'event'").await;
    assert!(next_event > origin.number("select max(id) + 1 from event").await);
    let empty: Vec<&String> = rows.iter().filter(|(_, rows)| rows.is_empty()).map(|(t, _)| t).collect();
    assert!(empty.is_empty(), "tests/shop.rs gives no row to {empty:?}");
    // SQLite to PostgreSQL, to PostgreSQL, to SQLite, to SQLite.
    let mut way = vec![Ground::postgres().await, Ground::postgres().await];
    way.extend([Some(Ground::sqlite().await), Some(Ground::sqlite().await)]);
    let mut from = origin;
    for (i, to) in way.into_iter().flatten().enumerate() {
        // Both a new database and one that was migrated are empty.
        if i % 2 == 1 {
            to.db.migrate().await.unwrap();
        }
        let file = from.take("shop.backup").await;
        let told = to.bring(&file).await.unwrap();
        println!("{} to {}: {told}", from.db.kind(), to.db.kind());
        let there = to.rows().await;
        assert_eq!(rows.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
        for (table, rows) in &rows {
            assert_eq!(rows, &there[table], "{table}");
        }
        assert_eq!(told.files as i64, 2 * pictures);
        let files = |g: &Ground| walk(&g.file("media"));
        assert_eq!(files(&from), files(&to));
        assert!(to.db.ready().await);
        from = to;
    }
    let mut tx = from.db.begin().await.unwrap();
    append(&mut tx, happened(1));
    tx.commit().await.unwrap();
    assert_eq!(from.number("select max(id) from event").await, next_event);
}

#[tokio::test]
async fn pictures_come_out_of_a_bucket_and_go_into_one() {
    let (bucket, shelf) = crate::media::shelf::tests::in_a_bucket().await;
    let origin = Ground { shelf, ..Ground::sqlite().await };
    origin.db.migrate().await.unwrap();
    shop::picture(&origin, 30).await;
    let names = bucket.names();
    assert_eq!(names.len(), 2);
    let file = origin.take("bucket.backup").await;
    let (other, shelf) = crate::media::shelf::tests::in_a_bucket().await;
    let to = Ground { shelf, ..Ground::sqlite().await };
    assert_eq!(to.bring(&file).await.unwrap().files, 2);
    assert_eq!(other.names(), names);
    // A picture that is not in the bucket is said by its name, and leaves no file.
    let (hash, _) = names[0].rsplit_once('-').unwrap();
    let hash = hash.rsplit('/').next().unwrap();
    origin.shelf.remove(hash, 160).await.unwrap();
    let lost = origin.file("lost.backup");
    let said = take(&origin.db, &origin.shelf, &Merchant::at_the_console(), &lost, NOW).await.unwrap_err().to_string();
    assert!(said.contains(hash) && !lost.exists(), "{said}");
}

/// The files under a folder, with their sizes.
fn walk(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut all = BTreeMap::new();
    for shelf in std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()) {
        for file in std::fs::read_dir(&shelf).unwrap().map(|f| f.unwrap()) {
            let name = file.path().strip_prefix(folder).unwrap().to_path_buf();
            all.insert(name, file.metadata().unwrap().len());
        }
    }
    all
}

#[tokio::test]
async fn numbers_go_on_after_the_highest_that_was_ever_given() {
    for from in Ground::each().await {
        from.db.migrate().await.unwrap();
        for _ in 0..3 {
            let mut tx = from.db.begin().await.unwrap();
            append(&mut tx, happened(1));
            tx.commit().await.unwrap();
        }
        from.db.run("delete from event_topic").run().await.unwrap();
        from.db.run("delete from event").run().await.unwrap();
        let file = from.take("x").await;
        for to in Ground::each().await {
            to.bring(&file).await.unwrap();
            let mut tx = to.db.begin().await.unwrap();
            append(&mut tx, happened(1));
            tx.commit().await.unwrap();
            assert_eq!(to.number("select id from event").await, 4, "{} to {}", from.db.kind(), to.db.kind());
            // A table that the migrations filled goes on behind its rows.
            let rate = "insert into tax_rate (country, class, basis_points, valid_from) values ('XX', 'zero', 0, 0)";
            assert_eq!(to.db.run(rate).run().await.unwrap(), 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_while_others_write_is_of_one_moment() {
    for from in Ground::each().await {
        from.db.migrate().await.unwrap();
        let stop = std::sync::Arc::new(AtomicBool::new(false));
        let mut writers = vec![];
        for _ in 0..3 {
            let (db, stop) = (from.db.clone(), stop.clone());
            writers.push(tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let mut tx = db.begin().await.unwrap();
                    append(&mut tx, happened(1));
                    tx.commit().await.unwrap();
                }
            }));
        }
        let mut taken: Vec<(PathBuf, i64, i64)> = vec![];
        for i in 0..4 {
            let before = from.number("select count(*) from event").await;
            let file = from.take(&format!("{i}")).await;
            taken.push((file, before, from.number("select count(*) from event").await));
        }
        stop.store(true, Ordering::Relaxed);
        for writer in writers {
            writer.await.unwrap();
        }
        assert!(taken.iter().any(|(_, before, after)| before < after), "nobody wrote meanwhile");
        for (file, before, after) in taken {
            let to = Ground::sqlite().await;
            to.bring(&file).await.unwrap();
            let events = to.number("select count(*) from event").await;
            assert!(before <= events && events <= after, "{before} <= {events} <= {after}");
            assert_eq!(to.number("select count(*) from event_topic").await, 3 * events);
            to.db.close().await;
        }
    }
}

#[tokio::test]
async fn a_snapshot_sees_nothing_that_comes_later_and_cannot_write() {
    for ground in Ground::each().await {
        ground.db.migrate().await.unwrap();
        let mut tx = ground.db.snapshot().await.unwrap();
        ground.db.run("insert into tax_class (class, name) values ('x', 'x')").run().await.unwrap();
        let (n,): (i64,) = tx.query("select count(*) from tax_class where class = 'x'").one().await.unwrap();
        assert_eq!((n, ground.number("select count(*) from tax_class where class = 'x'").await), (0, 1));
        assert!(tx.query("delete from tax_class where class = 'x'").run().await.is_err());
    }
}

#[tokio::test]
async fn a_backup_of_every_earlier_schema_is_restored_and_brought_up_to_date() {
    for from in Ground::each().await {
        for schema in 1..=newest() {
            from.db.migrate_to(schema).await.unwrap();
            let file = from.take(&format!("{schema}")).await;
            let sound = check(&file).await.unwrap();
            assert_eq!(sound.manifest().schema, schema);
            for to in Ground::each().await {
                to.bring(&file).await.unwrap();
                assert!(to.db.ready().await);
                LinkKey::load(&to.db).await.unwrap();
            }
        }
    }
}

#[tokio::test]
async fn a_table_that_points_to_itself_is_filled_in_any_order() {
    for ground in Ground::each().await {
        let db = &ground.db;
        db.run("create table post (id bigint primary key, answers bigint references post (id))").run().await.unwrap();
        db.run("insert into post (id, answers) values (5, null), (6, 5)").run().await.unwrap();
        for (rows, broken) in [(r#"{"id":1,"answers":2}"#, false), (r#"{"id":3,"answers":9}"#, true)] {
            let mut tx = db.begin().await.unwrap();
            let (tables, loose) = shape::in_order(store::tables(&mut tx).await.unwrap());
            assert_eq!(loose.len(), 1);
            store::loosen(&mut tx, &loose).await.unwrap();
            store::clear(&mut tx, &tables[0]).await.unwrap();
            assert_eq!(store::fill(&mut tx, &tables[0], rows.into()).await.unwrap(), 1);
            assert_eq!(store::fill(&mut tx, &tables[0], r#"{"id":2,"answers":null}"#.into()).await.unwrap(), 1);
            let found = store::tighten(&mut tx, &loose).await;
            assert_eq!(found.map_or(true, |n| n > 0), broken);
            if !broken {
                tx.commit().await.unwrap();
            }
        }
        assert_eq!(ground.number("select count(*) from post where id < 3").await, 2);
        assert!(db.run("insert into post (id, answers) values (8, 7)").run().await.is_err());
    }
}

#[tokio::test]
async fn a_table_larger_than_a_piece_comes_in_pieces() {
    for from in Ground::each().await {
        from.db.migrate().await.unwrap();
        let long = "ß".repeat(700_000);
        for i in 0..5 {
            let sql = "insert into page (slug, title, body, position, updated_at) values ($1, '', $2, 0, 0)";
            from.db.run(sql).bind(format!("page{i}")).bind(long.clone()).run().await.unwrap();
        }
        let file = from.take("large").await;
        let (mut entries, mut pieces) = (Unpacker::open(&file).unwrap(), 0);
        while let Some(entry) = entries.next().await.unwrap() {
            pieces += usize::from(entry.name.starts_with("tables/page/"));
            assert!(entry.bytes.len() < 2 * PIECE);
        }
        assert_eq!(pieces, 2);
        for to in Ground::each().await {
            to.bring(&file).await.unwrap();
            assert_eq!(to.rows().await["page"], from.rows().await["page"]);
        }
    }
}
