//! The money of a request: what came back and what was not sent goes into one refund of the order.
use super::verbs::{Refusal, step, taken};
use super::{Piece, pieces};
use crate::audit::{self, Act};
use crate::db::{Db, Tx, retried};
use crate::orders::refund::store::left;
use crate::orders::refund::verbs::give;
use crate::orders::refund::{Part, Reason, Refunding};
use crate::orders::store::{self as orders, Order, OrderLine};
use crate::orders::verbs::cancel_within;
use crate::returns::Kind;
use crate::values::Moment;
use crate::viewer::Merchant;

/// Gives the money of a request back and closes it. What was not sent yet is not sent any more; where that is the whole
/// order, the order is cancelled. `shipping` is what goes back of the shipping. Where there is nothing to give, because the order came
/// to nothing or its money went back on its own page, it is closed without.
pub async fn settle(db: &Db, merchant: &Merchant, id: i64, money: (i64, &str), now: Moment) -> Result<(), Refusal> {
    retried(|| once(db, merchant, id, money, now)).await
}
async fn once(
    db: &Db,
    merchant: &Merchant,
    id: i64,
    (shipping, words): (i64, &str),
    now: Moment,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let (mut r, o) = taken(&mut tx, id).await?;
    let before = r.state.clone();
    let lines = orders::lines(&mut tx, o.id).await?;
    let pieces: Vec<Piece> = pieces(&mut tx, o.id).await?.into_iter().filter(|p| p.request == id).collect();
    let parts: Vec<Part> = pieces.iter().map(|p| part(p, &lines)).collect();
    let stays = pieces.iter().all(|p| p.travels() == 0);
    if r.state == "asked" && stays {
        step(&mut tx, &r, "approved", merchant.actor(), now).await?;
        r.state = "approved".into();
    }
    step(&mut tx, &r, "closed", merchant.actor(), now).await?;
    let reason = if r.kind() == Kind::Withdrawal { Reason::Withdrawn } else { Reason::Returned };
    let what = Refunding { reason, words: words.into(), parts, shipping, ..Refunding::default() };
    let refund = if is_whole(&o, &lines, &what.parts) {
        cancelled(&mut tx, merchant, &o, reason, now).await?
    } else if shipping == 0 && is_over(&o, stays, &what.parts) {
        None
    } else {
        Some(give(&mut tx, merchant.actor(), o.id, &what, now).await?)
    };
    for part in what.parts.iter().filter(|_| refund.is_some()) {
        // What was sent meanwhile has to come back like the rest.
        tx.query("update return_line set unsent = $3 where request = $1 and order_line = $2")
            .bind(id)
            .bind(part.line)
            .bind(part.unsent)
            .run()
            .await?;
    }
    tx.query("update return_request set refund = $2 where id = $1").bind(id).bind(refund).run().await?;
    let act = Act {
        actor: merchant.actor(),
        act: "return.closed",
        subject: ("order", o.id),
        before: &before,
        after: "closed",
        from: "",
    };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(())
}

/// What of a piece there is to pay for: what came, and what still waits to be sent.
fn part(p: &Piece, lines: &[OrderLine]) -> Part {
    let waits = lines.iter().find(|l| l.id == p.line).map_or(0, OrderLine::left);
    Part { line: p.line, sent: p.received, unsent: p.unsent.min(waits), restocked: 0 }
}

/// Whether there is nothing to give: nothing travels back and nothing waits any more, or the order was cancelled and holds
/// no money.
fn is_over(o: &Order, stays: bool, parts: &[Part]) -> bool {
    let nothing = parts.iter().all(|p| p.sent + p.unsent == 0);
    stays && nothing || o.state == "cancelled" && (!o.was_paid() || o.refunded == o.total)
}

/// Whether nothing of an order is left then, of which nothing was sent.
fn is_whole(o: &Order, lines: &[OrderLine], parts: &[Part]) -> bool {
    let gone = |l: &OrderLine| parts.iter().find(|p| p.line == l.id).map_or(0, |p| p.unsent);
    o.state == "placed" && o.fulfilment_state == "waiting" && lines.iter().all(|l| l.left() == gone(l))
}

/// Cancels the order; what was paid goes back whole, shipping too. The number of the refund, where there is one.
async fn cancelled(
    tx: &mut Tx,
    merchant: &Merchant,
    o: &Order,
    reason: Reason,
    now: Moment,
) -> Result<Option<i64>, Refusal> {
    let everything = left(&mut *tx, o).await?.everything(reason);
    cancel_within(tx, merchant, o.id, now).await?;
    if !o.was_paid() || o.refunded == o.total {
        return Ok(None);
    }
    Ok(Some(give(tx, merchant.actor(), o.id, &everything, now).await?))
}
