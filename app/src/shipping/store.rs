//! Rates out of their table.
use super::Rate;
use crate::db::{Db, Result, Tx};
use crate::house::store::newer;

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
