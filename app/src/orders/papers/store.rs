//! Papers in and out of the database: the series that has no gaps, and papers as they were issued.
use super::{Kind, Seller};
use crate::db::{Reads, Result, Tx};
use crate::values::Moment;
use crate::viewer::Actor;
use sqlx::FromRow;

/// Takes the next number of a series. Whoever issues at the same time waits for this transaction; where it is rolled back the
/// number was never taken.
pub async fn next(tx: &mut Tx, kind: Kind, year: i64) -> Result<i64> {
    let (n,): (i64,) = tx
        .query(
            "insert into paper_series (kind, year, last) values ($1, $2, 1)
             on conflict (kind, year) do update set last = paper_series.last + 1 returning last",
        )
        .bind(kind.word())
        .bind(year)
        .one()
        .await?;
    Ok(n)
}

/// A paper that is to be written.
pub struct New<'a> {
    pub kind: Kind,
    pub year: i64,
    pub n: i64,
    pub order: i64,
    pub refund: Option<i64>,
    pub buyer: &'a str,
    pub content: &'a str,
}
/// Writes a paper; its number.
pub async fn write(tx: &mut Tx, new: New<'_>, by: Actor, now: Moment) -> Result<String> {
    let number = new.kind.number(new.year, new.n);
    tx.query(
        "insert into paper (kind, number, year, n, order_id, refund, buyer, content, actor, issued_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.kind.word())
    .bind(number.clone())
    .bind(new.year)
    .bind(new.n)
    .bind(new.order)
    .bind(new.refund)
    .bind(new.buyer.to_string())
    .bind(new.content.to_string())
    .bind(by.to_string())
    .bind(now)
    .run()
    .await?;
    Ok(number)
}

/// A paper as it was issued.
#[derive(Clone, Debug, FromRow)]
pub struct Paper {
    pub kind: String,
    pub number: String,
    pub order_id: i64,
    pub refund: Option<i64>,
    pub buyer: String,
    pub content: String,
    pub issued_at: Moment,
}
/// The papers of an order, in the order they were issued.
pub async fn of(mut from: impl Reads, order: i64) -> Result<Vec<Paper>> {
    from.query(
        "select kind, number, order_id, refund, buyer, content, issued_at from paper where order_id = $1 order by id",
    )
    .bind(order)
    .all()
    .await
}
/// The paper of this number.
pub async fn by_number(mut from: impl Reads, number: &str) -> Result<Option<Paper>> {
    from.query("select kind, number, order_id, refund, buyer, content, issued_at from paper where number = $1")
        .bind(number.to_string())
        .maybe()
        .await
}

/// The shop as it is called today, and its time zone.
pub async fn seller(mut from: impl Reads) -> Result<(Seller, String)> {
    let (name, street, city, country, email, vat_id, zone): (String, String, String, String, String, String, String) =
        from.query("select name, street, city, country, email, vat_id, zone from shop where id = 1").one().await?;
    Ok((Seller { name, street, city, country, email, vat_id }, zone))
}

/// A line of an order as papers need it: title, options, SKU, quantity, unit price, rate, total, tax.
#[derive(Clone, Debug, FromRow)]
pub struct Sold {
    pub id: i64,
    pub title: String,
    pub options: String,
    pub sku: String,
    pub quantity: i64,
    pub unit_price: i64,
    pub basis_points: i64,
    pub total: i64,
    pub tax: i64,
}
/// The lines of an order.
pub async fn sold(mut from: impl Reads, order: i64) -> Result<Vec<Sold>> {
    from.query(
        "select id, title, options, sku, quantity, unit_price, basis_points, total, tax from order_line
         where order_id = $1 order by position",
    )
    .bind(order)
    .all()
    .await
}
/// The shipping of an order by rate: rate, amount, tax.
pub async fn shipping(mut from: impl Reads, order: i64) -> Result<Vec<(i64, i64, i64)>> {
    from.query("select basis_points, amount, tax from order_shipping_tax where order_id = $1 order by basis_points")
        .bind(order)
        .all()
        .await
}
/// When the money of an order came, and when its first parcel left.
pub async fn moments(mut from: impl Reads, order: i64) -> Result<(Option<Moment>, Option<Moment>)> {
    from.query(
        "select (select min(p.received_at) from payment p where p.order_id = $1) as paid,
            (select min(f.sent_at) from fulfilment f where f.order_id = $1) as sent",
    )
    .bind(order)
    .one()
    .await
}
