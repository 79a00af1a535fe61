//! A backup back into an empty database, of either kind: all of it in one transaction, or nothing.
use super::archive::Unpacker;
use super::shape::in_order;
use super::{MANIFEST, Place, Sound, Told, store};
use crate::db::Db;
use crate::derived;
use crate::doctor::{Drift, examine};
use crate::media::shelf::Shelf;
use crate::viewer::Merchant;
use anyhow::{Context, Result, anyhow, bail, ensure};
use std::collections::HashMap;
use std::time::Instant;

const USED: &str = "this database holds a shop already; a backup is restored into an empty one";

/// Fills an empty database and its shelf of pictures from a backup, brings it up to this program's schema, and has it
/// examined. A database in which somebody did something is refused and left as it was.
pub async fn restore(db: &Db, shelf: &Shelf, _: &Merchant, backup: &Sound) -> Result<(Told, Vec<Drift>)> {
    let began = Instant::now();
    let schema = backup.manifest.schema;
    let mut tx = db.snapshot().await?;
    match store::standing(&mut tx).await? {
        (false, _) | (_, Some(0)) => {}
        (true, None) => bail!("this database holds tables of something else; a backup is restored into an empty one"),
        (true, Some(version)) => {
            ensure!(!store::is_used(&mut tx).await?, USED);
            ensure!(
                version <= schema,
                "this database has schema {version} already and the backup has {schema}: give it a new database, it is then migrated"
            );
        }
    }
    drop(tx);
    db.migrate_to(schema).await.context("the migrations failed")?;
    fill(db, shelf, backup).await?;
    db.migrate().await.context("the shop is restored, but the migrations after its schema failed")?;
    derived::rebuild(db).await?;
    // An older backup lacks what no migration can write.
    derived::catch_up(db).await?;
    let manifest = &backup.manifest;
    let told = Told {
        tables: manifest.tables.len(),
        rows: manifest.rows(),
        files: manifest.media_files,
        bytes: std::fs::metadata(&backup.file)?.len(),
        took: began.elapsed(),
    };
    Ok((told, examine(db).await?))
}

async fn fill(db: &Db, shelf: &Shelf, backup: &Sound) -> Result<()> {
    let (manifest, file) = (&backup.manifest, backup.file.display());
    let mut tx = db.begin().await?;
    let (tables, loose) = in_order(store::tables(&mut tx).await?);
    store::claim(&mut tx, &tables).await?;
    ensure!(!store::is_used(&mut tx).await?, USED);
    store::loosen(&mut tx, &loose).await?;
    for table in tables.iter().rev() {
        store::clear(&mut tx, table).await?;
    }
    let mut entries = Unpacker::open(&backup.file)?;
    while let Some(entry) = entries.next().await? {
        match Place::of(&entry.name) {
            Some(Place::Rows { table, .. }) => {
                let shape = tables.iter().find(|t| t.name == table);
                let shape = shape.with_context(|| format!("this database has no table {table}"))?;
                let lines = String::from_utf8(entry.bytes)?;
                let lines = lines.trim_end();
                let rows = store::fill(&mut tx, shape, lines.replace('\n', ",")).await;
                let rows = rows.map_err(|cause| anyhow!("the table {table} cannot be filled: {cause}"))?;
                ensure!(rows == lines.split('\n').count() as u64, "the table {table} did not take all its rows");
            }
            Some(Place::Picture { hash, width }) => shelf.put(hash, width, entry.bytes).await?,
            None => ensure!(entry.name == MANIFEST, "{file} holds something that is not known: {}", entry.name),
        }
    }
    let sum = entries.end.map(|e| e.sha256);
    ensure!(sum.as_ref() == Some(&backup.sha256), "{file} became another file while it was being restored");
    let lasts: HashMap<&str, Option<i64>> = manifest.tables.iter().map(|t| (t.name.as_str(), t.last)).collect();
    for table in &tables {
        store::count_on(&mut tx, table, lasts.get(table.name.as_str()).copied().flatten()).await?;
    }
    let broken = store::tighten(&mut tx, &loose).await?;
    ensure!(broken == 0, "{file}: {broken} rows point nowhere");
    tx.commit().await?;
    Ok(())
}
