//! Everybody who stands at the counter.
use super::portrait;
use crate::hosts::{said, store};
use crate::parts::crumbs::crumbs;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::response::Response;
use leptos::prelude::*;

/// `GET /hosts`
pub async fn hosts(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let all = store::listed(visit.db()).await?;
    Ok(Page::new("The hosts", move |front: &Front| view(&all, front))
        .description("Who answers here, what they know about, and when they are at the counter.")
        .canonical("/hosts"))
}

fn view(all: &[store::Host], front: &Front) -> impl IntoView + use<> {
    let zone = front.facts.zone();
    let path = [("/".to_string(), "Home".to_string()), ("/hosts".into(), "The hosts".into())];
    let crew = all
        .iter()
        .map(|h| {
            let hand = front.roster.hand(h.person);
            let presence = hand.map(|hand| hand.presence(front.now, &zone));
            let here = matches!(presence, Some(crate::hosts::roster::Presence::Here(_)));
            let when = presence.map(|p| said::presence(&p, front.now, &zone));
            let when = when.map(|when| {
                view! { <p class="row gap-2 when"><span class=if here { "lamp" } else { "lamp off" } aria-hidden="true"></span><span>{when}</span></p> }
            });
            let about = (!h.specialities.is_empty()).then(|| view! { <p class="soft">{format!("Ask about {}.", h.specialities)}</p> });
            view! {
                <li>
                    {portrait(h.hash.as_deref(), h.width, h.focus, &h.name, 400)}
                    <h2><a href=format!("/hosts/{}", h.handle)>{h.name.clone()}</a></h2>
                    <p class="soft">{h.title.clone()}</p>
                    {about}
                    {when}
                </li>
            }
        })
        .collect_view();
    let empty = all.is_empty().then(|| view! { <p class="soft">"Nobody has a page here yet."</p> });
    let hours = front.facts.hours.clone();
    let hours = (!hours.is_empty()).then(|| view! { <p class="soft">{hours}</p> });
    view! {
        <div class="wrap">
            {crumbs(&path)}
            <div class="stack gap-5">
                <header class="stack gap-2"><h1>"The hosts"</h1><p class="soft">"Whoever answers here does so under their own name."</p>{hours}</header>
                {empty}
                <ul class="crew">{crew}</ul>
            </div>
        </div>
    }
}
