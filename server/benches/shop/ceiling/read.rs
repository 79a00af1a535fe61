//! What the pages read, by the shop's own functions and in the shop's own order: not one query fewer, and nothing kept.
//! When a page of the shop comes to read more or less, this file follows; `statements` in the table shows whether it did.
use app::catalogue::lists::{self, Listed};
use app::catalogue::product::Asked;
use app::catalogue::sheet::{self, Sheet};
use app::catalogue::store::list::Wanted;
use app::catalogue::store::{self, Collection};
use app::db::Result;
use app::search::store::{Results, find, shelves};
use app::site::{Front, Visit};

/// A product's page.
pub struct ProductRead {
    pub sheet: Sheet,
    pub asked: Asked,
    pub front: Front,
}
pub async fn product(visit: &Visit, slug: &str) -> Result<Option<ProductRead>> {
    let Some(sheet) = sheet::read(visit, slug).await? else { return Ok(None) };
    let asked = Asked::read(&visit.queries());
    Ok(Some(ProductRead { sheet, asked, front: visit.front().await?.clone() }))
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
    Ok(Some(ListRead { above, list, front }))
}

/// `/collections/{slug}`
pub async fn collection(visit: &Visit, slug: &str) -> Result<Option<ListRead>> {
    let Some(found) = store::collection(visit.db(), slug).await? else { return Ok(None) };
    let front = visit.front().await?.clone();
    let wanted = Wanted { collection: Some(found.id), ..Wanted::default() };
    let list = lists::read(visit, &front.facts, format!("/collections/{}", found.slug), wanted).await?;
    Ok(Some(ListRead { above: Above::Collection(found), list, front }))
}
