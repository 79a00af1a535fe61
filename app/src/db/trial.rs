//! Databases for tests: one of each kind that is there, migrated and empty.
use super::Db;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// SQLite, and PostgreSQL where `TEST_POSTGRES_URL` leads to one; each with the folder it may lie in.
pub async fn each() -> Vec<(Db, TempDir)> {
    let mut all = vec![];
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite:{}", folder.path().join("shop.db").display()), 2).await.unwrap();
    all.push((db, folder));
    if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
        static N: AtomicU32 = AtomicU32::new(0);
        let name = format!("trial_{}_{}", std::process::id(), N.fetch_add(1, Ordering::Relaxed));
        let admin = Db::open(&url, 1).await.unwrap();
        let make: &'static str = Box::leak(format!("create database {name}").into_boxed_str());
        admin.run(make).run().await.unwrap();
        admin.close().await;
        let db = Db::open(&url.replacen("/postgres", &format!("/{name}"), 1), 4).await.unwrap();
        all.push((db, tempfile::tempdir().unwrap()));
    }
    for (db, _) in &all {
        db.migrate().await.unwrap();
    }
    all
}
