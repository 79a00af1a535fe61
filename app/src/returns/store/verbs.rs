//! What can be done to a request: asked, agreed to, refused, received, closed. Each verb takes the order first, so that the
//! same thing never comes back twice, and writes its step, the ledger and the mail in one transaction.
use super::{Request, request, takeable};
use crate::activity::Kind as Heard;
use crate::audit::{self, Act};
use crate::catalogue::facets;
use crate::db::{Clash, Db, Result, Tx, retried};
use crate::jobs::{self, Mail};
use crate::orders::store::{self as orders, Order};
use crate::orders::verbs::heard;
use crate::returns::{Kind, REASONS, RETURN_DAYS, WITHDRAWAL_DAYS, in_time};
use crate::values::Moment;
use crate::viewer::{Actor, Merchant};
use jiff::tz::TimeZone;

/// What somebody asks, every field valid by itself.
#[derive(Clone, Debug)]
pub struct Asking {
    pub kind: Kind,
    /// A word of `REASONS`; `none` for a withdrawal.
    pub reason: String,
    pub words: String,
    /// Lines of the order with how many of each.
    pub lines: Vec<(i64, i64)>,
}

/// Why a verb was not done.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such order or request.
    Unknown,
    /// Nothing was chosen.
    Nothing,
    /// Of this line no more than so many can come back.
    Most {
        line: i64,
        most: i64,
    },
    /// The days are over.
    Late,
    /// It was not sent, so it cannot come back; it can be withdrawn from.
    Unsent,
    /// It stands where this step does not lead from.
    Illegal {
        from: String,
        to: &'static str,
    },
    /// The order or its money does not let it.
    Order(crate::orders::Refusal),
    Database(sqlx::Error),
}
impl Clash for Refusal {
    fn is_clash(&self) -> bool {
        match self {
            Refusal::Database(error) => error.is_clash(),
            Refusal::Order(refusal) => refusal.is_clash(),
            _ => false,
        }
    }
}
impl From<crate::orders::Refusal> for Refusal {
    fn from(refusal: crate::orders::Refusal) -> Self {
        match refusal {
            crate::orders::Refusal::Database(error) => Refusal::Database(error),
            other => Refusal::Order(other),
        }
    }
}
impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Refusal::Database(error)
    }
}

/// Takes the order for this transaction: whoever comes second waits, then sees what the first did.
async fn locked(tx: &mut Tx, order: i64) -> std::result::Result<Order, Refusal> {
    tx.query("update orders set state = state where id = $1").bind(order).run().await?;
    orders::by_id(&mut *tx, order).await?.ok_or(Refusal::Unknown)
}

/// Asks for lines of an order; the number of the request. What was not sent is taken first.
pub async fn ask(
    db: &Db,
    order: i64,
    asking: &Asking,
    actor: Actor,
    zone: &TimeZone,
    now: Moment,
) -> std::result::Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    let mut pieces: Vec<(i64, i64, i64)> = vec![];
    let there = takeable(&mut tx, order).await?;
    for (line, quantity) in asking.lines.iter().filter(|(_, n)| *n != 0) {
        let t = there.iter().find(|t| t.line == *line).ok_or(Refusal::Unknown)?;
        if *quantity < 0 || *quantity > t.most() || pieces.iter().any(|(l, ..)| l == line) {
            return Err(Refusal::Most { line: *line, most: t.most().max(0) });
        }
        pieces.push((*line, *quantity, t.unsent.clamp(0, *quantity)));
    }
    if pieces.is_empty() {
        return Err(Refusal::Nothing);
    }
    let travels = pieces.iter().any(|(_, quantity, unsent)| quantity > unsent);
    let delivered = super::delivered(&mut tx, order).await?;
    let late = REASONS.iter().any(|(word, _, always)| *word == asking.reason && *always);
    match asking.kind {
        Kind::Withdrawal if travels && !in_time(delivered, WITHDRAWAL_DAYS, now, zone) => return Err(Refusal::Late),
        Kind::Return if pieces.iter().any(|(.., unsent)| *unsent > 0) => return Err(Refusal::Unsent),
        Kind::Return if !late && !in_time(delivered, RETURN_DAYS, now, zone) => return Err(Refusal::Late),
        _ => {}
    }
    let (id,): (i64,) = tx
        .query(
            "insert into return_request (order_id, kind, reason, words, answer, state, asked_at)
             values ($1, $2, $3, $4, '', 'asked', $5) returning id",
        )
        .bind(order)
        .bind(asking.kind.word())
        .bind(asking.reason.clone())
        .bind(asking.words.clone())
        .bind(now)
        .one()
        .await?;
    for (line, quantity, unsent) in pieces {
        tx.query(
            "insert into return_line (request, order_line, quantity, unsent, received, restocked) values ($1, $2, $3, $4, 0, 0)",
        )
        .bind(id)
        .bind(line)
        .bind(quantity)
        .bind(unsent)
        .run()
        .await?;
    }
    heard(&mut tx, Heard::ReturnAsked, order, actor, now);
    tell(&mut tx, "return.asked", id, &o, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Agrees: the customer may send it back.
pub async fn approve(db: &Db, merchant: &Merchant, id: i64, now: Moment) -> std::result::Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let (r, o) = taken(&mut tx, id).await?;
    step(&mut tx, &r, "approved", merchant.actor(), now).await?;
    tell(&mut tx, "return.approved", id, &o, now).await?;
    noted(&mut tx, merchant, "return.approved", &r, "approved", now).await?;
    tx.commit().await?;
    Ok(())
}

/// Refuses, in words that the customer reads.
pub async fn refuse(
    db: &Db,
    merchant: &Merchant,
    id: i64,
    words: &str,
    now: Moment,
) -> std::result::Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let (r, o) = taken(&mut tx, id).await?;
    step(&mut tx, &r, "refused", merchant.actor(), now).await?;
    tx.query("update return_request set answer = $2 where id = $1").bind(id).bind(words.to_string()).run().await?;
    tell(&mut tx, "return.refused", id, &o, now).await?;
    noted(&mut tx, merchant, "return.refused", &r, "refused", now).await?;
    tx.commit().await?;
    Ok(())
}

/// It has come back: of each line how many, and how many of those stand on the shelf again.
pub async fn receive(
    db: &Db,
    merchant: &Merchant,
    id: i64,
    came: &[(i64, i64, i64)],
    now: Moment,
) -> std::result::Result<(), Refusal> {
    retried(|| received(db, merchant, id, came, now)).await
}
async fn received(
    db: &Db,
    merchant: &Merchant,
    id: i64,
    came: &[(i64, i64, i64)],
    now: Moment,
) -> std::result::Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let (r, o) = taken(&mut tx, id).await?;
    step(&mut tx, &r, "received", merchant.actor(), now).await?;
    let mut pieces = super::pieces(&mut tx, r.order_id).await?;
    // Stock is always taken in the order of variants, so that two transactions never wait for one another.
    pieces.sort_by_key(|p| (p.variant, p.line));
    let mut back = vec![];
    let mut any = false;
    for p in pieces.iter().filter(|p| p.request == id) {
        let (received, restocked) = came
            .iter()
            .find(|(line, ..)| *line == p.line)
            .map_or((0, 0), |(_, received, restocked)| (*received, *restocked));
        if received < 0 || received > p.travels() || !(0..=received).contains(&restocked) {
            return Err(Refusal::Most { line: p.line, most: p.travels() });
        }
        any |= received > 0;
        tx.query("update return_line set received = $3, restocked = $4 where request = $1 and order_line = $2")
            .bind(id)
            .bind(p.line)
            .bind(received)
            .bind(restocked)
            .run()
            .await?;
        if restocked > 0 && p.tracked {
            restock(&mut tx, (p.variant, p.line), restocked, merchant.actor(), now).await?;
            back.push(p.variant);
        }
    }
    if !any {
        return Err(Refusal::Nothing);
    }
    if !back.is_empty() {
        facets::store::index::restock_variants(&mut tx, back).await?;
    }
    tell(&mut tx, "return.received", id, &o, now).await?;
    noted(&mut tx, merchant, "return.received", &r, "received", now).await?;
    tx.commit().await?;
    Ok(())
}

/// It is done without money: repaired, exchanged, or never sent back.
pub async fn close(db: &Db, merchant: &Merchant, id: i64, now: Moment) -> std::result::Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let (r, o) = taken(&mut tx, id).await?;
    step(&mut tx, &r, "closed", merchant.actor(), now).await?;
    tell(&mut tx, "return.closed", id, &o, now).await?;
    noted(&mut tx, merchant, "return.closed", &r, "closed", now).await?;
    tx.commit().await?;
    Ok(())
}

/// The request and its order, taken for this transaction.
pub(super) async fn taken(tx: &mut Tx, id: i64) -> std::result::Result<(Request, Order), Refusal> {
    let order = request(&mut *tx, id).await?.ok_or(Refusal::Unknown)?.order_id;
    let o = locked(tx, order).await?;
    Ok((request(&mut *tx, id).await?.ok_or(Refusal::Unknown)?, o))
}

/// Moves a request. A step that the table of allowed moves does not hold is refused by the database.
pub(super) async fn step(
    tx: &mut Tx,
    r: &Request,
    to: &'static str,
    actor: Actor,
    now: Moment,
) -> std::result::Result<(), Refusal> {
    let (allowed,): (i64,) = tx
        .query("select count(*) from return_move_allowed where from_state = $1 and to_state = $2")
        .bind(r.state.clone())
        .bind(to)
        .one()
        .await?;
    if allowed == 0 {
        return Err(Refusal::Illegal { from: r.state.clone(), to });
    }
    tx.query(
        "insert into return_move (request, n, from_state, to_state, at, actor)
         select $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5 from return_move where request = $1",
    )
    .bind(r.id)
    .bind(r.state.clone())
    .bind(to)
    .bind(now)
    .bind(actor.to_string())
    .run()
    .await?;
    tx.query("update return_request set state = $2 where id = $1").bind(r.id).bind(to).run().await?;
    Ok(())
}

async fn restock(tx: &mut Tx, (variant, line): (i64, i64), many: i64, actor: Actor, now: Moment) -> Result<()> {
    tx.query("update stock set on_hand = on_hand + $2 where variant = $1").bind(variant).bind(many).run().await?;
    tx.query(
        "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, order_line, actor, at)
         values ($1, $2, 0, 'returned', $3, $4, $5)",
    )
    .bind(variant)
    .bind(many)
    .bind(line)
    .bind(actor.to_string())
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Writes the mail that tells the customer; whoever was erased is told nothing.
async fn tell(tx: &mut Tx, kind: &'static str, id: i64, o: &Order, now: Moment) -> Result<()> {
    if o.email.is_empty() {
        return Ok(());
    }
    let about = id.to_string();
    let mail = Mail { kind, about: &about, to: &o.email, lang: &o.lang, order: Some(o.id), ..Mail::default() };
    jobs::mail(tx, mail, now).await
}
async fn noted(
    tx: &mut Tx,
    merchant: &Merchant,
    act: &'static str,
    r: &Request,
    after: &str,
    now: Moment,
) -> Result<()> {
    let act = Act { actor: merchant.actor(), act, subject: ("order", r.order_id), before: &r.state, after, from: "" };
    audit::append(tx, act, now).await
}
