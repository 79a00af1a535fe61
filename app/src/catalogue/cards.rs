//! A product as it stands on a shelf.
use super::reduced_from;
use super::store::list::Card;
use crate::parts::drawn::Draw;
use crate::parts::picture::{Load, cropped};
use crate::site::Facts;
use crate::values::Money;
use crate::words;
use leptos::prelude::*;

/// At which rank the names of products are headings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    Two,
    Three,
}

/// The shelf: pictures first, price fourth. The first `eager` pictures are loaded at once.
pub fn shelf(cards: Vec<Card>, facts: &Facts, four: bool, rank: Rank, eager: usize) -> impl IntoView + use<> {
    let tiles = cards
        .into_iter()
        .enumerate()
        .map(|(i, card)| tile(card, facts, rank, if i < eager { Load::First } else { Load::Near }))
        .collect_view();
    view! { <div class=if four { "shelf four" } else { "shelf" }>{tiles}</div> }
}

fn tile(card: Card, facts: &Facts, rank: Rank, load: Load) -> impl IntoView + use<> {
    const SIZES: &str = "(width >= 60rem) 22rem, (width >= 48rem) 31vw, 46vw";
    let href = format!("/products/{}", card.slug);
    let link = view! { <a href=href>{card.title.clone()}</a> };
    let name = match rank {
        Rank::Two => view! { <h2>{link}</h2> }.drawn(),
        Rank::Three => view! { <h3>{link}</h3> }.drawn(),
    };
    let image = card.hash.as_ref().map(|hash| {
        let alt = card.alt.clone().unwrap_or_default();
        cropped(
            hash,
            card.width.unwrap_or(800),
            &alt,
            (card.width.unwrap_or(800), card.height.unwrap_or(1000)),
            SIZES,
            load,
            card.focus.unwrap_or_default(),
        )
    });
    let by = card.maker_name.clone().map(|maker| {
        let craft = card.maker_craft.clone().filter(|c| !c.is_empty()).map(|c| format!(", {c}")).unwrap_or_default();
        view! { <p class="by"><span>"By "</span>{maker}{craft}</p> }
    });
    let currency = facts.currency();
    let price = card.list_price.map(|amount| {
        let money = Money::new(amount, currency);
        let from = (card.prices > 1).then_some("from ");
        let was = reduced_from(amount, card.compare_at).filter(|_| card.prices == 1).map(|before| {
            view! { " "<s class="was"><span class="vh">"before "</span>{words::money(Money::new(before, currency))}</s> }
        });
        let unit = card
            .unit
            .as_ref()
            .filter(|_| card.prices == 1)
            .zip(card.unit_amount)
            .zip(card.unit_base)
            .map(|((unit, amount), base)| view! { <span class="unit">{words::unit_price(money, unit, amount, base)}</span> });
        view! { <p class="line"><span class="price">{from}{words::money(money)}{was}</span>{unit}</p> }
    });
    let availability = card.availability();
    view! {
        <article class="tile">
            <div class="pic">{image}</div>
            {name}
            {by}
            {price}
            <p class=availability.class()>{words::stock(availability)}</p>
        </article>
    }
}
