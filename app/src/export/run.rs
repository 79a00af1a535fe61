//! A shop's products into a file.
use super::rows::rows;
use super::sheet::Sheet;
use super::store;
use crate::audit::{self, Act};
use crate::db::Db;
use crate::values::Moment;
use crate::viewer::Merchant;
use crate::words;
use anyhow::{Context, Result};
use std::fs::{File, remove_file, rename};
use std::io::{BufWriter, Write};
use std::path::Path;

/// How many products and rows a file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wrote {
    pub products: usize,
    pub rows: usize,
}

/// Writes every product as CSV, a page at a time, all as they are at this moment. `public_url` begins the addresses of the
/// shop's own pictures; `progress` hears how many products of how many are written. What left is a row of the audit.
pub async fn products(
    db: &Db,
    merchant: &Merchant,
    public_url: &str,
    out: &mut (dyn Write + Send),
    progress: &mut (dyn FnMut(usize, usize) + Send),
    now: Moment,
) -> Result<Wrote> {
    let mut tx = db.snapshot().await?;
    let shape = store::shape(&mut tx).await?;
    let sheet = Sheet::of(&shape);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(sheet.head())?;
    let mut wrote = Wrote::default();
    let mut after = 0;
    loop {
        let page = store::page(&mut tx, after).await?;
        let Some(last) = page.last() else { break };
        after = last.product.id;
        for goods in &page {
            for row in rows(&sheet, goods, shape.shop, public_url)? {
                writer.write_record(row)?;
                wrote.rows += 1;
            }
            wrote.products += 1;
        }
        progress(wrote.products, shape.products as usize);
    }
    writer.flush()?;
    let after = words::count(wrote.products as i64, "product", "products");
    let (act, subject) = ("catalogue.exported", ("shop", 1));
    audit::note(db, Act { actor: merchant.actor(), act, subject, before: "", after: &after, from: "" }, now).await?;
    Ok(wrote)
}

/// The same into a file that stands only when it is whole: until then it is called `FILE.part`.
pub async fn file(
    db: &Db,
    merchant: &Merchant,
    public_url: &str,
    path: &Path,
    progress: &mut (dyn FnMut(usize, usize) + Send),
    now: Moment,
) -> Result<Wrote> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let cannot = || format!("{} cannot be written", path.display());
    let mut out = BufWriter::new(File::create(part).with_context(cannot)?);
    let done = async {
        let wrote = products(db, merchant, public_url, &mut out, progress, now).await?;
        out.flush().with_context(cannot)?;
        out.get_ref().sync_all().with_context(cannot)?;
        rename(part, path).with_context(cannot)?;
        anyhow::Ok(wrote)
    }
    .await;
    if done.is_err() {
        remove_file(part).ok();
    }
    done
}
