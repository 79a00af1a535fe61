//! The page that erases an account: what goes, what stays, the last question, goodbye.
use super::{Hindrance, erase, hindrance};
use crate::accounts::door::{ask_again, right};
use crate::accounts::password;
use crate::accounts::security::{Faults, answer, known, narrow, private};
use crate::parts::drawn::Draw;
use crate::parts::field::Field;
use crate::problem::{Problem, ours};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Email;
use crate::words;
use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What the form carries: the password; the address where there is none.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    pub password: String,
    pub email: String,
    /// Whether what they wrote is taken down too.
    pub posts: String,
}

/// `GET /account/erase`
pub async fn show(visit: Visit) -> Response {
    let page = async {
        let gone = visit.query("done") == "1" && visit.viewer().await?.signed_in().is_none();
        if gone { Ok(goodbye()) } else { read(&visit, Typed::default(), None).await }
    };
    private(visit.show(page).await)
}
async fn read(visit: &Visit, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    let customer = visit.customer().await?;
    let person = known(visit).await?;
    let hindrance = hindrance(visit.db(), customer.id()).await?;
    let faults = Faults(problem);
    let status = faults.status();
    Ok(Page::new("Erase your account", move |front: &Front| {
        let last = match hindrance {
            Some(hindrance) => hindered(&hindrance, &front.facts.email).drawn(),
            None => form(person.has_password, &typed, &faults).drawn(),
        };
        let content = view! {
            {faults.over(|name| name)}
            <section class="panel stack gap-3" aria-labelledby="goes">
                <h2 id="goes">"What goes"</h2>
                <p>"Your address, your password, your names, the addresses you keep, your cart, and where you are signed in. On your orders: your name, your address, what you had written on things, and what you and we wrote to one another. On the mails we sent: whom they went to. What you did goes out of the activity, and your thanks are counted no more."</p>
            </section>
            <section class="panel stack gap-3" aria-labelledby="stays">
                <h2 id="stays">"What stays"</h2>
                <p>"That something was sold, when, for how much, and the tax: the law asks us to keep it. What you wrote in public stays too, by “former member”, unless you take it down below. Nobody can tell that it was you, and neither can we."</p>
            </section>
            <p>"It cannot be undone. "<a href="/account/export">"Take your data along"</a>" first, if you want it."</p>
            {last}
        };
        narrow("Erase your account", "At once, and for good.", content)
    })
    .unlisted()
    .quiet()
    .status(status))
}

fn form(has_password: bool, typed: &Typed, faults: &Faults) -> impl IntoView + use<> {
    let field = match has_password {
        true => Field::text("password", "Password", "current-password")
            .kind("password")
            .most(password::MOST)
            .filled("", faults.beside("password")),
        false => Field::text("email", "Email", "email")
            .kind("email")
            .hint("The address of this account, once more.")
            .filled(&typed.email, faults.beside("email")),
    };
    let posts = !typed.posts.is_empty();
    view! {
        <form class="stack" method="post" action="/account/erase" novalidate>
            {field.view()}
            <label class="tick">
                <input type="checkbox" name="posts" value="yes" checked=posts/>
                <span>"Also take down what I wrote: my questions, answers and pictures. Others’ answers to them stay."</span>
            </label>
            <p class="row gap-4"><button class="btn bad">"Erase my account"</button><a class="link" href="/account">"Keep it"</a></p>
        </form>
    }
}
fn hindered(hindrance: &Hindrance, shop: &str) -> impl IntoView + use<> {
    let (title, words) = match hindrance {
        Hindrance::UnderWay(orders) => (
            "Not yet",
            format!(
                "{} under way: {}. Without your address we could not bring it. Come back when it has arrived; or write to {shop}, and we cancel it.",
                words::count(orders.len() as i64, "order is", "orders are"),
                orders.join(", "),
            ),
        ),
        Hindrance::LastMerchant => {
            ("Not yet", "Nobody else runs this shop. Make somebody else a merchant first.".to_string())
        }
    };
    view! { <div class="notice bad stack gap-1" role="alert"><h2>{title}</h2><p>{words}</p></div> }
}
fn goodbye() -> Page {
    Page::new("Goodbye", |_: &Front| {
        view! {
            <div class="wrap page">
                <div class="measure stack gap-5">
                    <div class="stack gap-2"><h1>"Goodbye"</h1><p class="soft">"Your account is erased, here and in every browser. You may always buy here as a guest."</p></div>
                    <p><a class="btn" href="/">"To the shop"</a></p>
                </div>
            </div>
        }
    })
    .unlisted()
    .quiet()
}

/// `POST /account/erase`
pub async fn act(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match leave(&visit, &typed).await {
        Ok(None) => answer(&visit, Ok("/account/erase?done=1".into()), |_| read(&visit, typed, None)).await,
        // The page itself names what stands in the way.
        Ok(Some(_)) => {
            let page = async { Ok(read(&visit, typed, None).await?.status(StatusCode::UNPROCESSABLE_ENTITY)) };
            private(visit.show(page).await)
        }
        Err(problem) => answer(&visit, Err(problem), |problem| read(&visit, typed, Some(problem))).await,
    }
}
fn key(email: Option<&str>) -> Option<String> {
    email.and_then(Email::parse).map(|e| e.key())
}
/// Asks every time: what cannot be undone is not done by whoever finds a browser open.
async fn leave(visit: &Visit, typed: &Typed) -> Result<Option<Hindrance>, Problem> {
    let customer = visit.customer().await?;
    let person = known(visit).await?;
    if person.has_password {
        if typed.password.is_empty() || !right(visit, &person, &typed.password).await? {
            return Err(Problem::Fields(vec![("password", ask_again(&typed.password))]));
        }
    } else if key(person.email.as_deref()).is_none_or(|own| key(Some(&typed.email)) != Some(own)) {
        return Err(Problem::Fields(vec![("email", "This is not the address of this account.".into())]));
    }
    if let Some(hindrance) = erase(visit.db(), &customer, !typed.posts.is_empty(), visit.now).await? {
        return Ok(Some(hindrance));
    }
    visit.session.flush().await.map_err(|e| ours(&e))?;
    Ok(None)
}
