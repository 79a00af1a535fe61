//! Goodwill in and out of its tables.
use super::{Limit, MONTH};
use crate::audit::{self, Act};
use crate::db::{Db, Reads, Result};
use crate::values::{Currency, Moment, Money};
use crate::viewer::{FreshMerchant, Merchant};

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
