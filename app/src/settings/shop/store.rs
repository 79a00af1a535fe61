//! The shop's row, changed by a merchant: each change with what stood there before.
use super::differences;
use crate::audit::{self, Act};
use crate::db::{Db, Reads, Result};
use crate::house::store::{Facts, newer, open};
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::{Actor, FreshMerchant, Merchant};

/// Whether the currency can change no more: something has a price, or was ordered.
pub async fn currency_is_used(mut from: impl Reads) -> Result<bool> {
    let (used,): (bool,) = from
        .query("select exists (select 1 from price) or exists (select 1 from orders) or exists (select 1 from cart_line) as used")
        .one()
        .await?;
    Ok(used)
}

/// Keeps who the shop is.
pub async fn keep_who(db: &Db, by: &Merchant, before: &Facts, after: &Facts, from: &str, now: Moment) -> Result<bool> {
    keep(db, by.actor(), "shop.described", (before, after), from, now).await
}
/// Keeps the shop's money: account, taxes, days to pay.
pub async fn keep_money(
    db: &Db,
    by: &FreshMerchant,
    before: &Facts,
    after: &Facts,
    from: &str,
    now: Moment,
) -> Result<bool> {
    keep(db, by.actor(), "shop.money", (before, after), from, now).await
}
async fn keep(
    db: &Db,
    actor: Actor,
    act: &'static str,
    (old, new): (&Facts, &Facts),
    from: &str,
    now: Moment,
) -> Result<bool> {
    let (before, after) = differences(old, new);
    if before == after {
        return Ok(false);
    }
    let mut tx = db.begin().await?;
    if old.currency != new.currency {
        // Rates in the currency of before would never be found again.
        tx.query("update shipping_rate set currency = $2 where currency = $1")
            .bind(old.currency.clone())
            .bind(new.currency.clone())
            .run()
            .await?;
    }
    open(&mut tx, new).await?;
    let subject = ("shop", 1);
    audit::append(&mut tx, Act { actor, act, subject, before: &before, after: &after, from }, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Closes the shop for a while, with words for whoever comes. What was ordered goes on.
pub async fn close(db: &Db, by: &Merchant, words: &str, from: &str, now: Moment) -> std::result::Result<(), Problem> {
    let mut tx = db.begin().await?;
    let closed = tx
        .query("update shop set opened_at = null, away = $1 where id = 1 and opened_at is not null")
        .bind(words.to_string())
        .run()
        .await?;
    if closed == 0 {
        return Err(Problem::Gone);
    }
    newer(&mut tx).await?;
    let (act, subject) = ("shop.closed", ("shop", 1));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: "open", after: words, from }, now).await?;
    tx.commit().await?;
    Ok(())
}
