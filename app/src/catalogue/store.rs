//! The catalogue as one product's page needs it: SQL in, nouns out.
use super::Availability;
use crate::db::{Build, Db, Result};
use crate::media::Focus;
use crate::values::{Currency, Money};
use crate::viewer::Merchant;
use sqlx::FromRow;

pub mod list;
pub mod people;

/// A product, with its maker.
#[derive(Clone, Debug, FromRow)]
pub struct Product {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub words: String,
    pub purpose: String,
    pub description: String,
    pub vendor: String,
    pub status: String,
    /// What is nobody's business: in no feed.
    pub sensitive: bool,
    pub personal_label: Option<String>,
    pub seo_title: String,
    pub seo_description: String,
    pub maker: Option<i64>,
    pub maker_handle: Option<String>,
    pub maker_name: Option<String>,
    pub maker_craft: Option<String>,
    pub maker_story: Option<String>,
    pub maker_hash: Option<String>,
    pub maker_width: Option<i64>,
    pub maker_alt: Option<String>,
    pub maker_focus: Option<Focus>,
    /// The address of the maker's own page, while they are a host.
    pub maker_host: Option<String>,
    pub collection_slug: Option<String>,
    pub collection_title: Option<String>,
}

/// The product at this slug: active, or withdrawn and then to be answered with 410. Never a draft.
pub async fn product(db: &Db, slug: &str) -> Result<Option<Product>> {
    at(db, slug, false).await
}
/// The product at this slug, a draft too: for whoever prepares it.
pub async fn any_product(db: &Db, _: &Merchant, slug: &str) -> Result<Option<Product>> {
    at(db, slug, true).await
}
async fn at(db: &Db, slug: &str, drafts: bool) -> Result<Option<Product>> {
    db.query(
        "select p.id, p.slug, p.title, p.words, p.purpose, p.description, p.vendor, p.status, p.sensitive, p.personal_label,
                p.seo_title, p.seo_description, p.maker, m.handle as maker_handle, m.name as maker_name,
                m.craft as maker_craft, m.story as maker_story,
                face.hash as maker_hash, face.width as maker_width, face.alt as maker_alt, face.focus_x * 1001 + face.focus_y as maker_focus, host.handle as maker_host,
                c.slug as collection_slug, c.title as collection_title
         from product p
         left join maker m on m.id = p.maker
         left join media face on face.id = m.media
         left join host on host.person = m.person and host.listed = true
         left join collection c on c.id = (
             select cp.collection from collection_product cp join collection k on k.id = cp.collection
             where cp.product = p.id order by k.position, k.id limit 1)
         where p.slug = $1 and (p.status <> 'draft' or $2 = true)",
    )
    .bind(slug.to_string())
    .bind(drafts)
    .maybe()
    .await
}

/// A variant as it stands on the page: its price in the shop's currency and what is left of it.
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
    pub media: Option<i64>,
    pub amount: Option<i64>,
    pub compare_at: Option<i64>,
    pub lowest: Option<i64>,
    pub available: i64,
    /// The ids of its option values, in the order of the axes, with commas.
    pub choices: String,
}
impl Variant {
    pub fn availability(&self) -> Availability {
        Availability::of(self.amount.is_some(), self.tracked, self.available, self.backorder_limit)
    }
    pub fn price(&self, currency: Currency) -> Option<Money> {
        self.amount.map(|minor| Money::new(minor, currency))
    }
    /// The ids of its option values, in the order of the axes.
    pub fn values(&self) -> Vec<i64> {
        self.choices.split(',').filter_map(|id| id.parse().ok()).collect()
    }
}

/// The variants of a product that are not archived, in their order. `lowest` is the lowest price that was in force in the
/// 30 days before the last change of price (Directive 98/6/EC, article 6a); none where it never changed.
pub async fn variants(db: &Db, product: i64, currency: Currency) -> Result<Vec<Variant>> {
    db.query(
        "select v.id, v.sku, v.note, v.barcode, v.weight_grams, v.ships, v.tracked, v.backorder_limit, v.unit,
                v.unit_amount, v.unit_base, v.media, pr.amount, pr.compare_at,
                (select min(k.amount) from price_change k, (
                    select ch.id, ch.at - 2592000000 as since from price_change ch
                    where ch.variant = v.id and ch.currency = $2 order by ch.id desc limit 1) c
                 where k.variant = v.id and k.currency = $2 and k.id < c.id and (k.at >= c.since or k.id = (
                    select max(o.id) from price_change o
                    where o.variant = v.id and o.currency = $2 and o.at < c.since))) as lowest,
                coalesce(s.on_hand - s.reserved, 0) as available,
                coalesce((select string_agg(cast(vo.value as text), ',' order by a.position)
                    from variant_option vo join option_axis a on a.id = vo.axis where vo.variant = v.id), '') as choices
         from variant v
         left join price pr on pr.variant = v.id and pr.currency = $2
         left join stock s on s.variant = v.id
         where v.product = $1 and v.archived_at is null
         order by v.position, v.id",
    )
    .bind(product)
    .bind(currency.code())
    .all()
    .await
}

/// One value of an option axis.
#[derive(Clone, Debug)]
pub struct Choice {
    pub axis: i64,
    pub axis_name: String,
    pub id: i64,
    pub value: String,
}
/// A picture by the hash of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub id: i64,
    pub hash: String,
    pub width: i64,
    pub height: i64,
    pub alt: String,
    pub focus: Focus,
}
/// A number or a word about a product, with what it means and when it matters.
#[derive(Clone, Debug)]
pub struct Attribute {
    pub label: String,
    pub value: String,
    pub means: String,
    pub matters: String,
}
/// A step of the making.
#[derive(Clone, Debug)]
pub struct Step {
    pub title: String,
    pub minutes: i64,
    pub words: String,
    pub hash: Option<String>,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub alt: Option<String>,
    pub focus: Focus,
}

/// What stands around a product's variants, each in its order.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub choices: Vec<Choice>,
    pub pictures: Vec<Picture>,
    pub attributes: Vec<Attribute>,
    pub steps: Vec<Step>,
    /// The newest few that its maker makes beside it.
    pub beside: Vec<i64>,
}

/// One of them, whichever it is.
#[derive(FromRow)]
struct Part {
    part: i64,
    i: i64,
    j: Option<i64>,
    k: Option<i64>,
    a: String,
    b: String,
    c: Option<String>,
    d: Option<String>,
    focus: Option<Focus>,
}

/// All of a product's parts in one statement.
pub async fn parts(db: &Db, product: i64) -> Result<Parts> {
    let rows: Vec<Part> = db
        .query(
            "select part, i, j, k, a, b, c, d, focus from (
                select cast(1 as bigint) as part, x.position as at, v.position as place, x.id as i, v.id as j, cast(null as bigint) as k,
                    x.name as a, v.value as b, cast(null as text) as c, cast(null as text) as d, cast(null as bigint) as focus
                    from option_axis x join option_value v on v.axis = x.id where x.product = $1
                union all select 2, pm.position, m.id, m.id, m.width, m.height, m.hash, coalesce(pm.alt, m.alt), null, null, m.focus_x * 1001 + m.focus_y
                    from product_media pm join media m on m.id = pm.media where pm.product = $1
                union all select 3, pa.position, n.id, 0, null, null, n.label, pa.value, pa.means, pa.matters, null
                    from product_attribute pa join attribute n on n.id = pa.attribute where pa.product = $1
                union all select 4, t.position, 0, t.minutes, m.width, m.height, t.title, t.words, m.hash, m.alt, m.focus_x * 1001 + m.focus_y
                    from making_step t left join media m on m.id = t.media where t.product = $1
                union all select 5, -b.id, 0, b.id, null, null, '', '', null, null, null from (
                    select o.id from product p join product o on o.maker = p.maker and o.id <> p.id
                    where p.id = $1 and o.status = 'active' order by o.id desc limit 4) b
             ) x order by part, at, place, j",
        )
        .bind(product)
        .all()
        .await?;
    let mut parts = Parts::default();
    for r in rows {
        let (j, k) = (r.j.unwrap_or(0), r.k.unwrap_or(0));
        let focus = r.focus.unwrap_or_default();
        let (c, d) = (r.c.clone().unwrap_or_default(), r.d.clone().unwrap_or_default());
        match r.part {
            1 => parts.choices.push(Choice { axis: r.i, axis_name: r.a, id: j, value: r.b }),
            2 => parts.pictures.push(Picture { id: r.i, hash: r.a, width: j, height: k, alt: r.b, focus }),
            3 => parts.attributes.push(Attribute { label: r.a, value: r.b, means: c, matters: d }),
            4 => parts.steps.push(Step {
                title: r.a,
                minutes: r.i,
                words: r.b,
                hash: r.c,
                width: r.j,
                height: r.k,
                alt: r.d,
                focus,
            }),
            _ => parts.beside.push(r.i),
        }
    }
    Ok(parts)
}

/// What is left of a variant: on hand less reserved.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Left {
    pub id: i64,
    pub product: i64,
    pub remains: i64,
    pub tracked: bool,
    pub backorder_limit: Option<i64>,
}
/// What is left of every variant of these products.
pub async fn left(db: &Db, products: Vec<i64>) -> Result<Vec<Left>> {
    let mut q = Build::new(
        "select v.id, v.product, coalesce(s.on_hand - s.reserved, 0) as remains, v.tracked, v.backorder_limit
         from variant v left join stock s on s.variant = v.id where v.archived_at is null and v.product",
    );
    q.within(products);
    db.build(&q).all().await
}

/// A collection, with the maker who speaks for it.
#[derive(Clone, Debug, FromRow)]
pub struct Collection {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub lead: String,
    pub seo_title: String,
    pub seo_description: String,
    pub said_by: Option<String>,
    pub said_by_craft: Option<String>,
    /// Whether somebody arranged what is in it.
    pub arranged: bool,
    pub products: i64,
}
const COLLECTIONS: &str = "select c.id, c.slug, c.title, c.lead, c.seo_title, c.seo_description,
        m.name as said_by, m.craft as said_by_craft, c.arranged and not c.by_rule as arranged,
        (select cast(coalesce(sum(k.products), 0) as bigint) from facet_count k
         where k.collection = c.id and k.facet = 1) as products
 from collection c left join maker m on m.id = c.said_by
 where cast($1 as text) = '' or c.slug = $1
 order by c.position, c.id";
/// Every collection, in its order.
pub async fn collections(db: &Db) -> Result<Vec<Collection>> {
    db.query(COLLECTIONS).bind("").all().await
}
/// The collection at this slug.
pub async fn collection(db: &Db, slug: &str) -> Result<Option<Collection>> {
    match slug {
        "" => Ok(None),
        slug => db.query(COLLECTIONS).bind(slug.to_string()).maybe().await,
    }
}

/// A maker with a face, for the home page.
#[derive(Clone, Debug, FromRow)]
pub struct Maker {
    pub handle: String,
    pub name: String,
    pub craft: String,
    pub words: String,
    pub hash: Option<String>,
    pub width: Option<i64>,
    pub alt: Option<String>,
    pub focus: Option<Focus>,
    /// Whether something of theirs is on the shelf.
    pub makes: bool,
}
/// The people of the shop, in their order.
pub async fn makers(db: &Db) -> Result<Vec<Maker>> {
    db.query(
        "select m.handle, m.name, m.craft, m.words, face.hash, face.width, face.alt, face.focus_x * 1001 + face.focus_y as focus,
                exists (select 1 from product p where p.maker = m.id and p.status = 'active') as makes
         from maker m left join media face on face.id = m.media order by m.id",
    )
    .all()
    .await
}
/// The maker of this handle: id and name.
pub async fn maker(db: &Db, handle: &str) -> Result<Option<(i64, String)>> {
    db.query("select id, name from maker where handle = $1").bind(handle.to_string()).maybe().await
}

/// A picture of something being made, and the product it is made for.
#[derive(Clone, Debug, FromRow)]
pub struct Scene {
    pub hash: String,
    pub width: i64,
    pub height: i64,
    pub alt: String,
    pub focus: Focus,
    pub title: String,
    pub slug: String,
}
/// The last step, with a picture, of the newest product that shows its making in pictures most.
pub async fn scene(db: &Db) -> Result<Option<Scene>> {
    db.query(
        "select m.hash, m.width, m.height, m.alt, m.focus_x * 1001 + m.focus_y as focus, p.title, p.slug from making_step s
         join media m on m.id = s.media join product p on p.id = s.product
         where p.status = 'active'
         order by (select count(*) from making_step t where t.product = p.id and t.media is not null) desc,
             p.id desc, s.position desc limit 1",
    )
    .maybe()
    .await
}
