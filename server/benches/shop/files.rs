//! A large file of products: out of one shop, into an empty one of either kind, and in once more.
use crate::machine::{self, Place, openkitchen};
use crate::table::Table;
use crate::{goods, writes};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// How many products.
const SIZE: usize = 10_000;

pub fn measure(runtime: &tokio::runtime::Runtime, table: &mut Table) -> Result<()> {
    let full = Place::sqlite(runtime.block_on(goods::shop(SIZE))?);
    let file = full.folder.join("products.csv");
    let out = timed(&full, &["export", "products"], &file)?;
    let empty = machine::bench_dir().join("run-files");
    std::fs::remove_dir_all(&empty).ok();
    std::fs::create_dir_all(&empty)?;
    one("SQLite", &Place::sqlite(empty.clone()), &file, out, table)?;
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else { return Ok(()) };
    let name = format!("files_{}", std::process::id());
    runtime.block_on(writes::sql(&server, format!("create database {name}")))?;
    let place = Place { database_url: server.replace("/postgres?", &format!("/{name}?")), folder: empty };
    let done = one("PostgreSQL", &place, &file, out, table);
    runtime.block_on(writes::sql(&server, format!("drop database {name} with (force)")))?;
    done
}

fn one(kind: &str, place: &Place, file: &Path, out: f64, table: &mut Table) -> Result<()> {
    eprintln!("bench: {kind}, a file of {SIZE} products");
    run(place, &["migrate"])?;
    let first = timed(place, &["import", "products", "--no-images"], file)?;
    let again = timed(place, &["import", "products", "--no-images"], file)?;
    table.filed(kind, SIZE, first, again, out);
    Ok(())
}

fn timed(place: &Place, words: &[&str], file: &Path) -> Result<f64> {
    let began = Instant::now();
    run(place, &[words, &[file.to_str().context("BUG: a path of our own")?]].concat())?;
    Ok(began.elapsed().as_secs_f64())
}
fn run(place: &Place, words: &[&str]) -> Result<()> {
    let done = Command::new(openkitchen()).args(words).envs(place.settings()).output()?;
    ensure!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    Ok(())
}
