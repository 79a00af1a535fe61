//! A shop's products into a file.
use super::rows::rows;
use super::sheet::Sheet;
use super::store;
use crate::audit::{self, Act};
use crate::db::{Db, Tx};
use crate::values::{Currency, Moment};
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

/// The products as CSV, a page at a time, all as they are at the moment it was opened.
pub struct Pages {
    tx: Tx,
    sheet: Sheet,
    shop: Currency,
    public_url: String,
    after: Option<i64>,
    pub wrote: Wrote,
    /// How many products there are.
    pub total: usize,
}
impl Pages {
    pub async fn open(db: &Db, _: &Merchant, public_url: &str) -> Result<Pages> {
        let mut tx = db.snapshot().await?;
        let shape = store::shape(&mut tx).await?;
        let (sheet, shop, total) = (Sheet::of(&shape), shape.shop, shape.products as usize);
        Ok(Pages { tx, sheet, shop, public_url: public_url.into(), after: None, wrote: Wrote::default(), total })
    }
    /// The next page, the first with the header over it; none after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let mut writer = csv::Writer::from_writer(vec![]);
        if self.after.is_none() {
            writer.write_record(self.sheet.head())?;
        }
        let page = store::page(&mut self.tx, self.after.unwrap_or(0)).await?;
        if page.is_empty() && self.after.is_some() {
            return Ok(None);
        }
        self.after = Some(page.last().map_or(0, |last| last.product.id));
        for goods in &page {
            for row in rows(&self.sheet, goods, self.shop, &self.public_url)? {
                writer.write_record(row)?;
                self.wrote.rows += 1;
            }
            self.wrote.products += 1;
        }
        Ok(Some(writer.into_inner().map_err(|e| e.into_error())?))
    }
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
    let mut pages = Pages::open(db, merchant, public_url).await?;
    while let Some(page) = pages.next().await? {
        out.write_all(&page)?;
        progress(pages.wrote.products, pages.total);
    }
    out.flush()?;
    let wrote = pages.wrote;
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
