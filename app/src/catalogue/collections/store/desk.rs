//! What the desk reads and writes of collections.
use super::super::{Condition, Rule};
use crate::audit::{self, Act};
use crate::catalogue::facets;
use crate::db::{Build, Db, Reads, Result, Sql, Tx};
use crate::house::store::newer;
use crate::values::{Moment, fold};
use crate::viewer::Merchant;
use sqlx::FromRow;

/// A collection in the list of the desk.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub by_rule: bool,
    pub position: i64,
    /// How many of its products are on the shelf.
    pub shown: i64,
}
/// Every collection, in its order.
pub async fn lines(db: &Db, _: &Merchant) -> Result<Vec<Line>> {
    db.query(
        "select c.id, c.slug, c.title, c.by_rule, c.position,
            (select cast(coalesce(sum(k.products), 0) as bigint) from facet_count k where k.collection = c.id and k.facet = 1) as shown
         from collection c order by c.position, c.id limit 500",
    )
    .all()
    .await
}

/// A collection as its page at the desk has it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Head {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub lead: String,
    /// The handle of the maker who says the lead.
    pub said_by: String,
    pub seo_title: String,
    pub seo_description: String,
    pub by_rule: bool,
    pub arranged: bool,
    pub match_any: bool,
}
/// A product in a collection by hand.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Member {
    pub id: i64,
    pub title: String,
    pub status: String,
}

/// How many products of a collection by hand the desk shows and arranges: its first.
pub const ARRANGED: i64 = 200;

/// The collection of this number.
pub async fn head(mut on: impl Reads, id: i64) -> Result<Option<Head>> {
    on.query(
        "select c.id, c.slug, c.title, c.lead, coalesce(m.handle, '') as said_by, c.seo_title, c.seo_description, c.by_rule,
            c.arranged, c.match_any from collection c left join maker m on m.id = c.said_by where c.id = $1",
    )
    .bind(id)
    .maybe()
    .await
}
/// What its rule asks.
pub async fn rule(mut on: impl Reads, head: &Head) -> Result<Rule> {
    let rows: Vec<(String, String, String, String)> = on
        .query("select field, op, attribute, value from collection_rule where collection = $1 order by position")
        .bind(head.id)
        .all()
        .await?;
    let conditions =
        rows.into_iter().map(|(field, op, attribute, value)| Condition { field, op, attribute, value }).collect();
    Ok(Rule { any: head.match_any, conditions })
}
/// The first products in it, in their order.
pub async fn members(mut on: impl Reads, id: i64) -> Result<Vec<Member>> {
    let mut q = Build::new(
        "select p.id, p.title, p.status from collection_product cp join product p on p.id = cp.product where cp.collection = ",
    );
    q.int(id).push(" order by cp.position, cp.product limit ").digits(ARRANGED);
    on.build(&q).all().await
}
/// Products that go by these words and are not in the collection: name, address or SKU.
pub async fn others(db: &Db, id: i64, words: &str) -> Result<Vec<Member>> {
    let key = fold(words);
    let pattern = key.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let mut q = Build::new(
        "select p.id, p.title, p.status from product p where not exists (
            select 1 from collection_product cp where cp.product = p.id and cp.collection = ",
    );
    q.int(id).push(") and (p.title_key like ").text(format!("%{pattern}%")).push(" escape '\\' or p.slug = ");
    q.text(words.trim().to_lowercase())
        .push(" or exists (select 1 from variant v where v.product = p.id and v.sku_key = ");
    q.text(key).push(")) order by p.title_key, p.id limit 30");
    db.build(&q).all().await
}
/// The collection that has this slug: number and title.
pub async fn named(mut on: impl Reads, slug: &str) -> Result<Option<(i64, String)>> {
    on.query("select id, title from collection where slug = $1").bind(slug.to_string()).maybe().await
}

/// A new collection, empty and filled by hand: its number. A slug that is taken is a unique violation.
pub async fn make(tx: &mut Tx, by: &Merchant, (title, slug): (&str, &str), from: &str, now: Moment) -> Result<i64> {
    let (id,): (i64,) = tx
        .query(
            "insert into collection (slug, title, title_key, lead, seo_title, seo_description, position)
             select $1, $2, $3, '', '', '', coalesce(max(position), -1) + 1 from collection where true returning id",
        )
        .bind(slug.to_string())
        .bind(title.to_string())
        .bind(fold(title))
        .one()
        .await?;
    told(tx, by, ("collection.made", id), ("", title), from, now).await?;
    Ok(id)
}

/// Writes what was changed of a collection; its old slug leads on.
pub async fn write(tx: &mut Tx, old: &Head, new: &Head, rule: &Rule, now: Moment) -> Result<()> {
    tx.query(
        "update collection set slug = $2, title = $3, title_key = $4, lead = $5,
            said_by = (select id from maker where handle = $6), seo_title = $7, seo_description = $8, by_rule = $9,
            arranged = $10, match_any = $11 where id = $1",
    )
    .bind(old.id)
    .bind(new.slug.clone())
    .bind(new.title.clone())
    .bind(fold(&new.title))
    .bind(new.lead.clone())
    .bind(new.said_by.clone())
    .bind(new.seo_title.clone())
    .bind(new.seo_description.clone())
    .bind(new.by_rule)
    .bind(new.arranged)
    .bind(new.match_any)
    .run()
    .await?;
    if old.slug != new.slug {
        tx.query("delete from slug_history where kind = 'collection' and slug = $1")
            .bind(new.slug.clone())
            .run()
            .await?;
        tx.query(
            "insert into slug_history (kind, slug, subject, at) values ('collection', $1, $2, $3)
             on conflict (kind, slug) do update set subject = excluded.subject, at = excluded.at",
        )
        .bind(old.slug.clone())
        .bind(old.id)
        .bind(now)
        .run()
        .await?;
    }
    tx.query("delete from collection_rule where collection = $1").bind(old.id).run().await?;
    for (i, c) in rule.conditions.iter().enumerate() {
        tx.query("insert into collection_rule (collection, position, field, op, attribute, value) values ($1, $2, $3, $4, $5, $6)")
            .bind(old.id)
            .bind(i as i64)
            .bind(c.field.clone())
            .bind(c.op.clone())
            .bind(c.attribute.clone())
            .bind(c.value.clone())
            .run()
            .await?;
    }
    Ok(())
}

/// Puts the members of a collection by hand into this order; those that are left out go, new ones come. Those beyond what
/// the desk shows keep their places behind.
pub async fn arrange(tx: &mut Tx, id: i64, shown: &[i64], wanted: &[i64]) -> Result<()> {
    let gone: Vec<i64> = shown.iter().copied().filter(|p| !wanted.contains(p)).collect();
    let mut q = Build::new("delete from collection_product where collection = ");
    q.int(id).push(" and product").within(gone);
    tx.build(&q).run().await?;
    // The others stand behind, however many come before them.
    let mut q = Build::new("update collection_product set position = position + ");
    q.int(10_000)
        .push(" where position < 10000 and collection = ")
        .int(id)
        .push(" and product")
        .without(wanted.to_vec());
    tx.build(&q).run().await?;
    for (place, product) in wanted.iter().enumerate() {
        tx.query(
            "insert into collection_product (collection, product, position, shown, title_key, list_price)
             select $1, p.id, $3, p.status = 'active', p.title_key, p.list_price from product p where p.id = $2
             on conflict (collection, product) do update set position = excluded.position",
        )
        .bind(id)
        .bind(*product)
        .bind(place as i64)
        .run()
        .await?;
    }
    facets::store::index::recount_shelf(tx, id).await
}

/// Moves a collection one place up or down among the others.
pub async fn shift(tx: &mut Tx, id: i64, up: bool) -> Result<()> {
    let all: Vec<(i64,)> = tx.query("select id from collection order by position, id").all().await?;
    let mut all: Vec<i64> = all.into_iter().map(|(id,)| id).collect();
    if let Some(at) = all.iter().position(|c| *c == id) {
        let other = if up { at.saturating_sub(1) } else { (at + 1).min(all.len() - 1) };
        all.swap(at, other);
    }
    for (place, id) in all.into_iter().enumerate() {
        tx.query("update collection set position = $2 where id = $1 and position <> $2")
            .bind(id)
            .bind(place as i64)
            .run()
            .await?;
    }
    newer(tx).await
}

/// Takes a collection away with its counts; its products stay. False where there is none.
pub async fn remove(tx: &mut Tx, id: i64) -> Result<bool> {
    tx.query("delete from facet_count where collection = $1").bind(id).run().await?;
    tx.query("delete from slug_history where kind = 'collection' and subject = $1").bind(id).run().await?;
    let gone = tx.query("delete from collection where id = $1").bind(id).run().await?;
    newer(tx).await?;
    Ok(gone > 0)
}

/// Holds all collections until the transaction ends: whoever changes a product at this moment is waited for, and whoever
/// comes later waits (`hold_rules`), so that a rule and what it is asked of are never changed past one another.
pub async fn hold(tx: &mut Tx) -> Result<()> {
    // On SQLite there is one writer at a time.
    tx.query(Sql { sqlite: "select 1", postgres: "lock table collection in exclusive mode" }).run().await?;
    Ok(())
}

/// Writes an act about a collection into the audit.
pub async fn told(
    tx: &mut Tx,
    by: &Merchant,
    (act, id): (&'static str, i64),
    (before, after): (&str, &str),
    from: &str,
    now: Moment,
) -> Result<()> {
    let act = Act { actor: by.actor(), act, subject: ("collection", id), before, after, from };
    audit::append(tx, act, now).await
}
