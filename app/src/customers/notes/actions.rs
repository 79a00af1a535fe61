//! What the forms of notes do: hosts write one at the counter, whoever it is about erases it.
use super::pages::{self, Sent};
use super::{Author, store};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// Writes the note that was typed.
pub async fn keep(visit: &Visit, by: &Author, person: i64, typed: &str) -> Result<(), Problem> {
    let words = super::words(typed).map_err(|fault| Problem::Fields(vec![("words", fault)]))?;
    match store::write(visit.db(), by, person, &words, &visit.network, visit.now).await? {
        true => Ok(()),
        false => {
            Err(Problem::Fields(vec![("words", "There are as many notes as there may be about one person.".into())]))
        }
    }
}

/// `POST /counter/customers/{person}`
pub async fn write(visit: Visit, Path(person): Path<i64>, form: Posted) -> Response {
    let done = async {
        let by = Author::host(&visit.host().await?);
        store::known(visit.db(), &by, person).await?.ok_or(Problem::Gone)?;
        keep(&visit, &by, person, form.of("words")).await
    }
    .await;
    match done {
        Ok(()) => ([FORGET_AHEAD], Redirect::to(&format!("/counter/customers/{person}?done=note"))).into_response(),
        Err(problem @ Problem::Fields(_)) => {
            let sent = Sent { words: form.of("words").into(), problem: Some(problem), done: false };
            visit.show(pages::counter(&visit, person, sent)).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// `POST /account/notes`
pub async fn erase(visit: Visit, form: Posted) -> Response {
    let done = async {
        let me = visit.customer().await?;
        let note = form.number("note").ok_or(Problem::Gone)?;
        if store::erase(visit.db(), &me, note, visit.now).await? { Ok(()) } else { Err(Problem::Gone) }
    }
    .await;
    match done {
        Ok(()) => ([FORGET_AHEAD], Redirect::to("/account/notes?done=erased")).into_response(),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
