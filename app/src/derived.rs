//! What is derived from the catalogue and kept beside it: facets and the words of the search.
use crate::catalogue::facets;
use crate::db::{Db, Result};
use crate::search;

/// How many products are done in one transaction: a shop that sells goes on selling between two.
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
    if without.is_some() { rebuild(db).await } else { Ok(()) }
}
