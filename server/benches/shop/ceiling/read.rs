//! What the pages read, by the shop's own functions and in the shop's own order: not one query fewer, and nothing kept.
//! When a page of the shop comes to read more or less, this file follows; `statements` in the table shows whether it did.
use app::activity::strip::{self, Strip};
use app::catalogue::lists::{self, Listed};
use app::catalogue::product::{Asked, bench, talk};
use app::catalogue::sheet::{self, Sheet};
use app::catalogue::store::list::Wanted;
use app::catalogue::store::{self, Collection};
use app::db::{Error, Result};
use app::forum::{self, form::Writer};
use app::hosts;
use app::search::store::{Results, find, shelves};
use app::site::{Front, Visit};

/// A product's page.
pub struct ProductRead {
    pub sheet: Sheet,
    pub asked: Asked,
    pub writer: Writer,
    pub strip: Strip,
    pub front: Front,
}
/// What is said about a product is read like all else; in this shop nobody has said anything yet.
pub async fn product(visit: &Visit, slug: &str) -> Result<Option<ProductRead>> {
    let front = visit.front().await?.clone();
    let Some(sheet) = sheet::read(visit, slug).await? else { return Ok(None) };
    let asked = Asked::read(&visit.queries());
    let (db, id) = (visit.db(), sheet.said.product.id);
    let topics = forum::store::of_product(db, id, talk::MOST + 1).await?;
    let writer = Writer::of(visit, "").await.map_err(|problem| Error::Protocol(problem.words()))?;
    let notes = hosts::store::notes(db, hosts::store::Of::Product(id), 0, bench::MOST).await?;
    assert!(topics.is_empty() && notes.is_empty());
    Ok(Some(ProductRead { sheet, asked, writer, strip: strip::read(visit, true).await, front }))
}

/// What stands above a list.
pub enum Above {
    All,
    Collection(Collection),
    /// What was typed, what was understood, the shelves of that name.
    Search(String, Results, Vec<(String, String)>),
}
/// A list's page.
pub struct ListRead {
    pub above: Above,
    pub list: Listed,
    pub strip: Strip,
    pub front: Front,
}

/// `/products` and `/products?q=`; nothing where a search finds nothing, for the bench searches for what is there.
pub async fn products(visit: &Visit) -> Result<Option<ListRead>> {
    let typed = visit.query("q").trim().chars().take(100).collect::<String>();
    let front = visit.front().await?.clone();
    let (above, wanted) = if typed.is_empty() {
        (Above::All, Wanted::default())
    } else {
        let found = find(visit.db(), &typed, visit.query("exact") == "1").await?;
        let shelves = shelves(visit.db(), &typed, 3).await?;
        if found.ids.is_empty() {
            return Ok(None);
        }
        let wanted = Wanted { among: Some(found.ids.clone()), ..Wanted::default() };
        (Above::Search(typed, found, shelves), wanted)
    };
    let list = lists::read(visit, &front.facts, "/products".into(), wanted).await?;
    Ok(Some(ListRead { above, list, strip: strip::read(visit, true).await, front }))
}

/// `/collections/{slug}`
pub async fn collection(visit: &Visit, slug: &str) -> Result<Option<ListRead>> {
    let Some(found) = store::collection(visit.db(), slug).await? else { return Ok(None) };
    let front = visit.front().await?.clone();
    let wanted = Wanted { collection: Some(found.id), ..Wanted::default() };
    let list = lists::read(visit, &front.facts, format!("/collections/{}", found.slug), wanted).await?;
    Ok(Some(ListRead { above: Above::Collection(found), list, strip: strip::read(visit, true).await, front }))
}
