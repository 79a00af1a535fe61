//! Keeps the figures: reads what happened since the last time, and counts anew the days it happened on. Counting a day twice
//! gives the same, so that nothing is added twice whoever stops in the middle; and no order waits for a figure.
use super::{Counted, Sold, counted, sold};
use crate::db::{Build, Db, Result, Tx};
use crate::hosts::roster::date_of;
use crate::values::Moment;
use crate::words;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// How many events are read in one transaction.
const BATCH: i64 = 1_000;
/// How many of those are read at the most before others get their turn.
const TURNS: usize = 20;

/// Counts what happened since the last time. Several nodes may do so at once: one waits for the other.
pub async fn catch_up(db: &Db) -> Result<()> {
    for _ in 0..TURNS {
        if !is_behind(db).await? || !step(db).await? {
            return Ok(());
        }
    }
    Ok(())
}
async fn is_behind(db: &Db) -> Result<bool> {
    let (behind,): (bool,) = db
        .query(
            "select m.event < (select coalesce(max(id), 0) from event) or m.zone <> s.zone
             from figure_mark m join shop s on s.id = 1 where m.id = 1",
        )
        .one()
        .await?;
    Ok(behind)
}

/// Counts the days of the next events. False when there are no more.
async fn step(db: &Db) -> Result<bool> {
    let mut tx = db.begin().await?;
    tx.query("update figure_mark set event = event where id = 1").run().await?;
    let (mut last, counted_in, now_in): (i64, String, String) = tx
        .query("select m.event, m.zone, s.zone from figure_mark m join shop s on s.id = 1 where m.id = 1")
        .one()
        .await?;
    if counted_in != now_in {
        // Other days: all of them anew, from the first event on.
        tx.query("delete from figure_product").run().await?;
        tx.query("delete from figure_day").run().await?;
        last = 0;
    }
    let zone = words::zone(&now_in);
    let events = happened(&mut tx, last, BATCH).await?;
    let days: Vec<Date> = of_orders(&events, &zone).into_iter().collect();
    count(&mut tx, &days, &zone).await?;
    tx.query("update figure_mark set event = $1, zone = $2 where id = 1")
        .bind(events.last().map_or(last, |e| e.id))
        .bind(now_in)
        .run()
        .await?;
    tx.commit().await?;
    Ok(events.len() as i64 == BATCH)
}

/// An event by its number: what it is about, and when it was.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Happened {
    pub id: i64,
    pub subject_kind: String,
    pub at: Moment,
}
/// The events after this one, in the order in which they became true.
pub(super) async fn happened(mut from: impl crate::db::Reads, last: i64, most: i64) -> Result<Vec<Happened>> {
    let mut build = Build::new("select id, subject_kind, at from event where id > ");
    build.int(last).push(" order by id limit ").digits(most);
    from.build(&build).all().await
}
/// The days on which something happened to an order.
pub(super) fn of_orders(events: &[Happened], zone: &TimeZone) -> BTreeSet<Date> {
    events.iter().filter(|e| e.subject_kind == "order").map(|e| date_of(e.at, zone)).collect()
}

/// Counts these days anew.
async fn count(tx: &mut Tx, days: &[Date], zone: &TimeZone) -> Result<()> {
    // A few days at a time: each is some rows a statement.
    for some in days.chunks(30) {
        for day in some {
            tx.query("delete from figure_day where day = $1").bind(day.to_string()).run().await?;
            tx.query("delete from figure_product where day = $1").bind(day.to_string()).run().await?;
        }
        let rows: Vec<Counted> = tx.build(&counted(some, zone)).all().await?;
        for row in rows {
            let s = row.sums;
            tx.query(
                "insert into figure_day (day, currency, orders, gross, tax, shipping, units, cancelled_orders, cancelled,
                    cancelled_tax, refunds, refunded, refunded_tax) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            )
            .bind(some[row.place as usize].to_string())
            .bind(row.currency)
            .bind(s.orders)
            .bind(s.gross)
            .bind(s.tax)
            .bind(s.shipping)
            .bind(s.units)
            .bind(s.cancelled_orders)
            .bind(s.cancelled)
            .bind(s.cancelled_tax)
            .bind(s.refunds)
            .bind(s.refunded)
            .bind(s.refunded_tax)
            .run()
            .await?;
        }
        let rows: Vec<Sold> = tx.build(&sold(some, zone)).all().await?;
        for part in rows.chunks(200) {
            let mut build = Build::new("insert into figure_product (day, currency, product, units, amount) values ");
            for (i, row) in part.iter().enumerate() {
                build.push(if i == 0 { "(" } else { ", (" }).text(some[row.place as usize].to_string());
                build.push(", ").text(row.currency.clone()).push(", ").int(row.product);
                build.push(", ").int(row.units).push(", ").int(row.amount).push(")");
            }
            tx.build(&build).run().await?;
        }
    }
    Ok(())
}
