//! Collections in and out of their tables, and who stands in those by rule: kept by the transaction that changes a product.
use super::{Condition, Rule};
use crate::catalogue::facets;
use crate::db::{Build, Db, Reads, Result, Sql, Tx};
use std::collections::BTreeMap;

mod desk;

pub use desk::*;

/// Every collection by rule with its rule.
async fn rules(mut on: impl Reads) -> Result<BTreeMap<i64, Rule>> {
    type Row = (i64, bool, Option<String>, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = on
        .query(
            "select c.id, c.match_any, r.field, r.op, r.attribute, r.value from collection c
             left join collection_rule r on r.collection = c.id where c.by_rule = true order by c.id, r.position",
        )
        .all()
        .await?;
    let mut all: BTreeMap<i64, Rule> = BTreeMap::new();
    for (id, any, field, op, attribute, value) in rows {
        let rule = all.entry(id).or_insert(Rule { any, conditions: vec![] });
        if let (Some(field), Some(op), Some(attribute), Some(value)) = (field, op, attribute, value) {
            rule.conditions.push(Condition { field, op, attribute, value });
        }
    }
    Ok(all)
}

/// Holds every rule as it is until the transaction ends; whether there is any. Whoever changes a rule meanwhile waits, and
/// finds the product as it is then. To be called before anything on a shelf is counted, so that nobody waits for one another.
pub async fn hold_rules(tx: &mut Tx) -> Result<bool> {
    let held: Vec<(i64,)> = tx
        .query(Sql {
            sqlite: "select id from collection where by_rule = true order by id",
            postgres: "select id from collection where by_rule = true order by id for share",
        })
        .all()
        .await?;
    Ok(!held.is_empty())
}

/// Puts a product into the collections whose rules it meets, and takes it out of the others by rule; whether it moved. To be
/// called when everything else about it is written, while the rules are held.
pub async fn settle(tx: &mut Tx, product: i64) -> Result<bool> {
    let before: Vec<(i64,)> =
        tx.query("select collection from collection_product where product = $1").bind(product).all().await?;
    let before: Vec<i64> = before.into_iter().map(|(c,)| c).collect();
    let mut moved = false;
    for (collection, rule) in rules(&mut *tx).await? {
        let mut q = Build::new("select p.id from product p where p.id = ");
        q.int(product).push(" and ");
        met(&mut q, &rule);
        let meets = tx.build(&q).maybe::<(i64,)>().await?.is_some();
        if meets == before.contains(&collection) {
            continue;
        }
        moved = true;
        match meets {
            true => join(tx, collection, &rule, Some(product)).await?,
            false => {
                tx.query("delete from collection_product where collection = $1 and product = $2")
                    .bind(collection)
                    .bind(product)
                    .run()
                    .await?;
            }
        }
    }
    if moved {
        facets::store::index::refresh(tx, product, Some(&before)).await?;
    }
    Ok(moved)
}

/// Fills a collection by its rule, as a whole.
pub async fn refill(tx: &mut Tx, collection: i64, rule: &Rule) -> Result<()> {
    let mut q = Build::new("delete from collection_product where collection = ");
    q.int(collection).push(" and product not in (select p.id from product p where ");
    met(&mut q, rule);
    q.push(")");
    tx.build(&q).run().await?;
    join(tx, collection, rule, None).await?;
    facets::store::index::recount_shelf(tx, collection).await
}

/// Puts products that meet a rule into its collection, one or all of them.
async fn join(tx: &mut Tx, collection: i64, rule: &Rule, product: Option<i64>) -> Result<()> {
    let mut q = Build::new(
        "insert into collection_product (collection, product, position, shown, title_key, list_price)
         select ",
    );
    q.int(collection).push(", p.id, 0, p.status = 'active', p.title_key, p.list_price from product p where ");
    if let Some(product) = product {
        q.push("p.id = ").int(product).push(" and ");
    }
    met(&mut q, rule);
    q.push(" on conflict (collection, product) do nothing");
    tx.build(&q).run().await?;
    Ok(())
}

/// How many products meet a rule, 1,000 at most, and the first few of them: title and status.
pub async fn count(db: &Db, rule: &Rule) -> Result<(i64, Vec<(String, String)>)> {
    let mut q = Build::new("select count(*) from (select p.id from product p where ");
    met(&mut q, rule);
    q.push(" limit 1000) m");
    let (many,): (i64,) = db.build(&q).one().await?;
    let mut q = Build::new("select p.title, p.status from product p where ");
    met(&mut q, rule);
    q.push(" order by p.id desc limit 8");
    Ok((many, db.build(&q).all().await?))
}

/// Products that stand in a collection by rule and do not meet it, or meet it and do not stand there: which, what stands, what
/// should stand.
pub async fn drift(db: &Db) -> Result<Vec<(String, String, String)>> {
    let mut all = vec![];
    for (collection, rule) in rules(db).await? {
        for (stands, should, negated) in [("in it", "not in it", true), ("not in it", "in it", false)] {
            let mut q = Build::new(
                "select p.slug || ' in collection ' || cast(c.id as text) from product p, collection c where c.id = ",
            );
            q.int(collection).push(if negated { " and " } else { " and not " });
            q.push("exists (select 1 from collection_product k where k.collection = c.id and k.product = p.id)");
            q.push(if negated { " and not " } else { " and " });
            met(&mut q, &rule);
            q.push(" order by p.id limit 100");
            let rows: Vec<(String,)> = db.build(&q).all().await?;
            all.extend(rows.into_iter().map(|(which,)| (which, stands.to_string(), should.to_string())));
        }
    }
    Ok(all)
}

/// Appends the test whether product `p` meets a rule: true or false, never null.
fn met(q: &mut Build, rule: &Rule) {
    if rule.conditions.is_empty() {
        q.push("(1 = 0)");
        return;
    }
    for (i, condition) in rule.conditions.iter().enumerate() {
        q.push(match (i, rule.any) {
            (0, _) => "(",
            (_, true) => " or ",
            (_, false) => " and ",
        });
        one(q, condition);
    }
    q.push(")");
}
fn one(q: &mut Build, c: &Condition) {
    if c.op == "not" {
        q.push("not ");
    }
    let number = c.value.parse::<i64>().unwrap_or(0);
    match c.field.as_str() {
        "tag" => q
            .push("exists (select 1 from product_tag t where t.product = p.id and t.tag_key = ")
            .text(c.key())
            .push(")"),
        "kind" => q.push("(p.kind = ").text(c.value.clone()).push(")"),
        "maker" => {
            q.push("exists (select 1 from maker m where m.id = p.maker and m.handle = ").text(c.value.clone()).push(")")
        }
        "price" => q
            .push("coalesce(p.list_price")
            .push(if c.op == "least" { " >= " } else { " <= " })
            .int(number)
            .push(", false)"),
        "attribute" => {
            q.push("exists (select 1 from product_attribute x join attribute a on a.id = x.attribute where x.product = p.id and a.handle = ");
            q.text(c.attribute.clone());
            match c.op.as_str() {
                "least" => q.push(" and x.milli >= ").int(number),
                "most" => q.push(" and x.milli <= ").int(number),
                _ => q.push(" and x.value = ").text(c.value.clone()),
            };
            q.push(")")
        }
        "stock" => q.push("exists (select 1 from product_facet f where f.product = p.id and f.value = 1)"),
        _ => {
            let words = c.key().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            q.push("(p.title_key like ").text(format!("%{words}%")).push(" escape '\\')")
        }
    };
}
