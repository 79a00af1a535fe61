//! The forum's pages: all topics, one topic, the forms, what a post said before.
pub mod ask;
pub mod edit;
pub mod find;
pub mod list;
pub mod post;
pub mod publish;
pub mod topic;

use crate::values::Moment;
use crate::words;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// A moment as people read it, with the machine's form beside it.
pub fn when(at: Moment, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let machine = words::machine_time(at, zone);
    view! { <time datetime=machine>{words::when(at, now, zone)}</time> }
}
