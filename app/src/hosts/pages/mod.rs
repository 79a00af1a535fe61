//! Pages of hosts: all of them, one of them, and the forms in which they and a merchant change what stands there.
pub mod bench;
pub mod edit;
pub mod host;
pub mod list;
pub mod note;
pub mod roster;
mod week;

use crate::media::{self, Focus};
use crate::parts::drawn::Draw;
use leptos::prelude::*;

/// What was done, for whoever did it.
fn done(word: &str) -> Option<AnyView> {
    let words = match word {
        "words" => "Your page says it from now on.",
        "hours" => "The hours are kept. Every page says them from now on.",
        "away" => "The absence is kept.",
        "back" => "The absence is taken back.",
        "opening" => "The opening hours are kept.",
        _ => return None,
    };
    Some(view! { <div class="notice ok" role="status"><p>{words}</p></div> }.drawn())
}

/// A portrait, square, at this width; nothing where there is none.
fn portrait(hash: Option<&str>, width: Option<i64>, focus: Option<Focus>, name: &str, size: u32) -> Option<AnyView> {
    let (hash, original) = (hash?, width.unwrap_or(480));
    let class = media::focus::face(focus);
    let alt = format!("Portrait of {name}");
    let src = media::url(hash, media::fallback_width(original.min(480)));
    let srcset = media::srcset_of(hash, original);
    Some(
        view! { <img class=class src=src srcset=srcset sizes="(width >= 60rem) 22rem, 44vw" width=size.to_string() height=size.to_string() alt=alt decoding="async"/> }
            .drawn(),
    )
}
