//! The way of an order as it is drawn, and read: each step with its time, who did it, and what was said.
use super::store;
use super::{Journey, Reader};
use crate::cart::full_title;
use crate::credit;
use crate::db::{Db, Result};
use crate::orders::refund;
use crate::orders::store::{Order, OrderLine};
use crate::parts::drawn::Draw;
use crate::words;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Reads the way of an order.
pub async fn read(db: &Db, o: &Order, lines: &[OrderLine]) -> Result<Journey> {
    let moves = store::moves(db, o.id).await?;
    let parcels = store::parcels(db, o.id).await?;
    let notes = store::notes(db, o.id).await?;
    let refunds = refund::store::of(db, o.id).await?;
    let credits = credit::store::about(db, o.id).await?;
    let packed = store::packed(db, o.id).await?;
    let packed = packed.into_iter().filter_map(|(parcel, line, n)| {
        let line = lines.iter().find(|l| l.id == line)?;
        Some((parcel, format!("{n} × {}", full_title(&line.title, &line.options))))
    });
    let actors = moves.iter().map(|m| m.actor.as_str());
    let actors = actors.chain(parcels.iter().map(|p| p.actor.as_str())).chain(notes.iter().map(|n| n.actor.as_str()));
    let actors = actors.chain(refunds.iter().map(|r| r.actor.as_str()));
    let hands = store::hands(db, actors.chain(credits.iter().map(|c| c.actor.as_str()))).await?;
    Ok(Journey {
        placed_at: o.placed_at,
        pickup: o.shipping_method == "pickup",
        currency: o.currency.clone(),
        packed: packed.collect(),
        moves,
        parcels,
        notes,
        refunds,
        credits,
        hands,
    })
}

/// The steps one below the other.
pub fn list(journey: &Journey, reader: Reader, zone: &TimeZone) -> impl IntoView + use<> {
    let stops = journey
        .stops(reader)
        .into_iter()
        .map(|s| {
            let at = view! { <time datetime=words::machine_time(s.at, zone)>{words::date_time(s.at, zone)}</time> };
            let who = match s.page {
                Some(page) => view! { <a href=page>{s.who}</a> }.drawn(),
                None => s.who.drawn(),
            };
            let said = (!s.said.is_empty()).then(|| view! { <blockquote class="said">{s.said}</blockquote> });
            let facts = (!s.facts.is_empty()).then(|| {
                let facts = s.facts.into_iter().map(|f| view! { <li>{f}</li> }).collect_view();
                view! { <ul class="small">{facts}</ul> }
            });
            let link =
                s.link.map(|href| view! { <p><a class="link" rel="noreferrer" href=href>"Follow the parcel"</a></p> });
            view! {
                <li>
                    <b>{s.what}</b>
                    <p class="small soft">{at}", by "{who}</p>
                    {facts}
                    {said}
                    {link}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="journey">{stops}</ol> }
}
