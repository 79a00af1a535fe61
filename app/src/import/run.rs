//! A file into the shop: some products a transaction, each of them whole or not at all, and what became of each row.
use super::bundle::{Bundle, Skus};
use super::desk;
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

/// A part of a run that the browser began: where it goes on, and for how long.
pub struct Turn {
    pub run: i64,
    /// The number of this turn: where another goes on meanwhile, this one ends.
    pub number: i64,
    /// How many products are done, and what became of them.
    pub from: usize,
    pub before: Tally,
    /// How many remarks may still be kept.
    pub room: usize,
    pub longest: Duration,
    /// What columns are called instead, by their place.
    pub renamed: Vec<(usize, String)>,
}
/// How a turn ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The file is done.
    Whole,
    /// There is more to do.
    Pause,
    /// Somebody said stop; what was done stays.
    Stopped,
    /// Another turn goes on with it.
    Lost,
}

/// Imports the products of a CSV file. Fails only where the file is none of the known kinds, or the database is gone. An
/// import that changed something is one row of the audit, also where it stopped.
pub async fn products(db: &Db, merchant: &Merchant, bytes: &[u8], task: Task<'_>, now: Moment) -> Result<Report> {
    let dry_run = task.dry_run;
    let (mut report, done) = go(db, merchant, bytes, task, None, now).await?;
    let Tally { added, changed, .. } = report.products;
    if !dry_run && added + changed > 0 {
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

/// Goes on with a run of the browser: the same, but for so long; how far it is and what there is to tell is kept in the
/// transactions that do it, so that a turn that breaks off can be taken up. The end of the run is its row of the audit.
pub async fn turn(db: &Db, merchant: &Merchant, bytes: &[u8], task: Task<'_>, turn: &Turn, now: Moment) -> Result<End> {
    go(db, merchant, bytes, task, Some(turn), now).await?.1
}

async fn go(
    db: &Db,
    merchant: &Merchant,
    bytes: &[u8],
    task: Task<'_>,
    turn: Option<&Turn>,
    now: Moment,
) -> Result<(Report, Result<End>)> {
    let mut table = Table::open(bytes)?;
    table.rename(turn.map_or(&[], |t| &t.renamed));
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
    let from = turn.map_or(0, |t| t.from);
    for (handle, remark) in stray.into_iter().filter(|_| from == 0) {
        report.rows.push((remark.line, handle.clone(), RowFate::Refused));
        report.refused.push((handle, remark));
    }
    let mut skus = Skus::new();
    let total = products.len();
    let mut batch = Batch { db, open: None, products: 0, wrote: false, first: 0, turn, told: Told::default(), total };
    let began = Instant::now();
    let done = async {
        for (i, group) in products.into_iter().enumerate() {
            // Those that are done are read again: one SKU is one variant in the whole file.
            let mut bundle = header.bundle(&table, &group, currency, &mut skus);
            if i < from {
                continue;
            }
            if !task.images {
                bundle.draft.pictures.clear();
            }
            let line = group.rows.first().map_or(0, |place| place.line);
            if batch.open.is_none() {
                batch.first = line;
            }
            let put = batch.put(merchant, &mut bundle, &report, i, now).await.with_context(|| {
                format!(
                    "the import stopped at line {line}, {}; what came before line {} is kept",
                    group.slug, batch.first
                )
            })?;
            enter(bundle, put, &mut report);
            (task.progress)(i + 1, total);
            if batch.full() {
                match batch.close(&report, i + 1).await.context("the last products could not be kept")? {
                    Some(end) => return Ok(end),
                    None if i + 1 < total && turn.is_some_and(|t| began.elapsed() >= t.longest) => {
                        return Ok(End::Pause);
                    }
                    None => {}
                }
            }
        }
        let end = batch.close(&report, total).await.context("the last products could not be kept")?;
        // Where everything is done there is nothing left to stop.
        Ok(end.filter(|end| *end == End::Lost).unwrap_or(End::Whole))
    }
    .await;
    Ok((report, done))
}

/// Products that share a transaction.
struct Batch<'d> {
    db: &'d Db,
    open: Option<(Tx, Instant)>,
    products: usize,
    wrote: bool,
    /// The line on which its first product begins.
    first: u64,
    turn: Option<&'d Turn>,
    /// What of the report is kept.
    told: Told,
    total: usize,
}
/// How many of the report's remarks are kept already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub refused: usize,
    pub notes: usize,
    pub unpriced: usize,
}

/// What became of a product, and what there is to tell of it.
struct Seen {
    put: Put,
    /// Variants without a price in the shop's currency: SKU and options.
    unpriced: Vec<(String, String)>,
    /// Pictures that are not here: address, and why they could not be fetched.
    absent: Vec<(String, Option<String>)>,
}

impl Batch<'_> {
    /// Puts one product; none where it is refused, for a reason the bundle then holds.
    async fn put(
        &mut self,
        merchant: &Merchant,
        b: &mut Bundle,
        report: &Report,
        done: usize,
        now: Moment,
    ) -> Result<Option<Seen>> {
        self.products += 1;
        if !b.faults.is_empty() {
            return Ok(None);
        }
        for tried in 1.. {
            if self.open.is_none() {
                self.open = Some((self.db.begin().await?, Instant::now()));
            }
            let (tx, _) = self.open.as_mut().expect("BUG: it was opened above");
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
            return match told {
                Err(PutFault::Database(error)) if is_clash(&error) && tried < TRIES => {
                    self.close(report, done).await?;
                    continue;
                }
                Ok(told) => Ok(Some(told)),
                Err(fault) => {
                    b.faults.push(b.refusal(&fault));
                    Ok(None)
                }
            };
        }
        Ok(None)
    }

    /// Whether it is time to let the writer go.
    fn full(&self) -> bool {
        self.products >= MOST_TOGETHER || self.open.as_ref().is_some_and(|(_, since)| since.elapsed() >= LONGEST)
    }

    /// Ends the transaction and lets the writer go; with a turn, keeps how far it is. Why the turn ends, if it does.
    async fn close(&mut self, report: &Report, done: usize) -> Result<Option<End>> {
        let open = self.open.take().map(|(tx, _)| tx).filter(|_| self.wrote);
        (self.products, self.wrote) = (0, false);
        let Some(turn) = self.turn else {
            if let Some(tx) = open {
                tx.commit().await?;
            }
            return Ok(None);
        };
        let mut tx = match open {
            Some(tx) => tx,
            None => self.db.begin().await?,
        };
        let end = desk::store::progress(&mut tx, turn, report, &mut self.told, (done, self.total)).await?;
        if end != Some(End::Lost) {
            tx.commit().await?;
        }
        Ok(end)
    }
}

/// Puts one product with its maker, and looks what it lacks.
async fn told(tx: &mut Tx, merchant: &Merchant, b: &Bundle, shop: Currency, now: Moment) -> Result<Seen, PutFault> {
    if let Some(Maker { handle, name, craft, words, story }) = b.maker.clone()
        && !store::knows(tx, &handle).await?
    {
        put_maker(tx, MakerDraft { handle, name, craft, words, story, media: None }).await?;
    }
    let put = put(tx, merchant, &b.draft, "imported", now).await?;
    let added = put.fate == Fate::Added;
    let priced = |v: &crate::catalogue::draft::VariantDraft| v.prices.iter().any(|(c, ..)| *c == shop);
    let all_priced = added && !b.draft.variants.is_empty() && b.draft.variants.iter().all(priced);
    Ok(Seen {
        unpriced: if all_priced { vec![] } else { store::unpriced(tx, put.product, shop).await? },
        absent: match added {
            true => b.draft.pictures.iter().map(|p| (p.url.clone(), None)).collect(),
            false => store::absent(tx, put.product).await?,
        },
        put,
    })
}

/// Writes down what became of a product and its rows.
fn enter(b: Bundle, told: Option<Seen>, report: &mut Report) {
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
