//! What somebody typed into an editor and did not save yet: one draft a person and product.
use crate::catalogue::editor::{Base, Fields};
use crate::db::{Db, Result, Tx};
use crate::values::Moment;
use crate::viewer::Merchant;

/// A draft as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub fields: Fields,
    pub base: Base,
    pub at: Moment,
}

/// The draft of whoever asks, of a product or of one that is not there yet.
pub async fn draft(db: &Db, by: &Merchant, product: Option<i64>) -> Result<Option<Kept>> {
    let row: Option<(String, Moment)> = db
        .query("select fields, updated_at from product_draft where person = $1 and coalesce(product, 0) = $2")
        .bind(by.actor().person())
        .bind(product.unwrap_or(0))
        .maybe()
        .await?;
    Ok(row.and_then(|(text, at)| {
        let (fields, base) = serde_json::from_str(&text).ok()?;
        Some(Kept { fields, base: Base(base), at })
    }))
}

/// Keeps what is typed now in place of what was kept. `version` is when the product was last changed as the form was drawn.
pub async fn keep_draft(
    db: &Db,
    by: &Merchant,
    product: Option<i64>,
    (fields, base, version): (&Fields, &Base, i64),
    now: Moment,
) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.query(
        "insert into product_draft (person, product, base_version, fields, updated_at) values ($1, $2, $3, $4, $5)
         on conflict (person, coalesce(product, 0)) do update
         set fields = excluded.fields, base_version = excluded.base_version, updated_at = excluded.updated_at",
    )
    .bind(by.actor().person())
    .bind(product)
    .bind(version)
    .bind(serde_json::to_string(&(fields, &base.0)).unwrap_or_default())
    .bind(now)
    .run()
    .await?;
    tx.commit().await
}

/// Forgets the draft: it was saved, or is not wanted.
pub async fn forget_draft(tx: &mut Tx, by: &Merchant, product: Option<i64>) -> Result<()> {
    tx.query("delete from product_draft where person = $1 and coalesce(product, 0) = $2")
        .bind(by.actor().person())
        .bind(product.unwrap_or(0))
        .run()
        .await?;
    Ok(())
}
