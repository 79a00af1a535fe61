//! The path to a page.
use crate::parts::drawn::Draw;
use leptos::prelude::*;

/// Paths and names from the home page down; the last is the page itself.
pub fn crumbs(steps: &[(String, String)]) -> impl IntoView + use<> {
    let last = steps.len().saturating_sub(1);
    let items = steps
        .iter()
        .enumerate()
        .map(|(i, (path, name))| {
            let (path, name) = (path.clone(), name.clone());
            if i == last {
                view! { <li aria-current="page">{name}</li> }.drawn()
            } else {
                view! { <li><a href=path>{name}</a></li> }.drawn()
            }
        })
        .collect_view();
    view! { <nav class="crumbs" aria-label="Breadcrumb"><ol>{items}</ol></nav> }
}
