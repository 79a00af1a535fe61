//! Links that were mailed. Opening one shows what it does; the button does it.
use super::actions::{answer, parts_of};
use super::pages::{self, Typed};
use super::{SIGNING_UP, enter, first_step, notify};
use crate::accounts::adopt::{Adoption, adopt};
use crate::accounts::store::{self, Entry};
use crate::accounts::tokens::{self, Kind, Token};
use crate::accounts::{next, password};
use crate::db::is_taken;
use crate::problem::Problem;
use crate::secret;
use crate::shell::{Instead, Page};
use crate::site::Visit;
use crate::staff;
use crate::values::Email;
use axum::Form;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;

/// `GET /links/{word}`: says what the link does, and spends nothing.
pub async fn show(visit: Visit, Path(word): Path<String>) -> Response {
    private(visit.show(read(&visit, &word)).await)
}
async fn read(visit: &Visit, word: &str) -> Result<Page, Instead> {
    let Some(token) = tokens::standing(visit.db(), word, visit.now).await? else { return Ok(pages::spent_page()) };
    let invited = invited(visit, &token).await?;
    Ok(pages::link_page(&token, word, invited, Typed::default(), None))
}

/// `POST /links/{word}`: does it.
pub async fn follow(visit: Visit, Path(word): Path<String>, Form(typed): Form<Typed>) -> Response {
    let token = match tokens::standing(visit.db(), &word, visit.now).await {
        Ok(Some(token)) => token,
        Ok(None) => return private(visit.show(async { Ok(pages::spent_page()) }).await),
        Err(error) => return visit.show(async { Err(error.into()) }).await,
    };
    let invited = match invited(&visit, &token).await {
        Ok(invited) => invited,
        Err(error) => return visit.show(async { Err(error.into()) }).await,
    };
    let done = match token.kind {
        Kind::SignIn => sign_in(&visit, &token).await,
        Kind::SignUp => sign_up(&visit, &token).await,
        Kind::Reset => reset(&visit, &token, &typed).await,
        Kind::Email => change_email(&visit, &token).await,
        Kind::Invitation => join(&visit, &token, invited.as_ref(), &typed).await,
    };
    if matches!(done, Err(Problem::Gone)) {
        return private(visit.show(async { Ok(pages::spent_page()) }).await);
    }
    private(answer(&visit, done, |problem| pages::link_page(&token, &word, invited, typed, Some(problem))).await)
}

/// The page is nobody else's, and its address goes to nobody outside; its own form still says where it comes from.
fn private(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    answer
}
async fn invited(visit: &Visit, token: &Token) -> sqlx::Result<Option<staff::store::Invited>> {
    match token.kind {
        Kind::Invitation => staff::store::invited(visit.db(), token.id, visit.now).await,
        _ => Ok(None),
    }
}

async fn sign_in(visit: &Visit, token: &Token) -> Result<String, Problem> {
    let person = token.person.ok_or(Problem::Gone)?;
    let mut tx = visit.db().begin().await?;
    let entry = store::entry_of(&mut tx, person).await?.ok_or(Problem::Gone)?;
    if !tokens::spend(&mut tx, token, visit.now).await? {
        return Err(Problem::Gone);
    }
    tx.commit().await?;
    first_step(visit, &entry, false, &next(&token.next)).await
}

/// Opens an account for the address that the link proves. Somebody may have opened one meanwhile by another link: then they
/// are let in there.
async fn sign_up(visit: &Visit, token: &Token) -> Result<String, Problem> {
    let email = Email::parse(&token.email).ok_or(Problem::Gone)?;
    let ours: Option<String> = visit.session.get(SIGNING_UP).await.ok().flatten();
    let same_browser = ours.is_some() && ours.map(|word| secret::hash(&word)) == token.browser_hash;
    let password = token.password_hash.as_deref().filter(|_| same_browser);
    let lang = visit.facts().await?.lang.clone();
    let visitor = visit.viewer().await?.person().filter(|p| p.kind == "visitor").map(|p| p.id);
    let mut tx = visit.db().begin().await?;
    if !tokens::spend(&mut tx, token, visit.now).await? {
        return Err(Problem::Gone);
    }
    if let Some(entry) = store::entry(&mut tx, &email.key()).await? {
        tx.commit().await?;
        return first_step(visit, &entry, false, &next(&token.next)).await;
    }
    let person = match store::enrol(&mut tx, visitor, &email, &lang, visit.now).await {
        // Another link for this address was followed at the same moment: the account is there now.
        Err(error) if is_taken(&error) => {
            drop(tx);
            return Box::pin(sign_up(visit, token)).await;
        }
        done => done?,
    };
    if let Some(hash) = password {
        store::set_password(&mut tx, person, hash).await?;
    }
    tx.commit().await?;
    enter(visit, person, password.is_some()).await?;
    Ok(match (password, &token.password_hash) {
        // The password was chosen somewhere else: it may not have been theirs.
        (None, Some(_)) => "/account/security?choose=1".into(),
        _ => next(&token.next),
    })
}

async fn reset(visit: &Visit, token: &Token, typed: &Typed) -> Result<String, Problem> {
    let person = token.person.ok_or(Problem::Gone)?;
    let hash = checked(&typed.password, &token.email).await?;
    let lang = visit.facts().await?.lang.clone();
    let mut tx = visit.db().begin().await?;
    let entry = store::entry_of(&mut tx, person).await?.ok_or(Problem::Gone)?;
    if !tokens::spend(&mut tx, token, visit.now).await? {
        return Err(Problem::Gone);
    }
    store::set_password(&mut tx, person, &hash).await?;
    store::end_sessions(&mut tx, person, None).await?;
    tokens::revoke(&mut tx, person, visit.now).await?;
    notify(&mut tx, "account.password_changed", person, &token.email, &lang, visit.now).await?;
    tx.commit().await?;
    first_step(visit, &entry, true, &next(&token.next)).await
}
/// A good password, hashed; else a fault at its field.
pub(crate) async fn checked(typed: &str, email: &str) -> Result<String, Problem> {
    if let Err(words) = password::check(typed, &parts_of(email)) {
        return Err(Problem::Fields(vec![("password", words)]));
    }
    Ok(password::hash(typed).await?)
}

/// The new address becomes the proven one; the old one hears of it. Only for whoever asked for it.
async fn change_email(visit: &Visit, token: &Token) -> Result<String, Problem> {
    let customer = visit.customer().await?;
    if token.person != Some(customer.id()) {
        return Err(Problem::Gone);
    }
    let email = Email::parse(&token.email).ok_or(Problem::Gone)?;
    let lang = visit.facts().await?.lang.clone();
    let mut tx = visit.db().begin().await?;
    let known = store::known(&mut tx, customer.id()).await?.ok_or(Problem::Gone)?;
    if !tokens::spend(&mut tx, token, visit.now).await? {
        return Err(Problem::Gone);
    }
    if !store::set_email(&mut tx, customer.id(), &email).await? {
        return Err(Problem::Fields(vec![(
            "email",
            "Another account has this address. Sign in there instead.".into(),
        )]));
    }
    tokens::revoke(&mut tx, customer.id(), visit.now).await?;
    if let Some(old) = known.email {
        notify(&mut tx, "account.email_changed", customer.id(), &old, &lang, visit.now).await?;
    }
    adopt(&mut tx, &Adoption { visitor: None, cart: None, to: customer.id(), now: visit.now }).await?;
    tx.commit().await?;
    Ok("/account/security?done=email".into())
}

/// A person of the staff accepts the invitation: under their own name, with a password of their own.
async fn join(
    visit: &Visit,
    token: &Token,
    invited: Option<&staff::store::Invited>,
    typed: &Typed,
) -> Result<String, Problem> {
    let invited = invited.ok_or(Problem::Gone)?;
    let email = Email::parse(&token.email).ok_or(Problem::Gone)?;
    let name = staff::name(&typed.name).map_err(|words| Problem::Fields(vec![("name", words)]))?;
    let hash = checked(&typed.password, &token.email).await?;
    let lang = visit.facts().await?.lang.clone();
    let mut tx = visit.db().begin().await?;
    if !tokens::spend(&mut tx, token, visit.now).await? {
        return Err(Problem::Gone);
    }
    let standing: Option<Entry> = store::entry(&mut tx, &email.key()).await?;
    let (person, two_steps) = match &standing {
        Some(entry) => (entry.person, entry.two_steps),
        None => (store::enrol(&mut tx, None, &email, &lang, visit.now).await?, false),
    };
    store::set_password(&mut tx, person, &hash).await?;
    store::end_sessions(&mut tx, person, None).await?;
    staff::store::accept(&mut tx, invited, person, &name, &visit.network, visit.now).await?;
    tx.commit().await?;
    let entry = Entry { person, password_hash: None, two_steps };
    first_step(visit, &entry, true, if invited.role == staff::Role::Merchant { "/admin" } else { "/account" }).await
}
