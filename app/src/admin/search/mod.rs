//! The search over everything: orders, products, customers, collections, the shop's pages, what was said, and the rooms of the
//! back office themselves.
mod store;

use super::frame::ROOMS;
use crate::customers::narrow::Narrow;
use crate::customers::pages::list::LIST;
use crate::customers::store::list::{self, Row};
use crate::parts::drawn::Draw;
use crate::parts::query;
use crate::shell::{Instead, Page};
use crate::site::{Facts, Front, Visit};
use crate::values::{Currency, Money, fold};
use crate::words;
use axum::response::Response;
use leptos::prelude::*;
use store::{MOST, Order, Product};

/// Other words by which a room is looked for.
const ALSO: &[(&str, &str)] = &[
    ("/admin", "home overview start"),
    ("/admin/figures", "sales figures revenue conversion visits statistics reports"),
    ("/admin/orders", "paid send ship parcels invoices refund"),
    ("/admin/returns", "refund withdrawal exchange"),
    ("/admin/drafts", "phone order on behalf"),
    ("/admin/products", "catalogue articles prices"),
    ("/admin/collections", "categories shelves"),
    ("/admin/specifications", "attributes meanings"),
    ("/admin/stock", "inventory count receive"),
    ("/admin/pictures", "images media photos alt"),
    ("/admin/import", "export csv shopify spree upload"),
    ("/admin/customers", "buyers people notes accounts"),
    ("/admin/staff", "hosts merchants roles invite goodwill limits"),
    ("/admin/audit", "history who did what log"),
    ("/admin/settings", "name address currency hours opening bank iban"),
    ("/admin/settings/shipping", "delivery rates countries weight"),
    ("/admin/settings/tax", "vat rates"),
    ("/admin/settings/mails", "letters templates"),
    ("/admin/settings/pages", "imprint privacy terms about returns legal"),
    ("/admin/settings/redirects", "moved addresses urls"),
    ("/counter/settings", "moderation watched words"),
    ("/counter/settings/roster", "hours shifts opening hosts"),
];
/// Pages that are reached from a room and are looked for by name.
const BESIDE: &[(&str, &str)] = &[("/counter/settings/roster", "Roster")];

/// The rooms whose name, or another word for it, begins with every word that was typed.
fn rooms(typed: &str) -> Vec<(&'static str, String)> {
    let typed = fold(typed);
    let words: Vec<&str> = typed.split(' ').filter(|w| !w.is_empty()).collect();
    let pages = ROOMS.iter().flat_map(|room| room.1.iter().map(|(href, title)| (*href, *title, room.0)));
    let all = pages.chain(BESIDE.iter().map(|(href, title)| (*href, *title, "People")));
    let meant = |href: &str, title: &str, room: &str| {
        let also = ALSO.iter().find(|(h, _)| *h == href).map_or("", |(_, also)| also);
        let text = fold(&format!("{title} {room} {also}"));
        !words.is_empty() && words.iter().all(|w| text.split(' ').any(|t| t.starts_with(w)))
    };
    all.filter(|(href, title, room)| meant(href, title, room))
        .map(|(href, title, room)| (href, if title == room { title.to_string() } else { format!("{room}: {title}") }))
        .take(MOST)
        .collect()
}

/// `GET /admin/search`
pub async fn search(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}

/// What was found, at most one more of each kind than is shown.
#[derive(Default)]
struct Found {
    orders: Vec<Order>,
    products: Vec<Product>,
    customers: Vec<Row>,
    shelves: Vec<(String, String)>,
    topics: Vec<(i64, String)>,
    rooms: Vec<(&'static str, String)>,
}

async fn read(visit: &Visit) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let narrow = Narrow::read(|field| if field == "q" { visit.query("q") } else { String::new() });
    let typed = narrow.q.clone();
    let db = visit.db();
    let found = match typed.is_empty() {
        true => Found::default(),
        false => Found {
            orders: store::orders(db, &by, &typed).await?,
            products: store::products(db, &by, &typed).await?,
            customers: list::list(db, &by, &narrow, None, MOST as i64 + 1, visit.now).await?,
            shelves: store::shelves(db, &by, &typed).await?,
            topics: store::topics(db, &typed).await?,
            rooms: rooms(&typed),
        },
    };
    Ok(Page::new("Search", move |front: &Front| view(&typed, &found, &front.facts)).desk(name))
}

fn view(typed: &str, found: &Found, facts: &Facts) -> impl IntoView + use<> {
    let zone = facts.zone();
    let all = |list: &str| format!("{list}?{}", query(&[("q".into(), typed.into())]));
    let orders = found.orders.iter().take(MOST).map(|o| {
        let money = words::money(Money::new(o.total, Currency::parse(&o.currency).unwrap_or(facts.currency())));
        let more = format!("{}, {}, {money}", o.name, words::long_day(o.placed_at, &zone));
        hit(format!("/admin/orders/{}", o.id), format!("Order {}", o.number), more)
    });
    let orders =
        section("orders", "Orders", orders.collect(), (found.orders.len() > MOST).then(|| all("/admin/orders")));
    let products = found.products.iter().take(MOST).map(|p| {
        let status = match p.status.as_str() {
            "active" => "For sale",
            "draft" => "Draft",
            _ => "Withdrawn",
        };
        let more = p.sku.as_ref().map_or(status.to_string(), |sku| format!("{sku}, {status}"));
        hit(format!("/admin/products/{}", p.id), p.title.clone(), more)
    });
    let products = section(
        "products",
        "Products",
        products.collect(),
        (found.products.len() > MOST).then(|| all("/admin/products")),
    );
    let customers = found.customers.iter().take(MOST).map(|c| {
        let name = if c.name.is_empty() { c.email.clone() } else { c.name.clone() };
        hit(format!("{LIST}/{}", c.id), name, format!("{}, {}", c.email, words::count(c.orders, "order", "orders")))
    });
    let customers =
        section("customers", "Customers", customers.collect(), (found.customers.len() > MOST).then(|| all(LIST)));
    let shelves = found.shelves.iter().map(|(href, title)| hit(href.clone(), title.clone(), String::new()));
    let shelves = section("shelves", "Collections and pages of the shop", shelves.collect(), None);
    let topics =
        found.topics.iter().take(MOST).map(|(id, title)| hit(format!("/forum/{id}"), title.clone(), String::new()));
    let topics =
        section("topics", "Said in public", topics.collect(), (found.topics.len() > MOST).then(|| all("/forum")));
    let rooms = found.rooms.iter().map(|(href, title)| hit(href.to_string(), title.clone(), String::new()));
    let rooms = section("rooms", "Pages of the back office", rooms.collect(), None);
    let first = found.orders.first().is_some_and(|o| o.exact);
    let sku = found.products.first().is_some_and(|p| p.sku.is_some());
    // Whoever types a number or a SKU means that one thing.
    let parts = match (first, sku) {
        (false, true) => vec![products, orders, customers, shelves, topics, rooms],
        _ => vec![orders, products, customers, shelves, topics, rooms],
    };
    let parts: Vec<AnyView> = parts.into_iter().flatten().collect();
    let body = match (typed.is_empty(), parts.is_empty()) {
        (true, _) => view! { <p class="soft">"Type a number, a name, an address, a SKU, or the name of a page. Ctrl and K leads to the box from anywhere."</p> }.drawn(),
        (_, true) => view! { <p class="empty">{format!("Nothing is called “{typed}”.")}</p> }.drawn(),
        _ => parts.drawn(),
    };
    let heading = if typed.is_empty() { "Search".to_string() } else { format!("What is called “{typed}”") };
    view! { <div class="wrap stack gap-5"><h1>{heading}</h1>{body}</div> }
}

fn hit(href: String, name: String, more: String) -> AnyView {
    let more = (!more.is_empty()).then(|| view! { <span class="soft small">{more}</span> });
    view! { <li><a class="link" href=href>{name}</a>{more}</li> }.drawn()
}
/// The hits of one kind, with the way to all of them where there are more; nothing where there are none.
fn section(id: &'static str, heading: &'static str, hits: Vec<AnyView>, all: Option<String>) -> Option<AnyView> {
    let all =
        all.map(|href| view! { <p><a class="link" href=href>{format!("All {}", heading.to_lowercase())}</a></p> });
    (!hits.is_empty()).then(|| {
        view! { <section class="panel stack gap-2" aria-labelledby=id><h2 id=id>{heading}</h2><ul class="hits">{hits}</ul>{all}</section> }
            .drawn()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_found_by_their_names_and_by_other_words_for_them() {
        let hrefs = |typed| rooms(typed).into_iter().map(|(href, _)| href).collect::<Vec<_>>();
        assert_eq!(hrefs("vat"), ["/admin/settings/tax"]);
        assert_eq!(hrefs("settings ship"), ["/admin/settings/shipping"]);
        assert_eq!(hrefs("roster"), ["/counter/settings/roster"]);
        assert_eq!(hrefs("Customers"), ["/admin/customers"]);
        assert_eq!(hrefs(""), [""; 0]);
        assert_eq!(hrefs("zebra"), [""; 0]);
        assert!(ALSO.iter().all(|(href, _)| ROOMS.iter().any(|r| r.1.iter().any(|(h, _)| h == href))
            || BESIDE.iter().any(|(h, _)| h == href)));
    }
}
