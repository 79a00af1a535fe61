//! The mails about an order, a kind each.
use super::store::{Order, OrderLine};
use super::{journey, refund};
use crate::cart::{Properties, full_title};
use crate::credit;
use crate::db::{Db, Result};
use crate::letters::{Letter, fill};
use crate::places::Country;
use crate::secret::LinkKey;
use crate::site::Facts;
use crate::values::{Currency, Money};
use crate::words;
use minijinja::context;

/// The kinds of mails about an order, and what each is called at the desk.
pub const KINDS: &[(&str, &str)] = &[
    ("order.placed", "What was ordered"),
    ("order.replaced", "We send it again"),
    ("order.paid", "The payment is here"),
    ("order.sent", "It is on its way"),
    ("order.cancelled", "It is cancelled"),
    ("order.lapsed", "It lapsed"),
    ("order.link", "The link to the order"),
    ("order.refunded", "Money goes back"),
    ("order.credited", "A credit for next time"),
    ("order.note", "A note"),
];
/// The kind of a mail about an order, where it is one.
pub fn kind(word: &str) -> Option<&'static str> {
    KINDS.iter().find(|(kind, _)| *kind == word).map(|(kind, _)| *kind)
}
/// What a mail is about, whether it was sent once or again.
pub fn about(text: &str) -> &str {
    text.split(':').next().unwrap_or("")
}

/// What a mail tells besides its order: a parcel, a refund, a note, a credit.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What was written to the customer.
    pub words: String,
    /// What lies in the parcel, `2 × The mug`, how it is carried, and where the carrier shows it.
    pub parcel: Vec<String>,
    pub track: String,
    /// What goes back, and what of that to the credit it was paid with; minor units.
    pub refund: i64,
    pub credited: i64,
    /// A credit that was given: how much, minor units, and its code.
    pub credit: i64,
    pub code: String,
}
/// Reads what a mail of this kind tells besides its order.
pub async fn told(db: &Db, links: &LinkKey, kind: &str, text: &str, o: &Order, lines: &[OrderLine]) -> Result<Told> {
    let id = about(text).parse().unwrap_or(0);
    let mut told = Told::default();
    match kind {
        "order.sent" => {
            let packed = journey::store::packed(db, o.id).await?;
            let packed = packed.into_iter().filter(|(parcel, ..)| *parcel == id);
            let titled = packed.filter_map(|(_, line, n)| lines.iter().find(|l| l.id == line).map(|l| (n, l)));
            told.parcel = titled.map(|(n, l)| format!("{n} × {}", full_title(&l.title, &l.options))).collect();
            let parcels = journey::store::parcels(db, o.id).await?;
            if let Some(parcel) = parcels.into_iter().find(|p| p.id == id) {
                let carried = format!("{} {}", parcel.carrier, parcel.tracking).trim().to_string();
                told.parcel.extend((!carried.is_empty()).then_some(carried));
                told.track = parcel.link;
            }
        }
        "order.note" => told.words = journey::store::note(db, id).await?.map(|n| n.words).unwrap_or_default(),
        "order.refunded" => {
            if let Some(refund) = refund::store::by_id(db, id).await? {
                (told.words, told.refund, told.credited) = (refund.words, refund.total, refund.credited);
            }
        }
        "order.credited" => {
            if let Some(c) = credit::store::about(db, o.id).await?.into_iter().find(|c| c.id == id) {
                (told.credit, told.code) = (c.amount, credit::code(links, c.goodwill));
            }
        }
        _ => {}
    }
    Ok(told)
}

/// The mail of this kind about an order. `link` opens the order.
pub fn letter(
    kind: &str,
    facts: &Facts,
    o: &Order,
    lines: &[OrderLine],
    told: &Told,
    link: &str,
) -> anyhow::Result<Letter> {
    let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
    let money = |minor| words::money(Money::new(minor, currency));
    let zone = facts.zone();
    let until = o.expires_at.map(|at| words::long_day(at, &zone)).unwrap_or_default();
    let put_back = |words: &str| match (o.was_paid(), o.credit) {
        (false, credit) if credit > 0 => format!("{words} {} is back on your credit.", money(credit)),
        _ => words.to_string(),
    };
    let (subject, opening) = match kind {
        "order.placed" => {
            (format!("Your order {} at {}", o.number, facts.name), "Thank you. This is what you ordered.".to_string())
        }
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
        "order.cancelled" => (
            format!("Cancelled: your order {}", o.number),
            put_back("Your order is cancelled. What you have paid comes back to you."),
        ),
        "order.lapsed" => (
            format!("Lapsed: your order {}", o.number),
            put_back(
                "No payment came in time, so the goods are back on the shelf. Nothing is owed. You may order again whenever you like.",
            ),
        ),
        "order.link" => (
            format!("The link to your order {}", o.number),
            "You asked for the link to your order. If it was not you, nothing has to be done.".into(),
        ),
        "order.refunded" => (
            format!("Paid back: your order {}", o.number),
            match told.credited {
                0 => format!("{} of your order goes back to you.", money(told.refund)),
                credited => format!(
                    "{} of your order goes back to you, {} of it to your credit.",
                    money(told.refund),
                    money(credited)
                ),
            },
        ),
        "order.credited" => (
            format!("A credit for next time: your order {}", o.number),
            format!(
                "Something went wrong with your order {}, so we give you a credit of {} for the next one.",
                o.number,
                money(told.credit)
            ),
        ),
        "order.note" => {
            (format!("A note about your order {}", o.number), "We have something to tell you about your order.".into())
        }
        other => anyhow::bail!("there is no mail of the kind {other}"),
    };
    let pay = match (kind, o.payment_state.as_str(), o.payment_method.as_str()) {
        ("order.placed" | "order.link", "awaiting", "transfer") => Some(context! {
            amount => money(o.due()), to => &facts.name, iban => words::iban(&facts.iban), bic => &facts.bic, reference => &o.number, until,
        }),
        _ => None,
    };
    let collect = (o.payment_method == "on_pickup" && o.payment_state == "awaiting" && o.state == "placed")
        .then(|| format!("You pay {} when you collect it at {}, {}.", money(o.due()), facts.street, facts.city));
    let credit = (kind == "order.credited").then(|| {
        context! { amount => money(told.credit), code => &told.code, how => credit::pages::how_words(&o.currency) }
    });
    let less = (o.credit > 0).then(|| context! { credit => format!("−{}", money(o.credit)), due => money(o.due()) });
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
        opening, words => &told.words, parcel => &told.parcel, track => &told.track, credit, less, pay, collect, items, shipping, address, link, name => &o.name, number => &o.number,
        total_label => words::total_label(Money::new(o.tax_total, currency), o.prices_include_tax), total => money(o.total),
    };
    fill("order", facts, &o.lang, subject, content)
}
