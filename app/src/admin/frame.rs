//! What stands around every page of the back office: where one is, the way back to the shop, and who is signed in.
use crate::site::Facts;
use leptos::prelude::*;

/// The pages of the back office.
const PAGES: [(&str, &str); 3] =
    [("/admin/staff", "Staff"), ("/admin/audit", "Audit"), ("/counter/settings", "Counter")];

/// The bar over a page of the back office, for the person of this name.
pub fn bar(facts: &Facts, path: &str, name: &str) -> impl IntoView + use<> {
    let links = PAGES
        .into_iter()
        .map(|(href, title)| {
            let here = (href == path).then_some("page");
            view! { <a href=href aria-current=here>{title}</a> }
        })
        .collect_view();
    view! {
        <header class="desktop">
            <div class="wrap">
                <a class="word" href="/admin">{facts.name.clone()}</a>
                <nav aria-label="Back office">{links}</nav>
                <p class="end"><a href="/">"See the shop"</a><a href="/account"><span class="vh">"Your account, "</span>{name.to_string()}</a></p>
            </div>
        </header>
    }
}
