//! What the editor reads of a product, and the drafts of what is typed and not saved.
use crate::db::{Reads, Result, Tx};
use crate::values::Moment;
use sqlx::FromRow;

mod beside;
mod drafts;
mod uses;

pub use beside::{Beside, Shown, beside, library, pictures, skus_of_others};
pub use drafts::{Kept, draft, forget_draft, keep_draft};
pub use uses::{Uses, free_sku, free_slug, named, uses};

/// The product itself.
#[derive(Clone, Debug, FromRow)]
pub struct Head {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub maker: Option<String>,
    pub words: String,
    pub purpose: String,
    pub description: String,
    pub vendor: String,
    pub kind: String,
    pub tax_class: String,
    pub status: String,
    pub sensitive: bool,
    pub gift_card: bool,
    pub personal_label: Option<String>,
    pub seo_title: String,
    pub seo_description: String,
    pub updated_at: Moment,
}
/// A variant with what is there of it.
#[derive(Clone, Debug, FromRow)]
pub struct Variant {
    pub id: i64,
    pub sku: String,
    pub note: String,
    pub barcode: String,
    pub weight_grams: i64,
    pub ships: bool,
    pub tracked: bool,
    pub backorder_limit: Option<i64>,
    pub unit: Option<String>,
    pub unit_amount: Option<i64>,
    pub unit_base: Option<i64>,
    pub cost: Option<i64>,
    pub media: Option<i64>,
    pub archived: bool,
    pub on_hand: i64,
    pub reserved: i64,
    /// Whether somebody ordered it, or a draft that may become an order holds it.
    pub ordered: bool,
}
/// A picture of the product, with what it shows here and in the library.
#[derive(Clone, Debug, FromRow)]
pub struct Picture {
    pub id: i64,
    pub alt: String,
}
#[derive(Clone, Debug, FromRow)]
pub struct Step {
    pub title: String,
    pub minutes: i64,
    pub words: String,
    pub media: Option<i64>,
}
#[derive(Clone, Debug, FromRow)]
pub struct Number {
    pub id: i64,
    pub handle: String,
    pub label: String,
    pub kind: String,
    pub unit: String,
    pub value: String,
    pub milli: Option<i64>,
    pub means: String,
    pub matters: String,
}

/// Everything about a product that the editor shows.
#[derive(Clone, Debug)]
pub struct Known {
    pub head: Head,
    pub tags: Vec<String>,
    pub axes: Vec<(i64, String)>,
    /// Axis, number, position, value.
    pub values: Vec<(i64, i64, i64, String)>,
    pub variants: Vec<Variant>,
    /// Variant, axis, value.
    pub options: Vec<(i64, i64, i64)>,
    /// Variant, currency, amount, the price before.
    pub prices: Vec<(i64, String, i64, Option<i64>)>,
    pub pictures: Vec<Picture>,
    pub steps: Vec<Step>,
    pub numbers: Vec<Number>,
    /// Number, slug, title, whether it is by rule: those it stands in.
    pub collections: Vec<(i64, String, String, bool)>,
}

/// Holds a product until the transaction ends: whoever else saves it waits. False where there is none.
pub async fn hold(tx: &mut Tx, product: i64) -> Result<bool> {
    Ok(tx.query("update product set updated_at = updated_at where id = $1").bind(product).run().await? > 0)
}

/// Reads a product; none where there is none.
pub async fn known(mut on: impl Reads, product: i64) -> Result<Option<Known>> {
    let head: Option<Head> = on
        .query(
            "select p.id, p.slug, p.title, m.handle as maker, p.words, p.purpose, p.description, p.vendor, p.kind, p.tax_class,
                p.status, p.sensitive, p.gift_card, p.personal_label, p.seo_title, p.seo_description, p.updated_at
             from product p left join maker m on m.id = p.maker where p.id = $1",
        )
        .bind(product)
        .maybe()
        .await?;
    let Some(head) = head else { return Ok(None) };
    let tags: Vec<(String,)> =
        on.query("select tag from product_tag where product = $1 order by position").bind(product).all().await?;
    let axes =
        on.query("select id, name from option_axis where product = $1 order by position").bind(product).all().await?;
    let values = on
        .query(
            "select a.id, v.id, v.position, v.value from option_axis a join option_value v on v.axis = a.id
             where a.product = $1 order by a.position, v.position, v.id",
        )
        .bind(product)
        .all()
        .await?;
    let variants = on
        .query(
            "select v.id, v.sku, v.note, v.barcode, v.weight_grams, v.ships, v.tracked, v.backorder_limit, v.unit, v.unit_amount,
                v.unit_base, v.cost, v.media, v.archived_at is not null as archived, coalesce(s.on_hand, 0) as on_hand,
                coalesce(s.reserved, 0) as reserved,
                exists (select 1 from order_line l where l.variant = v.id)
                    or exists (select 1 from draft_hold h where h.variant = v.id)
                    or exists (select 1 from cart_line l join draft d on d.cart = l.cart
                        where l.variant = v.id and d.state in ('open', 'offered')) as ordered
             from variant v left join stock s on s.variant = v.id where v.product = $1 order by v.position, v.id",
        )
        .bind(product)
        .all()
        .await?;
    let options = on
        .query(
            "select o.variant, o.axis, o.value from variant v join variant_option o on o.variant = v.id where v.product = $1",
        )
        .bind(product)
        .all()
        .await?;
    let prices = on
        .query(
            "select p.variant, p.currency, p.amount, p.compare_at from variant v join price p on p.variant = v.id
             where v.product = $1 order by p.currency",
        )
        .bind(product)
        .all()
        .await?;
    let pictures = on
        .query(
            "select m.id, coalesce(pm.alt, m.alt) as alt from product_media pm join media m on m.id = pm.media
             where pm.product = $1 order by pm.position, m.id",
        )
        .bind(product)
        .all()
        .await?;
    let steps = on
        .query("select title, minutes, words, media from making_step where product = $1 order by position")
        .bind(product)
        .all()
        .await?;
    let numbers = on
        .query(
            "select a.id, a.handle, a.label, a.kind, a.unit, pa.value, pa.milli, pa.means, pa.matters
             from product_attribute pa join attribute a on a.id = pa.attribute where pa.product = $1 order by pa.position, a.id",
        )
        .bind(product)
        .all()
        .await?;
    let collections = on
        .query(
            "select c.id, c.slug, c.title, c.by_rule from collection_product cp join collection c on c.id = cp.collection
             where cp.product = $1 order by c.position, c.id",
        )
        .bind(product)
        .all()
        .await?;
    Ok(Some(Known {
        head,
        tags: tags.into_iter().map(|(tag,)| tag).collect(),
        axes,
        values,
        variants,
        options,
        prices,
        pictures,
        steps,
        numbers,
        collections,
    }))
}
