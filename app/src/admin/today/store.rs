//! What waits, counted no further than anybody reads, and the latest orders.
use super::{MANY, Wait};
use crate::catalogue::roll;
use crate::db::{Build, Db, Result};
use crate::values::Moment;
use crate::viewer::{Host, Merchant};
use crate::{counter, goodwill, returns, stock};
use sqlx::FromRow;

/// Everything that waits, with how many, one beyond `MANY` at the most. What is for hosts is counted for a host.
pub async fn waiting(db: &Db, by: &Merchant, host: Option<&Host>, now: Moment) -> Result<Vec<(Wait, i64)>> {
    let mut q = Build::new("");
    for (i, (_, text)) in COUNTS.iter().enumerate() {
        q.push(if i == 0 { "select cast(" } else { " union all select cast(" }).digits(i as i64);
        q.push(" as bigint) as place, count(*) as n from (").push(text);
        if i == DUE {
            q.int(now.plus(Moment::DAY).0);
        }
        q.push(" limit ").digits(MANY + 1).push(") as w");
    }
    let rows: Vec<(i64, i64)> = db.build(&q).all().await?;
    let mut found: Vec<(Wait, i64)> = rows.into_iter().map(|(place, n)| (COUNTS[place as usize].0, n)).collect();
    let low = stock::Wish { show: stock::Show::Low, ..stock::Wish::default() };
    found.push((Wait::Stock, stock::store::count(db, by, &low, MANY + 1).await?));
    let mute = roll::Wish { status: "active", lacks: "meaning", ..roll::Wish::default() };
    let mute = roll::store::Narrowed::of(db, by, mute).await?;
    found.push((Wait::Meanings, roll::store::count(db, by, &mute, MANY + 1).await?));
    found.push((Wait::Returns, returns::store::list::waiting(db, by).await?));
    found.push((Wait::Goodwill, goodwill::store::waiting(db, by).await?));
    if let Some(host) = host {
        let waiting = counter::store::waiting(db, host).await?;
        found.extend([(Wait::Threads, waiting.threads), (Wait::Queue, waiting.queue)]);
    }
    found.retain(|(_, n)| *n > 0);
    found.sort_by_key(|(wait, _)| Wait::ALL.iter().position(|w| w == wait));
    Ok(found)
}

/// Where in the list the moment is bound.
const DUE: usize = 4;
/// What is counted of each, by the words that its list is narrowed by.
const COUNTS: [(Wait, &str); 7] = [
    (
        Wait::Pack,
        "select id from orders where payment_state = 'paid' and fulfilment_state = 'waiting' and state = 'placed'",
    ),
    (Wait::Rest, "select id from orders where fulfilment_state = 'partly_sent' and state = 'placed'"),
    (
        Wait::Collect,
        "select id from orders where payment_method = 'on_pickup' and payment_state = 'awaiting'
            and fulfilment_state = 'waiting' and state = 'placed'",
    ),
    (Wait::PayBack, "select id from orders where payment_state = 'refund_due'"),
    (Wait::Due, "select id from orders where payment_state = 'awaiting' and state = 'placed' and expires_at < "),
    (
        Wait::Questions,
        "select id from topic where kind = 'question' and listed = true and answered_at is null and closed_at is null",
    ),
    (Wait::Stuck, "select id from job where dead_at is not null"),
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
