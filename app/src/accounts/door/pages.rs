//! The pages at the door: quiet, a form each, without a program in the browser.
use super::actions;
use crate::accounts::tokens::{Kind, Token};
use crate::accounts::{next, password};
use crate::parts::faults;
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::staff::store::Invited;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// Everything a form at the door carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    pub email: String,
    pub password: String,
    pub name: String,
    pub next: String,
    /// Which button was pressed: `password` or `link`.
    pub act: String,
}

/// What a form says over itself, and beside its fields.
pub(crate) struct Said(pub(crate) Option<Problem>);
impl Said {
    pub(crate) fn status(&self) -> StatusCode {
        faults::status(&self.0)
    }
    pub(crate) fn beside(&self, field: &str) -> Option<String> {
        faults::beside(&self.0, field)
    }
    pub(crate) fn over(&self) -> Option<AnyView> {
        faults::over(&self.0)
    }
}

/// A narrow page with a heading, a line under it, and what follows.
pub(crate) fn narrow<V: IntoView + 'static>(title: &'static str, lead: String, content: V) -> impl IntoView {
    view! {
        <div class="wrap page">
            <div class="measure stack gap-5">
                <div class="stack gap-2"><h1>{title}</h1><p class="soft">{lead}</p></div>
                {content}
            </div>
        </div>
    }
}
fn email_field(typed: &str, said: &Said) -> impl IntoView + use<> {
    Field::text("email", "Email", "username").kind("email").filled(typed, said.beside("email")).view()
}
fn password_field(label: &str, complete: &'static str, said: &Said) -> Field {
    Field::text("password", label, complete).kind("password").most(password::MOST).filled("", said.beside("password"))
}
fn way_on(next: String) -> impl IntoView {
    view! { <input type="hidden" name="next" value=next/> }
}
fn mailed() -> impl IntoView {
    view! {
        <div class="notice ok" role="status">
            <p><b>"A mail is on its way."</b>" Open the link in it, on this device or another. Nothing there? Look among the unwanted mails, or ask again in a few minutes."</p>
        </div>
    }
}

/// `GET /sign-in`
pub async fn sign_in(visit: Visit) -> Response {
    visit.show(opened(&visit, sign_in_view)).await
}
/// A form at the door, empty; whoever is in already goes on.
async fn opened(visit: &Visit, form: fn(Typed, Said, bool) -> Page) -> Result<Page, Instead> {
    let next = next(&visit.query("next"));
    if visit.viewer().await?.signed_in().is_some() {
        return Err(Instead::Seen(next));
    }
    let sent = visit.query("sent") == "1";
    Ok(form(Typed { next, ..Typed::default() }, Said(None), sent))
}
/// The form with what was typed and what is wrong.
pub fn sign_in_page(typed: Typed, problem: Problem) -> Page {
    sign_in_view(typed, Said(Some(problem)), false)
}
fn sign_in_view(typed: Typed, said: Said, sent: bool) -> Page {
    let status = said.status();
    Page::new("Sign in", move |_: &Front| {
        let way = next(&typed.next);
        let query = crate::parts::query(&[("next".into(), way.clone())]);
        let form = view! {
            {sent.then(mailed)}
            {said.over()}
            <form class="stack" method="post" action="/sign-in" novalidate>
                {email_field(&typed.email, &said)}
                {password_field("Password", "current-password", &said).view()}
                {way_on(way)}
                <p class="row gap-3">
                    <button class="btn" name="act" value="password">"Sign in"</button>
                    <button class="btn quiet" name="act" value="link">"Mail me a link instead"</button>
                </p>
            </form>
            <p class="row gap-4"><a class="link" href="/sign-in/forgotten">"Forgotten the password?"</a><a class="link" href=format!("/sign-up?{query}")>"No account yet? Sign up"</a></p>
        };
        narrow("Sign in", "Your orders, your addresses, your cart on every device. Buying needs none of it.".into(), form)
    })
    .unlisted()
    .quiet()
    .status(status)
}

/// `GET /sign-in/forgotten`
pub async fn forgotten(visit: Visit) -> Response {
    visit.show(async { Ok(forgotten_view(Typed::default(), Said(None))) }).await
}
pub fn forgotten_page(typed: Typed, problem: Problem) -> Page {
    forgotten_view(typed, Said(Some(problem)))
}
fn forgotten_view(typed: Typed, said: Said) -> Page {
    let status = said.status();
    Page::new("A new password", move |_: &Front| {
        let form = view! {
            {said.over()}
            <form class="stack" method="post" action="/sign-in/forgotten" novalidate>
                {email_field(&typed.email, &said)}
                <p><button class="btn">"Mail me a link"</button></p>
            </form>
        };
        narrow("A new password", "We mail you a link that sets one. It holds for an hour and works once.".into(), form)
    })
    .unlisted()
    .quiet()
    .status(status)
}

/// `GET /sign-up`
pub async fn sign_up(visit: Visit) -> Response {
    visit.show(opened(&visit, sign_up_view)).await
}
pub fn sign_up_page(typed: Typed, problem: Problem) -> Page {
    sign_up_view(typed, Said(Some(problem)), false)
}
fn sign_up_view(typed: Typed, said: Said, sent: bool) -> Page {
    let status = said.status();
    Page::new("Sign up", move |_: &Front| {
        let way = next(&typed.next);
        let query = crate::parts::query(&[("next".into(), way.clone())]);
        let form = view! {
            {sent.then(mailed)}
            {said.over()}
            <form class="stack" method="post" action="/sign-up" novalidate>
                {email_field(&typed.email, &said)}
                {password_field("Password", "new-password", &said)
                    .optional()
                    .hint("Eight letters or more; three or four words in a row are good. Without one we mail you a link each time.")
                    .view()}
                {way_on(way)}
                <p><button class="btn">"Sign up"</button></p>
            </form>
            <p><a class="link" href=format!("/sign-in?{query}")>"You have an account? Sign in"</a></p>
        };
        narrow("Sign up", "An address is all it takes. Others see the name you choose to show, never the address.".into(), form)
    })
    .unlisted()
    .quiet()
    .status(status)
}

/// `GET /sign-in/code`
pub async fn code(visit: Visit) -> Response {
    visit
        .show(async {
            if actions::standing(&visit).await.is_none() {
                return Err(Instead::Seen("/sign-in".into()));
            }
            Ok(code_view(String::new(), Said(None)))
        })
        .await
}
pub fn code_page(typed: String, problem: Problem) -> Page {
    code_view(typed, Said(Some(problem)))
}
fn code_view(typed: String, said: Said) -> Page {
    let status = said.status();
    Page::new("The second step", move |_: &Front| {
        let form = view! {
            {said.over()}
            <form class="stack" method="post" action="/sign-in/code" novalidate>
                {Field::text("code", "Code", "one-time-code")
                    .hint("Six digits from your app; or one of the codes you wrote down.")
                    .most(32)
                    .filled(&typed, said.beside("code"))
                    .view()}
                <p><button class="btn">"Sign in"</button></p>
            </form>
        };
        narrow("The second step", "Your account asks for a code as well.".into(), form)
    })
    .unlisted()
    .quiet()
    .status(status)
}

/// `GET /sign-out`
pub async fn sign_out(visit: Visit) -> Response {
    visit
        .show(async {
            if visit.viewer().await?.signed_in().is_none() {
                return Err(Instead::Seen("/".into()));
            }
            Ok(Page::new("Sign out", |_: &Front| {
                let form = view! {
                    <form method="post" action="/sign-out"><p class="row gap-4"><button class="btn">"Sign out"</button><a class="link" href="/account">"Stay"</a></p></form>
                };
                narrow("Sign out", "Your cart and your orders wait here until you come back.".into(), form)
            })
            .unlisted()
            .quiet())
        })
        .await
}

/// A link that opens nothing: spent, too old, or never there. The same page for each.
pub fn spent_page() -> Page {
    Page::new("This link is over", |_: &Front| {
        let more = view! { <p class="row gap-4"><a class="btn" href="/sign-in">"Ask for a new one"</a><a class="link" href="/">"To the shop"</a></p> };
        narrow("This link is over", "It was used, or it is too old. Links in our mails work once and not for long.".into(), more)
    })
    .unlisted()
    .quiet()
    .status(StatusCode::GONE)
}

/// What a link does, with the button that does it.
pub fn link_page(token: &Token, word: &str, invited: Option<Invited>, typed: Typed, problem: Option<Problem>) -> Page {
    let said = Said(problem);
    let status = said.status();
    let (kind, email, action) = (token.kind, token.email.clone(), format!("/links/{word}"));
    let (title, lead, button) = match kind {
        Kind::SignIn => ("Sign in", format!("As {email}, on this device."), "Sign in"),
        Kind::SignUp => {
            ("Open your account", format!("For {email}. What you did here before comes with you."), "Sign up")
        }
        Kind::Reset => ("A new password", format!("For {email}. It signs you out everywhere else."), "Save password"),
        Kind::Email => ("Your new address", format!("{email} opens your account from now on."), "Use this address"),
        Kind::Invitation => {
            let role = invited.as_ref().map_or("a person of the staff", |i| i.role.words());
            (
                "Come in",
                format!("You are invited as {role}, as {email}. What you do here is signed with your name."),
                "Accept",
            )
        }
    };
    Page::new(title, move |_: &Front| {
        let named = (kind == Kind::Invitation).then(|| {
            let given =
                if typed.name.is_empty() { invited.map(|i| i.name).unwrap_or_default() } else { typed.name.clone() };
            Field::text("name", "Full name", "name")
                .hint("Customers see it beside what you say.")
                .most(60)
                .filled(&given, said.beside("name"))
                .view()
        });
        let password = matches!(kind, Kind::Reset | Kind::Invitation).then(|| {
            password_field("Password", "new-password", &said)
                .hint("Eight letters or more; three or four words in a row are good.")
                .view()
        });
        let form = view! {
            {said.over()}
            <form class="stack" method="post" action=action novalidate>
                {named}
                {password}
                <p><button class="btn">{button}</button></p>
            </form>
        };
        narrow(title, lead, form)
    })
    .unlisted()
    .quiet()
    .status(status)
}
