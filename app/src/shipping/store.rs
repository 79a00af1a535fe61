//! Rates in and out of their tables.
use super::{Rate, Step, Tariff};
use crate::audit::{self, Act};
use crate::db::{Db, Result, Tx};
use crate::house::store::newer;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::Merchant;
use sqlx::FromRow;

/// The ways to send to this country, in their order.
pub async fn rates(db: &Db, country: &str, currency: &str) -> Result<Vec<Rate>> {
    db.query(
        "select r.country, r.method, r.title, r.amount, r.free_from, r.days_least, r.days_most, m.ships
         from shipping_rate r join shipping_method m on m.method = r.method
         where r.country = $1 and r.currency = $2 order by r.position, r.id",
    )
    .bind(country.to_string())
    .bind(currency.to_string())
    .all()
    .await
}

#[derive(FromRow)]
struct Row {
    id: i64,
    #[sqlx(flatten)]
    rate: Rate,
    max_grams: Option<i64>,
    step_amount: Option<i64>,
}
/// Several texts that begin alike, each a statement of its own: a row for each step, or one for a rate without steps.
macro_rules! rate_where {
    ($which:literal) => {
        concat!(
            "select r.id, r.country, r.method, r.title, r.amount, r.free_from, r.days_least, r.days_most, m.ships,
                s.max_grams, s.amount as step_amount
             from shipping_rate r join shipping_method m on m.method = r.method
                left join shipping_step s on s.rate = r.id
             where ",
            $which
        )
    };
}
/// The ways to send to this country with their steps of weight, in their order.
pub async fn tariffs(db: &Db, country: &str, currency: &str) -> Result<Vec<Tariff>> {
    let rows = db
        .query(rate_where!("r.country = $1 and r.currency = $2 order by r.position, r.id, s.max_grams"))
        .bind(country.to_string())
        .bind(currency.to_string())
        .all()
        .await?;
    Ok(gathered(rows))
}
/// Every way to send in this currency, country by country, the shop's own first.
pub async fn every_tariff(db: &Db, home: &str, currency: &str) -> Result<Vec<Tariff>> {
    let rows = db
        .query(rate_where!(
            "r.currency = $1
             order by case when r.country = $2 then 0 else 1 end, r.country, r.position, r.id, s.max_grams limit 2000"
        ))
        .bind(currency.to_string())
        .bind(home.to_string())
        .all()
        .await?;
    Ok(gathered(rows))
}
/// The way to send of this number.
async fn tariff(tx: &mut Tx, id: i64) -> Result<Option<Tariff>> {
    let rows = tx.query(rate_where!("r.id = $1 order by s.max_grams")).bind(id).all().await?;
    Ok(gathered(rows).pop())
}
/// Each rate once, with the steps of its rows.
fn gathered(rows: Vec<Row>) -> Vec<Tariff> {
    let mut all: Vec<Tariff> = vec![];
    for Row { id, rate, max_grams, step_amount } in rows {
        if all.last().is_none_or(|t| t.id != id) {
            all.push(Tariff { id, rate, steps: vec![] });
        }
        if let (Some(last), Some(max_grams), Some(amount)) = (all.last_mut(), max_grams, step_amount) {
            last.steps.push(Step { max_grams, amount });
        }
    }
    all
}

/// Writes a way to send with its steps, new or in place of the one of this country and method; the number of its row.
pub async fn set(
    db: &Db,
    by: &Merchant,
    (rate, steps): (&Rate, &[Step]),
    currency: &str,
    from: &str,
    now: Moment,
) -> Result<i64> {
    let mut tx = db.begin().await?;
    let (position,): (i64,) =
        tx.query("select cast(coalesce(max(position), 0) + 1 as bigint) from shipping_rate").one().await?;
    let there: Option<(i64, i64)> = tx
        .query("select id, position from shipping_rate where country = $1 and method = $2 and currency = $3")
        .bind(rate.country.clone())
        .bind(rate.method.clone())
        .bind(currency.to_string())
        .maybe()
        .await?;
    let before = match there {
        Some((id, _)) => tariff(&mut tx, id).await?.map(|t| said(&t)).unwrap_or_default(),
        None => String::new(),
    };
    put(&mut tx, rate, currency, there.map_or(position, |(_, position)| position)).await?;
    let (id,): (i64,) = tx
        .query("select id from shipping_rate where country = $1 and method = $2 and currency = $3")
        .bind(rate.country.clone())
        .bind(rate.method.clone())
        .bind(currency.to_string())
        .one()
        .await?;
    tx.query("delete from shipping_step where rate = $1").bind(id).run().await?;
    for step in steps {
        tx.query("insert into shipping_step (rate, max_grams, amount) values ($1, $2, $3)")
            .bind(id)
            .bind(step.max_grams)
            .bind(step.amount)
            .run()
            .await?;
    }
    let after = tariff(&mut tx, id).await?.map(|t| said(&t)).unwrap_or_default();
    if before != after {
        let (act, subject) = ("shipping.set", ("shipping_rate", id));
        audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: &before, after: &after, from }, now)
            .await?;
    }
    tx.commit().await?;
    Ok(id)
}
/// Takes a way to send away.
pub async fn remove(db: &Db, by: &Merchant, id: i64, from: &str, now: Moment) -> std::result::Result<(), Problem> {
    let mut tx = db.begin().await?;
    let there = tariff(&mut tx, id).await?.ok_or(Problem::Gone)?;
    tx.query("delete from shipping_step where rate = $1").bind(id).run().await?;
    tx.query("delete from shipping_rate where id = $1").bind(id).run().await?;
    newer(&mut tx).await?;
    let (act, subject) = ("shipping.removed", ("shipping_rate", id));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: &said(&there), after: "", from }, now)
        .await?;
    tx.commit().await?;
    Ok(())
}
/// A way to send in one line, for the audit: amounts in minor units, weights in grams.
fn said(t: &Tariff) -> String {
    let r = &t.rate;
    let steps: Vec<String> = t.steps.iter().map(|s| format!("up to {} g {}", s.max_grams, s.amount)).collect();
    let price = if steps.is_empty() { r.amount.to_string() } else { steps.join(", ") };
    let free = r.free_from.map(|f| format!(", free from {f}")).unwrap_or_default();
    format!("{} {} ({}): {price}{free}, {} to {} days", r.country, r.method, r.title, r.days_least, r.days_most)
}

/// The countries that something can be sent to or collected in, the shop's own first.
pub async fn countries(db: &Db, currency: &str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .query(
            "select r.country from shipping_rate r join shop s on s.id = 1 where r.currency = $1
             group by r.country, s.country order by case when r.country = s.country then 0 else 1 end, r.country",
        )
        .bind(currency.to_string())
        .all()
        .await?;
    Ok(rows.into_iter().map(|(country,)| country).collect())
}

/// Inserts or updates a rate: what this way to this country costs in this currency.
pub async fn put(tx: &mut Tx, rate: &Rate, currency: &str, position: i64) -> Result<()> {
    tx.query(
        "insert into shipping_rate (country, method, title, currency, amount, free_from, days_least, days_most, position)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (country, method, currency) do update set title = excluded.title, amount = excluded.amount,
            free_from = excluded.free_from, days_least = excluded.days_least, days_most = excluded.days_most,
            position = excluded.position",
    )
    .bind(rate.country.clone())
    .bind(rate.method.clone())
    .bind(rate.title.clone())
    .bind(currency.to_string())
    .bind(rate.amount)
    .bind(rate.free_from)
    .bind(rate.days_least)
    .bind(rate.days_most)
    .bind(position)
    .run()
    .await?;
    newer(tx).await
}
