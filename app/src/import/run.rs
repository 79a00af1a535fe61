//! A file into the shop: each product in a transaction of its own, and what became of each row.
use super::bundle::{Bundle, Skus};
use super::groups::Groups;
use super::header::Header;
use super::remark::{Remark, What};
use super::report::{Report, RowFate, Tally};
use super::store;
use super::table::Table;
use crate::catalogue::put::{Fate, PutFault, put};
use crate::db::Db;
use crate::values::Moment;
use crate::viewer::Merchant;
use anyhow::{Context, Result};
use std::collections::{HashMap, HashSet};

/// Imports the products of a CSV file; with `dry_run` everything is tried and nothing kept, without `images` no picture is
/// asked for. Fails only where the file is none of the known kinds, or the database is gone.
pub async fn products(
    db: &Db,
    merchant: &Merchant,
    bytes: &[u8],
    dry_run: bool,
    images: bool,
    now: Moment,
) -> Result<Report> {
    let table = Table::open(bytes)?;
    let header = Header::of(&table)?;
    let currency = store::currency(db).await?;
    let Groups { products, stray } = header.groups(&table);
    let mut report = Report {
        dry_run,
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
    for group in products {
        let mut bundle = header.bundle(&table, &group, currency, &mut skus);
        if !images {
            bundle.draft.pictures.clear();
        }
        let line = group.rows.first().map_or(0, |place| place.line);
        one(db, merchant, bundle, &mut report, now)
            .await
            .with_context(|| format!("the import stopped at line {line}, {}; what came before is kept", group.slug))?;
    }
    report.rows.sort_by_key(|(line, ..)| *line);
    report.refused.sort_by_key(|(_, r)| r.line);
    report.notes.sort_by_key(|(_, r)| r.line);
    Ok(report)
}

/// Puts one product and writes down what became of its rows.
async fn one(db: &Db, merchant: &Merchant, mut b: Bundle, report: &mut Report, now: Moment) -> Result<()> {
    let slug = b.draft.slug.clone();
    let mut told = None;
    if b.faults.is_empty() {
        let mut tx = db.begin().await?;
        match put(&mut tx, merchant, &b.draft, "imported", now).await {
            Ok(done) => {
                let only = b.lines.first().copied().filter(|_| b.draft.variants.is_empty() && done.fate == Fate::Added);
                for (sku, key) in store::unpriced(&mut tx, done.product, report.currency).await? {
                    report.unpriced.push((b.line_of(&sku, &key).or(only), slug.clone(), sku));
                }
                for (url, why) in store::unfetched(&mut tx, done.product).await? {
                    report.unfetched.push((slug.clone(), url, why));
                }
                if !b.draft.pictures.is_empty() {
                    report.pictures += store::waiting(&mut tx, done.product).await?;
                }
                if done.fate != Fate::Same && !report.dry_run {
                    tx.commit().await?;
                }
                told = Some(done);
            }
            Err(PutFault::Database(error)) if error.as_database_error().is_none() => return Err(error.into()),
            Err(fault) => b.faults.push(b.refusal(&fault)),
        }
    }
    report.products.add(told.as_ref().map(|put| put.fate));
    let fates: HashMap<u64, Fate> = told
        .iter()
        .flat_map(|put| put.variants.iter().zip(&b.variant_lines))
        .flat_map(|(fate, lines)| lines.iter().map(|line| (*line, *fate)))
        .collect();
    let faulty: HashSet<u64> = b.faults.iter().map(|r| r.line).collect();
    for (i, line) in b.lines.iter().enumerate() {
        let fate = match &told {
            None if faulty.contains(line) => RowFate::Refused,
            None => RowFate::HeldBack,
            // The first row speaks of the product, the others of their variants.
            Some(put) if i == 0 => RowFate::Taken(put.fate),
            Some(put) => RowFate::Taken(fates.get(line).copied().unwrap_or(put.fate)),
        };
        report.rows.push((*line, slug.clone(), fate));
    }
    report.refused.extend(b.faults.into_iter().map(|r| (slug.clone(), r)));
    if told.is_some() {
        report.notes.extend(b.notes.into_iter().map(|r| (slug.clone(), r)));
    }
    Ok(())
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
