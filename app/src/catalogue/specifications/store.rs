//! Specifications in and out of their tables.
use crate::audit::{self, Act};
use crate::db::{Build, Db, Result, Tx};
use crate::house::store::newer;
use crate::values::{Moment, Slug};
use crate::viewer::Merchant;
use sqlx::FromRow;

/// How many stand on a page.
pub const PAGE: i64 = 50;

/// A specification with how many products say it, 1,000 at most.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
    pub id: i64,
    pub handle: String,
    pub label: String,
    pub kind: String,
    pub unit: String,
    pub products: i64,
    /// How many of those say no meaning, 1,000 at most.
    pub dumb: i64,
}
/// Those whose name has these words, after a name and number, one more than a page.
pub async fn lines(db: &Db, _: &Merchant, words: &str, after: Option<(String, i64)>) -> Result<Vec<Line>> {
    let mut q = Build::new(
        "select a.id, a.handle, a.label, a.kind, a.unit,
            (select count(*) from (select 1 as one from product_attribute x where x.attribute = a.id limit 1000) n) as products,
            (select count(*) from (select 1 as one from product_attribute x where x.attribute = a.id and x.means = '' limit 1000) n) as dumb
         from attribute a where 1 = 1",
    );
    if !words.is_empty() {
        let pattern = words.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        q.push(" and lower(a.label) like ").text(format!("%{pattern}%")).push(" escape '\\'");
    }
    if let Some((label, id)) = after {
        q.push(" and (a.label, a.id) > (").text(label).push(", ").int(id).push(")");
    }
    q.push(" order by a.label, a.id limit ").digits(PAGE + 1);
    db.build(&q).all().await
}

/// A product that says something without saying what it means.
#[derive(Clone, Debug, FromRow)]
pub struct Dumb {
    pub product: i64,
    pub title: String,
    pub attribute: i64,
    pub label: String,
    pub value: String,
}
/// The newest of these from a product on, one more than a page.
pub async fn dumb(db: &Db, _: &Merchant, before: i64) -> Result<Vec<Dumb>> {
    let mut q = Build::new(
        "select x.product, p.title, x.attribute, a.label, x.value from product_attribute x
         join product p on p.id = x.product join attribute a on a.id = x.attribute
         where x.means = '' and p.status <> 'withdrawn' and x.product < ",
    );
    q.int(before).push(" order by x.product desc, x.attribute limit ").digits(PAGE + 1);
    db.build(&q).all().await
}

/// A specification of this number: handle, label, kind, unit.
pub async fn find(tx: &mut Tx, id: i64) -> Result<Option<(String, String, String, String)>> {
    tx.query("select handle, label, kind, unit from attribute where id = $1").bind(id).maybe().await
}
/// Whether another one is called so, or has this handle.
pub async fn taken(tx: &mut Tx, id: i64, label: &str, handle: &str) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .query("select id from attribute where id <> $1 and (label = $2 or handle = $3) limit 1")
        .bind(id)
        .bind(label.to_string())
        .bind(handle.to_string())
        .maybe()
        .await?;
    Ok(row.is_some())
}
/// A new specification: its number.
pub async fn make(tx: &mut Tx, handle: &Slug, label: &str, kind: &str, unit: &str) -> Result<i64> {
    let (id,): (i64,) = tx
        .query("insert into attribute (handle, label, kind, unit) values ($1, $2, $3, $4) returning id")
        .bind(handle.clone())
        .bind(label.to_string())
        .bind(kind.to_string())
        .bind(unit.to_string())
        .one()
        .await?;
    Ok(id)
}
/// Calls a specification something else, in its facet too.
pub async fn rename(tx: &mut Tx, id: i64, facet: &str, label: &str) -> Result<()> {
    tx.query("update attribute set label = $2 where id = $1").bind(id).bind(label.to_string()).run().await?;
    tx.query("update facet set label = $2 where kind = 'attribute' and handle = $1")
        .bind(facet.to_string())
        .bind(label.to_string())
        .run()
        .await?;
    newer(tx).await
}
/// Writes an act about a specification into the audit.
pub async fn told(
    tx: &mut Tx,
    by: &Merchant,
    (act, id): (&'static str, i64),
    (before, after): (&str, &str),
    from: &str,
    now: Moment,
) -> Result<()> {
    audit::append(tx, Act { actor: by.actor(), act, subject: ("attribute", id), before, after, from }, now).await
}
