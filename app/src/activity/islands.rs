//! WIP: replaced by the branch `live`.
use leptos::prelude::*;

#[island]
pub fn LiveList(
    topics: String,
    kinds: String,
    last: i64,
    fragment: String,
    one: String,
    many: String,
    at_end: bool,
    children: Children,
) -> impl IntoView {
    let _ = (topics, kinds, last, fragment, one, many, at_end);
    children()
}
#[island]
pub fn Draft(key: String, children: Children) -> impl IntoView {
    let _ = key;
    children()
}
