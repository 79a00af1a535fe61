//! A file into the shop: some products a transaction, each of them whole or not at all, and what became of each row.
use super::bundle::{Bundle, Skus};
use super::groups::Groups;
use super::header::Header;
use super::remark::{Remark, What};
use super::report::{Report, RowFate, Tally};
use super::said::Maker;
use super::store;
use super::table::Table;
use crate::audit::{self, Act};
use crate::catalogue::put::{Fate, Put, PutFault, put};
use crate::catalogue::store::people::{MakerDraft, put_maker};
use crate::db::{Db, Tx, is_clash};
use crate::values::{Currency, Moment};
use crate::viewer::Merchant;
use anyhow::{Context, Result};
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

/// How many products share a transaction at most, and how long it lasts: a shop that is open sells on in between.
const MOST_TOGETHER: usize = 100;
const LONGEST: Duration = Duration::from_millis(500);
/// How often a product is tried that PostgreSQL gave up for an order.
const TRIES: usize = 3;

/// What of a file is to be done, and who is told how many products of how many are done.
pub struct Task<'t> {
    /// Everything is tried and nothing kept.
    pub dry_run: bool,
    /// Pictures are asked for.
    pub images: bool,
    pub progress: &'t mut (dyn FnMut(usize, usize) + Send),
}

/// Imports the products of a CSV file. Fails only where the file is none of the known kinds, or the database is gone. An
/// import that changed something is one row of the audit, also where it stopped.
pub async fn products(db: &Db, merchant: &Merchant, bytes: &[u8], task: Task<'_>, now: Moment) -> Result<Report> {
    let table = Table::open(bytes)?;
    let header = Header::of(&table)?;
    let currency = store::currency(db).await?;
    let Groups { products, stray } = header.groups(&table);
    let mut report = Report {
        dry_run: task.dry_run,
        file: header.described(&table),
        currency,
        products: Tally::default(),
        rows: vec![],
        refused: vec![],
        notes: vec![],
        unpriced: vec![],
        pictures: 0,
        unfetched: vec![],
    };
    for (handle, remark) in stray {
        report.rows.push((remark.line, handle.clone(), RowFate::Refused));
        report.refused.push((handle, remark));
    }
    let mut skus = Skus::new();
    let mut batch = Batch { db, open: None, products: 0, wrote: false, first: 0 };
    let total = products.len();
    let done = async {
        for (i, group) in products.into_iter().enumerate() {
            let mut bundle = header.bundle(&table, &group, currency, &mut skus);
            if !task.images {
                bundle.draft.pictures.clear();
            }
            let line = group.rows.first().map_or(0, |place| place.line);
            if batch.open.is_none() {
                batch.first = line;
            }
            let told = batch.put(merchant, &mut bundle, &report, now).await.with_context(|| {
                format!(
                    "the import stopped at line {line}, {}; what came before line {} is kept",
                    group.slug, batch.first
                )
            })?;
            enter(bundle, told, &mut report);
            (task.progress)(i + 1, total);
        }
        batch.close().await.context("the last products could not be kept")
    }
    .await;
    let Tally { added, changed, .. } = report.products;
    if !task.dry_run && added + changed > 0 {
        let after = format!("{added} added, {changed} changed");
        let (act, subject) = ("catalogue.imported", ("shop", 1));
        audit::note(db, Act { actor: merchant.actor(), act, subject, before: "", after: &after, from: "" }, now)
            .await?;
    }
    done?;
    report.rows.sort_by_key(|(line, ..)| *line);
    report.refused.sort_by_key(|(_, r)| r.line);
    report.notes.sort_by_key(|(_, r)| r.line);
    Ok(report)
}

/// Products that share a transaction.
struct Batch<'d> {
    db: &'d Db,
    open: Option<(Tx, Instant)>,
    products: usize,
    wrote: bool,
    /// The line on which its first product begins.
    first: u64,
}

/// What became of a product, and what there is to tell of it.
struct Told {
    put: Put,
    /// Variants without a price in the shop's currency: SKU and options.
    unpriced: Vec<(String, String)>,
    /// Pictures that are not here: address, and why they could not be fetched.
    absent: Vec<(String, Option<String>)>,
}

impl Batch<'_> {
    /// Puts one product; none where it is refused, for a reason the bundle then holds.
    async fn put(&mut self, merchant: &Merchant, b: &mut Bundle, report: &Report, now: Moment) -> Result<Option<Told>> {
        if !b.faults.is_empty() {
            return Ok(None);
        }
        for tried in 1.. {
            if self.open.is_none() {
                self.open = Some((self.db.begin().await?, Instant::now()));
            }
            let (tx, since) = self.open.as_mut().expect("BUG: it was opened above");
            let point = tx.savepoint().await?;
            let told = told(tx, merchant, b, report.currency, now).await;
            let keeps = told.as_ref().is_ok_and(|t| t.put.fate != Fate::Same) && !report.dry_run;
            if let Err(PutFault::Database(error)) = &told
                && error.as_database_error().is_none()
            {
                return Err(told.err().expect("BUG: it is an error").into());
            }
            if keeps {
                tx.release(point).await?;
                self.wrote = true;
            } else {
                tx.rollback_to(point).await?;
            }
            self.products += 1;
            let full = self.products >= MOST_TOGETHER || since.elapsed() >= LONGEST;
            match told {
                Err(PutFault::Database(error)) if is_clash(&error) && tried < TRIES => self.close().await?,
                told => {
                    if full {
                        self.close().await?;
                    }
                    return match told {
                        Ok(told) => Ok(Some(told)),
                        Err(fault) => {
                            b.faults.push(b.refusal(&fault));
                            Ok(None)
                        }
                    };
                }
            }
        }
        Ok(None)
    }

    /// Ends the transaction and lets the writer go.
    async fn close(&mut self) -> Result<()> {
        if let Some((tx, _)) = self.open.take()
            && self.wrote
        {
            tx.commit().await?;
        }
        (self.products, self.wrote) = (0, false);
        Ok(())
    }
}

/// Puts one product with its maker, and looks what it lacks.
async fn told(tx: &mut Tx, merchant: &Merchant, b: &Bundle, shop: Currency, now: Moment) -> Result<Told, PutFault> {
    if let Some(Maker { handle, name, craft, words, story }) = b.maker.clone()
        && !store::knows(tx, &handle).await?
    {
        put_maker(tx, MakerDraft { handle, name, craft, words, story, media: None }).await?;
    }
    let put = put(tx, merchant, &b.draft, "imported", now).await?;
    let added = put.fate == Fate::Added;
    let priced = |v: &crate::catalogue::draft::VariantDraft| v.prices.iter().any(|(c, ..)| *c == shop);
    let all_priced = added && !b.draft.variants.is_empty() && b.draft.variants.iter().all(priced);
    Ok(Told {
        unpriced: if all_priced { vec![] } else { store::unpriced(tx, put.product, shop).await? },
        absent: match added {
            true => b.draft.pictures.iter().map(|p| (p.url.clone(), None)).collect(),
            false => store::absent(tx, put.product).await?,
        },
        put,
    })
}

/// Writes down what became of a product and its rows.
fn enter(b: Bundle, told: Option<Told>, report: &mut Report) {
    let slug = b.draft.slug.clone();
    report.products.add(told.as_ref().map(|t| t.put.fate));
    if let Some(t) = &told {
        let only = b.lines.first().copied().filter(|_| b.draft.variants.is_empty() && t.put.fate == Fate::Added);
        for (sku, key) in &t.unpriced {
            report.unpriced.push((b.line_of(sku, key).or(only), slug.clone(), sku.clone()));
        }
        for (url, why) in &t.absent {
            match why {
                Some(why) => report.unfetched.push((slug.clone(), url.clone(), why.clone())),
                None if !b.draft.pictures.is_empty() => report.pictures += 1,
                None => {}
            }
        }
    }
    let fates: HashMap<u64, Fate> = told
        .iter()
        .flat_map(|t| t.put.variants.iter().zip(&b.variant_lines))
        .flat_map(|(fate, lines)| lines.iter().map(|line| (*line, *fate)))
        .collect();
    let faulty: HashSet<u64> = b.faults.iter().map(|r| r.line).collect();
    for (i, line) in b.lines.iter().enumerate() {
        let fate = match &told {
            None if faulty.contains(line) => RowFate::Refused,
            None => RowFate::HeldBack,
            // The first row speaks of the product, the others of their variants.
            Some(t) if i == 0 => RowFate::Taken(t.put.fate),
            Some(t) => RowFate::Taken(fates.get(line).copied().unwrap_or(t.put.fate)),
        };
        report.rows.push((*line, slug.clone(), fate));
    }
    report.refused.extend(b.faults.into_iter().map(|r| (slug.clone(), r)));
    if told.is_some() {
        report.notes.extend(b.notes.into_iter().map(|r| (slug.clone(), r)));
    }
}

impl Bundle {
    /// The line that brought a variant of the shop.
    fn line_of(&self, sku: &str, combination: &str) -> Option<u64> {
        let at = self.with_sku(sku).or_else(|| self.with_options(combination));
        self.variant_lines.get(at?)?.first().copied()
    }
    /// Why the shop does not take it, at the line that is to blame.
    fn refusal(&self, fault: &PutFault) -> Remark {
        let sku = match fault {
            PutFault::Options { sku } | PutFault::SkuTaken { sku, .. } => self.line_of(sku, ""),
            _ => None,
        };
        let line = sku.or(self.lines.first().copied()).unwrap_or(0);
        Remark::row(line, What::Refused(fault.to_string()))
    }
}
