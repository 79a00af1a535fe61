//! Rates out of their table.
use super::Rate;
use crate::db::{Db, Result};

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
