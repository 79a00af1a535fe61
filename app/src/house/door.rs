//! The door of the shop: who is let in before it is open, and while it is closed for a while.
use crate::house::store::Facts;
use crate::shell::Page;
use crate::site::{Front, Visit};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the shop was open when its row was last read here: an open shop asks nothing more of whoever comes. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Door(Arc<AtomicBool>);
impl Door {
    /// Remembers what the shop's row says.
    pub fn note(&self, facts: &Facts) {
        self.0.store(facts.is_open(), Ordering::Relaxed);
    }
    fn was_open(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What stays open to everybody: the way in for staff, what customers have ordered, the shop's own pages.
const ALWAYS: &[&str] = &[
    "/account",
    "/admin",
    "/begin",
    "/counter",
    "/links",
    "/media",
    "/orders",
    "/pages",
    "/robots.txt",
    "/sign-in",
    "/sign-out",
    "/sign-up",
    "/watch",
];
/// What is for machines: it gives nothing.
const MACHINES: &[&str] = &["/feeds", "/fragments", "/live", "/sitemap.xml"];

fn under(path: &str, list: &[&str]) -> bool {
    list.iter().any(|base| path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The answer in place of every other one, where the shop is not open and whoever asks is not of its staff.
pub async fn closed(visit: &Visit, method: &Method) -> Option<Response> {
    if visit.site.door.was_open() {
        return None;
    }
    let front = visit.front().await.ok()?;
    if front.facts.is_open() || !shuts_out(visit).await {
        return None;
    }
    if under(visit.uri.path(), MACHINES) || visit.wants_json() {
        return Some((StatusCode::NOT_FOUND, "The shop is not open yet.\n").into_response());
    }
    let status = if *method == Method::POST { StatusCode::FORBIDDEN } else { StatusCode::OK };
    Some(visit.show(async { Ok(soon(visit).await?.status(status)) }).await)
}

/// Whether a closed shop keeps whoever asks away from this address.
pub async fn shuts_out(visit: &Visit) -> bool {
    if under(visit.uri.path(), ALWAYS) {
        return false;
    }
    match visit.viewer().await {
        Ok(viewer) => viewer.host().is_err() && viewer.merchant().is_err(),
        Err(_) => true,
    }
}

/// What visitors see of a shop that is not open.
pub async fn soon(visit: &Visit) -> crate::db::Result<Page> {
    let unclaimed = !crate::staff::first::claimed(visit.db()).await?;
    Ok(Page::new("Opening soon", move |front: &Front| view(front, unclaimed)).closed())
}

fn view(front: &Front, unclaimed: bool) -> impl IntoView + use<> {
    let f = &front.facts;
    let heading = match (f.away.is_empty(), unclaimed) {
        (false, _) => "Closed for a while",
        (true, true) => "A new shop",
        (true, false) => "Opening soon",
    };
    let purpose = (!f.purpose.is_empty()).then(|| view! { <p class="said big">{f.purpose.clone()}</p> });
    let away = (!f.away.is_empty()).then(|| view! { <p>{f.away.clone()}</p> });
    let first = unclaimed.then(|| {
        view! {
            <p>"It has no merchant yet. Whoever runs this machine finds a link in the log of the program, or makes a merchant by one command:"</p>
            <pre class="scroll" tabindex="0" role="region" aria-label="The command"><code>"openkitchen staff add --email you@example.org --name \"Your Name\" --role merchant"</code></pre>
            <p class="soft">"The password is one line on its standard input. Then sign in here, and the opening begins."</p>
        }
    });
    let fact = |name: &'static str, value: &str| {
        (!value.is_empty()).then(|| view! { <dt>{name}</dt><dd>{value.to_string()}</dd> })
    };
    let place =
        [f.street.as_str(), f.city.as_str()].iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(", ");
    let facts = [
        ("Hours", f.hours.as_str()),
        ("Where", place.as_str()),
        ("Email", f.email.as_str()),
        ("Telephone", f.phone.as_str()),
    ];
    let any = facts.iter().any(|(_, value)| !value.is_empty());
    let facts = any.then(
        || view! { <dl class="kv">{facts.map(|(name, value)| fact(name, value)).into_iter().collect_view()}</dl> },
    );
    view! {
        <div class="wrap page">
            <div class="lost stack gap-5">
                <p class="code">{f.name.clone()}</p>
                <h1>{heading}</h1>
                {purpose}
                {away}
                {first}
                {facts}
                <p class="small soft"><a class="link" href="/sign-in?next=/admin/opening">"For the staff: sign in"</a></p>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_open_is_an_address_and_what_stands_under_it() {
        for path in ["/admin", "/admin/opening", "/orders/abc", "/sign-in", "/sign-in/code", "/pages/imprint"] {
            assert!(under(path, ALWAYS), "{path}");
        }
        for path in ["/", "/products", "/ordersish", "/cart", "/checkout", "/forum/1", "/administer"] {
            assert!(!under(path, ALWAYS), "{path}");
        }
        assert!(under("/feeds/forum.atom", MACHINES) && !under("/feed", MACHINES));
    }
}
