//! What stands around every page of the back office: its rooms, the doors within the room one is in, a search over all of
//! it, and the way back to the shop.
use crate::site::Facts;
use leptos::prelude::*;

/// What a key and a narrow screen need beyond the page; without it everything is there.
pub const KEYS: &str = include_str!("desk.js");

/// A room of the back office: its name, and its pages, the first of which is where one enters.
type Room = (&'static str, &'static [(&'static str, &'static str)]);

/// The rooms of the back office with their pages.
pub const ROOMS: &[Room] = &[
    ("Today", &[("/admin", "Today"), ("/admin/figures", "How it goes")]),
    ("Orders", &[("/admin/orders", "Orders"), ("/admin/returns", "Returns"), ("/admin/drafts", "Drafts")]),
    (
        "Products",
        &[
            ("/admin/products", "Products"),
            ("/admin/collections", "Collections"),
            ("/admin/specifications", "Specifications"),
            ("/admin/stock", "Stock"),
            ("/admin/pictures", "Pictures"),
            ("/admin/import", "Import"),
        ],
    ),
    ("People", &[("/admin/customers", "Customers"), ("/admin/staff", "Staff"), ("/admin/audit", "Audit")]),
    (
        "Settings",
        &[
            ("/admin/settings", "Shop"),
            ("/admin/settings/shipping", "Shipping"),
            ("/admin/settings/tax", "Tax"),
            ("/admin/settings/mails", "Mails"),
            ("/admin/settings/pages", "Pages"),
            ("/admin/settings/redirects", "Redirects"),
            ("/counter/settings", "Counter"),
        ],
    ),
];

/// Whether a page stands at this address or under it.
fn within(path: &str, href: &str) -> bool {
    path == href || href != "/admin" && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'))
}

/// The page of the back office that an address belongs to: the longest that it stands under.
fn place(path: &str) -> Option<(&'static Room, &'static str)> {
    ROOMS
        .iter()
        .flat_map(|room| room.1.iter().map(move |(href, _)| (room, *href)))
        .filter(|(_, href)| within(path, href))
        .max_by_key(|(_, href)| href.len())
}

/// The bar over a page of the back office, for the person of this name; `searched` is what the search was asked.
pub fn bar(facts: &Facts, path: &str, searched: &str, name: &str) -> impl IntoView + use<> {
    let here = place(path);
    let rooms = ROOMS
        .iter()
        .map(|room| {
            let at = here.filter(|(r, _)| r.0 == room.0).map(|_| "true");
            view! { <a href=room.1[0].0 aria-current=at>{room.0}</a> }
        })
        .collect_view();
    let doors = here.filter(|(room, _)| room.1.len() > 1).map(|(room, page)| {
        let links = room
            .1
            .iter()
            .map(|(href, title)| {
                let at = (*href == page).then_some(if *href == path { "page" } else { "true" });
                view! { <a href=*href aria-current=at>{*title}</a> }
            })
            .collect_view();
        view! { <nav class="doors wrap" aria-label=room.0>{links}</nav> }
    });
    view! {
        <header class="desktop">
            <div class="wrap">
                <a class="word" href="/admin">{facts.name.clone()}</a>
                <nav aria-label="Back office">{rooms}</nav>
                <form class="find" role="search" action="/admin/search">
                    <label class="vh" for="desk-q">"Search everything"</label>
                    <input id="desk-q" type="search" name="q" placeholder="Search everything, Ctrl K" maxlength="100" autocomplete="off" aria-keyshortcuts="Control+K" value=searched.to_string()/>
                    <button class="btn quiet sm">"Search"</button>
                </form>
                <p class="end"><a href="/">"See the shop"</a><a href="/account"><span class="vh">"Your account, "</span>{name.to_string()}</a></p>
            </div>
            {doors}
        </header>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_belongs_to_the_page_it_stands_under() {
        let of = |path| place(path).map(|(room, page)| (room.0, page));
        assert_eq!(of("/admin"), Some(("Today", "/admin")));
        assert_eq!(of("/admin/products/7"), Some(("Products", "/admin/products")));
        assert_eq!(of("/admin/settings/tax"), Some(("Settings", "/admin/settings/tax")));
        assert_eq!(of("/admin/productsish"), None);
    }
}
