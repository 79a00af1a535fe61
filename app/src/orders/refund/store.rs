//! Refunds in and out of the database.
use super::{Left, LeftLine, Rate, Refunding, Sum};
use crate::db::{Reads, Result, Tx};
use crate::orders::store::Order;
use crate::values::Moment;
use crate::viewer::Actor;
use sqlx::FromRow;

/// What may still go back of an order, whatever was paid.
pub async fn left(mut from: impl Reads, o: &Order) -> Result<Left> {
    let lines: Vec<LeftLine> = from
        .query(
            "select l.id as line, l.basis_points,
                cast(coalesce((select sum(f.quantity) from fulfilment_line f where f.order_line = l.id), 0)
                    - coalesce((select sum(r.sent) from refund_line r where r.order_line = l.id), 0) as bigint) as sent,
                cast(l.quantity - l.withdrawn
                    - coalesce((select sum(f.quantity) from fulfilment_line f where f.order_line = l.id), 0) as bigint) as unsent,
                cast(l.total + case when o.prices_include_tax then 0 else l.tax end
                    - coalesce((select sum(r.amount) from refund_line r where r.order_line = l.id), 0) as bigint) as amount
             from order_line l join orders o on o.id = l.order_id where l.order_id = $1 order by l.position",
        )
        .bind(o.id)
        .all()
        .await?;
    let rates: Vec<Rate> = from
        .query(
            "select basis_points, cast(sum(amount) as bigint) as amount, cast(sum(tax) as bigint) as tax from (
                select l.basis_points, l.total + case when o.prices_include_tax then 0 else l.tax end as amount, l.tax
                from order_line l join orders o on o.id = l.order_id where l.order_id = $1
                union all
                select s.basis_points, s.amount + case when o.prices_include_tax then 0 else s.tax end, s.tax
                from order_shipping_tax s join orders o on o.id = s.order_id where s.order_id = $1
                union all
                select t.basis_points, -t.amount, -t.tax
                from refund_tax t join refund r on r.id = t.refund where r.order_id = $1) d
             group by basis_points order by basis_points",
        )
        .bind(o.id)
        .all()
        .await?;
    let (shipped_back, credited): (i64, i64) = from
        .query(
            "select cast(coalesce(sum(shipping), 0) as bigint), cast(coalesce(sum(credited), 0) as bigint) from refund
             where order_id = $1",
        )
        .bind(o.id)
        .one()
        .await?;
    let shipping = o.shipping_price + if o.prices_include_tax { 0 } else { o.shipping_tax };
    Ok(Left {
        money: o.total - o.refunded,
        credit: o.credit - credited,
        shipping: shipping - shipped_back,
        lines,
        rates,
    })
}

/// Takes the money off what is left, where that much is left: the database's own word that never more goes back than came.
pub async fn take(tx: &mut Tx, order: i64, total: i64) -> Result<bool> {
    let taken = tx
        .query("update orders set refunded = refunded + $2 where id = $1 and $2 >= 0 and refunded + $2 <= total")
        .bind(order)
        .bind(total)
        .run()
        .await?;
    Ok(taken == 1)
}

/// Writes a refund down with its lines and its rates; its number. What is not sent any more is withdrawn from its line.
pub async fn write(tx: &mut Tx, o: &Order, what: &Refunding, sum: &Sum, by: Actor, now: Moment) -> Result<i64> {
    let (refund,): (i64,) = tx
        .query(
            "insert into refund (order_id, reason, words, shipping, extra, total, tax, currency, actor, at, credited)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id",
        )
        .bind(o.id)
        .bind(what.reason.word())
        .bind(what.words.clone())
        .bind(sum.shipping)
        .bind(sum.extra)
        .bind(sum.total)
        .bind(sum.tax)
        .bind(o.currency.clone())
        .bind(by.to_string())
        .bind(now)
        .bind(sum.credited)
        .one()
        .await?;
    for (part, amount) in &sum.parts {
        tx.query(
            "insert into refund_line (refund, order_line, sent, unsent, restocked, amount) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(refund)
        .bind(part.line)
        .bind(part.sent)
        .bind(part.unsent)
        .bind(part.restocked)
        .bind(*amount)
        .run()
        .await?;
        tx.query("update order_line set withdrawn = withdrawn + $2 where id = $1")
            .bind(part.line)
            .bind(part.unsent)
            .run()
            .await?;
    }
    for rate in &sum.rates {
        tx.query("insert into refund_tax (refund, basis_points, amount, tax) values ($1, $2, $3, $4)")
            .bind(refund)
            .bind(rate.basis_points)
            .bind(rate.amount)
            .bind(rate.tax)
            .run()
            .await?;
    }
    Ok(refund)
}

/// A refund of an order.
#[derive(Clone, Debug, FromRow)]
pub struct Refund {
    pub id: i64,
    pub order_id: i64,
    pub reason: String,
    /// What the customer reads about it.
    pub words: String,
    pub shipping: i64,
    pub extra: i64,
    pub total: i64,
    pub tax: i64,
    /// What of the total went back to the credit.
    pub credited: i64,
    pub actor: String,
    pub at: Moment,
}
/// The refunds of an order, oldest first.
pub async fn of(mut from: impl Reads, order: i64) -> Result<Vec<Refund>> {
    from.query(
        "select id, order_id, reason, words, shipping, extra, total, tax, credited, actor, at from refund
         where order_id = $1 order by id",
    )
    .bind(order)
    .all()
    .await
}
/// The refund of this number.
pub async fn by_id(mut from: impl Reads, refund: i64) -> Result<Option<Refund>> {
    from.query(
        "select id, order_id, reason, words, shipping, extra, total, tax, credited, actor, at from refund where id = $1",
    )
    .bind(refund)
    .maybe()
    .await
}

/// What of a line went back with a refund.
#[derive(Clone, Debug, FromRow)]
pub struct RefundLine {
    pub refund: i64,
    pub order_line: i64,
    pub sent: i64,
    pub unsent: i64,
    pub restocked: i64,
    pub amount: i64,
}
/// The lines of an order's refunds.
pub async fn lines(mut from: impl Reads, order: i64) -> Result<Vec<RefundLine>> {
    from.query(
        "select l.refund, l.order_line, l.sent, l.unsent, l.restocked, l.amount
         from refund_line l join refund r on r.id = l.refund join order_line o on o.id = l.order_line
         where r.order_id = $1 order by l.refund, o.position",
    )
    .bind(order)
    .all()
    .await
}
/// The money of a refund by rate.
pub async fn rates(mut from: impl Reads, refund: i64) -> Result<Vec<Rate>> {
    from.query("select basis_points, amount, tax from refund_tax where refund = $1 order by basis_points")
        .bind(refund)
        .all()
        .await
}
