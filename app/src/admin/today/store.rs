//! What waits, counted no further than anybody reads, and the latest orders.
use super::{MANY, Wait};
use crate::db::{Build, Db, Result};
use crate::moderation::queue;
use crate::values::Moment;
use crate::viewer::{Host, Merchant};
use sqlx::FromRow;

/// How few are few.
const FEW: i64 = 3;

/// Everything that waits, with how many, one beyond `MANY` at the most. The queue is counted for whoever may enter it.
pub async fn waiting(db: &Db, _: &Merchant, host: Option<&Host>, now: Moment) -> Result<Vec<(Wait, i64)>> {
    let mut q = Build::new("select ");
    for (i, (_, text)) in COUNTS.iter().enumerate() {
        q.push(if i == 0 { "(select count(*) from (" } else { ", (select count(*) from (" });
        q.push(text);
        match i {
            DUE => q.int(now.plus(Moment::DAY).0),
            STOCK => q.int(FEW),
            _ => &mut q,
        };
        q.push(" limit ").digits(MANY + 1).push(") w)");
    }
    let n: [i64; COUNTS.len()] = {
        let (a, b, c, d, e, f, g, h): (i64, i64, i64, i64, i64, i64, i64, i64) = db.build(&q).one().await?;
        [a, b, c, d, e, f, g, h]
    };
    let mut found: Vec<(Wait, i64)> = COUNTS.iter().map(|(wait, _)| *wait).zip(n).collect();
    if let Some(host) = host {
        found.push((Wait::Queue, queue::store::count(db, host, MANY + 1).await?));
    }
    found.retain(|(_, n)| *n > 0);
    found.sort_by_key(|(wait, _)| Wait::ALL.iter().position(|w| w == wait));
    Ok(found)
}

/// Where in the list a number is bound at the end.
const DUE: usize = 2;
const STOCK: usize = 5;
/// What is counted of each, found by an index of its own.
const COUNTS: [(Wait, &str); 8] = [
    (
        Wait::Pack,
        "select o.id from orders o where o.fulfilment_state in ('waiting', 'partly_sent') and o.state = 'placed'
            and (o.payment_state in ('paid', 'part_refunded') or o.payment_method = 'on_pickup')",
    ),
    (Wait::PayBack, "select o.id from orders o where o.payment_state = 'refund_due'"),
    (
        Wait::Due,
        "select o.id from orders o where o.payment_state = 'awaiting' and o.state = 'placed' and o.expires_at < ",
    ),
    (
        Wait::Questions,
        "select t.id from topic t where t.kind = 'question' and t.listed = true and t.answered_at is null and t.closed_at is null",
    ),
    (
        Wait::Threads,
        "select t.id from topic t join post lp on lp.id = t.last_post
            where t.kind = 'order' and t.listed = false and t.closed_at is null and lp.as_host = false",
    ),
    (
        Wait::Stock,
        "select s.variant from stock s join variant v on v.id = s.variant join product p on p.id = v.product
            where v.tracked = true and v.archived_at is null and p.status = 'active' and v.backorder_limit = 0
                and s.on_hand - s.reserved <= ",
    ),
    (
        Wait::Meanings,
        "select pa.attribute from product_attribute pa join product p on p.id = pa.product
            where pa.means = '' and p.status = 'active'",
    ),
    (Wait::Stuck, "select j.id from job j where j.dead_at is not null"),
];

/// An order in the list of the latest.
#[derive(Clone, Debug, FromRow)]
pub struct Latest {
    pub id: i64,
    pub number: String,
    pub placed_at: Moment,
    pub name: String,
    pub payment_state: String,
    pub fulfilment_state: String,
    pub currency: String,
    pub total: i64,
}
/// The orders that were placed last, the newest first.
pub async fn latest(db: &Db, _: &Merchant, most: i64) -> Result<Vec<Latest>> {
    let mut q = Build::new(
        "select id, number, placed_at, name, payment_state, fulfilment_state, currency, total from orders
         order by placed_at desc, id desc limit ",
    );
    q.digits(most);
    db.build(&q).all().await
}
