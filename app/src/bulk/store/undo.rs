//! A change of many products undone: every value that still stands goes back, and what somebody changed since stays.
use super::write::{Value, locked, short, told_of, write};
use super::{Edit, edit, lines};
use crate::audit::{self, Act};
use crate::bulk::{Cell, Field, UNDO};
use crate::catalogue::put::PutFault;
use crate::db::{Db, Result, Tx, is_clash};
use crate::values::{Currency, Moment};
use crate::viewer::Merchant;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// So many values went back.
    Back(usize),
    /// The ten minutes are over.
    Late,
    /// It was undone already.
    Before,
    /// There is no such change.
    Gone,
}

/// Whether a change can be undone yet.
pub fn is_open(edit: &Edit, now: Moment) -> bool {
    edit.undone_at.is_none() && now.0 - edit.at.0 < UNDO
}

/// Undoes a change. What was left alone is marked in its rows.
pub async fn undo(
    db: &Db,
    by: &Merchant,
    bulk: i64,
    currency: Currency,
    from: &str,
    now: Moment,
) -> Result<Undone, PutFault> {
    let Some(there) = edit(db, by, bulk).await? else { return Ok(Undone::Gone) };
    if there.undone_at.is_some() {
        return Ok(Undone::Before);
    }
    if !is_open(&there, now) {
        return Ok(Undone::Late);
    }
    for _ in 0..3 {
        match once(db, by, bulk, currency, from, now).await {
            Err(PutFault::Database(error)) if is_clash(&error) => continue,
            done => return done,
        }
    }
    once(db, by, bulk, currency, from, now).await
}

async fn once(
    db: &Db,
    by: &Merchant,
    bulk: i64,
    currency: Currency,
    from: &str,
    now: Moment,
) -> Result<Undone, PutFault> {
    let mut tx = db.begin().await?;
    // Whoever comes second waits here, and finds it undone.
    let taken = tx
        .query("update bulk_edit set undone_at = $2 where id = $1 and undone_at is null")
        .bind(bulk)
        .bind(now)
        .run()
        .await?;
    if taken == 0 {
        return Ok(Undone::Before);
    }
    let lines = lines(&mut tx, bulk).await?;
    let cells: Vec<Cell> = lines.iter().filter_map(|l| l.cell()).collect();
    let products = locked(&mut tx, &cells, currency).await?;
    let stands = |cell, value: &str| products.iter().find_map(|p| p.value(cell, currency)).as_deref() == Some(value);
    let back = lines.iter().filter_map(|l| {
        let cell = l.cell()?;
        stands(cell, &l.after).then(|| Value { cell, before: l.after.clone(), after: l.before.clone() })
    });
    // A price that was none before cannot be taken away, and nothing is promised anew that is not there.
    let mut back: Vec<Value> = back.filter(|v| v.cell.field != Field::Price || !v.after.is_empty()).collect();
    let short = short(&products, &back);
    back.retain(|v| v.cell.field != Field::Stock || !short.contains(&v.cell.of));
    write(&mut tx, by, &products, &back, currency, now).await?;
    stayed(&mut tx, bulk, &lines, &back).await?;
    for (product, before, after) in told_of(&products, &back) {
        let subject = ("product", product);
        let act = Act { actor: by.actor(), act: "product.edit_undone", subject, before: &before, after: &after, from };
        audit::append(&mut tx, act, now).await?;
    }
    tx.commit().await?;
    Ok(Undone::Back(back.len()))
}

/// Marks the values that were left alone.
async fn stayed(tx: &mut Tx, bulk: i64, lines: &[super::Line], back: &[Value]) -> Result<()> {
    for line in lines {
        if !back.iter().any(|v| Some(v.cell) == line.cell()) {
            tx.query("update bulk_change set stayed = true where bulk = $1 and n = $2")
                .bind(bulk)
                .bind(line.n)
                .run()
                .await?;
        }
    }
    Ok(())
}
