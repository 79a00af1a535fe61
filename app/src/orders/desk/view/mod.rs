//! The page of one order as it is drawn.
mod acts;
mod goods;
mod refund;
mod side;

use super::sheet::Sheet;
use crate::orders::journey::{Reader, view as journey};
use crate::orders::pages::badges;
use crate::parts::faults;
use crate::site::Front;
use crate::values::{Currency, Money};
use crate::words;
use leptos::prelude::*;

/// The whole page.
pub fn page(s: Sheet, front: &Front) -> impl IntoView + use<> {
    let facts = &front.facts;
    let zone = facts.zone();
    let o = &s.order;
    let over = faults::over(&s.shown.problem);
    let done = s.done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    let step = |other: &Option<(i64, String)>, word: &str| {
        other.clone().map(|(id, number)| {
            let label = format!("{word} order, {number}");
            view! { <a class="link" href=format!("/admin/orders/{id}")>{label}</a> }
        })
    };
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-2">
                <nav class="row between small" aria-label="Orders beside this one">
                    {step(&s.before, "Earlier")}
                    {step(&s.after, "Later")}
                </nav>
                <div class="row between baseline">
                    <h1>{format!("Order {}", o.number)}</h1>
                    <p class="row gap-2">{badges(&o.state, &o.payment_state, &o.fulfilment_state)}</p>
                </div>
                <p class="soft">
                    "Placed "<time datetime=words::machine_time(o.placed_at, &zone)>{words::date_time(o.placed_at, &zone)}</time>
                    {format!(" by {}", o.name)}
                </p>
            </div>
            {over}
            {done}
            <div class="split a8b5">
                <div class="stack gap-5">
                    {goods::panel(&s)}
                    {acts::money_of(&s, facts)}
                    {acts::parcels(&s)}
                    {s.may.refund.then(|| refund::panel(&s))}
                    {acts::cancel(&s)}
                    <section class="panel" aria-labelledby="way">
                        <div class="head"><h2 id="way">"What happened"</h2></div>
                        {journey::list(&s.journey, Reader::Staff, &zone)}
                    </section>
                </div>
                <div class="stack gap-5">
                    {side::customer(&s)}
                    {side::note(&s)}
                    {side::papers(&s)}
                    {side::mails(&s, &zone)}
                </div>
            </div>
        </div>
    }
}

/// An amount of this order in words.
fn money(s: &Sheet, minor: i64) -> String {
    words::money(Money::new(minor, Currency::parse(&s.order.currency).unwrap_or(Currency::EUR)))
}

/// Where the forms of this page are sent.
fn here(s: &Sheet) -> String {
    format!("/admin/orders/{}", s.order.id)
}
