//! What is derived from other rows and kept beside them: facets, and the words of products and of posts.
use crate::catalogue::facets;
use crate::db::{Db, Result};
use crate::orders;
use crate::{customers, forum, search};

/// How many products or posts are done in one transaction: a shop that sells goes on selling between two.
const BATCH: i64 = 200;

/// Builds all of it anew.
pub async fn rebuild(db: &Db) -> Result<()> {
    let mut after = Some(0);
    while let Some(from) = after {
        let mut tx = db.begin().await?;
        after = facets::store::index::rebuild(&mut tx, from, BATCH).await?;
        search::store::index::rebuild(&mut tx, from, BATCH).await?;
        tx.commit().await?;
    }
    let mut after = Some(0);
    while let Some(from) = after {
        let mut tx = db.begin().await?;
        after = forum::search::rebuild(&mut tx, from, BATCH).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Builds it where it is missing: the shop comes from a version that had none.
pub async fn catch_up(db: &Db) -> Result<()> {
    let without: Option<(i64,)> = db
        .query(
            "select p.id from product p where p.status = 'active'
             and not exists (select 1 from product_facet pf where pf.product = p.id) limit 1",
        )
        .maybe()
        .await?;
    if without.is_some() {
        rebuild(db).await?;
    }
    // Addresses were folded further once, so that two that only look alike were one.
    let mut tx = db.begin().await?;
    let folded: Vec<(i64, String)> =
        tx.query("select id, email from orders where email_key <> lower(email)").all().await?;
    for (id, email) in folded {
        tx.query("update orders set email_key = $2 where id = $1")
            .bind(id)
            .bind(email.to_ascii_lowercase())
            .run()
            .await?;
    }
    // Orders were not found by the name they were placed under.
    tx.commit().await?;
    name_orders(db).await?;
    customers::store::upkeep::fold_names(db).await
}

/// Writes down the names of the orders that have none: an older version, or one that ran beside this one, placed them.
async fn name_orders(db: &Db) -> Result<()> {
    let mut after = 0;
    loop {
        let mut tx = db.begin().await?;
        let names: Vec<(i64, String)> = tx
            .query(
                "select o.id, o.name from orders o where o.id > $1 and o.email <> ''
                 and not exists (select 1 from order_name n where n.order_id = o.id) order by o.id limit $2",
            )
            .bind(after)
            .bind(BATCH)
            .all()
            .await?;
        for (id, name) in &names {
            orders::store::name(&mut tx, *id, name).await?;
        }
        tx.commit().await?;
        match names.last() {
            Some((id, _)) => after = *id,
            None => return Ok(()),
        }
    }
}
