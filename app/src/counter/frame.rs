//! The bar over every page of the hosts' console.
use crate::site::{Facts, Visit};
use leptos::prelude::*;

/// A room of the console: its address and its name.
pub type Room = (&'static str, &'static str);
/// Where hosts go, and where merchants go.
const HOSTS: &[Room] = &[
    ("/counter", "Counter"),
    ("/counter/queue", "Queue"),
    ("/counter/bench", "Workbench"),
    ("/counter/page", "Your page"),
];
const MERCHANTS: &[Room] = &[("/counter/settings", "Settings"), ("/admin", "Back office")];

/// The rooms that whoever asks may enter.
pub async fn rooms(visit: &Visit) -> Vec<Room> {
    let Ok(viewer) = visit.viewer().await else { return vec![] };
    let hosts = viewer.host().is_ok().then_some(HOSTS);
    let merchants = viewer.merchant().is_ok().then_some(MERCHANTS);
    [hosts, merchants].into_iter().flatten().flatten().copied().collect()
}

/// The bar of a page at this path, for a person of the staff.
pub fn bar(facts: &Facts, rooms: &[Room], path: &str, name: &str) -> impl IntoView + use<> {
    let links = rooms
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
