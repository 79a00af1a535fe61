//! `/pages/{slug}`: imprint, privacy, returns, shipping, about.
use super::store;
use crate::parts::drawn::Draw;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// `/pages/{slug}`
pub async fn page(visit: Visit, Path(slug): Path<String>) -> Response {
    visit.show(read(&visit, &slug)).await
}
async fn read(visit: &Visit, slug: &str) -> Result<Page, Instead> {
    let (title, body) = store::page(visit.db(), slug).await?.ok_or(Instead::Missing)?;
    let path = format!("/pages/{slug}");
    let heading = title.clone();
    let description = body.lines().find(|l| !l.is_empty() && !l.starts_with("## ")).unwrap_or("").to_string();
    Ok(Page::new(title, move |_: &Front| {
        let paragraphs = drawn(&body, false);
        view! { <div class="wrap page"><article class="prose measure"><h1>{heading}</h1>{paragraphs}</article></div> }
    })
    .description(description)
    .canonical(path)
    .quiet())
}

/// The text of a page: a paragraph a line, `## ` before a heading; `lower` where it stands under headings of another page.
pub fn drawn(body: &str, lower: bool) -> impl IntoView + use<> {
    body.lines()
        .filter(|l| !l.trim().is_empty())
        .map(|line| match (line.strip_prefix("## "), lower) {
            (Some(heading), false) => view! { <h2>{heading.to_string()}</h2> }.drawn(),
            (Some(heading), true) => view! { <p><b>{heading.to_string()}</b></p> }.drawn(),
            (None, _) => view! { <p>{line.to_string()}</p> }.drawn(),
        })
        .collect_view()
}
