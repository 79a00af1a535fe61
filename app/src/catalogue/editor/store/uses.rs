//! Where a product is used, and what is still free in the shop.
use crate::db::{Db, Reads, Result};
use crate::values::{Slug, fold};
use sqlx::FromRow;

/// Where a product stays readable when it is taken off the shelf, and what is asked about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Uses {
    /// 1,000 at most.
    pub orders: i64,
    /// 1,000 at most.
    pub topics: i64,
    /// Questions that nobody has answered yet, 1,000 at most.
    pub open: i64,
}

/// Counts where a product is used.
pub async fn uses(db: &Db, product: i64) -> Result<Uses> {
    db.query(
        "select (select count(*) from (select distinct l.order_id from order_line l join variant v on v.id = l.variant
                where v.product = $1 limit 1000) o) as orders,
            (select count(*) from (select t.id from topic t where t.product = $1 and t.listed = true limit 1000) c) as topics,
            (select count(*) from (select t.id from topic t where t.product = $1 and t.listed = true and t.kind = 'question'
                and t.answered_at is null and t.closed_at is null limit 1000) q) as open",
    )
    .bind(product)
    .one()
    .await
}

/// The product that has this slug: number and title.
pub async fn named(mut on: impl Reads, slug: &str) -> Result<Option<(i64, String)>> {
    on.query("select id, title from product where slug = $1").bind(slug.to_string()).maybe().await
}

/// This slug, or the same with the first number behind that nobody has; old addresses are left to whom they lead.
pub async fn free_slug(mut on: impl Reads, wanted: &str) -> Result<Option<Slug>> {
    for n in 1..1_000 {
        let text = if n == 1 { wanted.to_string() } else { format!("{wanted}-{n}") };
        let Some(slug) = Slug::parse(&text) else { return Ok(None) };
        let taken: Option<(String,)> = on
            .query(
                "select slug from product where slug = $1
                 union all select slug from slug_history where kind = 'product' and slug = $1 limit 1",
            )
            .bind(text)
            .maybe()
            .await?;
        if taken.is_none() {
            return Ok(Some(slug));
        }
    }
    Ok(None)
}

/// The same for a SKU.
pub async fn free_sku(mut on: impl Reads, wanted: &str) -> Result<String> {
    let mut n = 1;
    loop {
        let text = if n == 1 { wanted.to_string() } else { format!("{wanted}-{n}") };
        let taken: Option<(i64,)> =
            on.query("select id from variant where sku_key = $1").bind(fold(&text)).maybe().await?;
        if taken.is_none() {
            return Ok(text);
        }
        n += 1;
    }
}
