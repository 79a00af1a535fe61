//! What was wrong with a form: the status of its page, the fault beside each field, and the list over all.
use super::field::summary;
use crate::parts::drawn::Draw;
use crate::problem::Problem;
use axum::http::StatusCode;
use leptos::prelude::*;

/// The status of a page that may show what was wrong with its form: 200 where nothing was.
pub fn status(problem: &Option<Problem>) -> StatusCode {
    let status = problem.as_ref().map_or(200, Problem::status);
    StatusCode::from_u16(status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

/// The fault of this field, if it is one that was refused.
pub fn beside(problem: &Option<Problem>, field: &str) -> Option<String> {
    match problem {
        Some(Problem::Fields(faults)) => faults.iter().find(|(name, _)| *name == field).map(|(_, words)| words.clone()),
        _ => None,
    }
}

/// What stands over the form: the faults, each a link to its field, or the one sentence.
pub fn over(problem: &Option<Problem>) -> Option<AnyView> {
    Some(match problem.as_ref()? {
        problem @ Problem::Fields(faults) => summary(problem.words(), faults).drawn(),
        problem => view! { <div class="notice bad" role="alert" id="faults"><p>{problem.words()}</p></div> }.drawn(),
    })
}
