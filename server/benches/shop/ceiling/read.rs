//! What the pages read, by the shop's own functions and in the shop's own order: not one query fewer. When a page of the
//! shop comes to read more or less, this file follows; `statements` in the table shows whether it did.
use app::catalogue::list::{self, Card, Cards, Wanted};
use app::catalogue::store::{self, Attribute, Choice, Collection, Picture, Product, Step, Variant};
use app::catalogue::{Sort, product::Asked};
use app::db::Result;
use app::shipping::{self, Rate};
use app::site::{Front, Visit, facts};

pub struct ProductRead {
    pub product: Product,
    pub variants: Vec<Variant>,
    pub choices: Vec<Choice>,
    pub pictures: Vec<Picture>,
    pub attributes: Vec<Attribute>,
    pub steps: Vec<Step>,
    pub rate: Option<Rate>,
    pub beside: Vec<Card>,
    pub asked: Asked,
    pub front: Front,
}

/// As `catalogue::product::read`, then the frame.
pub async fn product(visit: &Visit, slug: &str) -> Result<Option<ProductRead>> {
    let db = visit.db();
    let Some(product) = store::product(db, slug).await? else { return Ok(None) };
    let facts = facts(db).await?;
    let variants = store::variants(db, product.id, facts.currency()).await?;
    let choices = store::choices(db, product.id).await?;
    let pictures = store::pictures(db, product.id).await?;
    let attributes = store::attributes(db, product.id).await?;
    let steps = store::steps(db, product.id).await?;
    let rate = shipping::store::rates(db, &facts.country, &facts.currency).await?.into_iter().find(|r| r.ships);
    let wanted = Wanted { maker: product.maker, except: Some(product.id), ..Wanted::default() };
    let beside = match product.maker {
        Some(_) => list::cards(db, &wanted, Sort::Newest, "", 4, &facts.currency).await?.cards,
        None => vec![],
    };
    let asked = Asked::read(&visit.queries());
    let front = visit.front().await?;
    Ok(Some(ProductRead { product, variants, choices, pictures, attributes, steps, rate, beside, asked, front }))
}

pub struct ListRead {
    pub collection: Option<Collection>,
    pub search: String,
    pub sort: Sort,
    pub page: Cards,
    pub all: i64,
    pub front: Front,
}

/// As `catalogue::pages::read_products`, then the frame.
pub async fn products(visit: &Visit) -> Result<ListRead> {
    let db = visit.db();
    let facts = facts(db).await?;
    let sort = Sort::parse(&visit.query("sort"));
    let search = visit.query("q").trim().chars().take(100).collect::<String>();
    let wanted = Wanted { search: search.clone(), ..Wanted::default() };
    let page = list::cards(db, &wanted, sort, &visit.query("after"), list::PAGE, &facts.currency).await?;
    let all = list::count(db, &wanted).await?;
    Ok(ListRead { collection: None, search, sort, page, all, front: visit.front().await? })
}

/// As `catalogue::pages::read_collection`, then the frame.
pub async fn collection(visit: &Visit, slug: &str) -> Result<Option<ListRead>> {
    let db = visit.db();
    let Some(found) = store::collection(db, slug).await? else { return Ok(None) };
    let facts = facts(db).await?;
    let sort = Sort::parse(&visit.query("sort"));
    let wanted = Wanted { collection: Some(found.id), ..Wanted::default() };
    let page = list::cards(db, &wanted, sort, &visit.query("after"), list::PAGE, &facts.currency).await?;
    let all = found.products;
    let front = visit.front().await?;
    Ok(Some(ListRead { collection: Some(found), search: String::new(), sort, page, all, front }))
}
