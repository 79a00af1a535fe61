//! The first merchant of a shop that has none: by a link that the program prints where it starts, which opens something only
//! while nobody ever ran the shop.
use super::Role;
use super::store::{alone, appoint, give};
use crate::accounts::attempts::Limit;
use crate::accounts::door::links::checked;
use crate::accounts::door::{enter, guard};
use crate::accounts::{password, store as people};
use crate::audit::{self, Act};
use crate::db::Db;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::secret::{self, LinkKey};
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::Visit;
use crate::values::{Email, Moment};
use crate::viewer::Actor;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

pub use super::store::claimed;

/// The path of the page for the first merchant.
pub fn path(links: &LinkKey) -> String {
    format!("/begin/{}", links.word("begin", 1))
}

/// What the form carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    pub name: String,
    pub email: String,
    pub password: String,
}

/// `GET /begin/{word}`
pub async fn show(visit: Visit, Path(word): Path<String>) -> Response {
    visit.show(read(&visit, &word, Typed::default(), None)).await
}
/// `POST /begin/{word}`
pub async fn reply(visit: Visit, Path(word): Path<String>, Form(typed): Form<Typed>) -> Response {
    match act(&visit, &word, &typed).await {
        Ok(()) => ([FORGET_AHEAD], Redirect::to("/admin/opening")).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(read(&visit, &word, typed, Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// Whether this is the word, and nobody came before.
async fn opens(visit: &Visit, word: &str) -> Result<(), Problem> {
    let same = secret::hash(word) == secret::hash(&visit.site.links.word("begin", 1));
    if !same || claimed(visit.db()).await? {
        return Err(Problem::Gone);
    }
    Ok(())
}

async fn act(visit: &Visit, word: &str, typed: &Typed) -> Result<(), Problem> {
    opens(visit, word).await?;
    let mut faults = vec![];
    let name = super::name(&typed.name).map_err(|words| faults.push(("name", words))).ok();
    let email = Email::parse(&typed.email);
    if email.is_none() {
        faults.push(("email", "One address, like noor@example.org. You sign in with it.".into()));
    }
    if let Err(words) = password::check(&typed.password, &[]) {
        faults.push(("password", words));
    }
    let (Some(name), Some(email), true) = (name, email, faults.is_empty()) else { return Err(Problem::Fields(faults)) };
    guard(visit, Limit::SignIn, &visit.network).await?;
    let hash = checked(&typed.password, email.as_str()).await?;
    let lang = visit.facts().await?.lang.clone();
    let person = claim(visit.db(), (&name, &email), &hash, &lang, &visit.network, visit.now).await?;
    enter(visit, person, true).await
}

/// Makes the first merchant. `Gone` where somebody was quicker.
async fn claim(
    db: &Db,
    (name, email): (&str, &Email),
    hash: &str,
    lang: &str,
    from: &str,
    now: Moment,
) -> Result<i64, Problem> {
    let mut tx = db.begin().await?;
    alone(&mut tx).await?;
    if claimed(&mut tx).await? {
        return Err(Problem::Gone);
    }
    if people::entry(&mut tx, &email.key()).await?.is_some() {
        let words =
            "There is an account with this address already. Take another one, or make it a merchant's by the command.";
        return Err(Problem::Fields(vec![("email", words.into())]));
    }
    let person = people::enrol(&mut tx, None, email, lang, now).await?;
    people::set_password(&mut tx, person, hash).await?;
    appoint(&mut tx, person, name).await?;
    let actor = Actor::Person(person);
    give(&mut tx, person, Role::Merchant, &actor.to_string(), now).await?;
    let (act, subject) = ("staff.first", ("person", person));
    audit::append(&mut tx, Act { actor, act, subject, before: "", after: Role::Merchant.word(), from }, now).await?;
    tx.commit().await?;
    Ok(person)
}

async fn read(visit: &Visit, word: &str, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    opens(visit, word).await?;
    let (action, code) = (format!("/begin/{word}"), status(&problem));
    Ok(Page::new("Begin", move |_| view(&action, &typed, &problem)).unlisted().quiet().status(code))
}

fn view(action: &str, typed: &Typed, problem: &Option<Problem>) -> impl IntoView + use<> {
    view! {
        <div class="wrap page">
            <div class="stack gap-5 measure">
                <div class="stack gap-1"><h1>"Your shop begins here"</h1><p class="soft">"You are its first merchant. Everything else can be changed later."</p></div>
                {over(problem)}
                <form class="panel stack gap-4" method="post" action=action.to_string() novalidate>
                    {Field::text("name", "Your name", "name").hint("As customers see it beside what you say.").most(60).filled(&typed.name, beside(problem, "name")).view()}
                    {Field::text("email", "Email", "username").kind("email").hint("You sign in with it. Nobody else sees it.").filled(&typed.email, beside(problem, "email")).view()}
                    {Field::text("password", "Password", "new-password").kind("password").hint("Three or four words that belong to you alone do well.").most(password::MOST).filled("", beside(problem, "password")).view()}
                    <p><button class="btn">"Begin"</button></p>
                </form>
            </div>
        </div>
    }
}
