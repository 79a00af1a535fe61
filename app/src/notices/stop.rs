//! The way out of the mails about a topic: one press, without signing in, by a word that names nobody.
use super::store;
use crate::db::Db;
use crate::forum;
use crate::parts::drawn::Draw;
use crate::problem::Problem;
use crate::secret::LinkKey;
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Front, Visit};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// The word that stops the mails about this topic to this person; the same in each of them, and kept nowhere.
pub fn word(links: &LinkKey, person: i64, topic: i64) -> String {
    links.sealed("watch", [person, topic])
}
/// The person and the topic of such a word.
fn parts(links: &LinkKey, word: &str) -> Option<(i64, i64)> {
    links.unsealed("watch", word).map(|[person, topic]| (person, topic))
}

/// `GET /watch/{word}`: says what the button does; opening it stops nothing, since the scanner of a mail box opens it too.
pub async fn show(visit: Visit, Path(word): Path<String>) -> Response {
    private(visit.show(read(&visit, &word, false)).await)
}

/// `POST /watch/{word}`: stops them. Whoever sends it may be a mail provider, which has no cookie, says nothing of where it
/// comes from and follows no redirect; what else it sends is not looked at.
pub async fn stop(visit: Visit, Path(word): Path<String>) -> Response {
    let done = async {
        let (person, topic) = parts(&visit.site.links, &word).ok_or(Problem::Gone)?;
        let mut tx = visit.db().begin().await?;
        if store::quiet(&mut tx, topic, person).await? {
            tx.commit().await?;
        }
        read(&visit, &word, true).await
    };
    ([FORGET_AHEAD], private(visit.show(done).await)).into_response()
}

async fn read(visit: &Visit, word: &str, stopped: bool) -> Result<Page, Instead> {
    let (person, topic) = parts(&visit.site.links, word).ok_or(Instead::Missing)?;
    let about = about(visit.db(), topic).await?;
    let on = !stopped && store::watches(visit.db(), topic, &[person]).await? == Some(true);
    let path = format!("/watch/{word}");
    Ok(Page::new("Mails about a conversation", move |_: &Front| {
        let body = match on {
            true => view! {
                <h1>"Mails about a conversation"</h1>
                <p>{format!("We mail you when somebody replies in {about}. One press ends that; in the shop you still hear of it.")}</p>
                <form method="post" action=path><button class="btn">"Stop these mails"</button></form>
            }
            .drawn(),
            false => view! {
                <h1>"No more mails about this"</h1>
                <p>{format!("We do not mail you about {about}. What else you follow stays as it is.")}</p>
                <p><a class="btn quiet" href="/notices">"News, and what you follow"</a></p>
            }
            .drawn(),
        };
        view! { <div class="wrap page narrow stack gap-4">{body}</div> }
    })
    .unlisted()
    .quiet())
}

/// The topic as a sentence names it, as long as others see it.
async fn about(db: &Db, topic: i64) -> crate::db::Result<String> {
    let topic = forum::store::topic(db, topic).await?.filter(|t| t.listed);
    Ok(topic.map_or("this conversation".into(), |t| format!("“{}”", t.title)))
}

/// The page is nobody else's, and its address goes to nobody outside.
fn private(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    answer
}
