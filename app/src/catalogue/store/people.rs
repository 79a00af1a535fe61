//! Makers, and collections with the maker who speaks for them, put by whoever fills the shop.
use crate::catalogue::facets;
use crate::db::{Result, Tx};
use crate::house::store::newer;
use crate::search;
use crate::values::fold;

/// A maker as somebody wants them to be.
pub struct MakerDraft {
    pub handle: String,
    pub name: String,
    pub craft: String,
    /// Their own sentence.
    pub words: String,
    /// Why they make, in their voice.
    pub story: String,
    /// Their portrait.
    pub media: Option<i64>,
}

/// Inserts or updates the maker of this handle.
pub async fn put_maker(tx: &mut Tx, m: MakerDraft) -> Result<()> {
    let (handle, name) = (m.handle.clone(), m.name.clone());
    tx.query(
        "insert into maker (handle, name, craft, words, story, media) values ($1, $2, $3, $4, $5, $6)
         on conflict (handle) do update set name = excluded.name, craft = excluded.craft, words = excluded.words,
            story = excluded.story, media = excluded.media",
    )
    .bind(m.handle)
    .bind(m.name)
    .bind(m.craft)
    .bind(m.words)
    .bind(m.story)
    .bind(m.media)
    .run()
    .await?;
    facets::store::index::rename_maker(tx, &handle, &name).await?;
    let products: Vec<(i64,)> = tx
        .query("select p.id from product p join maker m on m.id = p.maker where m.handle = $1 order by p.id")
        .bind(handle)
        .all()
        .await?;
    for (product,) in products {
        search::store::index::refresh(tx, product).await?;
    }
    newer(tx).await?;
    Ok(())
}

/// Inserts or updates the collection at this slug; `lead` is said by the maker of the handle `said_by`.
pub async fn put_collection(
    tx: &mut Tx,
    slug: &str,
    title: &str,
    lead: &str,
    said_by: &str,
    position: i64,
) -> Result<()> {
    tx.query(
        "insert into collection (slug, title, title_key, lead, said_by, seo_title, seo_description, position)
         values ($1, $2, $3, $4, (select id from maker where handle = $5), '', '', $6)
         on conflict (slug) do update set title = excluded.title, title_key = excluded.title_key, lead = excluded.lead,
            said_by = excluded.said_by, position = excluded.position",
    )
    .bind(slug.to_string())
    .bind(title.to_string())
    .bind(fold(title))
    .bind(lead.to_string())
    .bind(said_by.to_string())
    .bind(position)
    .run()
    .await?;
    newer(tx).await
}
