//! Stock moved by hand: received, corrected, counted. Each is a row of the ledger, of the audit, and an event.
use super::{AFTER, LOCKED};
use crate::activity::{Audience, Event, Kind, Subject, store::append};
use crate::audit::{self, Act};
use crate::catalogue::facets;
use crate::db::{Build, Db, Result, Tx, is_clash};
use crate::stock::is_short;
use crate::values::Moment;
use crate::viewer::Merchant;
use sqlx::FromRow;

/// What is to be done.
#[derive(Clone, Debug)]
pub enum What {
    /// So many came.
    Receive(i64),
    /// So many more, or fewer, and why.
    Correct(i64, &'static str),
    /// So many were there when the ledger ended with the row that was seen.
    Count(i64),
}
/// A move of a variant's stock as somebody asked for it.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    pub variant: i64,
    pub what: What,
    pub note: &'a str,
    /// The newest row of the ledger that they saw.
    pub seen: i64,
    /// Whether it is done although more is then promised than may be.
    pub sure: bool,
    /// The network it came from.
    pub from: &'a str,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// So many are there now.
    Moved(i64),
    /// It was done already: the form was sent twice.
    Before,
    /// So few would be left: more would be promised than may be. Nothing was written.
    Short(i64),
    /// There is no such variant, or it is not counted.
    Gone,
}

#[derive(FromRow)]
struct There {
    product: i64,
    sku: String,
    tracked: bool,
    backorder_limit: Option<i64>,
    on_hand: i64,
    reserved: i64,
}

/// Moves it. What others do in the same moment comes before or after, never between.
pub async fn act(db: &Db, by: &Merchant, wanted: &Wanted<'_>, now: Moment) -> Result<Done> {
    for _ in 0..3 {
        match once(db, by, wanted, now).await {
            Err(error) if is_clash(&error) => continue,
            done => return done,
        }
    }
    once(db, by, wanted, now).await
}

async fn once(db: &Db, by: &Merchant, wanted: &Wanted<'_>, now: Moment) -> Result<Done> {
    let mut tx = db.begin().await?;
    let mut lock = Build::new("select variant from stock where variant = ");
    lock.int(wanted.variant).push_each(LOCKED);
    tx.build(&lock).run().await?;
    let there: Option<There> = tx
        .query(
            "select v.product, v.sku, v.tracked, v.backorder_limit, s.on_hand, s.reserved
             from variant v join stock s on s.variant = v.id where v.id = $1",
        )
        .bind(wanted.variant)
        .maybe()
        .await?;
    let Some(there) = there.filter(|t| t.tracked) else { return Ok(Done::Gone) };
    let (more, reason) = match wanted.what {
        What::Receive(n) => (n, "received"),
        What::Correct(n, reason) => (n, reason),
        What::Count(n) => {
            let (then,): (i64,) = tx.query(AFTER).bind(wanted.variant).bind(wanted.seen).one().await?;
            (n - then, "counted")
        }
    };
    let before: Option<(i64,)> = tx
        .query(
            "select id from stock_move where variant = $1 and id > $2 and actor = $3 and reason = $4 and on_hand_delta = $5
             and note = $6 limit 1",
        )
        .bind(wanted.variant)
        .bind(wanted.seen)
        .bind(by.actor().to_string())
        .bind(reason)
        .bind(more)
        .bind(wanted.note.to_string())
        .maybe()
        .await?;
    if before.is_some() {
        return Ok(Done::Before);
    }
    let on_hand = there.on_hand + more;
    let left = on_hand - there.reserved;
    if more < 0 && !wanted.sure && is_short(left, there.backorder_limit) {
        return Ok(Done::Short(left));
    }
    write(&mut tx, by, wanted, more, reason, now).await?;
    facets::store::index::restock_variants(&mut tx, vec![wanted.variant]).await?;
    append(
        &mut tx,
        Event {
            kind: Kind::StockCounted,
            actor: by.actor(),
            subject: Subject::Variant(wanted.variant),
            at: now,
            audience: Audience::Staff,
            topics: vec![format!("product:{}", there.product)],
        },
    );
    let act = match wanted.what {
        What::Receive(_) => "stock.received",
        What::Correct(..) => "stock.corrected",
        What::Count(_) => "stock.counted",
    };
    let told = |n: i64| format!("{}: {n} there", there.sku);
    let subject = ("product", there.product);
    let (before, after) = (told(there.on_hand), told(on_hand));
    let act = Act { actor: by.actor(), act, subject, before: &before, after: &after, from: wanted.from };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(Done::Moved(on_hand))
}

async fn write(
    tx: &mut Tx,
    by: &Merchant,
    wanted: &Wanted<'_>,
    more: i64,
    reason: &'static str,
    now: Moment,
) -> Result<()> {
    tx.query("update stock set on_hand = on_hand + $2 where variant = $1")
        .bind(wanted.variant)
        .bind(more)
        .run()
        .await?;
    tx.query(
        "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, actor, at, note) values ($1, $2, 0, $3, $4, $5, $6)",
    )
    .bind(wanted.variant)
    .bind(more)
    .bind(reason)
    .bind(by.actor().to_string())
    .bind(now)
    .bind(wanted.note.to_string())
    .run()
    .await?;
    Ok(())
}

/// At how many of a variant that are left one is warned; none: at the shop's number.
pub async fn warn(db: &Db, by: &Merchant, variant: i64, at: Option<i64>, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let there: Option<(i64, String, Option<i64>)> =
        tx.query("select product, sku, low_stock from variant where id = $1").bind(variant).maybe().await?;
    let Some((product, sku, before)) = there else { return Ok(false) };
    tx.query("update variant set low_stock = $2 where id = $1").bind(variant).bind(at).run().await?;
    let told = |n: Option<i64>| n.map_or(format!("{sku}: at the shop’s number"), |n| format!("{sku}: at {n}"));
    let (before, after) = (told(before), told(at));
    let subject = ("product", product);
    let act = Act { actor: by.actor(), act: "stock.warned", subject, before: &before, after: &after, from };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// At how many that are left one is warned, where a variant says nothing else.
pub async fn warn_all(db: &Db, by: &Merchant, at: i64, from: &str, now: Moment) -> Result<()> {
    let mut tx = db.begin().await?;
    let (before,): (i64,) = tx.query("select low_stock from shop where id = 1").one().await?;
    tx.query("update shop set low_stock = $1 where id = 1").bind(at).run().await?;
    let (before, after) = (before.to_string(), at.to_string());
    let subject = ("shop", 1);
    let act = Act { actor: by.actor(), act: "stock.warned_all", subject, before: &before, after: &after, from };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await
}
