//! The door of the shop: signing up, signing in, links that were mailed, the second step, signing out. No answer, no mail
//! and no time tells whether an address has an account: both ways do the same work and end in the same sentence.
pub mod actions;
pub mod links;
pub mod pages;

use super::adopt::{Adoption, adopt};
use super::attempts::{self, Limit, Try};
use super::store::{self, Entry};
use super::tokens;
use super::{browser_name, password};
use crate::cart;
use crate::db::Tx;
use crate::jobs::{self, Mail};
use crate::problem::{Problem, ours};
use crate::site::{Visit, keys};
use crate::values::{Email, Moment};
use crate::viewer::Known;
use crate::words;

/// The key of who has shown the first of two steps, in the session.
const HALF: &str = "half";
/// The key of the word by which the browser knows its own sign-up, in the session.
const SIGNING_UP: &str = "signing_up";

/// Somebody who has shown the first of two steps: for ten minutes.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
struct Half {
    person: i64,
    at: i64,
    /// Whether the first step was a password.
    proved: bool,
    next: String,
}

/// Lets somebody in whose first step was right: asks for the second where they have one. Where to go on to.
async fn first_step(visit: &Visit, entry: &Entry, proved: bool, next: &str) -> Result<String, Problem> {
    if entry.two_steps {
        let half = Half { person: entry.person, at: visit.now.0, proved, next: next.to_string() };
        // Whoever was signed in here before is not any more. Flushing would keep the number of the session.
        if visit.signed_in().await {
            visit.session.clear().await;
        }
        visit.session.cycle_id().await.map_err(|e| ours(&e))?;
        visit.keep(HALF, half).await;
        return Ok("/sign-in/code".into());
    }
    enter(visit, entry.person, proved).await?;
    Ok(next.to_string())
}

/// Signs a person in: the session gets a new id, the cart and the orders of the visitor become theirs.
pub(crate) async fn enter(visit: &Visit, person: i64, proved: bool) -> Result<(), Problem> {
    let before = visit.viewer().await?;
    let stranger = before.signed_in().is_some();
    // What another customer left here is not the next one's.
    let visitor = before.person().filter(|_| !stranger).map(|p| p.id);
    let browser = if stranger { None } else { visit.cart().await };
    let mut tx = visit.db().begin().await?;
    adopt(&mut tx, &Adoption { visitor, cart: browser, to: person, now: visit.now }).await?;
    let open = cart::store::open_of(&mut tx, person, visit.now).await?;
    store::seen(&mut tx, person, visit.now).await?;
    tx.commit().await?;
    let broken = |e: tower_sessions::session::Error| ours(&e);
    visit.session.clear().await;
    visit.session.cycle_id().await.map_err(broken)?;
    visit.session.insert(keys::ACCOUNT, true).await.map_err(broken)?;
    visit.session.insert(keys::PERSON, person).await.map_err(broken)?;
    visit.session.insert(keys::AGENT, browser_name(&visit.agent())).await.map_err(broken)?;
    if proved {
        visit.session.insert(keys::PROVED, visit.now.0).await.map_err(broken)?;
    }
    if let Some(cart) = open {
        visit.keep(keys::CART, cart).await;
    }
    // The session is kept as long as an account is remembered.
    visit.keep(keys::PERSON, person).await;
    Ok(())
}

/// Whether the password is this person's; wrong ones are counted as at the door, but by themselves: who hammers at the door
/// from outside keeps nobody from their work inside.
pub async fn right(visit: &Visit, person: &Known, password: &str) -> Result<bool, Problem> {
    let subject = format!("person:{}", person.id);
    guard(visit, Limit::SignIn, &subject).await?;
    let entry = store::entry_of(visit.db(), person.id).await?;
    let right = password::matches(password, entry.and_then(|e| e.password_hash)).await;
    if right {
        attempts::forget(visit.db(), &visit.site.links, Limit::SignIn, &subject).await?;
    }
    Ok(right)
}
/// What a form says that asks for the password once more.
pub fn ask_again(typed: &str) -> String {
    match typed.is_empty() {
        true => "Your password, once more: this is worth a second look.".into(),
        false => "This is not your password.".into(),
    }
}

/// Counts a try; too many are told when to come again. A request from no network (the machine's own) is not counted by it.
pub async fn guard(visit: &Visit, limit: Limit, subject: &str) -> Result<(), Problem> {
    if subject.is_empty() {
        return Ok(());
    }
    match attempts::count(visit.db(), &visit.site.links, limit, subject, visit.now).await? {
        Try::Go => Ok(()),
        Try::Wait(until) => Err(Problem::Busy(wait_words(limit, until, visit.now))),
    }
}
fn wait_words(limit: Limit, until: Moment, now: Moment) -> String {
    let minutes = ((until.0 - now.0) / Moment::MINUTE).max(0) + 1;
    let wait = words::count(minutes, "minute", "minutes");
    match limit {
        Limit::SignIn => format!("Too many tries for this address. Try again in {wait}, or have a link mailed to you."),
        Limit::Code => format!("Too many codes. Try again in {wait}."),
        Limit::Mail | Limit::MailTo => format!("So many mails were asked for that we wait {wait} before the next one."),
        Limit::Checkout => format!("So many orders came from your network that we wait {wait}. Your cart is kept."),
        Limit::Upload => format!("So many pictures came from you that we wait {wait}. What you wrote is kept."),
        Limit::Post => format!("You tried so often that we wait {wait}. What you wrote is kept in the form."),
        Limit::PostNetwork => {
            format!("So much was posted from your network that we wait {wait}. What you wrote is kept in the form.")
        }
        Limit::Report => format!("So much was reported from your network that we wait {wait}."),
        Limit::React | Limit::Posting => format!("So much was saved from your network that we wait {wait}."),
    }
}
/// Counts a mail that somebody asks for, by network and by address.
pub async fn guard_mail(visit: &Visit, email: &Email) -> Result<(), Problem> {
    guard(visit, Limit::Mail, &visit.network).await?;
    guard(visit, Limit::MailTo, &email.key()).await
}

/// Writes a link and the mail that carries it.
pub async fn post(
    tx: &mut Tx,
    kind: &'static str,
    wish: tokens::Wish<'_>,
    lang: &str,
    now: Moment,
) -> sqlx::Result<()> {
    let (to, person) = (wish.email.as_str().to_string(), wish.person);
    let link = tokens::make(tx, wish, now).await?;
    let about = link.0.to_string();
    jobs::mail(tx, Mail { kind, about: &about, to: &to, lang, person, link: Some(link), ..Mail::default() }, now).await
}
/// Writes a mail that only tells something about the account.
pub async fn notify(
    tx: &mut Tx,
    kind: &'static str,
    person: i64,
    to: &str,
    lang: &str,
    now: Moment,
) -> sqlx::Result<()> {
    let about = format!("{person}:{}", now.0);
    jobs::mail(tx, Mail { kind, about: &about, to, lang, person: Some(person), ..Mail::default() }, now).await
}
