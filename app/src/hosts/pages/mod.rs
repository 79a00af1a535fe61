//! Pages of hosts: all of them, one of them, and the forms in which they and a merchant change what stands there.
pub mod bench;
pub mod edit;
pub mod host;
pub mod list;
pub mod note;
pub mod roster;
mod week;

use crate::media;
use crate::problem::Problem;
use axum::http::StatusCode;
use leptos::prelude::*;

/// The status of a page that may show what was wrong with its form.
fn status(problem: &Option<Problem>) -> StatusCode {
    problem
        .as_ref()
        .map_or(StatusCode::OK, |p| StatusCode::from_u16(p.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY))
}

/// What is wrong with a form, over it.
fn over(problem: &Option<Problem>) -> Option<AnyView> {
    problem.as_ref().map(|problem| match problem {
        Problem::Fields(faults) => crate::parts::field::summary(problem.words(), faults).into_any(),
        _ => view! { <div class="notice bad" role="alert" id="faults"><p>{problem.words()}</p></div> }.into_any(),
    })
}

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
    Some(view! { <div class="notice ok" role="status"><p>{words}</p></div> }.into_any())
}

/// A portrait, square, at this width; nothing where there is none.
fn portrait(hash: Option<&str>, width: Option<i64>, name: &str, size: u32) -> Option<AnyView> {
    let (hash, original) = (hash?, width.unwrap_or(480));
    let alt = format!("Portrait of {name}");
    let src = media::url(hash, media::fallback_width(original.min(480)));
    let srcset = media::srcset_of(hash, original);
    Some(
        view! { <img class="face sq" src=src srcset=srcset sizes="(width >= 60rem) 22rem, 44vw" width=size.to_string() height=size.to_string() alt=alt decoding="async"/> }
            .into_any(),
    )
}
