//! A backup: every table and every picture as they are at one moment, while the shop sells on.
use super::archive::Packer;
use super::shape::{Table, in_order};
use super::{FORMAT, FORMAT_VERSION, Listed, MANIFEST, Manifest, PIECE, Told, picture_name, rows_name, store, widths};
use crate::audit::{self, Act};
use crate::db::{Db, Tx, newest};
use crate::media::shelf::Shelf;
use crate::media::store::pictures;
use crate::values::Moment;
use crate::viewer::Merchant;
use anyhow::{Context, Result, bail, ensure};
use futures::stream::StreamExt;
use std::path::Path;
use std::time::Instant;

/// Backs the shop up into a new file. Fails where the file is there already, or a picture is not on its shelf; no file is
/// left then. It is a row of the audit, which the backup itself does not hold yet.
pub async fn take(db: &Db, shelf: &Shelf, merchant: &Merchant, file: &Path, now: Moment) -> Result<Told> {
    let began = Instant::now();
    let mut tx = db.snapshot().await?;
    let (_, schema) = store::standing(&mut tx).await?;
    let Some(schema) = schema.filter(|v| *v > 0) else {
        bail!("the database has not been migrated: run `openkitchen migrate`")
    };
    let known = newest();
    ensure!(schema <= known, "the database has schema {schema} and this program knows {known}: use the newer program");
    let (tables, _) = in_order(store::tables(&mut tx).await?);
    let lasts = store::lasts(&mut tx).await?;
    let mut listed = vec![];
    for table in &tables {
        let last = table.counter.as_ref().and_then(|_| lasts.get(&table.name).copied());
        listed.push(Listed { name: table.name.clone(), rows: store::count(&mut tx, table).await?, last });
    }
    let mut media_files = 0;
    let mut all = pictures(&mut tx);
    while let Some(picture) = all.next().await {
        let (hash, width) = picture?;
        media_files += widths(&hash, width)?.len() as u64;
    }
    drop(all);
    let manifest = Manifest {
        format: FORMAT.into(),
        format_version: FORMAT_VERSION,
        schema,
        program: env!("CARGO_PKG_VERSION").into(),
        made_at: now.0,
        database: db.kind().into(),
        shop: store::shop(&mut tx).await?,
        tables: listed,
        media_files,
    };
    let mut packer = Packer::begin(file, now)?;
    if let Err(cause) = pack(&mut tx, shelf, &mut packer, &manifest, &tables).await {
        packer.give_up().await;
        return Err(cause);
    }
    let bytes = packer.finish().await?;
    drop(tx);
    let (act, subject) = ("backup.taken", ("shop", 1));
    audit::note(db, Act { actor: merchant.actor(), act, subject, before: "", after: "", from: "" }, now).await?;
    Ok(Told { tables: tables.len(), rows: manifest.rows(), files: media_files, bytes, took: began.elapsed() })
}

async fn pack(tx: &mut Tx, shelf: &Shelf, packer: &mut Packer, manifest: &Manifest, tables: &[Table]) -> Result<()> {
    packer.put(MANIFEST.into(), serde_json::to_vec_pretty(manifest)?).await?;
    for (table, listed) in tables.iter().zip(&manifest.tables) {
        let rows = pack_rows(tx, packer, table).await.with_context(|| format!("the table {}", table.name))?;
        ensure!(rows == listed.rows, "the table {} has {} rows and gave {rows}", table.name, listed.rows);
    }
    let mut all = pictures(tx);
    while let Some(picture) = all.next().await {
        let (hash, width) = picture?;
        for width in widths(&hash, width)? {
            let bytes = shelf.get(&hash, width).await?;
            let bytes = bytes.with_context(|| format!("the picture {hash}-{width}.webp is not in MEDIA_URL"))?;
            packer.put(picture_name(&hash, width), bytes).await?;
        }
    }
    Ok(())
}

async fn pack_rows(tx: &mut Tx, packer: &mut Packer, table: &Table) -> Result<u64> {
    let mut rows = store::rows(tx, table);
    let (mut count, mut pieces, mut piece) = (0, 0, vec![]);
    loop {
        let row = rows.next().await.transpose()?;
        if let Some((line,)) = &row {
            count += 1;
            piece.extend_from_slice(line.as_bytes());
            piece.push(b'\n');
        }
        if piece.len() >= PIECE || (row.is_none() && !piece.is_empty()) {
            pieces += 1;
            packer.put(rows_name(&table.name, pieces), std::mem::take(&mut piece)).await?;
        }
        if row.is_none() {
            return Ok(count);
        }
    }
}
