//! Orders at a moment that a story chooses.
use crate::kit::Shop;
use app::cart::{self, Properties};
use app::checkout::place::{By, Placed, Wish, place};
use app::shipping;
use app::site::facts;
use app::values::{Email, Moment, Quantity};

/// A moment by the clock on the wall and how far that is from Greenwich: `02 Nov 2025 10:00:00 +0100`.
pub fn at(text: &str) -> Moment {
    app::words::of_header_time(text).unwrap_or_else(|| panic!("{text} is no moment"))
}

/// An order of these by a guest in the Netherlands, sent by parcel and paid by transfer, placed then; its id.
pub async fn placed(shop: &Shop, lines: &[(&str, i64)], now: Moment) -> i64 {
    let db = shop.db();
    let facts = facts(db).await.unwrap();
    let cart = cart::store::begin(db, None, facts.currency(), "NL", now).await.unwrap();
    for (sku, n) in lines {
        let (variant,): (i64,) =
            db.query("select id from variant where sku = $1").bind(sku.to_string()).one().await.unwrap();
        let (quantity, nothing) = (Quantity::new(*n).unwrap(), Properties::of(None, "").unwrap());
        cart::store::add(db, cart, variant, quantity, &nothing, facts.currency(), now).await.unwrap();
    }
    let rates = shipping::store::rates(db, "NL", &facts.currency).await.unwrap();
    let rate = rates.into_iter().find(|r| r.method == "parcel").unwrap();
    let taxes = cart::store::tax_rates(db, "NL", "", now).await.unwrap();
    let lines = cart::store::lines(db, cart).await.unwrap();
    let wish = Wish {
        cart,
        person: None,
        version: cart::store::cart(db, cart, now).await.unwrap().unwrap().version,
        total: cart::totals::of_lines(&lines, &taxes, Some(&rate), facts.prices_include_tax).total,
        credit: 0,
        email: Email::parse("noor@example.org").unwrap(),
        name: "Noor Veldhuis".into(),
        country: "NL".into(),
        area: String::new(),
        address: "Kerkpad 12".into(),
        keep: None,
        rate,
        payment: "transfer",
        show_purchase: false,
        show_delay: 0,
        lang: facts.lang.clone(),
        by: By::Shopper,
    };
    match place(db, &shop.site.links, &facts, &wish, now).await.unwrap() {
        Placed::New(order) => order,
        other => panic!("it was not placed: {other:?}"),
    }
}

/// The one line of an order.
pub async fn line_of(shop: &Shop, order: i64) -> i64 {
    let row = shop.db().query("select id from order_line where order_id = $1").bind(order).one().await;
    let (line,): (i64,) = row.unwrap();
    line
}
