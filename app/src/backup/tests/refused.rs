//! Files that must not be taken, and databases that must not be filled.
use super::super::*;
use super::shop::picture;
use super::{Ground, NOW};
use crate::backup::archive::{Packer, Unpacker};
use crate::db::newest;
use crate::viewer::Merchant;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The file, with its entries changed.
async fn altered(file: &Path, name: &str, change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> PathBuf {
    let (mut unpacker, mut entries) = (Unpacker::open(file).unwrap(), vec![]);
    while let Some(entry) = unpacker.next().await.unwrap() {
        entries.push((entry.name, entry.bytes));
    }
    change(&mut entries);
    let to = file.with_file_name(name);
    let mut packer = Packer::begin(&to, NOW).unwrap();
    for (name, bytes) in entries {
        packer.put(name, bytes).await.unwrap();
    }
    packer.finish().await.unwrap();
    to
}
fn says(entries: &mut [(String, Vec<u8>)], change: impl Fn(&mut Value)) {
    let mut manifest: Value = serde_json::from_slice(&entries[0].1).unwrap();
    change(&mut manifest);
    entries[0].1 = serde_json::to_vec(&manifest).unwrap();
}
fn replaced(entries: &mut [(String, Vec<u8>)], entry: &str, from: &str, to: &str) {
    let (_, bytes) = entries.iter_mut().find(|(n, _)| n.starts_with(entry)).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(from), "{text}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}

/// A migrated shop with one picture.
async fn a_small_shop() -> (Ground, PathBuf) {
    let from = Ground::sqlite().await;
    from.db.migrate().await.unwrap();
    picture(&from, 20).await;
    let file = from.take("good").await;
    (from, file)
}

#[tokio::test]
async fn a_file_that_is_cut_or_damaged_is_refused_before_anything_is_written() {
    let (from, file) = a_small_shop().await;
    let bytes = std::fs::read(&file).unwrap();
    let bad = from.file("bad");
    for to in Ground::each().await {
        for sixteenth in 0..16 {
            std::fs::write(&bad, &bytes[..bytes.len() * sixteenth / 16]).unwrap();
            to.refuses(&bad, "is cut short").await;
            let mut flipped = bytes.clone();
            flipped[(bytes.len() - 1) * (sixteenth + 1) / 16] ^= 0xff;
            std::fs::write(&bad, &flipped).unwrap();
            // One that makes a block seem longer reads as a cut.
            to.refuses(&bad, " is ").await;
        }
        std::fs::write(&bad, &bytes[..bytes.len() - 1]).unwrap();
        to.refuses(&bad, "is cut short").await;
        std::fs::write(&bad, [&bytes[..], b"more"].concat()).unwrap();
        to.refuses(&bad, "is damaged").await;
        std::fs::write(&bad, "name,price\nmug,12\n".repeat(50)).unwrap();
        to.refuses(&bad, "is no backup of Open Kitchen").await;
        to.refuses(&from.file("nowhere"), "cannot be read").await;
        assert!(to.is_bare().await);
        to.bring(&file).await.unwrap();
    }
}

#[tokio::test]
async fn a_file_whose_content_is_wrong_is_refused_before_anything_is_written() {
    let (_from, file) = a_small_shop().await;
    let newer = altered(&file, "newer", |e| says(e, |m| m["schema"] = (newest() + 1).into())).await;
    let format = altered(&file, "format", |e| says(e, |m| m["format_version"] = 2.into())).await;
    let unknown = altered(&file, "unknown", |e| {
        says(e, |m| m["tables"].as_array_mut().unwrap().push(serde_json::json!({ "name": "spell", "rows": 0 })));
    });
    let unlisted = altered(&file, "unlisted", |e| {
        let at = e.iter().position(|(n, _)| n.starts_with("media/")).unwrap();
        e.insert(at, ("tables/spell/000001.jsonl".into(), b"{}\n".to_vec()));
    });
    let lacking = altered(&file, "lacking", |e| says(e, |m| drop(m["tables"].as_array_mut().unwrap().pop())));
    let column = altered(&file, "column", |e| replaced(e, "tables/shop/", "{", r#"{"spell":1,"#));
    let odd = altered(&file, "odd", |e| replaced(e, "tables/shop/", r#""id":1"#, r#""id":"one""#));
    let fewer = altered(&file, "fewer", |e| replaced(e, "tables/tax_class/", "{", "{}\n{"));
    let short = altered(&file, "short", |e| e.retain(|(n, _)| !n.starts_with("tables/tax_rate/")));
    let picture = altered(&file, "picture", |e| e.retain(|(n, _)| !n.starts_with("media/")));
    let other = altered(&file, "other", |e| e.push(("../etc".replace("..", "x"), vec![])));
    let first = altered(&file, "first", |e| drop(e.remove(0)));
    let end = altered(&file, "end", |e| e.push((END.into(), b"{}".to_vec())));
    let all = [
        (newer, "was made by a newer program"),
        (format, "was made by a newer program"),
        (unknown.await, "it holds a table that schema"),
        (unlisted.await, "a table that it does not list: spell"),
        (lacking.await, "it lacks the table"),
        (column.await, "a column that is not known: spell"),
        (odd.await, "something odd in its column id"),
        (fewer.await, "a row lacks its column"),
        (short.await, "the table tax_rate should have"),
        (picture.await, "it lacks media/"),
        (other.await, "holds something that is not known: x/etc"),
        (first.await, "is no backup of Open Kitchen"),
        (end.await, "is damaged"),
    ];
    for to in Ground::each().await {
        for (file, words) in &all {
            to.refuses(file, words).await;
        }
        assert!(to.is_bare().await);
        to.db.migrate().await.unwrap();
        let before = to.rows().await;
        for (file, words) in &all {
            to.refuses(file, words).await;
        }
        assert_eq!(before, to.rows().await);
    }
}

#[tokio::test]
async fn what_the_database_refuses_leaves_it_as_it_was() {
    let (_from, file) = a_small_shop().await;
    // Sums, counts and shapes are right, and yet there cannot be two of a key, nor a picture of no kind.
    let twice = altered(&file, "twice", |e| replaced(e, "tables/tax_class/", "\"standard\"", "\"reduced\"")).await;
    let kind = altered(&file, "kind", |e| replaced(e, "tables/media/", "\"picture\"", "\"dream\"")).await;
    for to in Ground::each().await {
        to.db.migrate().await.unwrap();
        let before = to.rows().await;
        for file in [&twice, &kind] {
            let said = to.bring(file).await.expect_err("a broken key");
            println!("{said:#}");
            assert_eq!(before, to.rows().await);
        }
    }
}

#[tokio::test]
async fn a_database_that_holds_something_is_refused() {
    let (from, file) = a_small_shop().await;
    from.refuses(&file, "holds a shop already").await;
    for to in Ground::each().await {
        to.db.run("create table something (x text)").run().await.unwrap();
        to.refuses(&file, "tables of something else").await;
        to.db.run("drop table something").run().await.unwrap();
        to.db.migrate().await.unwrap();
        to.db
            .run("insert into page (slug, title, body, position, updated_at) values ('a', '', '', 0, 0)")
            .run()
            .await
            .unwrap();
        to.refuses(&file, "holds a shop already").await;
        to.db.run("delete from page").run().await.unwrap();
        let newer = format!("update _sqlx_migrations set version = {} where version = {0} - 1", newest() + 1);
        to.db.run(&*Box::leak(newer.into_boxed_str())).run().await.unwrap();
        to.refuses(&file, "give it a new database").await;
    }
}

#[tokio::test]
async fn a_backup_overwrites_nothing_and_leaves_no_half_of_itself() {
    let (from, file) = a_small_shop().await;
    let merchant = Merchant::at_the_console();
    let said = take(&from.db, &from.shelf, &merchant, &file, NOW).await.unwrap_err().to_string();
    assert!(said.ends_with("a backup overwrites nothing"), "{said}");
    assert!(check(&file).await.is_ok());
    std::fs::remove_dir_all(from.file("media")).unwrap();
    let lost = from.file("lost");
    let said = take(&from.db, &from.shelf, &merchant, &lost, NOW).await.unwrap_err().to_string();
    assert!(said.ends_with("-160.webp is not in MEDIA_URL"), "{said}");
    assert!(!lost.exists() && !from.file("lost.part").exists());
    std::fs::write(from.file("lost.part"), "somebody's").unwrap();
    let said = take(&from.db, &from.shelf, &merchant, &lost, NOW).await.unwrap_err().to_string();
    assert!(said.contains("another backup is writing it"), "{said}");
    let bare = Ground::sqlite().await;
    let said = take(&bare.db, &bare.shelf, &merchant, &lost, NOW).await.unwrap_err().to_string();
    assert!(said.contains("has not been migrated"), "{said}");
}
