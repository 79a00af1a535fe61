//! Rates in and out of their table. One that an order was placed under is never changed.
use super::{Wish, percent};
use crate::audit::{self, Act};
use crate::db::{Db, Result, Tx};
use crate::house::store::newer;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::{FreshMerchant, Merchant};
use sqlx::FromRow;

/// A rate with its days.
#[derive(Clone, Debug, FromRow)]
pub struct Rate {
    pub id: i64,
    pub country: String,
    pub area: String,
    pub class: String,
    pub class_name: String,
    pub basis_points: i64,
    pub valid_from: Moment,
    pub valid_to: Option<Moment>,
}
/// Several texts that begin alike, each a statement of its own.
macro_rules! rate_where {
    ($which:literal) => {
        concat!(
            "select r.id, r.country, r.area, r.class, c.name as class_name, r.basis_points, r.valid_from, r.valid_to
             from tax_rate r join tax_class c on c.class = r.class where ",
            $which
        )
    };
}
/// Every rate of a country, area by area and class by class, the newest first.
pub async fn of_country(db: &Db, _: &Merchant, country: &str) -> Result<Vec<Rate>> {
    db.query(rate_where!("r.country = $1 order by r.area, r.class, r.valid_from desc limit 500"))
        .bind(country.to_string())
        .all()
        .await
}
/// The classes of tax with their names.
pub async fn classes(db: &Db) -> Result<Vec<(String, String)>> {
    db.query("select class, name from tax_class order by case class when 'standard' then 0 when 'reduced' then 1 else 2 end, class")
        .all()
        .await
}

/// Whether an order from this country was placed since this moment with something of this class: what it paid stays true.
async fn used_since(tx: &mut Tx, country: &str, class: &str, since: Moment) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .query(
            "select o.id from orders o where o.country = $1 and o.placed_at >= $3
                and exists (select 1 from order_line l where l.order_id = o.id and l.tax_class = $2) limit 1",
        )
        .bind(country.to_string())
        .bind(class.to_string())
        .bind(since)
        .maybe()
        .await?;
    Ok(row.is_some())
}
/// Changes of the rates wait for one another.
async fn alone(tx: &mut Tx) -> Result<()> {
    newer(tx).await
}

/// Keeps a rate from a moment on: the one before ends there, and it ends where one begins that was kept for later.
pub async fn add(db: &Db, by: &FreshMerchant, w: &Wish, from: &str, now: Moment) -> std::result::Result<(), Problem> {
    let mut tx = db.begin().await?;
    alone(&mut tx).await?;
    let fault = |field, words: &str| Err(Problem::Fields(vec![(field, words.to_string())]));
    let known: Option<(String,)> =
        tx.query("select name from tax_class where class = $1").bind(w.class.clone()).maybe().await?;
    let Some((class_name,)) = known else { return fault("class", "Choose one from the list.") };
    if w.from <= now && used_since(&mut tx, &w.country, &w.class, w.from).await? {
        return fault("day", "Orders were placed since that day under the rate that holds. Choose a day that comes.");
    }
    let all: Vec<Rate> = tx
        .query(rate_where!("r.country = $1 and r.area = $2 and r.class = $3 order by r.valid_from"))
        .bind(w.country.clone())
        .bind(w.area.clone())
        .bind(w.class.clone())
        .all()
        .await?;
    let before = all.iter().rfind(|r| r.valid_from < w.from);
    let next = all.iter().find(|r| r.valid_from > w.from).map(|r| r.valid_from);
    let told =
        before.filter(|r| r.valid_to.is_none_or(|to| to > w.from)).map_or(String::new(), |r| percent(r.basis_points));
    if let Some(before) = before.filter(|r| r.valid_to.is_none_or(|to| to > w.from)) {
        tx.query("update tax_rate set valid_to = $2 where id = $1").bind(before.id).bind(w.from).run().await?;
    }
    let (id,): (i64,) = tx
        .query(
            "insert into tax_rate (country, area, class, basis_points, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6)
             on conflict (country, area, class, valid_from) do update set basis_points = excluded.basis_points returning id",
        )
        .bind(w.country.clone())
        .bind(w.area.clone())
        .bind(w.class.clone())
        .bind(w.basis_points)
        .bind(w.from)
        .bind(next)
        .one()
        .await?;
    let day = crate::words::machine_time(w.from, &jiff::tz::TimeZone::UTC);
    let place = if w.area.is_empty() { w.country.clone() } else { format!("{}, {}", w.country, w.area) };
    let after = format!("{place}, {class_name}: {} from {day}", percent(w.basis_points));
    let (act, subject) = ("tax.added", ("tax_rate", id));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: &told, after: &after, from }, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a rate away that has not begun: the one before it goes on.
pub async fn remove(db: &Db, by: &FreshMerchant, id: i64, from: &str, now: Moment) -> std::result::Result<(), Problem> {
    let mut tx = db.begin().await?;
    alone(&mut tx).await?;
    let rate: Option<Rate> =
        tx.query(rate_where!("r.id = $1 and r.valid_from > $2")).bind(id).bind(now).maybe().await?;
    let rate = rate.ok_or(Problem::Gone)?;
    tx.query("delete from tax_rate where id = $1").bind(id).run().await?;
    tx.query("update tax_rate set valid_to = $5 where country = $1 and area = $2 and class = $3 and valid_to = $4")
        .bind(rate.country.clone())
        .bind(rate.area.clone())
        .bind(rate.class.clone())
        .bind(rate.valid_from)
        .bind(rate.valid_to)
        .run()
        .await?;
    let before = format!("{}, {}: {}", rate.country, rate.class_name, percent(rate.basis_points));
    let (act, subject) = ("tax.removed", ("tax_rate", id));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: &before, after: "", from }, now).await?;
    tx.commit().await?;
    Ok(())
}
