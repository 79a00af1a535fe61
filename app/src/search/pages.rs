//! What a search found, said plainly; and suggestions while it is typed.
use super::store::{self, MOST, Results};
use super::talk;
use crate::catalogue::cards::{Rank, shelf};
use crate::catalogue::store::list;
use crate::catalogue::{Sort, lists, structured};
use crate::media::{self, Focus};
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::query;
use crate::shell::{Instead, Page};
use crate::site::{Facts, Front, Visit};
use crate::values::Money;
use crate::words;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use leptos::prelude::*;

/// How many products are suggested, and how many shelves.
const SUGGESTED: usize = 6;
const SHELVES: i64 = 3;

/// `/products?q=`
pub async fn read(visit: &Visit, typed: &str) -> Result<Page, Instead> {
    let db = visit.db();
    let facts = visit.facts().await?.clone();
    let exact = visit.query("exact") == "1";
    let found = store::find(db, typed, exact).await?;
    let steps = vec![("/".into(), "Home".into()), ("/products".into(), "Products".into())];
    let data = vec![structured::crumbs(&visit.site.public_url, &steps)];
    let heading = match (&found.instead, found.ids.is_empty()) {
        (Some(instead), _) => words::results(instead),
        (None, false) => words::results(typed),
        (None, true) => words::nothing_called(typed),
    };
    // Who asks for their own words to the letter was heard before.
    if !exact && (found.instead.is_some() || found.ids.is_empty()) {
        visit.site.missed.remember(typed);
    }
    let shelves = store::shelves(db, typed, SHELVES).await?;
    let asked = talk::beside(visit, typed, &found.readings).await?;
    let intro = intro(typed, &found, shelves);
    let title = heading.clone();
    let page = if found.ids.is_empty() {
        let help = help(visit, typed, &facts).await?;
        Page::new(title, move |front: &Front| {
            view! { <div class="wrap">{crumbs(&steps)}<div class="intro stack gap-3"><h1>{heading}</h1>{intro}</div>{asked}{help(front)}</div> }
        })
    } else {
        let list = lists::found(visit, &facts, found.ids).await?;
        Page::new(title, move |front: &Front| {
            view! { <div class="wrap">{crumbs(&steps)}<div class="intro stack gap-3"><h1>{heading}</h1>{intro}</div>{list(front)}{asked}</div> }
        })
    };
    Ok(page.description(facts.tagline).canonical("/products").data(data).unlisted())
}

/// What the search understood, and the way to what was typed.
fn intro(typed: &str, found: &Results, shelves: Vec<(String, String)>) -> impl IntoView + use<> {
    let instead = found.instead.as_ref().map(|_| {
        let href = format!("/products?{}", query(&[("q".into(), typed.into()), ("exact".into(), "1".into())]));
        view! { <p class="soft">{words::no_such_word(&found.unknown)}" Search instead for "<a class="link" href=href>{format!("‘{typed}’")}</a>"."</p> }
    });
    let many = (found.ids.len() as i64 >= MOST).then(|| view! { <p class="soft">{words::best_of(MOST)}</p> });
    let ways = (!shelves.is_empty()).then(|| {
        let links = shelves
            .into_iter()
            .map(|(slug, title)| view! { <li><a class="chip" href=format!("/collections/{slug}")>{title}</a></li> })
            .collect_view();
        view! { <ul class="chips" aria-label="Shelves of that name">{links}</ul> }
    });
    view! { {instead} {many} {ways} }
}

/// For who found nothing: each word alone, the shelves, what is new.
async fn help(
    visit: &Visit,
    typed: &str,
    facts: &Facts,
) -> Result<impl FnOnce(&Front) -> AnyView + Send + use<>, Instead> {
    let db = visit.db();
    let words = super::asked(typed);
    let mut alone = vec![];
    if words.len() > 1 {
        for word in words {
            let found = store::find(db, &word, false).await?;
            if !found.ids.is_empty() {
                alone.push((found.instead.unwrap_or(word), found.ids.len() as i64));
            }
        }
    }
    let new = list::cards(db, &list::Wanted::default(), Sort::Newest, "", 4, &facts.currency).await?.cards;
    Ok(move |front: &Front| {
        let alone = (!alone.is_empty()).then(|| {
            let links = alone
                .into_iter()
                .map(|(word, n)| {
                    let href = format!("/products?{}", query(&[("q".into(), word.clone())]));
                    view! { <li><a class="chip" href=href>{word}" "<span class="soft">{n}</span></a></li> }
                })
                .collect_view();
            view! { <div class="stack gap-3"><p>"One word of it finds something:"</p><ul class="chips">{links}</ul></div> }
        });
        let shelves = front
            .links
            .collections
            .iter()
            .map(|(slug, title)| view! { <li><a class="chip" href=format!("/collections/{slug}")>{title.clone()}</a></li> })
            .collect_view();
        let shelves = (!front.links.collections.is_empty()).then(|| {
            view! { <div class="stack gap-3"><p>"Or look along a shelf:"</p><ul class="chips"><li><a class="chip" href="/products">"All products"</a></li>{shelves}</ul></div> }
        });
        let new = (!new.is_empty()).then(|| {
            view! {
                <section class="band" aria-labelledby="new"><div class="head"><h2 id="new">"New on the shelf"</h2></div>{shelf(new, &front.facts, true, Rank::Three, 0)}</section>
            }
        });
        view! { <div class="stack gap-5">{alone}{shelves}</div>{new} }.drawn()
    })
}

/// `/fragments/search?q=`: the best few, as links.
pub async fn suggest(visit: Visit) -> Response {
    let typed = visit.query("q").trim().chars().take(100).collect::<String>();
    let html = match suggestions(&visit, &typed).await {
        Ok(html) => html,
        Err(error) => return crate::shell::said(&crate::problem::ours(&error)),
    };
    ([(header::CACHE_CONTROL, "private, no-cache")], Html(html)).into_response()
}
async fn suggestions(visit: &Visit, typed: &str) -> crate::db::Result<String> {
    if typed.chars().count() < 2 {
        return Ok(String::new());
    }
    let db = visit.db();
    let facts = visit.facts().await?.clone();
    let found = store::find(db, typed, false).await?;
    let all = found.ids.len() as i64;
    let cards = list::of(db, found.ids.into_iter().take(SUGGESTED).collect(), &facts.currency).await?;
    let shelves = store::shelves(db, typed, SHELVES).await?;
    let topics = talk::suggested(db, typed, &found.readings).await?;
    if cards.is_empty() && shelves.is_empty() && topics.is_empty() {
        return Ok(String::new());
    }
    let products = cards
        .into_iter()
        .map(|card| {
            let image = card.hash.as_ref().map(|hash| view! { <img class=card.focus.and_then(Focus::class) src=media::url(hash, 160) width="40" height="50" alt="" loading="lazy"/> });
            let price = card.list_price.map(|amount| words::money(Money::new(amount, facts.currency())));
            view! { <li><a href=format!("/products/{}", card.slug)>{image}<span class="grow">{card.title.clone()}</span><span class="price">{price}</span></a></li> }
        })
        .collect_view();
    let shelves = shelves
        .into_iter()
        .map(|(slug, title)| view! { <li><a href=format!("/collections/{slug}")><span class="grow">{title}</span><span class="soft">"Shelf"</span></a></li> })
        .collect_view();
    let topics = talk::lines(&topics);
    let more = (all > 0).then(|| {
        let href = format!("/products?{}", query(&[("q".into(), typed.into())]));
        let words = words::all_results(all, found.instead.as_deref().unwrap_or(typed));
        view! { <li><a class="all" href=href>{words}</a></li> }
    });
    Ok(Owner::new().with(|| view! { <ul>{shelves}{products}{topics}{more}</ul> }.to_html()).replace("<!>", "<!---->"))
}
