//! Home, the lists and a collection. A product has a file of its own.
use super::cards::{Rank, shelf};
use super::list::{self, Cards, Wanted};
use super::structured::{self, first_of};
use super::{Sort, slugs, store};
use crate::media;
use crate::parts::crumbs::crumbs;
use crate::parts::picture::{Load, picture};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit, facts};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// `/`
pub async fn home(visit: Visit) -> Response {
    visit.show(read_home(&visit)).await
}
async fn read_home(visit: &Visit) -> Result<Page, Instead> {
    let db = visit.db();
    let facts = facts(db).await?;
    let cards = list::cards(db, &Wanted::default(), Sort::Newest, "", 8, &facts.currency).await?.cards;
    let all = list::count(db, &Wanted::default()).await?;
    let makers = store::makers(db).await?;
    let collections = store::collections(db).await?;
    let opening = match makers.first() {
        Some(host) => {
            let host = host.clone();
            let scene = store::scene(db).await?;
            let face = host.hash.clone().map(|hash| view_face(&hash, host.width, ""));
            let figure = scene.map(|s| {
                view! {
                    <figure>
                        <div class="pic scene">{picture(&s.hash, s.width, &s.alt, (s.width, s.height), "(width >= 60rem) 40vw, 92vw", Load::First)}</div>
                        <figcaption><span><b>"How it is made: "</b>{s.title.clone()}</span><a class="link" href=format!("/products/{}#making", s.slug)>"See every step"</a></figcaption>
                    </figure>
                }
            });
            Some((host, face, figure))
        }
        None => None,
    };
    let title =
        if facts.tagline.is_empty() { "Welcome".to_string() } else { facts.tagline.trim_end_matches('.').to_string() };
    let description = facts.purpose.clone();
    let data = serde_json::json!({
        "@context": "https://schema.org", "@type": "Organization", "name": facts.name, "url": format!("{}/", visit.site.public_url),
    });
    Ok(Page::new(title, move |front: &Front| {
        let hero = match opening {
            Some((host, face, figure)) => view! {
                <section class="wrap hero" aria-labelledby="hello">
                    <div class="stack gap-5">
                        <h1 id="hello" class="said big">"“"{host.words}"”"</h1>
                        <p class="row nowrap gap-4">{face}<span><b>{host.name}</b><br/><span class="small soft">{host.craft}</span></span></p>
                        <p class="row"><a class="btn" href="/products">"See what is on the shelves"</a></p>
                    </div>
                    {figure}
                </section>
            }
            .into_any(),
            None => view! {
                <section class="wrap hero" aria-labelledby="hello">
                    <div class="stack gap-5">
                        <h1 id="hello">{front.facts.name.clone()}</h1>
                        <p class="soft">"The shelves are still empty. Products come in by import, or by the demo shop."</p>
                    </div>
                </section>
            }
            .into_any(),
        };
        let ways = (!collections.is_empty()).then(|| {
            let ways = collections
                .into_iter()
                .map(|c| {
                    let said = c.said_by.is_some();
                    let lead = if said { format!("“{}”", c.lead) } else { c.lead.clone() };
                    view! {
                        <li><a href=format!("/collections/{}", c.slug)><span class=said.then_some("said")>{lead}</span>
                            <small>{format!("{}, {}", c.title, words::count(c.products, "thing", "things"))}</small></a></li>
                    }
                })
                .collect_view();
            view! {
                <section class="band wrap tint" aria-labelledby="start">
                    <div class="head"><h2 id="start">"Start from your own kitchen"</h2><p>"Each sentence opens a shelf that somebody put together."</p></div>
                    <ul class="ways">{ways}</ul>
                </section>
            }
        });
        let people = makers
            .iter()
            .map(|m| {
                let face = m.hash.as_deref().map(|hash| view_face(hash, m.width, m.alt.as_deref().unwrap_or("")));
                let name = match m.makes {
                    true => view! { <a href=format!("/products?maker={}", m.handle)>{m.name.clone()}</a> }.into_any(),
                    false => view! { <b>{m.name.clone()}</b> }.into_any(),
                };
                view! { <li class="byline">{face}<p>{name}<br/><span class="soft">{m.craft.clone()}</span></p></li> }
            })
            .collect_view();
        let shelf_band = (!cards.is_empty()).then(|| {
            view! {
                <section class="band wrap" aria-labelledby="shelf">
                    <div class="head"><h2 id="shelf">"New on the shelf"</h2><a class="link" href="/products">{format!("All {}", words::count(all, "product", "products"))}</a></div>
                    {shelf(cards, &front.facts, true, Rank::Three, 0)}
                </section>
            }
        });
        let makers_band = (!makers.is_empty()).then(|| {
            view! {
                <section class="band wrap" aria-labelledby="makers">
                    <div class="head"><h2 id="makers">"Who makes it"</h2><p>{front.facts.purpose.clone()}</p></div>
                    <ul class="grid people">{people}</ul>
                </section>
            }
        });
        view! { {hero} {shelf_band} {ways} {makers_band} }
    })
    .description(description)
    .canonical("/")
    .data(vec![data]))
}

/// A small round portrait.
pub fn view_face(hash: &str, original: Option<i64>, alt: &str) -> impl IntoView + use<> {
    let width =
        media::WIDTHS.iter().map(|w| i64::from(*w)).find(|w| *w >= 160).unwrap_or(160).min(original.unwrap_or(160));
    view! { <img class="face" src=media::url(hash, width as u32) width="40" height="40" alt=alt.to_string() loading="lazy"/> }
}

/// `/products`
pub async fn products(visit: Visit) -> Response {
    visit.show(read_products(&visit)).await
}
async fn read_products(visit: &Visit) -> Result<Page, Instead> {
    let db = visit.db();
    let facts = facts(db).await?;
    let sort = Sort::parse(&visit.query("sort"));
    let after = visit.query("after");
    let maker = match visit.query("maker").as_str() {
        "" => None,
        handle => store::maker(db, handle).await?,
    };
    let search = visit.query("q").trim().chars().take(100).collect::<String>();
    let wanted = Wanted { maker: maker.as_ref().map(|(id, _)| *id), search: search.clone(), ..Wanted::default() };
    let page = list::cards(db, &wanted, sort, &after, list::PAGE, &facts.currency).await?;
    let all = list::count(db, &wanted).await?;
    let heading = match (&maker, search.is_empty()) {
        (_, false) => words::results(&search),
        (Some((_, name)), _) => words::everything_by(name),
        _ => "All products".to_string(),
    };
    let steps = vec![("/".into(), "Home".into()), ("/products".into(), "Products".into())];
    let data = vec![structured::crumbs(&visit.site.public_url, &steps)];
    let keep = visit.queries().into_iter().filter(|(k, _)| k == "maker" || k == "q").collect::<Vec<_>>();
    let intro = match (all, search.is_empty()) {
        (0, false) => words::nothing_called(&search),
        (_, false) => "Searched in names, tags and SKUs.".to_string(),
        _ => "Each by somebody you can name.".to_string(),
    };
    let page = Page::new(heading.clone(), move |front: &Front| {
        let list = listing(page, all, sort, &after, "/products", &keep, front);
        view! {
            <div class="wrap">
                {crumbs(&steps)}
                <div class="intro stack gap-3"><h1>{heading}</h1><p class="soft">{intro}</p></div>
                {list}
            </div>
        }
    })
    .description(facts.tagline)
    .canonical("/products")
    .data(data);
    Ok(if maker.is_some() || !search.is_empty() { page.unlisted() } else { page })
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
    let facts = facts(db).await?;
    let sort = Sort::parse(&visit.query("sort"));
    let after = visit.query("after");
    let wanted = Wanted { collection: Some(c.id), ..Wanted::default() };
    let page = list::cards(db, &wanted, sort, &after, list::PAGE, &facts.currency).await?;
    let path = format!("/collections/{}", c.slug);
    let steps =
        vec![("/".into(), "Home".into()), ("/products".into(), "Products".into()), (path.clone(), c.title.clone())];
    let data = vec![structured::crumbs(&visit.site.public_url, &steps)];
    let (title, description) = (first_of([&c.seo_title, &c.title]), first_of([&c.seo_description, &c.lead]));
    let here = path.clone();
    Ok(Page::new(title, move |front: &Front| {
        let lead = match c.said_by {
            Some(host) => {
                let craft = c.said_by_craft.filter(|x| !x.is_empty()).map(|x| format!(", {x}")).unwrap_or_default();
                view! { <p class="said">"“"{c.lead}"” "<span class="by">{host}{craft}</span></p> }.into_any()
            }
            None => view! { <p class="soft">{c.lead}</p> }.into_any(),
        };
        let list = listing(page, c.products, sort, &after, &here, &[], front);
        view! {
            <div class="wrap">
                {crumbs(&steps)}
                <div class="intro stack gap-3"><h1>{c.title}</h1>{lead}</div>
                {list}
            </div>
        }
    })
    .description(description)
    .canonical(path)
    .data(data))
}

/// The count, the sort, the shelf and the pager of a list.
fn listing(
    page: Cards,
    all: i64,
    sort: Sort,
    after: &str,
    path: &str,
    keep: &[(String, String)],
    front: &Front,
) -> impl IntoView + use<> {
    let options = Sort::ALL
        .into_iter()
        .map(|s| view! { <option value=s.word() selected=s == sort>{s.label()}</option> })
        .collect_view();
    let kept = keep
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect_view();
    let query = |pairs: &[(&str, &str)]| {
        let mut all: Vec<(String, String)> = keep.to_vec();
        all.extend(pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_string(), v.to_string())));
        match crate::parts::query(&all) {
            q if q.is_empty() => path.to_string(),
            q => format!("{path}?{q}"),
        }
    };
    let sort_word = if sort == Sort::Newest { "" } else { sort.word() };
    let first = (!after.is_empty()).then(|| {
        let href = query(&[("sort", sort_word)]);
        view! { <a class="btn quiet" href=href>"To the beginning"</a> }
    });
    let next = page.next.as_deref().map(|cursor| {
        let href = query(&[("sort", sort_word), ("after", cursor)]);
        view! { <a class="btn quiet" rel="next" href=href>"More"</a> }
    });
    let pager = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="pager" aria-label="More of this list">{first}{next}</nav> });
    let path = path.to_string();
    let sorting = (all > 1).then(|| {
        view! {
            <crate::cart::islands::Quantities>
                    <form class="row gap-2" action=path data-autosend="">
                        {kept}
                        <label for="sort" class="small">"Sort by"</label>
                        <select id="sort" name="sort" class="fit">{options}</select>
                        <button class="btn quiet nojs-only">"Sort"</button>
                    </form>
                </crate::cart::islands::Quantities>
        }
    });
    let searched = keep.iter().any(|(name, value)| name == "q" && !value.trim().is_empty());
    let body = if page.cards.is_empty() {
        // A search has said above the shelf that it found nothing.
        let nothing = (!searched).then(|| view! { <p>"Nothing stands on this shelf yet."</p> });
        view! { <div class="empty">{nothing}<p><a class="btn quiet" href="/products">"All products"</a></p></div> }
            .into_any()
    } else {
        shelf(page.cards, &front.facts, true, Rank::Two, 2).into_any()
    };
    view! {
        <section aria-label="Products">
            <div class="results">
                <p role="status"><b>{words::count(all, "product", "products")}</b></p>
                {sorting}
            </div>
            {body}
            {pager}
        </section>
    }
}
