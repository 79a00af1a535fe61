//! Goodwill in and out of its tables; `give` gives.
pub mod give;

use super::{Limit, MONTH};
use crate::audit::{self, Act};
use crate::db::{Build, Db, Reads, Result};
use crate::values::{Currency, Moment, Money};
use crate::viewer::{FreshMerchant, Host, Merchant};
use sqlx::FromRow;

/// What this host may give away without asking; none: nothing.
pub async fn limit_of(mut from: impl Reads, host: i64) -> Result<Option<Limit>> {
    let row: Option<(i64, i64, String)> = from
        .query("select per_act, per_month, currency from goodwill_limit where person = $1")
        .bind(host)
        .maybe()
        .await?;
    Ok(row.and_then(|(per_act, per_month, currency)| {
        Some(Limit { per_act, per_month, currency: Currency::parse(&currency)? })
    }))
}

/// Says what a host may give away without asking; none: nothing any more. What was given before stays as it is.
pub async fn set_limit(
    db: &Db,
    by: &FreshMerchant,
    host: i64,
    limit: Option<Limit>,
    from: &str,
    now: Moment,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let told = |limit: Option<Limit>| {
        let plain = |l: Limit, minor| Money::new(minor, l.currency).plain();
        limit.map_or(String::new(), |l| format!("{} / {} {}", plain(l, l.per_act), plain(l, l.per_month), l.currency))
    };
    let before = told(limit_of(&mut tx, host).await?);
    match limit {
        Some(limit) => {
            tx.query(
                "insert into goodwill_limit (person, per_act, per_month, currency) values ($1, $2, $3, $4)
                 on conflict (person) do update set per_act = excluded.per_act, per_month = excluded.per_month,
                    currency = excluded.currency",
            )
            .bind(host)
            .bind(limit.per_act)
            .bind(limit.per_month)
            .bind(limit.currency.code())
            .run()
            .await?
        }
        None => tx.query("delete from goodwill_limit where person = $1").bind(host).run().await?,
    };
    let after = told(limit);
    if before != after {
        let act = Act {
            actor: by.actor(),
            act: "goodwill.limit",
            subject: ("person", host),
            before: &before,
            after: &after,
            from,
        };
        audit::append(&mut tx, act, now).await?;
    }
    tx.commit().await
}

/// How many acts of goodwill wait for a merchant's word; a hundred at most are counted.
pub async fn waiting(db: &Db, _: &Merchant) -> Result<i64> {
    let (n,): (i64,) =
        db.query("select count(*) from (select id from goodwill where state = 'asked' limit 100) g").one().await?;
    Ok(n)
}

/// What this host gave on their own within the last thirty days, in this currency; minor units.
pub async fn given(mut from: impl Reads, host: i64, currency: &str, now: Moment) -> Result<i64> {
    let (sum,): (i64,) = from
        .query(
            "select cast(coalesce(sum(amount), 0) as bigint) from goodwill
             where host = $1 and currency = $2 and given_at > $3 and state = 'given' and decided_by is null",
        )
        .bind(host)
        .bind(currency.to_string())
        .bind(now.plus(-MONTH))
        .one()
        .await?;
    Ok(sum)
}

/// An act of goodwill, with the names of today.
#[derive(Clone, Debug, FromRow)]
pub struct Given {
    pub id: i64,
    pub order_id: i64,
    pub number: String,
    pub host: i64,
    pub host_name: String,
    pub kind: String,
    pub amount: i64,
    pub currency: String,
    pub reason: String,
    pub state: String,
    pub asked_at: Moment,
    pub decided_name: Option<String>,
    pub answer: String,
    /// The order that was sent in its place: its number.
    pub replacement: Option<String>,
}
const GIVEN: &str = "select g.id, g.order_id, o.number, g.host, coalesce(nullif(p.name, ''), 'A former member') as host_name,
        g.kind, g.amount, g.currency, g.reason, g.state, g.asked_at, nullif(d.name, '') as decided_name, g.answer, r.number as replacement
     from goodwill g join orders o on o.id = g.order_id join person p on p.id = g.host
     left join person d on d.id = g.decided_by left join orders r on r.id = g.replacement where ";

/// What was given and asked for about an order, the newest first.
pub async fn of_order(db: &Db, _: &Host, order: i64) -> Result<Vec<Given>> {
    let mut q = Build::new(GIVEN);
    q.push("g.order_id = ").int(order).push(" order by g.id desc limit 50");
    db.build(&q).all().await
}
/// The newest act about an order; 0 where there is none.
pub async fn newest(mut from: impl Reads, order: i64) -> Result<i64> {
    let (id,): (i64,) =
        from.query("select coalesce(max(id), 0) from goodwill where order_id = $1").bind(order).one().await?;
    Ok(id)
}
/// What waits for a merchant's word, the oldest first.
pub async fn asked(db: &Db, _: &Merchant) -> Result<Vec<Given>> {
    let mut q = Build::new(GIVEN);
    q.push("g.state = 'asked' order by g.id limit 100");
    db.build(&q).all().await
}
/// What was given or declined before this number, the newest first.
pub async fn decided(db: &Db, _: &Merchant, before: Option<i64>, most: i64) -> Result<Vec<Given>> {
    let mut q = Build::new(GIVEN);
    q.push("g.state <> 'asked' and g.id < ")
        .int(before.unwrap_or(i64::MAX))
        .push(" order by g.id desc limit ")
        .digits(most);
    db.build(&q).all().await
}

/// A line of an act that sends something again.
#[derive(Clone, Debug, FromRow)]
pub struct Again {
    pub goodwill: i64,
    pub line: i64,
    pub quantity: i64,
    pub title: String,
    pub options: String,
}
/// The lines of these acts.
pub async fn lines(mut from: impl Reads, acts: Vec<i64>) -> Result<Vec<Again>> {
    let mut q = Build::new(
        "select g.goodwill, g.order_line as line, g.quantity, l.title, l.options from goodwill_line g
         join order_line l on l.id = g.order_line where g.goodwill",
    );
    q.within(acts).push(" order by g.goodwill, l.position");
    from.build(&q).all().await
}

/// The newest orders of whoever wrote a post, with their numbers: what a host puts right may be one of them.
pub async fn orders_of(db: &Db, _: &Host, post: i64) -> Result<Vec<(i64, String)>> {
    db.query(
        "select o.id, o.number from orders o where o.person in (
            select p.author from post p where p.id = $1
            union select a.adopted_by from post p join person a on a.id = p.author where p.id = $1 and a.adopted_by is not null)
         order by o.id desc limit 3",
    )
    .bind(post)
    .all()
    .await
}
