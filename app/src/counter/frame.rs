//! The bar over every page of the hosts' console.
use crate::site::Facts;
use leptos::prelude::*;

/// Where the bar leads: address and name.
const LINKS: &[(&str, &str)] = &[
    ("/counter", "Counter"),
    ("/counter/queue", "Queue"),
    ("/counter/bench", "Workbench"),
    ("/counter/page", "Your page"),
    ("/counter/settings", "Settings"),
];

/// The bar of a page at this path, for a person of the staff.
pub fn bar(facts: &Facts, path: &str, name: &str) -> impl IntoView + use<> {
    let links = LINKS
        .iter()
        .map(|(href, title)| {
            let here = (*href == path).then_some("page");
            view! { <a href=*href aria-current=here>{*title}</a> }
        })
        .collect_view();
    view! {
        <header class="desktop">
            <div class="wrap">
                <a class="word" href="/">{facts.name.clone()}</a>
                <nav aria-label="Counter">{links}</nav>
                <p class="end"><a href="/account">{name.to_string()}</a></p>
            </div>
        </header>
    }
}
