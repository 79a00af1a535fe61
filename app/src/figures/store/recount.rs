//! The figures counted anew, for the doctor.
use super::count::{happened, of_orders};
use super::{Counted, Sold, counted, sold};
use crate::db::{Db, Result};
use crate::doctor::Drift;
use crate::figures::period::Period;
use crate::hosts::roster::date_of;
use crate::values::Moment;
use crate::words;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What is recounted here.
pub const NAMES: [&str; 2] = ["figure_day.sums", "figure_product.sums"];

/// Every day and every product whose figures are not what a recount gives. Days on which something happened that nobody has
/// counted yet are no drift.
pub async fn drift(db: &Db) -> Result<Vec<Drift>> {
    // One moment for both sides: a shop that sells is recounted while it counts.
    let mut at = db.snapshot().await?;
    let (mark, counted_in, shop): (i64, String, String) = at
        .query("select m.event, m.zone, s.zone from figure_mark m join shop s on s.id = 1 where m.id = 1")
        .one()
        .await?;
    if counted_in != shop {
        return Ok(vec![]);
    }
    let zone = words::zone(&shop);
    let mut open = BTreeSet::new();
    let mut last = mark;
    loop {
        let events = happened(&mut at, last, 1_000).await?;
        open.extend(of_orders(&events, &zone));
        match events.last() {
            Some(event) => last = event.id,
            None => break,
        }
    }
    let (first, newest): (Option<Moment>, Option<Moment>) = at
        .query(
            "select min(at), max(at) from (select min(placed_at) as at from orders union all select max(placed_at) from orders
                union all select max(at) from order_move union all select max(at) from refund) as happened",
        )
        .one()
        .await?;
    let days: Vec<Date> = match first.zip(newest) {
        Some((first, newest)) => Period { first: date_of(first, &zone), last: date_of(newest, &zone) }.days(),
        None => vec![],
    };
    let days: Vec<Date> = days.into_iter().filter(|day| !open.contains(day)).collect();
    let (mut should, mut should_sold) = (BTreeMap::new(), BTreeMap::new());
    for some in days.chunks(90) {
        let rows: Vec<Counted> = at.build(&counted(some, &zone)).all().await?;
        should.extend(rows.into_iter().map(|r| (format!("{} {}", some[r.place as usize], r.currency), told(&r.sums))));
        let rows: Vec<Sold> = at.build(&sold(some, &zone)).all().await?;
        should_sold.extend(rows.into_iter().map(|r| {
            let which = format!("{} {} product {}", some[r.place as usize], r.currency, r.product);
            (which, format!("{} pieces, {}", r.units, r.amount))
        }));
    }
    let counted_day = |day: &str| day.parse::<Date>().is_ok_and(|day| !open.contains(&day));
    let rows: Vec<Row> = at
        .query(
            "select day, currency, orders, gross, tax, shipping, units, cancelled_orders, cancelled, cancelled_tax, refunds,
                refunded, refunded_tax from figure_day order by day, currency",
        )
        .all()
        .await?;
    let stands =
        rows.into_iter().filter(|r| counted_day(&r.day)).map(|r| (format!("{} {}", r.day, r.currency), told(&r.sums)));
    let mut found = differences(NAMES[0], stands.collect(), should);
    let rows: Vec<(String, String, i64, i64, i64)> = at
        .query("select day, currency, product, units, amount from figure_product order by day, currency, product")
        .all()
        .await?;
    let stands =
        rows.into_iter().filter(|(day, ..)| counted_day(day)).map(|(day, currency, product, units, amount)| {
            (format!("{day} {currency} product {product}"), format!("{units} pieces, {amount}"))
        });
    found.extend(differences(NAMES[1], stands.collect(), should_sold));
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct Row {
    day: String,
    currency: String,
    #[sqlx(flatten)]
    sums: crate::figures::Sums,
}
fn told(sums: &crate::figures::Sums) -> String {
    format!("{sums:?}")
}

/// What stands and should not, or should and does not, or is another.
fn differences(
    what: &'static str,
    mut stands: BTreeMap<String, String>,
    should: BTreeMap<String, String>,
) -> Vec<Drift> {
    let mut found = vec![];
    for (which, should) in should {
        let stands = stands.remove(&which).unwrap_or_else(|| "nothing".into());
        if stands != should {
            found.push(Drift { what, which, stands, should });
        }
    }
    found.extend(stands.into_iter().map(|(which, stands)| Drift { what, which, stands, should: "nothing".into() }));
    found
}
