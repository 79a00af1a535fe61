//! The grid's products, and changes that were made of them: read here, written in `write`, undone in `undo`.
use super::{Cell, Field, MOST, Product, Variant};
use crate::db::{Build, Db, Reads, Result};
use crate::values::Moment;
use crate::viewer::Merchant;
use sqlx::FromRow;

pub mod undo;
pub mod write;

#[derive(FromRow)]
struct Head {
    id: i64,
    slug: String,
    title: String,
    status: String,
    gift_card: bool,
    tags: String,
}
#[derive(FromRow)]
struct Row {
    id: i64,
    product: i64,
    sku: String,
    options: String,
    price: Option<i64>,
    compare_at: Option<i64>,
    on_hand: i64,
    reserved: i64,
    tracked: bool,
    backorder_limit: Option<i64>,
    weight: i64,
}

/// These products in the order given, as many of the first as have `MOST` variants together.
pub async fn grid(db: &Db, _: &Merchant, products: &[i64], currency: &str) -> Result<Vec<Product>> {
    let mut all = read(db, products, currency).await?;
    let mut variants = 0;
    let fit = all.iter().take_while(|p| {
        variants += p.variants.len();
        variants <= MOST
    });
    // One product alone is shown whole, however many it has.
    let fit = fit.count().max(1);
    all.truncate(fit);
    Ok(all)
}

/// These products in the order given.
async fn read(mut from: impl Reads, products: &[i64], currency: &str) -> Result<Vec<Product>> {
    if products.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new(
        "select p.id, p.slug, p.title, p.status, p.gift_card,
            coalesce((select string_agg(t.tag, ', ' order by t.position, t.tag_key) from product_tag t where t.product = p.id), '') as tags
         from ",
    );
    q.table(products.to_vec()).push(" l join product p on p.id = l.id order by l.place");
    let heads: Vec<Head> = from.build(&q).all().await?;
    let mut q = Build::new(
        "select v.id, v.product, v.sku,
            coalesce((select string_agg(ov.value, ', ' order by a.position)
                from variant_option vo join option_axis a on a.id = vo.axis join option_value ov on ov.id = vo.value
                where vo.variant = v.id), '') as options,
            pr.amount as price, pr.compare_at, coalesce(s.on_hand, 0) as on_hand, coalesce(s.reserved, 0) as reserved,
            v.tracked, v.backorder_limit, v.weight_grams as weight
         from variant v left join stock s on s.variant = v.id left join price pr on pr.variant = v.id and pr.currency = ",
    );
    q.text(currency).push(" where v.archived_at is null and v.product").within(products.to_vec());
    q.push(" order by v.product, v.position, v.id");
    let rows: Vec<Row> = from.build(&q).all().await?;
    let variant = |r: &Row| Variant {
        id: r.id,
        sku: r.sku.clone(),
        options: r.options.clone(),
        price: r.price,
        compare_at: r.compare_at,
        on_hand: r.on_hand,
        reserved: r.reserved,
        tracked: r.tracked,
        backorder_limit: r.backorder_limit,
        weight: r.weight,
    };
    let product = |h: Head| Product {
        variants: rows.iter().filter(|r| r.product == h.id).map(variant).collect(),
        id: h.id,
        slug: h.slug,
        title: h.title,
        status: h.status,
        gift_card: h.gift_card,
        tags: h.tags,
    };
    Ok(heads.into_iter().map(product).collect())
}

/// The products that some cells belong to, by their numbers.
pub async fn products_of(mut from: impl Reads, cells: &[Cell]) -> Result<Vec<i64>> {
    let of =
        |variants| cells.iter().filter(move |c| c.field.of_variant() == variants).map(|c| c.of).collect::<Vec<_>>();
    let mut q = Build::new("select product from variant where id");
    q.within(of(true)).push(" union select id from product where id").within(of(false)).push(" order by 1");
    let ids: Vec<(i64,)> = from.build(&q).all().await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// A change of many products that was made.
#[derive(Clone, Debug, FromRow)]
pub struct Edit {
    pub id: i64,
    /// Who made it, by the name of today.
    pub name: Option<String>,
    pub at: Moment,
    pub undone_at: Option<Moment>,
    pub changed: i64,
    pub products: i64,
}
const EDIT: &str = "select e.id, nullif(p.name, '') as name, e.at, e.undone_at,
        (select count(*) from bulk_change c where c.bulk = e.id) as changed,
        (select count(distinct c.product) from bulk_change c where c.bulk = e.id) as products
     from bulk_edit e left join person p on p.id = e.person and p.erased_at is null";

/// The newest changes of many products.
pub async fn edits(db: &Db, _: &Merchant, most: i64) -> Result<Vec<Edit>> {
    let mut q = Build::new(EDIT);
    q.push(" order by e.id desc limit ").digits(most);
    db.build(&q).all().await
}
/// One of them.
pub async fn edit(db: &Db, _: &Merchant, id: i64) -> Result<Option<Edit>> {
    let mut q = Build::new(EDIT);
    q.push(" where e.id = ").int(id);
    db.build(&q).maybe().await
}

/// A value that was changed, with the names of today.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
    pub n: i64,
    pub product: i64,
    pub variant: Option<i64>,
    pub title: String,
    pub sku: Option<String>,
    field: String,
    pub before: String,
    pub after: String,
    /// Whether it was left alone when the rest was undone.
    pub stayed: bool,
}
impl Line {
    pub fn cell(&self) -> Option<Cell> {
        let field = Field::parse(&self.field)?;
        Some(Cell { field, of: if field.of_variant() { self.variant? } else { self.product } })
    }
}
/// The values of a change, in their order.
pub async fn lines(mut from: impl Reads, bulk: i64) -> Result<Vec<Line>> {
    from.query(
        "select c.n, c.product, c.variant, p.title, v.sku, c.field, c.before, c.after, c.stayed
         from bulk_change c join product p on p.id = c.product left join variant v on v.id = c.variant
         where c.bulk = $1 order by c.n",
    )
    .bind(bulk)
    .all()
    .await
}
