//! A letter of each kind to look at: of the newest order, or of one that is made up.
use super::store;
use crate::accounts::letters as account_letters;
use crate::cart::full_title;
use crate::db::Db;
use crate::drafts::letters as draft_letters;
use crate::house::store::Facts;
use crate::letters::{Letter, fill};
use crate::orders::letters::{self as order_letters, Told};
use crate::orders::store::{Order, OrderLine, by_id, lines};
use crate::returns::letters as return_letters;
use crate::returns::store::{Piece, Request};
use crate::values::{Currency, Moment, Money};
use minijinja::context;

/// A letter of this kind with the words that came with the program; none where nobody can show one. Its links open nothing.
pub async fn sample(
    db: &Db,
    facts: &Facts,
    public_url: &str,
    kind: &str,
    now: Moment,
) -> crate::db::Result<Option<Letter>> {
    if kind.starts_with("order.") {
        let (order, goods) = an_order(db, facts, now).await?;
        let link = format!("{public_url}/orders/sample");
        let told = told(kind, &order);
        return Ok(order_letters::letter(kind, facts, &order, &goods, &told, &link).ok());
    }
    if kind.starts_with("return.") {
        let (order, goods) = an_order(db, facts, now).await?;
        let (request, pieces) = given_back(kind, &order, &goods, now);
        let link = format!("{public_url}/orders/sample");
        return Ok(return_letters::letter(kind, facts, &order, &request, &pieces, &link).ok());
    }
    if kind == "draft.offered" {
        let (order, goods) = an_order(db, facts, now).await?;
        let currency = Currency::parse(&order.currency).unwrap_or(Currency::EUR);
        let thing = |l: &OrderLine| (l.quantity, full_title(&l.title, &l.options), Money::new(l.total, currency));
        let things: Vec<_> = goods.iter().map(thing).collect();
        let (until, link) = (now.plus(7 * Moment::DAY), format!("{public_url}/drafts/sample"));
        return Ok(draft_letters::letter(facts, &facts.lang, &order.name, &things, until, &link).ok());
    }
    if kind.starts_with("forum.") {
        let reply = context! { name => "Marit Hoekzema", host => true, words => "Heat it slowly the first time. Then it will not warp." };
        let (opening, subject) = match kind {
            "forum.reply" => ("Somebody replied in a topic you follow.", "New reply"),
            "forum.order" => ("Marit wrote to you about your order 10001.", "About your order 10001"),
            _ => return Ok(None),
        };
        let content = context! {
            opening, replies => vec![reply], more => 0, button => "Read it and answer",
            link => format!("{public_url}/forum"), why => "You get this because you follow the topic.",
        };
        return Ok(fill("forum", facts, &facts.lang, subject.to_string(), content).ok());
    }
    let link = Some(format!("{public_url}/links/sample"));
    Ok(account_letters::letter(kind, facts, &facts.lang, public_url, link).ok())
}

/// What such a mail tells besides its order.
fn told(kind: &str, order: &Order) -> Told {
    let words = match kind {
        "order.note" => "Your pan leaves the forge tomorrow.",
        "order.refunded" => "One of them had a loose handle.",
        _ => "",
    };
    let of = |wanted: &str, amount: i64| if kind == wanted { amount } else { 0 };
    Told {
        words: words.into(),
        refund: of("order.refunded", order.total),
        credit: of("order.credited", 1_000),
        code: "sample".into(),
        ..Told::default()
    }
}
/// The newest order with its lines, or one that is made up.
async fn an_order(db: &Db, facts: &Facts, now: Moment) -> crate::db::Result<(Order, Vec<OrderLine>)> {
    let newest = match store::newest_order(db).await? {
        Some(id) => by_id(db, id).await?,
        None => None,
    };
    Ok(match newest {
        Some(order) => {
            let goods = lines(db, order.id).await?;
            (order, goods)
        }
        None => (made_up(facts, now), vec![a_line()]),
    })
}
/// One of the first thing of an order, as its customer wants to give it back.
fn given_back(kind: &str, order: &Order, goods: &[OrderLine], now: Moment) -> (Request, Vec<Piece>) {
    let refused = if kind == "return.refused" { "It was engraved for you." } else { "" };
    let request = Request {
        kind: "return".into(),
        reason: "damaged".into(),
        answer: refused.into(),
        order_id: order.id,
        asked_at: now,
        ..Request::default()
    };
    let piece = |l: &OrderLine| Piece {
        title: l.title.clone(),
        options: l.options.clone(),
        quantity: 1,
        received: 1,
        ..Piece::default()
    };
    (request, goods.iter().take(1).map(piece).collect())
}
/// An order that nobody placed.
fn made_up(facts: &Facts, now: Moment) -> Order {
    Order {
        number: "10001".into(),
        currency: facts.currency.clone(),
        lang: facts.lang.clone(),
        email: "noor@example.org".into(),
        name: "Noor Veldhuis".into(),
        country: facts.country.clone(),
        address: "Kerkpad 12\n7431 AB Hollewijk".into(),
        shipping_method: "parcel".into(),
        shipping_title: "Parcel post".into(),
        shipping_price: 490,
        items_total: 6_800,
        tax_total: 1_265,
        total: 7_290,
        prices_include_tax: facts.prices_include_tax,
        payment_method: "transfer".into(),
        state: "placed".into(),
        payment_state: "awaiting".into(),
        fulfilment_state: "waiting".into(),
        expires_at: Some(now.plus(facts.transfer_days * Moment::DAY)),
        arrives_from: Some(now.plus(Moment::DAY)),
        arrives_to: Some(now.plus(2 * Moment::DAY)),
        placed_at: now,
        ..Order::default()
    }
}
fn a_line() -> OrderLine {
    OrderLine {
        sku: "PAN-26".into(),
        title: "Everyday pan".into(),
        options: "26 cm".into(),
        properties: "[]".into(),
        quantity: 1,
        unit_price: 6_800,
        basis_points: 2_100,
        tax: 1_180,
        total: 6_800,
        ships: true,
        tracked: true,
        ..OrderLine::default()
    }
}
