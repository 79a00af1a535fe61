//! The words under which products and collections are found, and those they had before: an old address leads on.
use crate::activity::{Audience, Event, Kind, Subject, store::append};
use crate::audit::{self, Act};
use crate::db::{Db, Result, Tx};
use crate::house::store::newer;
use crate::values::{Moment, Slug};
use crate::viewer::Merchant;

/// The slug that a product (`"product"`) or a collection (`"collection"`) has now, from one that it had.
pub async fn moved(db: &Db, kind: &'static str, slug: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .query(
            "select coalesce(p.slug, c.slug) from slug_history h
             left join product p on h.kind = 'product' and p.id = h.subject and p.status <> 'draft'
             left join collection c on h.kind = 'collection' and c.id = h.subject
             where h.kind = $1 and h.slug = $2 and coalesce(p.slug, c.slug) is not null",
        )
        .bind(kind)
        .bind(slug.to_string())
        .maybe()
        .await?;
    Ok(row.map(|(slug,)| slug))
}

/// Gives a product another slug; the old one leads on to it. False where there is no such product.
/// A slug that another product has is a unique violation.
pub async fn rename(tx: &mut Tx, merchant: &Merchant, from: &Slug, to: &Slug, now: Moment) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .query("update product set slug = $2, updated_at = $3 where slug = $1 returning id")
        .bind(from.clone())
        .bind(to.clone())
        .bind(now)
        .maybe()
        .await?;
    let Some((product,)) = row else { return Ok(false) };
    tx.query("delete from slug_history where kind = 'product' and slug = $1").bind(to.clone()).run().await?;
    tx.query(
        "insert into slug_history (kind, slug, subject, at) values ('product', $1, $2, $3)
         on conflict (kind, slug) do update set subject = excluded.subject, at = excluded.at",
    )
    .bind(from.clone())
    .bind(product)
    .bind(now)
    .run()
    .await?;
    newer(tx).await?;
    append(
        tx,
        Event {
            kind: Kind::ProductChanged,
            actor: merchant.actor(),
            subject: Subject::Product(product),
            at: now,
            audience: Audience::Staff,
            topics: vec!["shop".into(), format!("product:{product}")],
        },
    );
    let act = Act {
        actor: merchant.actor(),
        act: "product.renamed",
        subject: ("product", product),
        before: from.as_str(),
        after: to.as_str(),
        from: "",
    };
    audit::append(tx, act, now).await?;
    Ok(true)
}
