//! The mails about an order, a kind each.
use super::store::{Order, OrderLine};
use crate::cart::{Properties, full_title};
use crate::letters::{Letter, fill};
use crate::places::Country;
use crate::site::Facts;
use crate::values::{Currency, Money};
use crate::words;
use minijinja::context;

/// The mail of this kind about an order. `link` opens the order.
pub fn letter(kind: &str, facts: &Facts, o: &Order, lines: &[OrderLine], link: &str) -> anyhow::Result<Letter> {
    let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
    let money = |minor| words::money(Money::new(minor, currency));
    let zone = facts.zone();
    let until = o.expires_at.map(|at| words::long_day(at, &zone)).unwrap_or_default();
    let (subject, opening) = match kind {
        "order.placed" => (format!("Your order {} at {}", o.number, facts.name), "Thank you. This is what you ordered.".to_string()),
        "order.replaced" => (
            format!("We send it again: your order {}", o.number),
            "Something went wrong, so we send you this once more. It costs you nothing.".into(),
        ),
        "order.paid" => (format!("Paid: your order {}", o.number), "Your payment is here. We pack it now.".into()),
        "order.sent" if o.shipping_method == "pickup" => (
            format!("Ready to collect: your order {}", o.number),
            format!("It is ready at {}, {}. {}", facts.street, facts.city, facts.hours),
        ),
        "order.sent" => (format!("On its way: your order {}", o.number), "It has left the shop.".into()),
        "order.cancelled" => (format!("Cancelled: your order {}", o.number), "Your order is cancelled. What you have paid comes back to you.".into()),
        "order.lapsed" => (
            format!("Lapsed: your order {}", o.number),
            "No payment came in time, so the goods are back on the shelf. Nothing is owed. You may order again whenever you like.".into(),
        ),
        "order.link" => (format!("The link to your order {}", o.number), "You asked for the link to your order. If it was not you, nothing has to be done.".into()),
        other => anyhow::bail!("there is no mail of the kind {other}"),
    };
    let pay = match (kind, o.payment_state.as_str(), o.payment_method.as_str()) {
        ("order.placed" | "order.link", "awaiting", "transfer") => Some(context! {
            amount => money(o.total), to => &facts.name, iban => words::iban(&facts.iban), bic => &facts.bic, reference => &o.number, until,
        }),
        _ => None,
    };
    let collect = (o.payment_method == "on_pickup" && o.payment_state == "awaiting" && o.state == "placed")
        .then(|| format!("You pay {} when you collect it at {}, {}.", money(o.total), facts.street, facts.city));
    let items: Vec<_> = lines
        .iter()
        .map(|l| {
            context! {
                title => full_title(&l.title, &l.options), quantity => l.quantity, total => money(l.total),
                properties => Properties::from_json(&l.properties).words(),
            }
        })
        .collect();
    let shipping = (o.shipping_method != "none").then(|| {
        context! { label => format!("Shipping, {}", o.shipping_title.to_lowercase()), amount => words::money_or_free(Money::new(o.shipping_price, currency)) }
    });
    let mut address: Vec<String> = o.address.lines().map(str::to_string).collect();
    if let Some(country) = Country::parse(&o.country).filter(|_| !address.is_empty()) {
        address.push(country.name().to_string());
    }
    let content = context! {
        opening, pay, collect, items, shipping, address, link, name => &o.name, number => &o.number,
        total_label => words::total_label(Money::new(o.tax_total, currency), o.prices_include_tax), total => money(o.total),
    };
    fill("order", facts, &o.lang, subject, content)
}
