//! The lists: all products, a search, a collection; each narrowed by facets, sorted, and paged by a cursor.
use super::cards::{Rank, shelf};
use super::facets::{self, view::Narrowing};
use super::store::list::{self, Cards, Wanted};
use super::structured::{self, first_of};
use super::{Sort, slugs, store};
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::search;
use crate::shell::{Instead, Page};
use crate::site::{Facts, Front, Visit};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// A list that has been read.
pub struct Listed {
    pub cards: Cards,
    pub all: i64,
    pub narrowing: Narrowing,
}

/// Reads a list as its address wants it. `wanted` says what it is a list of.
pub async fn read(visit: &Visit, facts: &Facts, path: String, mut wanted: Wanted) -> crate::db::Result<Listed> {
    let db = visit.db();
    let pairs = visit.queries();
    let search = wanted.among.is_some();
    let sort = match Sort::parse(&visit.query("sort")) {
        Some(Sort::Best) | None if search => Sort::Best,
        Some(Sort::Arranged | Sort::Best) | None if wanted.arranged => Sort::Arranged,
        Some(Sort::Arranged | Sort::Best) | None => Sort::Newest,
        Some(sort) => sort,
    };
    wanted.chosen = facets::store::chosen(db, &pairs).await?;
    let mut narrowing = Narrowing::new(path, sort, wanted, &pairs, facts.currency());
    narrowing.after = visit.query("after");
    let cards = list::cards(db, &narrowing.wanted, sort, &narrowing.after, list::PAGE, &facts.currency).await?;
    let all = list::count(db, &narrowing.wanted).await?;
    narrowing.facets = facets::store::counted(db, &narrowing.wanted).await?;
    Ok(Listed { cards, all, narrowing })
}

/// `/products`, and what a search finds.
pub async fn products(visit: Visit) -> Response {
    let search = visit.query("q").trim().chars().take(100).collect::<String>();
    match search.is_empty() {
        true => visit.show(read_products(&visit)).await,
        false => visit.show(search::pages::read(&visit, &search)).await,
    }
}
async fn read_products(visit: &Visit) -> Result<Page, Instead> {
    let facts = visit.facts().await?.clone();
    let list = read(visit, &facts, "/products".into(), Wanted::default()).await?;
    let heading = match &list.narrowing.wanted.chosen[..] {
        [only] if only.facet == facets::MAKER => words::everything_by(&only.label),
        _ => "All products".to_string(),
    };
    let steps = vec![("/".into(), "Home".into()), ("/products".into(), "Products".into())];
    let data = vec![structured::crumbs(&visit.site.public_url, &steps)];
    Ok(Page::new(heading.clone(), move |front: &Front| {
        view! {
            <div class="wrap">
                {crumbs(&steps)}
                <div class="intro stack gap-3"><h1>{heading}</h1><p class="soft">"Each by somebody you can name."</p></div>
                {listing(list, front)}
            </div>
        }
    })
    .description(facts.tagline)
    .canonical("/products")
    .data(data))
}

/// What a search found, as a list under its own address.
pub async fn found(
    visit: &Visit,
    facts: &Facts,
    ids: Vec<i64>,
) -> Result<impl FnOnce(&Front) -> AnyView + Send + use<>, Instead> {
    let list = read(visit, facts, "/products".into(), Wanted { among: Some(ids), ..Wanted::default() }).await?;
    Ok(move |front: &Front| listing(list, front).drawn())
}

/// `/collections/{slug}`
pub async fn collection(visit: Visit, Path(slug): Path<String>) -> Response {
    visit.show(read_collection(&visit, &slug)).await
}
async fn read_collection(visit: &Visit, slug: &str) -> Result<Page, Instead> {
    let db = visit.db();
    let Some(c) = store::collection(db, slug).await? else {
        return Err(match slugs::moved(db, "collection", slug).await? {
            Some(now) => Instead::Moved(format!("/collections/{now}")),
            None => Instead::Missing,
        });
    };
    let facts = visit.facts().await?.clone();
    let path = format!("/collections/{}", c.slug);
    let list =
        read(visit, &facts, path.clone(), Wanted { collection: Some(c.id), arranged: c.arranged, ..Wanted::default() })
            .await?;
    let steps =
        vec![("/".into(), "Home".into()), ("/products".into(), "Products".into()), (path.clone(), c.title.clone())];
    let data = vec![structured::crumbs(&visit.site.public_url, &steps)];
    let (title, description) = (first_of([&c.seo_title, &c.title]), first_of([&c.seo_description, &c.lead]));
    Ok(Page::new(title, move |front: &Front| {
        let lead = match c.said_by {
            Some(host) => {
                let craft = c.said_by_craft.filter(|x| !x.is_empty()).map(|x| format!(", {x}")).unwrap_or_default();
                view! { <p class="said">"“"{c.lead}"” "<span class="by">{host}{craft}</span></p> }.drawn()
            }
            None => view! { <p class="soft">{c.lead}</p> }.drawn(),
        };
        view! {
            <div class="wrap">
                {crumbs(&steps)}
                <div class="intro stack gap-3"><h1>{c.title}</h1>{lead}</div>
                {listing(list, front)}
            </div>
        }
    })
    .description(description)
    .canonical(path)
    .data(data))
}

/// The filters, the count, what is chosen, the sort, the shelf and the pager of a list.
fn listing(list: Listed, front: &Front) -> impl IntoView + use<> {
    let Listed { cards, all, narrowing } = list;
    let filters = narrowing.panel(all);
    let first = (!narrowing.after.is_empty())
        .then(|| view! { <a class="btn quiet" href=narrowing.address(None, None)>"To the beginning"</a> });
    let next = cards
        .next
        .as_deref()
        .map(|cursor| view! { <a class="btn quiet" rel="next" href=narrowing.address(None, Some(cursor))>"More products"</a> });
    let pager = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="pager" aria-label="More of this list">{first}{next}</nav> });
    let body = match cards.cards.is_empty() {
        true => nothing(&narrowing).drawn(),
        false => shelf(cards.cards, &front.facts, filters.is_none(), Rank::Two, 2).drawn(),
    };
    let main = view! {
        <section aria-label="Products">
            <div class="results">
                <p role="status"><b>{words::count(all, "product", "products")}</b></p>
                {narrowing.chips()}
                {(all > 1).then(|| narrowing.sorting())}
            </div>
            {body}
            {pager}
        </section>
    };
    match filters {
        Some(filters) => view! { <div class="browse">{filters}{main}</div> }.drawn(),
        None => main.drawn(),
    }
}

fn nothing(narrowing: &Narrowing) -> impl IntoView + use<> {
    let (words, href, name) = match narrowing.is_narrowed() {
        true => ("Nothing on this shelf is all of that.", narrowing.bare(), "Take the filters off"),
        false => ("Nothing stands on this shelf yet.", "/products".to_string(), "All products"),
    };
    view! { <div class="empty"><p>{words}</p><p><a class="btn quiet" href=href>{name}</a></p></div> }
}
