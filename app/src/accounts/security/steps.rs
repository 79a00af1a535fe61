//! The second step: setting it up, the codes to write down, turning it off. Its secret waits in the session until a code
//! of it was right.
use super::{Faults, answer, asks, known, narrow, private, prove};
use crate::accounts::attempts::Limit;
use crate::accounts::door::guard;
use crate::accounts::{password, two_steps};
use crate::parts::drawn::Draw;
use crate::parts::field::Field;
use crate::parts::qr;
use crate::problem::{Problem, ours};
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::Form;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// The key of a secret that was drawn and not confirmed, in the session.
const DRAWN: &str = "drawn_secret";

/// Everything a form of this page carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Which form it is: `draw`, `confirm`, `off`.
    pub act: String,
    pub password: String,
    pub code: String,
}

/// `GET /account/two-steps`
pub async fn show(visit: Visit) -> Response {
    private(visit.show(read(&visit, Typed::default(), None)).await)
}
async fn read(visit: &Visit, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    let customer = visit.customer().await?;
    let (person, asks) = (known(visit).await?, asks(visit).await?);
    let left = two_steps::codes_left(visit.db(), &customer).await?;
    let drawn = drawn(visit).await;
    let off = visit.query("done") == "off";
    let faults = Faults(problem);
    let status = faults.status();
    Ok(Page::new("The second step", move |front: &Front| {
        let account = person.email.as_deref().unwrap_or("");
        let offer = drawn.and_then(|secret| two_steps::offer(&secret, &front.facts.name, account));
        // A form that was sent has its faults; on the others nothing is wrong.
        let none = Faults::default();
        let of = |act: &str| if typed.act == act { &faults } else { &none };
        let standing = person.two_steps.then(|| {
            view! {
                <div class="notice ok stack gap-1">
                    <h2>"It is on"</h2>
                    <p>{format!("Signing in asks for a code as well. Of the ten that you wrote down, {} left.", words::count(left, "is", "are"))}</p>
                </div>
            }
        });
        let over = match typed.act.as_str() {
            "off" => faults.over(|name| if name == "password" { "off-password" } else { "off-code" }),
            _ => faults.over(|name| name),
        };
        let set_up = match &offer {
            Some(offer) => confirm_panel(offer, &typed.code, of("confirm")).drawn(),
            None => draw_panel(person.two_steps, asks, of("draw")).drawn(),
        };
        let turn_off = person.two_steps.then(|| match person.merchant {
            true => view! { <p class="soft">"Whoever runs the shop keeps the second step once it is set. With a new phone, set it up again."</p> }.drawn(),
            false => off_panel(person.has_password, asks, of("off")).drawn(),
        });
        let content = view! {
            {off.then(|| view! { <div class="notice ok" role="status"><p>"The second step is off."</p></div> })}
            {over}
            {standing}
            {set_up}
            {turn_off}
        };
        narrow("The second step", "A code from an app on your phone, new every half minute.", content)
    })
    .unlisted()
    .quiet()
    .status(status))
}
/// The secret that waits for its first code.
async fn drawn(visit: &Visit) -> Option<Vec<u8>> {
    visit.session.get(DRAWN).await.ok().flatten()
}

/// `POST /account/two-steps`
pub async fn change(visit: Visit, Form(typed): Form<Typed>) -> Response {
    let done = match typed.act.as_str() {
        "draw" => draw(&visit, &typed).await,
        "off" => turn_off(&visit, &typed).await,
        "confirm" => match confirm(&visit, &typed).await {
            Ok(Some(codes)) => {
                let page = visit.show(async { Ok(codes_page(codes)) }).await;
                return ([FORGET_AHEAD], private(page)).into_response();
            }
            Ok(None) => Ok("/account/two-steps".into()),
            Err(problem) => Err(problem),
        },
        _ => visit.customer().await.map(|_| "/account/two-steps".into()),
    };
    answer(&visit, done, |problem| read(&visit, typed, Some(problem))).await
}

/// Draws a secret, for the first time or anew.
async fn draw(visit: &Visit, typed: &Typed) -> Result<String, Problem> {
    prove(visit, &typed.password).await?;
    visit.keep(DRAWN, two_steps::drawn()).await;
    Ok("/account/two-steps".into())
}

/// The first code of the drawn secret turns the step on; the codes to write down. None where no secret waits.
async fn confirm(visit: &Visit, typed: &Typed) -> Result<Option<Vec<String>>, Problem> {
    let customer = visit.customer().await?;
    let Some(secret) = drawn(visit).await else { return Ok(None) };
    let Some(codes) = two_steps::turn_on(visit.db(), &customer, &secret, &typed.code, visit.now).await? else {
        let words = "This is not the code of now. Type the one that the app shows.";
        return Err(Problem::Fields(vec![("code", words.into())]));
    };
    visit.session.remove_value(DRAWN).await.map_err(|e| ours(&e))?;
    Ok(Some(codes))
}

/// Turns it off: by the password, or by a code where there is no password. A merchant's stays on.
async fn turn_off(visit: &Visit, typed: &Typed) -> Result<String, Problem> {
    let customer = visit.customer().await?;
    let person = known(visit).await?;
    if person.merchant {
        return Err(Problem::NotYours);
    }
    if person.has_password {
        prove(visit, &typed.password).await?;
    } else {
        guard(visit, Limit::Code, &person.id.to_string()).await?;
        if !two_steps::passes(visit.db(), person.id, &typed.code, visit.now).await? {
            return Err(Problem::Fields(vec![("code", "This is not a code of yours. Each works once.".into())]));
        }
    }
    two_steps::turn_off(visit.db(), &customer).await?;
    Ok("/account/two-steps?done=off".into())
}

fn password_field(id: &'static str, faults: &Faults) -> impl IntoView + use<> {
    Field::text("password", "Password", "current-password")
        .id(id.into())
        .kind("password")
        .most(password::MOST)
        .filled("", faults.beside("password"))
        .view()
}

fn draw_panel(on: bool, asks: bool, faults: &Faults) -> impl IntoView + use<> {
    let (title, lead, button) = match on {
        true => (
            "A new phone, or no codes left?",
            "Set it up again: the old app and the old codes hold until the new ones do.",
            "Set it up again",
        ),
        false => (
            "It is off",
            "You need an app for codes on your phone: the one that keeps your passwords can mostly do it.",
            "Set it up",
        ),
    };
    view! {
        <section class="panel stack gap-4" aria-labelledby="draw">
            <div class="stack gap-1"><h2 id="draw">{title}</h2><p class="small soft">{lead}</p></div>
            <form class="stack" method="post" action="/account/two-steps" novalidate>
                <input type="hidden" name="act" value="draw"/>
                {asks.then(|| password_field("password", faults))}
                <p><button class=if on { "btn quiet" } else { "btn" }>{button}</button></p>
            </form>
        </section>
    }
}

fn confirm_panel(offer: &two_steps::Offer, typed: &str, faults: &Faults) -> impl IntoView + use<> {
    let letters = offer.letters.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c)).collect::<Vec<_>>().join(" ");
    let code = Field::text("code", "Code", "one-time-code")
        .inputmode("numeric")
        .hint("The six digits that the app shows now.")
        .most(32)
        .filled(typed, faults.beside("code"))
        .view();
    view! {
        <section class="panel stack gap-4" aria-labelledby="scan">
            <h2 id="scan">"Show this to the app"</h2>
            {qr::picture(&offer.address, "A code for the app to scan; the letters below it say the same")}
            <p>"Or type these letters into it: "<code class="secret">{letters}</code></p>
            <form class="stack" method="post" action="/account/two-steps" novalidate>
                <input type="hidden" name="act" value="confirm"/>
                {code}
                <p><button class="btn">"Turn it on"</button></p>
            </form>
        </section>
    }
}

fn off_panel(has_password: bool, asks: bool, faults: &Faults) -> impl IntoView + use<> {
    let proof = match has_password {
        true => asks.then(|| password_field("off-password", faults).drawn()),
        false => Some(
            Field::text("code", "Code", "one-time-code")
                .id("off-code".into())
                .hint("Six digits from your app; or one of the codes you wrote down.")
                .most(32)
                .filled("", faults.beside("code"))
                .view()
                .drawn(),
        ),
    };
    view! {
        <section class="panel stack gap-4" aria-labelledby="off">
            <h2 id="off">"Do without it"</h2>
            <form class="stack" method="post" action="/account/two-steps" novalidate>
                <input type="hidden" name="act" value="off"/>
                {proof}
                <p><button class="btn bad">"Turn it off"</button></p>
            </form>
        </section>
    }
}

/// The codes to write down: on the answer to the form alone, and nowhere after.
fn codes_page(codes: Vec<String>) -> Page {
    Page::new("Write these down", move |_: &Front| {
        let items = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
        let content = view! {
            <section class="panel stack gap-4" aria-labelledby="codes">
                <h2 id="codes">"Ten codes"</h2>
                <ol class="codes">{items}</ol>
                <p class="small soft">"Each lets you in once when the phone is not at hand. We cannot show them again: print this page or copy them by hand."</p>
            </section>
            <p><a class="btn" href="/account/two-steps">"I have them"</a></p>
        };
        narrow("Write these down", "The second step is on.", content)
    })
    .unlisted()
    .quiet()
}
