//! Requests to give something back, out of their tables; `verbs` and `settle` write them.
pub mod list;
pub mod settle;
pub mod verbs;

use super::Kind;
use crate::db::{Reads, Result, Tx};
use crate::values::Moment;
use sqlx::FromRow;
use std::collections::HashMap;

/// What of an order's line can still come back.
#[derive(Clone, Debug, FromRow)]
pub struct Takeable {
    pub line: i64,
    pub variant: i64,
    pub title: String,
    pub options: String,
    pub properties: String,
    pub hash: Option<String>,
    /// How many were not sent, are wanted still, and no request that stands asks for.
    pub unsent: i64,
    /// How many were sent, no request that stands asks for, and that did not come back for money.
    pub sent: i64,
}
impl Takeable {
    pub fn most(&self) -> i64 {
        self.unsent + self.sent
    }
}
/// The lines of an order with what of each can still come back.
pub async fn takeable(mut from: impl Reads, order: i64) -> Result<Vec<Takeable>> {
    from.query(
        "select l.id as line, l.variant, l.title, l.options, l.properties, face.hash,
            cast(case when o.state = 'cancelled' then 0 else l.quantity - l.withdrawn - coalesce(f.sent, 0) - coalesce(r.unsent, 0) end as bigint) as unsent,
            cast(coalesce(f.sent, 0) - coalesce(r.sent, 0) - coalesce(b.sent, 0) as bigint) as sent
         from order_line l join orders o on o.id = l.order_id join variant v on v.id = l.variant
         left join (select order_line, sum(quantity) as sent from fulfilment_line where order_line in
            (select id from order_line where order_id = $1) group by order_line) f on f.order_line = l.id
         left join (
            select x.order_line, sum(case when q.state = 'closed' then 0 else x.unsent end) as unsent,
                sum(case when q.state <> 'closed' then x.quantity - x.unsent when q.refund is null then 0 else x.received end) as sent
            from return_line x join return_request q on q.id = x.request
            where q.order_id = $1 and q.state <> 'refused' group by x.order_line) r on r.order_line = l.id
         left join (
            select x.order_line, sum(x.sent) as sent from refund_line x join refund g on g.id = x.refund
            where g.order_id = $1 and not exists (select 1 from return_request q where q.refund = g.id) group by x.order_line) b
            on b.order_line = l.id
         left join media face on face.id = coalesce(v.media, (
             select pm.media from product_media pm where pm.product = v.product order by pm.position, pm.media limit 1))
         where l.order_id = $1 order by l.position",
    )
    .bind(order)
    .all()
    .await
}

/// What was withdrawn from before it was sent and went out all the same has to travel back. Where fewer wait to be sent
/// than requests count on, the later ones count on less.
pub async fn sent_anyway(tx: &mut Tx, order: i64) -> Result<()> {
    let claims: Vec<(i64, i64, i64, String)> = tx
        .query(
            "select x.request, x.order_line, x.unsent, q.state from return_line x join return_request q on q.id = x.request
             where q.order_id = $1 and x.unsent > 0 and q.state in ('asked', 'approved', 'received')
             order by case when q.state = 'received' then 0 else 1 end, x.request",
        )
        .bind(order)
        .all()
        .await?;
    if claims.is_empty() {
        return Ok(());
    }
    let lines = crate::orders::store::lines(&mut *tx, order).await?;
    let mut waits: HashMap<i64, i64> = lines.iter().map(|l| (l.id, l.left())).collect();
    for (request, line, unsent, state) in claims {
        let waiting = waits.entry(line).or_default();
        let kept = unsent.min(*waiting).max(0);
        *waiting -= kept;
        if kept < unsent && state != "received" {
            tx.query("update return_line set unsent = $3 where request = $1 and order_line = $2")
                .bind(request)
                .bind(line)
                .bind(kept)
                .run()
                .await?;
        }
    }
    Ok(())
}

/// When the last parcel of an order arrived; none where one is still on its way, or nothing was sent.
pub async fn delivered(mut from: impl Reads, order: i64) -> Result<Option<Moment>> {
    let row: Option<(Option<Moment>,)> = from
        .query(
            "select max(f.delivered_at) from fulfilment f join orders o on o.id = f.order_id
             where f.order_id = $1 and not exists (select 1 from fulfilment x where x.order_id = $1 and x.delivered_at is null)",
        )
        .bind(order)
        .maybe()
        .await?;
    Ok(row.and_then(|(at,)| at))
}

/// A request as it stands.
#[derive(Clone, Debug, Default, FromRow)]
pub struct Request {
    pub id: i64,
    pub order_id: i64,
    pub kind: String,
    pub reason: String,
    pub words: String,
    /// What we answered, where it was refused.
    pub answer: String,
    pub state: String,
    pub asked_at: Moment,
    /// The refund that was given for it.
    pub refund: Option<i64>,
}
impl Request {
    pub fn kind(&self) -> Kind {
        Kind::parse(&self.kind).unwrap_or(Kind::Return)
    }
}
macro_rules! request_where {
    ($which:literal) => {
        concat!(
            "select id, order_id, kind, reason, words, answer, state, asked_at, refund from return_request where ",
            $which
        )
    };
}
/// The request of this number.
pub async fn request(mut from: impl Reads, id: i64) -> Result<Option<Request>> {
    from.query(request_where!("id = $1")).bind(id).maybe().await
}
/// The requests about an order, the oldest first.
pub async fn of_order(mut from: impl Reads, order: i64) -> Result<Vec<Request>> {
    from.query(request_where!("order_id = $1 order by id limit 100")).bind(order).all().await
}

/// A line of a request.
#[derive(Clone, Debug, Default, FromRow)]
pub struct Piece {
    pub request: i64,
    pub line: i64,
    pub variant: i64,
    pub sku: String,
    pub title: String,
    pub options: String,
    pub properties: String,
    pub quantity: i64,
    /// How many of them were not sent when it was asked.
    pub unsent: i64,
    pub received: i64,
    pub restocked: i64,
    pub unit_price: i64,
    pub total: i64,
    pub ordered: i64,
    pub tracked: bool,
}
impl Piece {
    /// How many have to travel back.
    pub fn travels(&self) -> i64 {
        self.quantity - self.unsent
    }
}
/// The lines of every request about an order.
pub async fn pieces(mut from: impl Reads, order: i64) -> Result<Vec<Piece>> {
    from.query(
        "select x.request, x.order_line as line, l.variant, l.sku, l.title, l.options, l.properties, x.quantity, x.unsent,
            x.received, x.restocked, l.unit_price, l.total, l.quantity as ordered, v.tracked
         from return_line x join return_request q on q.id = x.request join order_line l on l.id = x.order_line
            join variant v on v.id = l.variant
         where q.order_id = $1 order by x.request, l.position",
    )
    .bind(order)
    .all()
    .await
}

/// A step that a request made.
#[derive(Clone, Debug, FromRow)]
pub struct Step {
    pub request: i64,
    pub to_state: String,
    pub at: Moment,
}
/// The steps of every request about an order, the oldest first.
pub async fn steps(mut from: impl Reads, order: i64) -> Result<Vec<Step>> {
    from.query(
        "select m.request, m.to_state, m.at from return_move m join return_request q on q.id = m.request
         where q.order_id = $1 order by m.request, m.n",
    )
    .bind(order)
    .all()
    .await
}
