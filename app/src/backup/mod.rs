//! The whole shop in one file, and back: into SQLite or PostgreSQL, whichever it came from.
//!
//! The file is a tar packed with zstd: `manifest.json`, the rows of every table as JSON lines in pieces of some megabytes
//! (`tables/orders/000001.jsonl`), the files of the pictures (`media/…`), and `end.json` with a sum over all of it. Tables
//! are found in the database's own catalogue, so that one which is added later is in the next backup without an edit.
//! `take` writes the file from one snapshot, `check` reads it to its end, `restore` takes only what was checked.
mod archive;
mod check;
mod restore;
mod shape;
mod store;
mod take;

#[cfg(test)]
mod tests;

pub use check::{Sound, check};
pub use restore::restore;
pub use take::take;

use crate::media;
use crate::words::count;
use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Tables that are made from others and only hold what these say: in no backup, made anew after a restore. So are all that
/// are named `…_fts…` or `…_search`, in which the two databases keep an index of words.
const REBUILT: &[&str] = &["term", "term_gram", "product_facet", "facet_count"];

/// Whether a table belongs in a backup.
fn is_kept(table: &str) -> bool {
    let words = table.contains("_fts") || table.ends_with("_search");
    table != "_sqlx_migrations" && !table.starts_with("sqlite_") && !words && !REBUILT.contains(&table)
}

/// The word that says whose file it is.
const FORMAT: &str = "openkitchen-backup";
/// How the file is laid out; a higher one is from a newer program.
const FORMAT_VERSION: u32 = 1;
/// A piece of a table is closed when it has so many bytes.
const PIECE: usize = 4 * 1024 * 1024;
/// The most bytes of one entry: a piece and the row that closed it, or a file of a picture.
const MOST_ENTRY: usize = 64 * 1024 * 1024;

const MANIFEST: &str = "manifest.json";
const END: &str = "end.json";

/// What a backup says of itself, before anything else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    pub format_version: u32,
    /// The last migration of the database that was backed up.
    pub schema: i64,
    /// The version of the program that wrote it.
    pub program: String,
    /// When, in milliseconds since 1970 UTC.
    pub made_at: i64,
    /// `SQLite` or `PostgreSQL`.
    pub database: String,
    pub shop: String,
    /// Every table, those first to which others point.
    pub tables: Vec<Listed>,
    pub media_files: u64,
}
/// A table in a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub name: String,
    pub rows: u64,
    /// The highest number ever given to a row, where the database remembers it.
    pub last: Option<i64>,
}
impl Manifest {
    fn rows(&self) -> u64 {
        self.tables.iter().map(|t| t.rows).sum()
    }
}

/// Where an entry of the archive belongs.
#[derive(Debug, PartialEq, Eq)]
enum Place<'n> {
    Rows { table: &'n str, piece: u32 },
    Picture { hash: &'n str, width: u32 },
}
impl Place<'_> {
    fn of(name: &str) -> Option<Place<'_>> {
        if let Some(file) = name.strip_prefix("media/") {
            return media::parse_name(file).map(|(hash, width)| Place::Picture { hash, width });
        }
        let (table, piece) = name.strip_prefix("tables/")?.strip_suffix(".jsonl")?.split_once('/')?;
        Some(Place::Rows { table, piece: piece.parse().ok()? })
    }
}
fn rows_name(table: &str, piece: u32) -> String {
    format!("tables/{table}/{piece:06}.jsonl")
}
fn picture_name(hash: &str, width: u32) -> String {
    format!("media/{hash}-{width}.webp")
}
/// The widths that a row of `media` is kept in, its hash being one of ours.
fn widths(hash: &str, width: i64) -> Result<Vec<u32>> {
    let widths = media::widths_of(width);
    let good = widths.iter().all(|w| Place::of(&picture_name(hash, *w)).is_some());
    ensure!(good, "the picture {hash:?} has no name that we gave");
    Ok(widths)
}

/// What was backed up or restored, for whoever waits at the console.
#[derive(Clone, Debug)]
pub struct Told {
    pub tables: usize,
    pub rows: u64,
    /// Files of pictures; a picture has several.
    pub files: u64,
    /// How large the backup is.
    pub bytes: u64,
    pub took: Duration,
}
impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tables = count(self.tables as i64, "table", "tables");
        let rows = count(self.rows as i64, "row", "rows");
        let files = count(self.files as i64, "picture file", "picture files");
        let (bytes, seconds) = (count(self.bytes as i64, "byte", "bytes"), self.took.as_secs_f64());
        write!(f, "{tables}, {rows}, {files}, {bytes}, {seconds:.1} s")
    }
}
