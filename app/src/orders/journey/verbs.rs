//! What is told about an order besides its moves: notes, and mails that are sent once more.
use super::store;
use crate::audit::{self, Act};
use crate::db::{Db, Tx};
use crate::jobs::{self, Mail};
use crate::orders::store::Order;
use crate::orders::verbs::{locked, tell};
use crate::orders::{Refusal, letters, store as orders};
use crate::values::Moment;
use crate::viewer::Merchant;

/// Writes a note about an order. One for the customer stands on the order's page and goes to them by mail.
pub async fn note(
    db: &Db,
    merchant: &Merchant,
    order: i64,
    words: &str,
    for_customer: bool,
    now: Moment,
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    let note = store::write(&mut tx, order, words, for_customer, merchant.actor(), now).await?;
    if for_customer {
        tell(&mut tx, "order.note", note, &o, now).await?;
    }
    noted(&mut tx, merchant, "order.noted", &o, now).await?;
    tx.commit().await?;
    Ok(note)
}

/// Sends a mail about an order once more, to the address the order has today. One a minute, however often it is asked for.
pub async fn mail_again(db: &Db, merchant: &Merchant, order: i64, mail: i64, now: Moment) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    // Whoever was erased is told nothing.
    if o.email.is_empty() {
        return Err(Refusal::Unknown);
    }
    let before = orders::mail(&mut tx, order, mail).await?.ok_or(Refusal::Unknown)?;
    let kind = letters::kind(&before.kind).ok_or(Refusal::Unknown)?;
    let about = format!("{}:again:{}", letters::about(&before.about), now.0 / Moment::MINUTE);
    let mail = Mail { kind, about: &about, to: &o.email, lang: &o.lang, order: Some(o.id), ..Mail::default() };
    jobs::mail(&mut tx, mail, now).await?;
    noted(&mut tx, merchant, "order.mailed", &o, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes into the audit what was told about an order, which stands where it stood.
async fn noted(tx: &mut Tx, merchant: &Merchant, act: &'static str, o: &Order, now: Moment) -> Result<(), Refusal> {
    let states = o.states();
    let act = Act { actor: merchant.actor(), act, subject: ("order", o.id), before: &states, after: &states, from: "" };
    Ok(audit::append(tx, act, now).await?)
}
