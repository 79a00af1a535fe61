//! What the forms at the door do.
use super::pages::{self, Typed};
use super::{HALF, Half, SIGNING_UP, enter, first_step, guard, guard_mail, post};
use crate::accounts::attempts::{self, Limit};
use crate::accounts::tokens::{Kind, Wish};
use crate::accounts::{next, password, store, two_steps};
use crate::problem::{Problem, ours};
use crate::secret;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::{Email, Moment};
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};

/// An address is missing or is none.
pub(super) fn email_fault(typed: &str) -> String {
    if typed.trim().is_empty() { "Your address.".into() } else { "One address, like noor@example.org.".into() }
}

/// `POST /sign-in`: by password, or asking for a link.
pub async fn sign_in(visit: Visit, Form(typed): Form<Typed>) -> Response {
    let done = match typed.act.as_str() {
        "link" => ask(&visit, &typed, Kind::SignIn).await,
        _ => by_password(&visit, &typed).await,
    };
    answer(&visit, done, |problem| pages::sign_in_page(typed, problem)).await
}

async fn by_password(visit: &Visit, typed: &Typed) -> Result<String, Problem> {
    let mut faults = vec![];
    let email = Email::parse(&typed.email);
    if email.is_none() {
        faults.push(("email", email_fault(&typed.email)));
    }
    if typed.password.is_empty() {
        faults.push(("password", "Your password; or have a link mailed to you instead.".to_string()));
    }
    let Some(email) = email.filter(|_| faults.is_empty()) else { return Err(Problem::Fields(faults)) };
    // Counted before it is tried: whoever tries many at once is not faster.
    guard(visit, Limit::SignIn, &email.key()).await?;
    let entry = store::entry(visit.db(), &email.key()).await?;
    let stored = entry.as_ref().and_then(|e| e.password_hash.clone());
    let right = password::matches(&typed.password, stored).await;
    let Some(entry) = entry.filter(|_| right) else {
        let words = "The address or the password is not right. A link by mail opens the door too.";
        return Err(Problem::Fields(vec![("password", words.into())]));
    };
    attempts::forget(visit.db(), &visit.site.links, Limit::SignIn, &email.key()).await?;
    first_step(visit, &entry, true, &next(&typed.next)).await
}

/// `POST /sign-in/forgotten`
pub async fn forgotten(visit: Visit, Form(typed): Form<Typed>) -> Response {
    let done = ask(&visit, &typed, Kind::Reset).await;
    answer(&visit, done, |problem| pages::forgotten_page(typed, problem)).await
}

/// Mails a link to an address. Whoever has it without an account gets the one that opens an account: the same work, and a
/// mail either way, which only the owner of the address reads.
async fn ask(visit: &Visit, typed: &Typed, kind: Kind) -> Result<String, Problem> {
    let email =
        Email::parse(&typed.email).ok_or_else(|| Problem::Fields(vec![("email", email_fault(&typed.email))]))?;
    guard_mail(visit, &email).await?;
    let entry = store::entry(visit.db(), &email.key()).await?;
    let (letter, kind) = match (&entry, kind) {
        (None, _) => ("account.unknown", Kind::SignUp),
        (Some(_), Kind::Reset) => ("account.reset", Kind::Reset),
        (Some(_), _) => ("account.link", Kind::SignIn),
    };
    let lang = visit.facts().await?.lang.clone();
    let mut tx = visit.db().begin().await?;
    let wish = Wish {
        kind,
        person: entry.map(|e| e.person),
        email: &email,
        password_hash: None,
        browser_hash: None,
        next: &next(&typed.next),
    };
    post(&mut tx, letter, wish, &lang, visit.now).await?;
    tx.commit().await?;
    Ok("/sign-in?sent=1".into())
}

/// `POST /sign-up`: an address, and a password or none.
pub async fn sign_up(visit: Visit, Form(typed): Form<Typed>) -> Response {
    let done = begin(&visit, &typed).await;
    answer(&visit, done, |problem| pages::sign_up_page(typed, problem)).await
}

async fn begin(visit: &Visit, typed: &Typed) -> Result<String, Problem> {
    let mut faults = vec![];
    let email = Email::parse(&typed.email);
    if email.is_none() {
        faults.push(("email", email_fault(&typed.email)));
    }
    if !typed.password.is_empty()
        && let Err(words) = password::check(&typed.password, &parts_of(&typed.email))
    {
        faults.push(("password", words));
    }
    let Some(email) = email.filter(|_| faults.is_empty()) else { return Err(Problem::Fields(faults)) };
    guard_mail(visit, &email).await?;
    // Hashed whether the address has an account or not.
    let password_hash = match typed.password.is_empty() {
        true => None,
        false => Some(password::hash(&typed.password).await?),
    };
    let entry = store::entry(visit.db(), &email.key()).await?;
    let (letter, kind) = match entry {
        Some(_) => ("account.standing", Kind::SignIn),
        None => ("account.confirm", Kind::SignUp),
    };
    let lang = visit.facts().await?.lang.clone();
    // Only the browser that chose the password brings it into the account: whoever signs somebody else up sets none.
    let word = secret::drawn();
    let mut tx = visit.db().begin().await?;
    let wish = Wish {
        kind,
        person: entry.map(|e| e.person),
        email: &email,
        password_hash,
        browser_hash: Some(secret::hash(&word)),
        next: &next(&typed.next),
    };
    post(&mut tx, letter, wish, &lang, visit.now).await?;
    tx.commit().await?;
    visit.keep(SIGNING_UP, word).await;
    Ok("/sign-up?sent=1".into())
}
/// The words of an address, which make a poor password.
pub(crate) fn parts_of(email: &str) -> Vec<&str> {
    email.split(['@', '.', '-', '_', '+']).filter(|p| p.len() > 2).collect()
}

/// What was sent as the second step.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Code {
    pub code: String,
}
/// `POST /sign-in/code`
pub async fn code(visit: Visit, Form(sent): Form<Code>) -> Response {
    let done = second_step(&visit, &sent.code).await;
    answer(&visit, done, |problem| pages::code_page(sent.code, problem)).await
}
async fn second_step(visit: &Visit, code: &str) -> Result<String, Problem> {
    let Some(half) = standing(visit).await else { return Ok("/sign-in".into()) };
    guard(visit, Limit::Code, &half.person.to_string()).await?;
    if !two_steps::passes(visit.db(), half.person, code, visit.now).await? {
        return Err(Problem::Fields(vec![("code", "This code does not open the door. Each works once.".into())]));
    }
    attempts::forget(visit.db(), &visit.site.links, Limit::Code, &half.person.to_string()).await?;
    enter(visit, half.person, half.proved).await?;
    Ok(half.next)
}
/// Who stands at the second step, for ten minutes after the first.
pub(super) async fn standing(visit: &Visit) -> Option<Half> {
    let half: Half = visit.session.get(HALF).await.ok().flatten()?;
    (visit.now.0 - half.at < 10 * Moment::MINUTE).then_some(half)
}

/// `POST /sign-out`
pub async fn sign_out(visit: Visit) -> Response {
    match visit.session.flush().await {
        Ok(()) => ([FORGET_AHEAD], Redirect::to("/")).into_response(),
        Err(error) => visit.show(async { Err(Instead::Refused(ours(&error))) }).await,
    }
}

/// Goes on, or shows the form again with what was typed; a password is typed anew.
pub(super) async fn answer(
    visit: &Visit,
    done: Result<String, Problem>,
    again: impl FnOnce(Problem) -> crate::shell::Page,
) -> Response {
    match done {
        Ok(to) => ([FORGET_AHEAD], Redirect::to(&to)).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => visit.show(async { Ok(again(problem)) }).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
