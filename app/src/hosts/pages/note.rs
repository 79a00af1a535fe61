//! Notes from the workbench as pages show them, and the fragment of those that came later.
use crate::catalogue;
use crate::forum::actions::fragment;
use crate::forum::pages::when;
use crate::forum::text;
use crate::hosts::store::{self, Note, Of};
use crate::parts::drawn::Draw;
use crate::parts::picture::{Load, picture};
use crate::site::Visit;
use crate::values::Moment;
use crate::words;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// A note in a grid: its picture, its words, who wrote it. `level` is the rank of its heading.
pub fn card(n: &Note, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let href = format!("/forum/{}", n.topic);
    let image = n.hash.as_ref().map(|hash| {
        let size = (n.width.unwrap_or(800), n.height.unwrap_or(600));
        let alt = n.alt.clone().filter(|a| !a.is_empty()).unwrap_or_else(|| format!("Picture by {}", n.name));
        view! { <div class="pic scene">{picture(hash, size.0, &alt, size, "(width >= 60rem) 26rem, 92vw", Load::Near)}</div> }
    });
    // Its first line stands above; a short note is nothing else.
    let body = text::plain(&n.body);
    let body = body.trim();
    let rest = body.strip_prefix(n.title.as_str()).unwrap_or(body).trim();
    let more = (!rest.is_empty()).then(|| view! { <p class="said">{text::excerpt(rest, 220)}</p> });
    let by = match &n.handle {
        Some(handle) => view! { <a class="plain" href=format!("/hosts/{handle}")>{n.name.clone()}</a> }.drawn(),
        None => view! { <span>{n.name.clone()}</span> }.drawn(),
    };
    let replies = (n.replies > 0).then(|| view! { <span>{words::count(n.replies, "reply", "replies")}</span> });
    view! {
        <article class="bench" data-subject=format!("post:{}", n.post)>
            {image}
            <h3><a class="plain" href=href>{n.title.clone()}</a></h3>
            {more}
            <p class="row gap-3 small soft">{by}<span>{when(n.created_at, now, zone)}</span>{replies}</p>
        </article>
    }
}

/// How many notes that came later are shown at once.
const MOST: i64 = 12;

/// `GET /fragments/bench?product=…&after=…` or `?host=…`: the notes that came later, as the page has them.
pub async fn newer(visit: Visit) -> Response {
    let read = async {
        let db = visit.db();
        let (product, host) = (visit.query("product"), visit.query("host"));
        let of = match (product.is_empty(), host.is_empty()) {
            (false, _) => catalogue::store::product(db, &product)
                .await?
                .filter(|p| p.status == "active")
                .map(|p| Of::Product(p.id)),
            (true, false) => store::at(db, &host).await?.map(|h| Of::Host(h.person)),
            (true, true) => None,
        };
        let after = visit.query("after").parse().unwrap_or(0);
        let notes = match of {
            Some(of) => store::notes(db, of, after, MOST).await?,
            None => vec![],
        };
        Ok::<_, crate::problem::Problem>((notes, visit.facts().await?.zone()))
    };
    match read.await {
        Ok((notes, zone)) => fragment(|| notes.iter().map(|n| card(n, visit.now, &zone)).collect_view().drawn()),
        Err(problem) => (StatusCode::from_u16(problem.status()).unwrap_or_default(), problem.words()).into_response(),
    }
}
