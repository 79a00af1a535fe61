//! A picture in the widths the browser may choose from.
use crate::media::{Focus, fallback_width, srcset_of, url};
use leptos::prelude::*;

/// How a picture is loaded: the one that is seen first, or when it comes near.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Load {
    First,
    Near,
}

/// An `<img>` with its widths. `size` is the box it is drawn in, width and height, so that nothing shifts;
/// `sizes` says how wide it stands, as the attribute does.
pub fn picture(
    hash: &str,
    original: i64,
    alt: &str,
    size: (i64, i64),
    sizes: &'static str,
    load: Load,
) -> impl IntoView + use<> {
    cropped(hash, original, alt, size, sizes, load, Focus::default())
}

/// The same where its box crops it: what stays in sight is round this point.
pub fn cropped(
    hash: &str,
    original: i64,
    alt: &str,
    size: (i64, i64),
    sizes: &'static str,
    load: Load,
    focus: Focus,
) -> impl IntoView + use<> {
    let near = load == Load::Near;
    view! {
        <img
            class=focus.class()
            src=url(hash, fallback_width(original))
            srcset=srcset_of(hash, original)
            sizes=sizes
            width=size.0
            height=size.1
            alt=alt.to_string()
            loading=near.then_some("lazy")
            fetchpriority=(!near).then_some("high")
            decoding="async"
        />
    }
}
