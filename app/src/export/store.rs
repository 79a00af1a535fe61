//! What the export reads: a page of products in a handful of statements, and what decides the columns.
use crate::db::{Build, Result, Sql, Tx};
use crate::values::Currency;
use sqlx::FromRow;
use std::collections::{HashMap, HashSet};

/// How many products are read at once.
const PAGE: i64 = 200;

/// What decides which columns a file has.
pub struct Shape {
    pub shop: Currency,
    /// The other currencies in which something has a price.
    pub currencies: Vec<Currency>,
    /// The most attributes and steps any product has.
    pub attributes: i64,
    pub steps: i64,
    /// The names of fields we do not model, of products and of variants.
    pub product_fields: Vec<String>,
    pub variant_fields: Vec<String>,
    pub products: i64,
}

/// Reads the shape of a shop's file.
pub async fn shape(tx: &mut Tx) -> Result<Shape> {
    let shop = crate::import::store::currency(&mut *tx).await?;
    let codes: Vec<(String,)> = tx.query("select distinct currency from price order by currency").all().await?;
    Ok(Shape {
        shop,
        currencies: codes.iter().filter_map(|(code,)| Currency::parse(code)).filter(|c| *c != shop).collect(),
        attributes: number(
            tx,
            "select coalesce(max(n), 0) from (select count(*) as n from product_attribute group by product) t",
        )
        .await?,
        steps: number(tx, "select coalesce(max(n), 0) from (select count(*) as n from making_step group by product) t")
            .await?,
        product_fields: names(
            tx,
            Sql {
                sqlite: "select distinct f.key from product p, json_each(p.foreign_fields) f",
                postgres: "select distinct f.key from product p, json_each(p.foreign_fields::json) f",
            },
        )
        .await?,
        variant_fields: names(
            tx,
            Sql {
                sqlite: "select distinct f.key from variant v, json_each(v.foreign_fields) f",
                postgres: "select distinct f.key from variant v, json_each(v.foreign_fields::json) f",
            },
        )
        .await?,
        products: number(tx, "select count(*) from product").await?,
    })
}
async fn number(tx: &mut Tx, sql: &'static str) -> Result<i64> {
    Ok(tx.query(sql).one::<(i64,)>().await?.0)
}
async fn names(tx: &mut Tx, sql: Sql) -> Result<Vec<String>> {
    let mut all: Vec<String> = tx.query(sql).all::<(String,)>().await?.into_iter().map(|(name,)| name).collect();
    all.sort();
    Ok(all)
}

/// A product with its maker, and all that belongs to it.
#[derive(Default)]
pub struct Goods {
    pub product: Product,
    pub tags: Vec<String>,
    pub axes: Vec<Axis>,
    pub variants: Vec<Variant>,
    pub hung: Vec<Hung>,
    pub remote: Vec<Remote>,
    pub attributes: Vec<Attribute>,
    pub steps: Vec<Step>,
    /// Slug and title, by slug.
    pub collections: Vec<(String, String)>,
}
#[derive(Default, FromRow)]
pub struct Product {
    pub id: i64,
    pub slug: String,
    pub title: String,
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
    pub foreign_fields: String,
    pub maker: Option<String>,
    pub maker_name: Option<String>,
    pub maker_craft: Option<String>,
    pub maker_words: Option<String>,
    pub maker_story: Option<String>,
}
/// An option and its values, in their order.
pub struct Axis {
    pub id: i64,
    pub name: String,
    pub values: Vec<String>,
}
#[derive(FromRow)]
pub struct Variant {
    pub id: i64,
    pub product: i64,
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
    pub remote_picture: Option<i64>,
    pub foreign_fields: String,
    pub archived: bool,
    pub on_hand: Option<i64>,
    /// Its value of each axis, by the axis.
    #[sqlx(skip)]
    pub options: HashMap<i64, String>,
    /// Currency, amount and the price before.
    #[sqlx(skip)]
    pub prices: Vec<(Currency, i64, Option<i64>)>,
}
/// A picture that is here and hangs on a product.
#[derive(FromRow)]
pub struct Hung {
    pub product: i64,
    pub media: i64,
    pub hash: String,
    pub width: i64,
    pub alt: String,
    pub position: i64,
}
/// A picture that comes from elsewhere.
#[derive(FromRow)]
pub struct Remote {
    pub id: i64,
    pub product: i64,
    pub url: String,
    pub alt: String,
    pub position: i64,
    pub media: Option<i64>,
}
#[derive(FromRow)]
pub struct Attribute {
    pub product: i64,
    pub handle: String,
    pub label: String,
    pub kind: String,
    pub unit: String,
    pub value: String,
    pub milli: Option<i64>,
    pub means: String,
    pub matters: String,
}
#[derive(FromRow)]
pub struct Step {
    pub product: i64,
    pub title: String,
    pub minutes: i64,
    pub words: String,
    pub media: Option<i64>,
    pub remote_picture: Option<i64>,
}

/// The next products after this one, in the order in which they came into the shop; none at the end.
pub async fn page(tx: &mut Tx, after: i64) -> Result<Vec<Goods>> {
    let products: Vec<Product> = tx
        .query(
            "select p.id, p.slug, p.title, p.words, p.purpose, p.description, p.vendor, p.kind, p.tax_class, p.status, p.sensitive,
                p.gift_card, p.personal_label, p.seo_title, p.seo_description, p.foreign_fields, m.handle as maker,
                m.name as maker_name, m.craft as maker_craft, m.words as maker_words, m.story as maker_story
             from product p left join maker m on m.id = p.maker where p.id > $1 order by p.id limit $2",
        )
        .bind(after)
        .bind(PAGE)
        .all()
        .await?;
    let mut read = Read { tx, ids: products.iter().map(|p| p.id).collect() };
    let tags: Vec<(i64, String)> =
        read.all("select product, tag from product_tag where product", " order by product, position").await?;
    let axes: Vec<(i64, i64, String, Option<String>)> = read
        .all(
            "select a.product, a.id, a.name, v.value from option_axis a left join option_value v on v.axis = a.id where a.product",
            " order by a.product, a.position, v.position, v.id",
        )
        .await?;
    let variants: Vec<Variant> = read
        .all(
            "select v.id, v.product, v.sku, v.note, v.barcode, v.weight_grams, v.ships, v.tracked, v.backorder_limit, v.unit,
                v.unit_amount, v.unit_base, v.cost, v.media, v.remote_picture, v.foreign_fields,
                v.archived_at is not null as archived, s.on_hand
             from variant v left join stock s on s.variant = v.id where v.product",
            " order by v.product, v.position, v.id",
        )
        .await?;
    let options: Vec<(i64, i64, String)> = read
        .all(
            "select o.variant, o.axis, ov.value from variant v join variant_option o on o.variant = v.id
             join option_value ov on ov.id = o.value where v.product",
            "",
        )
        .await?;
    let prices: Vec<(i64, String, i64, Option<i64>)> = read
        .all(
            "select p.variant, p.currency, p.amount, p.compare_at from variant v join price p on p.variant = v.id where v.product",
            " order by p.variant, p.currency",
        )
        .await?;
    let hung: Vec<Hung> = read
        .all(
            "select pm.product, pm.media, m.hash, m.width, coalesce(pm.alt, m.alt) as alt, pm.position
             from product_media pm join media m on m.id = pm.media where pm.product",
            " order by pm.product, pm.position, m.id",
        )
        .await?;
    let remote: Vec<Remote> = read
        .all(
            "select id, product, url, alt, position, media from remote_picture where product",
            " order by product, position, id",
        )
        .await?;
    let attributes: Vec<Attribute> = read
        .all(
            "select pa.product, a.handle, a.label, a.kind, a.unit, pa.value, pa.milli, pa.means, pa.matters
             from product_attribute pa join attribute a on a.id = pa.attribute where pa.product",
            " order by pa.product, pa.position, a.id",
        )
        .await?;
    let steps: Vec<Step> = read
        .all(
            "select product, title, minutes, words, media, remote_picture from making_step where product",
            " order by product, position",
        )
        .await?;
    let collections: Vec<(i64, String, String)> = read
        .all(
            "select cp.product, c.slug, c.title from collection_product cp join collection c on c.id = cp.collection where cp.product",
            " order by cp.product, c.slug",
        )
        .await?;

    let mut all: Vec<Goods> = products.into_iter().map(|product| Goods { product, ..Goods::default() }).collect();
    let at: HashMap<i64, usize> = all.iter().enumerate().map(|(i, g)| (g.product.id, i)).collect();
    let mut options_of: HashMap<i64, HashMap<i64, String>> = HashMap::new();
    for (variant, axis, value) in options {
        options_of.entry(variant).or_default().insert(axis, value);
    }
    let mut prices_of: HashMap<i64, Vec<(Currency, i64, Option<i64>)>> = HashMap::new();
    for (variant, code, amount, compare_at) in prices {
        let price = Currency::parse(&code).map(|currency| (currency, amount, compare_at));
        prices_of.entry(variant).or_default().extend(price);
    }
    for (product, tag) in tags {
        all[at[&product]].tags.push(tag);
    }
    let mut seen = HashSet::new();
    for (product, id, name, value) in axes {
        let axes = &mut all[at[&product]].axes;
        if seen.insert(id) {
            axes.push(Axis { id, name, values: vec![] });
        }
        if let Some(axis) = axes.last_mut() {
            axis.values.extend(value);
        }
    }
    for mut v in variants {
        v.options = options_of.remove(&v.id).unwrap_or_default();
        v.prices = prices_of.remove(&v.id).unwrap_or_default();
        all[at[&v.product]].variants.push(v);
    }
    hung.into_iter().for_each(|row| all[at[&row.product]].hung.push(row));
    remote.into_iter().for_each(|row| all[at[&row.product]].remote.push(row));
    attributes.into_iter().for_each(|row| all[at[&row.product]].attributes.push(row));
    steps.into_iter().for_each(|row| all[at[&row.product]].steps.push(row));
    collections.into_iter().for_each(|(product, slug, title)| all[at[&product]].collections.push((slug, title)));
    Ok(all)
}

/// Rows that belong to the products of a page.
struct Read<'t> {
    tx: &'t mut Tx,
    ids: Vec<i64>,
}
impl Read<'_> {
    async fn all<T: crate::db::Record>(&mut self, select: &'static str, order: &'static str) -> Result<Vec<T>> {
        let mut build = Build::new(select);
        build.within(self.ids.clone()).push(order);
        self.tx.build(&build).all().await
    }
}
