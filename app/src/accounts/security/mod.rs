//! What guards an account: the password, the address, where it is signed in, the second step. What is dear asks for the
//! password once more.
pub mod actions;
pub mod pages;
pub mod steps;

use super::door::ask_again;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::field::summary;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Visit, keys};
use crate::values::Moment;
use crate::viewer::{Known, Viewer};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use std::future::Future;

/// Somebody with an account, or the way to the door.
pub async fn known(visit: &Visit) -> Result<Known, Problem> {
    visit.viewer().await?.signed_in().cloned().ok_or(Problem::SignIn)
}
/// Whoever asks gave their password lately, or gives it now; else a fault at the field `password`. An account without a
/// password has its mailed links alone, and the session came from one.
pub async fn prove(visit: &Visit, typed: &str) -> Result<(), Problem> {
    match !known(visit).await?.has_password || visit.proves(typed).await? {
        true => Ok(()),
        false => Err(Problem::Fields(vec![("password", ask_again(typed))])),
    }
}
/// Whether a form has to ask for the password.
pub async fn asks(visit: &Visit) -> Result<bool, Problem> {
    // Read anew: this very request may have given it.
    let proved: Option<i64> = visit.session.get(keys::PROVED).await.ok().flatten();
    let fresh = Viewer::new(None, proved.map(Moment)).is_fresh(visit.now);
    Ok(known(visit).await?.has_password && !fresh)
}

/// What a form of the account says over itself, and beside its fields.
#[derive(Default)]
pub struct Faults(pub Option<Problem>);
impl Faults {
    pub fn status(&self) -> StatusCode {
        faults::status(&self.0)
    }
    pub fn beside(&self, field: &str) -> Option<String> {
        faults::beside(&self.0, field)
    }
    /// The list over the page; `named` gives the id of a field where it is not its name.
    pub fn over(&self, named: impl Fn(&'static str) -> &'static str) -> Option<AnyView> {
        match &self.0 {
            Some(problem @ Problem::Fields(faults)) => {
                let faults: Vec<_> = faults.iter().map(|(name, words)| (named(name), words.clone())).collect();
                Some(summary(problem.words(), &faults).drawn())
            }
            Some(problem) => {
                Some(view! { <div class="notice bad" role="alert"><p>{problem.words()}</p></div> }.drawn())
            }
            None => None,
        }
    }
}

/// A narrow page of the account: the way back, a heading, a line under it, and what follows.
pub fn narrow<V: IntoView + 'static>(title: &'static str, lead: &'static str, content: V) -> impl IntoView {
    view! {
        <div class="wrap page">
            <div class="measure stack gap-5">
                <div class="stack gap-2">
                    <p><a class="link" href="/account">"Your account"</a></p>
                    <h1>{title}</h1>
                    <p class="soft">{lead}</p>
                </div>
                {content}
            </div>
        </div>
    }
}

/// Goes on, or shows the form again with what was typed; a password is typed anew.
pub async fn answer<F>(visit: &Visit, done: Result<String, Problem>, again: impl FnOnce(Problem) -> F) -> Response
where
    F: Future<Output = Result<Page, Instead>>,
{
    match done {
        Ok(to) => ([FORGET_AHEAD], Redirect::to(&to)).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => private(visit.show(again(problem)).await),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
/// Kept by nobody.
pub fn private(mut answer: Response) -> Response {
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
