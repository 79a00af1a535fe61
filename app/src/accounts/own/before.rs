//! The choice about what somebody did before they signed in: it stays under the name of then, or goes under the name of now.
use crate::accounts::before::{Before, take_over};
use crate::parts::avatar::named;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::words;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// What the button sends: the number of the visitor they were.
#[derive(serde::Deserialize)]
pub struct Sent {
    #[serde(default)]
    visitor: String,
}

/// `POST /account/before`
pub async fn reply(visit: Visit, Form(sent): Form<Sent>) -> Response {
    let done = async {
        let customer = visit.customer().await?;
        let visitor: i64 = sent.visitor.parse().map_err(|_| Problem::NotYours)?;
        match take_over(visit.db(), &customer, visitor).await? {
            true => Ok(()),
            false => Err(Problem::NotYours),
        }
    };
    match done.await {
        Ok(()) => ([FORGET_AHEAD], Redirect::to("/account?before=1#before")).into_response(),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// The visitors somebody was, with a button each; nothing where they did nothing.
pub(super) fn section(before: &[Before], taken: bool, name: &str) -> Option<impl IntoView + use<>> {
    if before.is_empty() && !taken {
        return None;
    }
    let rows = before
        .iter()
        .map(|b| {
            let posts = (b.posts > 0).then(|| words::count(b.posts, "post", "posts"));
            let thanks = (b.thanks > 0).then(|| words::count(b.thanks, "word of thanks", "words of thanks"));
            let what = posts.into_iter().chain(thanks).collect::<Vec<_>>().join(", ");
            let id = format!("before-{}", b.id);
            view! {
                <li class="stack gap-2">
                    <p id=id.clone()>{named(&b.alias, b.seed)}" "<span class="small soft">{what}</span></p>
                    <form method="post" action="/account/before">
                        <input type="hidden" name="visitor" value=b.id.to_string()/>
                        <button class="btn quiet sm" aria-describedby=id>"Show it under my new name"</button>
                    </form>
                </li>
            }
        })
        .collect_view();
    let taken = taken.then(|| {
        view! { <p class="notice ok" role="status"><b>"Done."</b>" It stands under your name of now."</p> }
    });
    let choice = (!before.is_empty()).then(|| {
        let words = format!(
            "It stands under the name of then, and nobody can tell that it was you. Shown as {name}, others can; that cannot be undone."
        );
        view! { <p class="small soft">{words}</p> <ul class="stack gap-4 plainlist">{rows}</ul> }
    });
    Some(view! {
        <section class="panel stack gap-3" aria-labelledby="before">
            <h2 id="before">"What you did before you signed in"</h2>
            {taken}
            {choice}
        </section>
    })
}
