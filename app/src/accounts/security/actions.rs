//! What the forms on the page of security do: another password, another address, signing out elsewhere.
use super::{answer, known, pages, prove};
use crate::accounts::door::actions::parts_of;
use crate::accounts::door::{guard_mail, notify, post};
use crate::accounts::tokens::{self, Kind, Wish};
use crate::accounts::{password, sessions, store};
use crate::problem::{Problem, ours};
use crate::site::{Visit, keys};
use crate::values::Email;
use axum::Form;
use axum::response::Response;

/// Everything a form of this page carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Which form it is: `password`, `email`, `elsewhere`.
    pub act: String,
    /// The password that is current.
    pub password: String,
    pub new_password: String,
    pub email: String,
}

/// `POST /account/security`
pub async fn change(visit: Visit, Form(typed): Form<Typed>) -> Response {
    let done = match typed.act.as_str() {
        "password" => new_password(&visit, &typed).await,
        "email" => new_email(&visit, &typed).await,
        "elsewhere" => elsewhere(&visit).await,
        _ => visit.customer().await.map(|_| "/account/security".into()),
    };
    answer(&visit, done, |problem| pages::read(&visit, typed, Some(problem))).await
}

/// The faults of proving, beside those that were found.
async fn proved(visit: &Visit, typed: &str, mut faults: Vec<(&'static str, String)>) -> Result<(), Problem> {
    match prove(visit, typed).await {
        Err(Problem::Fields(more)) => faults.splice(0..0, more).for_each(drop),
        other => other?,
    }
    if faults.is_empty() { Ok(()) } else { Err(Problem::Fields(faults)) }
}

/// Another password: every other browser is signed out, links that were mailed open nothing any more, the owner hears of it.
async fn new_password(visit: &Visit, typed: &Typed) -> Result<String, Problem> {
    let person = known(visit).await?;
    let email = person.email.unwrap_or_default();
    let faults = match password::check(&typed.new_password, &parts_of(&email)) {
        Ok(()) => vec![],
        Err(words) => vec![("new_password", words)],
    };
    proved(visit, &typed.password, faults).await?;
    let hash = password::hash(&typed.new_password).await?;
    let lang = visit.facts().await?.lang.clone();
    let mut tx = visit.db().begin().await?;
    store::set_password(&mut tx, person.id, &hash).await?;
    store::end_sessions(&mut tx, person.id, sessions::current(visit)).await?;
    tokens::revoke(&mut tx, person.id, visit.now).await?;
    notify(&mut tx, "account.password_changed", person.id, &email, &lang, visit.now).await?;
    tx.commit().await?;
    visit.session.cycle_id().await.map_err(|e| ours(&e))?;
    visit.keep(keys::PROVED, visit.now.0).await;
    Ok("/account/security?done=password".into())
}

/// Mails a link to the new address. Whoever has it already gets one that signs them in instead: the same work and the same
/// sentence, so that nobody learns whose it is.
async fn new_email(visit: &Visit, typed: &Typed) -> Result<String, Problem> {
    let person = known(visit).await?;
    let wanted = Email::parse(&typed.email);
    let faults = match &wanted {
        None if typed.email.trim().is_empty() => vec![("email", "Your new address.".to_string())],
        None => vec![("email", "One address, like noor@example.org.".to_string())],
        Some(email) if person.email.as_deref() == Some(email.as_str()) => {
            vec![("email", "This is your address already.".to_string())]
        }
        Some(_) => vec![],
    };
    proved(visit, &typed.password, faults).await?;
    let Some(email) = wanted else { return Ok("/account/security".into()) };
    guard_mail(visit, &email).await?;
    let other = store::entry(visit.db(), &email.key()).await?.map(|e| e.person).filter(|id| *id != person.id);
    let (letter, kind) = match other {
        Some(_) => ("account.email_taken", Kind::SignIn),
        None => ("account.email", Kind::Email),
    };
    let lang = visit.facts().await?.lang.clone();
    let wish = Wish {
        kind,
        person: Some(other.unwrap_or(person.id)),
        email: &email,
        password_hash: None,
        browser_hash: None,
        next: "/account",
    };
    let mut tx = visit.db().begin().await?;
    post(&mut tx, letter, wish, &lang, visit.now).await?;
    tx.commit().await?;
    Ok("/account/security?sent=email".into())
}

/// Signs every other browser out at once.
async fn elsewhere(visit: &Visit) -> Result<String, Problem> {
    let customer = visit.customer().await?;
    let mut tx = visit.db().begin().await?;
    store::end_sessions(&mut tx, customer.id(), sessions::current(visit)).await?;
    tx.commit().await?;
    Ok("/account/security?done=elsewhere".into())
}
