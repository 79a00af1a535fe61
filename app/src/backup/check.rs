//! A file that somebody hands in, read to its end before anything is written anywhere.
use super::archive::Unpacker;
use super::shape::{Table, in_order};
use super::{FORMAT, FORMAT_VERSION, MANIFEST, Manifest, Place, picture_name, rows_name, store, widths};
use crate::db::newest;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A backup that was read to its end: whole, of a schema that this program knows, every row of its table's shape, every
/// picture there.
#[derive(Clone, Debug)]
pub struct Sound {
    pub(super) file: PathBuf,
    pub(super) sha256: String,
    pub(super) manifest: Manifest,
}
impl Sound {
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }
}

/// Reads a backup to its end. Fails with a sentence that names the file and what is wrong with it.
pub async fn check(file: &Path) -> Result<Sound> {
    let mut entries = Unpacker::open(file)?;
    let read = read(&mut entries, &file.display().to_string()).await;
    // A file that is damaged says anything: its damage is named first.
    entries.rest().await?;
    let (manifest, sha256) = (read?, entries.end.map(|e| e.sha256).unwrap_or_default());
    Ok(Sound { file: file.to_path_buf(), sha256, manifest })
}

async fn read(entries: &mut Unpacker, name: &str) -> Result<Manifest> {
    let manifest = manifest(entries, name).await?;
    let (tables, _) = in_order(store::tables_at(manifest.schema).await?);
    same_tables(&manifest, &tables).with_context(|| name.to_string())?;
    let mut reading =
        Reading { manifest: &manifest, tables: &tables, at: 0, piece: 0, rows: 0, pictures: HashSet::new() };
    let mut files = 0;
    while let Some(entry) = entries.next().await? {
        let damaged = || format!("{name} is damaged");
        match Place::of(&entry.name) {
            Some(Place::Rows { table, piece }) => {
                let text = std::str::from_utf8(&entry.bytes).with_context(damaged)?;
                ensure!(
                    files == 0 && entry.name == rows_name(table, piece),
                    "{name} is damaged: {} is misplaced",
                    entry.name
                );
                reading.rows(table, piece, text).with_context(damaged)?;
            }
            Some(Place::Picture { .. }) => {
                files += 1;
                ensure!(reading.pictures.remove(&entry.name), "{name} is damaged: no row names {}", entry.name);
            }
            None => anyhow::bail!("{name} holds something that is not known: {}", entry.name),
        }
    }
    reading.end(files).with_context(|| format!("{name} is damaged"))?;
    Ok(manifest)
}

async fn manifest(entries: &mut Unpacker, file: &str) -> Result<Manifest> {
    /// What every version of the format has.
    #[derive(Deserialize)]
    struct Head {
        format: String,
        format_version: u32,
        schema: i64,
    }
    let no_backup = || format!("{file} is damaged, or is no backup of Open Kitchen");
    let first = entries.next().await?.with_context(no_backup)?;
    ensure!(first.name == MANIFEST, no_backup());
    let head: Head = serde_json::from_slice(&first.bytes).with_context(no_backup)?;
    ensure!(head.format == FORMAT && head.schema > 0, no_backup());
    let known = newest();
    ensure!(
        head.format_version <= FORMAT_VERSION && head.schema <= known,
        "{file} was made by a newer program (its schema is {}, this program knows {known}): update the program first",
        head.schema
    );
    serde_json::from_slice(&first.bytes).with_context(|| format!("{file} is damaged: its manifest is not readable"))
}

fn same_tables(manifest: &Manifest, tables: &[Table]) -> Result<()> {
    let (mut there, mut listed) = (HashSet::new(), HashSet::new());
    there.extend(tables.iter().map(|t| t.name.as_str()));
    for table in &manifest.tables {
        let (name, schema) = (table.name.as_str(), manifest.schema);
        ensure!(there.contains(name), "it holds a table that schema {schema} does not have: {name}");
        ensure!(listed.insert(name), "it lists the table {name} twice");
    }
    let missing = there.difference(&listed).min();
    ensure!(missing.is_none(), "it lacks the table {}", missing.unwrap_or(&""));
    Ok(())
}

/// How far the file has been read.
struct Reading<'m> {
    manifest: &'m Manifest,
    tables: &'m [Table],
    /// Which table of the manifest, which piece of it was the last, and how many rows it had so far.
    at: usize,
    piece: u32,
    rows: u64,
    /// The entries of pictures that rows name and that have not come. As many as there are pictures in the shop.
    pictures: HashSet<String>,
}
impl Reading<'_> {
    /// Takes up the next piece, of this table or of one that comes later in the manifest.
    fn rows(&mut self, table: &str, piece: u32, text: &str) -> Result<()> {
        let at = self.manifest.tables.iter().position(|t| t.name == table);
        let at = at.with_context(|| format!("it has rows of a table that it does not list: {table}"))?;
        ensure!(at >= self.at, "the rows of {table} come too late");
        self.leave(at)?;
        ensure!(piece == self.piece + 1, "a piece of {table} is missing");
        self.piece = piece;
        let shape = self.tables.iter().find(|t| t.name == table).context("BUG: a table that was checked")?;
        for line in text.strip_suffix('\n').with_context(|| format!("the rows of {table} are cut"))?.split('\n') {
            let row = shape.row(line).with_context(|| format!("the table {table}"))?;
            self.rows += 1;
            if table == "media" {
                let hash = row["hash"].as_str().unwrap_or("");
                let files = widths(hash, row["width"].as_i64().unwrap_or(0))?;
                self.pictures.extend(files.into_iter().map(|w| picture_name(hash, w)));
            }
        }
        Ok(())
    }
    /// Goes on to the table at this place; those on the way have all their rows.
    fn leave(&mut self, at: usize) -> Result<()> {
        while self.at < at {
            let listed = &self.manifest.tables[self.at];
            let (name, rows) = (&listed.name, self.rows);
            ensure!(rows == listed.rows, "the table {name} should have {} rows and has {rows}", listed.rows);
            (self.at, self.piece, self.rows) = (self.at + 1, 0, 0);
        }
        Ok(())
    }
    fn end(&mut self, files: u64) -> Result<()> {
        self.leave(self.manifest.tables.len())?;
        let missing = self.pictures.iter().min();
        ensure!(missing.is_none(), "it lacks {}", missing.map_or("", |m| m));
        ensure!(files == self.manifest.media_files, "it should have {} picture files", self.manifest.media_files);
        Ok(())
    }
}
