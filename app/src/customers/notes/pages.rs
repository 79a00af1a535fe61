//! Notes as they are read: by staff beside the customer, by hosts at the counter, by whoever they are about in their account.
use super::store::{self, Known, Note};
use super::{Author, LONGEST};
use crate::parts::avatar::named;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::field::fault;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// What was typed into the form of a note, and what was wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    pub words: String,
    pub problem: Option<Problem>,
    pub done: bool,
}

/// The notes about somebody with the form that adds one, which goes to `action`.
pub fn section(notes: &[Note], action: &str, sent: &Sent, zone: &TimeZone) -> impl IntoView + use<> {
    let lines = notes.iter().map(|n| view! { <li>{note(n, zone)}</li> }).collect_view();
    let list = match notes.is_empty() {
        true => view! { <p class="soft">"Nobody noted anything."</p> }.drawn(),
        false => view! { <ol class="notes">{lines}</ol> }.drawn(),
    };
    let done = sent.done.then(|| view! { <p class="notice ok" role="status">"Noted. They can read it too."</p> });
    let wrong = faults::beside(&sent.problem, "words");
    let class = if wrong.is_some() { "field wrong" } else { "field" };
    let described = if wrong.is_some() { "words-hint words-fault" } else { "words-hint" };
    let invalid = wrong.is_some().then_some("true");
    view! {
        <section class="panel stack gap-4" aria-labelledby="notes">
            <h2 id="notes">"Notes"</h2>
            {done}
            {list}
            <form class="stack gap-3" method="post" action=action.to_string() novalidate>
                <div class=class>
                    <label for="words">"A new note"</label>
                    <span class="hint" id="words-hint">"They read every note about them in their account, and may erase it."</span>
                    {fault(wrong, Some("words-fault".into()))}
                    <textarea id="words" name="words" rows="3" maxlength=LONGEST.to_string() required aria-describedby=described aria-invalid=invalid>{sent.words.clone()}</textarea>
                </div>
                <p><button class="btn quiet" name="act" value="note">"Keep the note"</button></p>
            </form>
        </section>
    }
}
fn note(n: &Note, zone: &TimeZone) -> impl IntoView + use<> {
    let who = if n.name.is_empty() { "a former member".to_string() } else { n.name.clone() };
    let by = view! { <p class="small soft">{format!("{who}, ")}<time datetime=words::machine_time(n.at, zone)>{words::date_time(n.at, zone)}</time></p> };
    match n.erased_at {
        Some(at) => {
            let gone = format!("They erased this note on {}.", words::long_day(at, zone));
            view! { <p class="soft">{gone}</p> {by} }.drawn()
        }
        None => view! { <p class="said asis">{n.words.clone()}</p> {by} }.drawn(),
    }
}

/// `GET /counter/customers/{person}`
pub async fn at_the_counter(visit: Visit, Path(person): Path<i64>) -> Response {
    visit.show(counter(&visit, person, Sent { done: visit.query("done") == "note", ..Sent::default() })).await
}
/// The page at the counter, with what was typed.
pub async fn counter(visit: &Visit, person: i64, sent: Sent) -> Result<Page, Instead> {
    let by = Author::host(&visit.host().await?);
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let known = store::known(visit.db(), &by, person).await?.ok_or(Instead::Missing)?;
    let notes = store::about(visit.db(), &by, person).await?;
    let status = faults::status(&sent.problem);
    Ok(Page::new(known.alias.clone(), move |front: &Front| beside(&known, &notes, &sent, &front.facts.zone()))
        .counter(name)
        .status(status))
}
fn beside(known: &Known, notes: &[Note], sent: &Sent, zone: &TimeZone) -> impl IntoView + use<> {
    let facts = format!(
        "Here since {}. {} of theirs stand where everybody reads them.",
        words::long_day(known.since, zone),
        words::count(known.posts, "post", "posts")
    );
    view! {
        <div class="wrap stack gap-5 measure">
            <div class="stack gap-2"><h1>{named(&known.alias, known.avatar_seed)}</h1><p class="soft">{facts}</p></div>
            {faults::over(&sent.problem)}
            {section(notes, &format!("/counter/customers/{}", known.id), sent, zone)}
        </div>
    }
}

/// `GET /account/notes`
pub async fn own(visit: Visit) -> Response {
    visit
        .show(async {
            let me = visit.customer().await?;
            let notes = store::own(visit.db(), &me).await?;
            let erased = visit.query("done") == "erased";
            Ok(Page::new("What we noted about you", move |front: &Front| {
                about_you(&notes, erased, &front.facts.zone())
            })
            .unlisted())
        })
        .await
}
fn about_you(notes: &[Note], erased: bool, zone: &TimeZone) -> impl IntoView + use<> {
    let done = erased.then(|| view! { <div class="notice ok" role="status"><p>"The note is erased. Nobody can read it any more."</p></div> });
    let lines = notes.iter().map(|n| yours(n, zone)).collect_view();
    let list = match notes.is_empty() {
        true => view! { <div class="empty"><p>"We noted nothing about you."</p></div> }.drawn(),
        false => view! { <ol class="notes">{lines}</ol> }.drawn(),
    };
    view! {
        <div class="wrap page stack gap-5 measure">
            <p><a class="link" href="/account">"Your account"</a></p>
            <div class="stack gap-2">
                <h1>"What we noted about you"</h1>
                <p>"So that you need not tell every one of us the same. Only you and the staff read it. What you erase is gone at once; the staff sees that a note was erased, not what it said."</p>
            </div>
            {done}
            {list}
        </div>
    }
}
fn yours(n: &Note, zone: &TimeZone) -> impl IntoView + use<> {
    let id = format!("note-{}", n.id);
    let value = n.id.to_string();
    view! {
        <li class="stack gap-2">
            <div id=id.clone()>{note(n, zone)}</div>
            <form method="post" action="/account/notes">
                <input type="hidden" name="note" value=value/>
                <button class="btn quiet sm" aria-describedby=id.clone()>"Erase this note"</button>
            </form>
        </li>
    }
}
