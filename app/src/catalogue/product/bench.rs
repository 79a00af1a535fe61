//! Notes from the workbench about a product, on its own page.
use crate::activity::islands::LiveList;
use crate::hosts::pages::note::card;
use crate::hosts::store::Note;
use crate::parts::drawn::Draw;
use crate::values::Moment;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// How many notes stand on the page.
pub const MOST: i64 = 3;

/// What the section shows.
pub(super) struct Bench {
    pub notes: Vec<Note>,
    pub product: i64,
    pub slug: String,
    /// The newest event before anything was read.
    pub last: i64,
}

/// The section; where there is no note yet, only the place where the first one would be told of.
pub(super) fn bench(b: &Bench, now: Moment, zone: &TimeZone) -> AnyView {
    let cards = b.notes.iter().map(|n| card(n, now, zone)).collect_view();
    let list = view! { <div class="grid roomy" data-live-list>{cards}</div> };
    let live = view! {
        <LiveList topics=format!("product:{}", b.product) kinds="bench.posted".to_string() last=b.last fragment=format!("/fragments/bench?product={}", b.slug) one="note from the workbench" many="notes from the workbench" at_end=false>
            {list}
        </LiveList>
    };
    match b.notes.is_empty() {
        true => view! { <div class="wrap">{live}</div> }.drawn(),
        false => view! {
            <section class="band wrap" id="bench" aria-labelledby="bench-h">
                <div class="head"><h2 id="bench-h">"From the workbench"</h2></div>
                {live}
            </section>
        }
        .drawn(),
    }
}
