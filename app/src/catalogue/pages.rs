//! Home.
use super::cards::{Rank, shelf};
use super::product::talk;
use super::store::list::{self, Wanted};
use super::{Sort, store};
use crate::forum;
use crate::media::{self, Focus};
use crate::parts::drawn::Draw;
use crate::parts::picture::{Load, cropped};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::response::Response;
use leptos::prelude::*;

/// `/`
pub async fn home(visit: Visit) -> Response {
    visit.show(read_home(&visit)).await
}
async fn read_home(visit: &Visit) -> Result<Page, Instead> {
    let db = visit.db();
    let facts = visit.facts().await?.clone();
    let cards = list::cards(db, &Wanted::default(), Sort::Newest, "", 8, &facts.currency).await?.cards;
    let all = list::count(db, &Wanted::default()).await?;
    let (kept, version) = (&visit.site.kept, facts.catalogue_version);
    let makers = kept.or_read(version, "makers", store::makers(db)).await?;
    let collections = kept.or_read(version, "collections", store::collections(db)).await?;
    let answered = forum::store::lately_answered(db, 3).await?;
    let opening = match makers.first() {
        Some(host) => {
            let host = host.clone();
            let scene = kept.or_read(version, "scene", store::scene(db)).await?;
            let face = host.hash.clone().map(|hash| view_face(&hash, host.width, "", host.focus));
            let figure = scene.as_ref().as_ref().map(|s| {
                view! {
                    <figure>
                        <div class="pic scene">{cropped(&s.hash, s.width, &s.alt, (s.width, s.height), "(width >= 60rem) 40vw, 92vw", Load::First, s.focus)}</div>
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
            .drawn(),
            None => view! {
                <section class="wrap hero" aria-labelledby="hello">
                    <div class="stack gap-5">
                        <h1 id="hello">{front.facts.name.clone()}</h1>
                        <p class="soft">"The shelves are still empty. Products come in by import, or by the demo shop."</p>
                    </div>
                </section>
            }
            .drawn(),
        };
        let ways = (!collections.is_empty()).then(|| {
            let ways = collections
                .iter()
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
                let face = m.hash.as_deref().map(|hash| view_face(hash, m.width, m.alt.as_deref().unwrap_or(""), m.focus));
                let name = match m.makes {
                    true => view! { <a href=format!("/products?maker={}", m.handle)>{m.name.clone()}</a> }.drawn(),
                    false => view! { <b>{m.name.clone()}</b> }.drawn(),
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
        let talk_band = (!answered.is_empty()).then(|| {
            view! {
                <section class="band wrap" aria-labelledby="talk">
                    <div class="head"><h2 id="talk">"Asked and answered"</h2><a class="link" href="/forum">"Everything that is asked"</a></div>
                    <div class="qa grid wide">{answered.iter().map(talk::line).collect_view()}</div>
                </section>
            }
        });
        view! { {hero} {shelf_band} {ways} {talk_band} {makers_band} }
    })
    .description(description)
    .canonical("/")
    .data(vec![data]))
}

/// A small round portrait.
pub fn view_face(hash: &str, original: Option<i64>, alt: &str, focus: Option<Focus>) -> impl IntoView + use<> {
    let width =
        media::WIDTHS.iter().map(|w| i64::from(*w)).find(|w| *w >= 160).unwrap_or(160).min(original.unwrap_or(160));
    let class = focus.and_then(Focus::class).map_or("face".to_string(), |place| format!("face {place}"));
    view! { <img class=class src=media::url(hash, width as u32) width="40" height="40" alt=alt.to_string() loading="lazy"/> }
}
