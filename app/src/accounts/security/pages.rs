//! The page of security: a panel for each thing that guards the account.
use super::actions::Typed;
use super::{Faults, asks, known, narrow, private};
use crate::accounts::password;
use crate::accounts::sessions::{self, Place};
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Facts, Front, Visit};
use crate::viewer::Known;
use crate::words;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /account/security`
pub async fn security(visit: Visit) -> Response {
    private(visit.show(read(&visit, Typed::default(), None)).await)
}
/// The page, with what was typed and what is wrong with it.
pub async fn read(visit: &Visit, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    let customer = visit.customer().await?;
    let (person, asks) = (known(visit).await?, asks(visit).await?);
    let places = sessions::list(visit.db(), &customer, sessions::current(visit), visit.now).await?;
    let said = sentence(visit);
    let faults = Faults(problem);
    let status = faults.status();
    Ok(Page::new("Security", move |front: &Front| {
        // Two forms ask for the same password; the second one's field has a name of its own on the page.
        let over = match typed.act.as_str() {
            "email" => faults.over(|name| if name == "password" { "email-password" } else { name }),
            _ => faults.over(|name| name),
        };
        let none = Faults::default();
        let of = |act: &str| if typed.act == act { &faults } else { &none };
        let content = view! {
            {said.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> })}
            {over}
            {password_panel(&person, asks, of("password"))}
            {email_panel(&person, asks, &typed.email, of("email"))}
            {steps_panel(&person)}
            {places_panel(&places, &front.facts)}
        };
        narrow("Security", "What opens your account, and where it is open now.", content)
    })
    .unlisted()
    .quiet()
    .status(status))
}

/// What was just done.
fn sentence(visit: &Visit) -> Option<&'static str> {
    match (visit.query("done").as_str(), visit.query("sent").as_str(), visit.query("choose").as_str()) {
        ("password", ..) => Some("Your new password is kept. You are signed out everywhere else."),
        ("email", ..) => Some("Your new address opens your account from now on. We told the old one."),
        ("elsewhere", ..) => Some("You are signed out everywhere else."),
        (_, "email", _) => {
            Some("A mail is on its way to the new address. Open the link in it here, where you are signed in.")
        }
        (.., "1") => Some(
            "Your account is open. The password was typed in another browser, so we did not keep it: choose one here, or go on without.",
        ),
        _ => None,
    }
}

fn current(asks: bool, id: &'static str, label: &'static str, faults: &Faults) -> Option<impl IntoView + use<>> {
    asks.then(|| {
        Field::text("password", label, "current-password")
            .id(id.into())
            .kind("password")
            .most(password::MOST)
            .filled("", faults.beside("password"))
            .view()
    })
}

fn password_panel(person: &Known, asks: bool, faults: &Faults) -> impl IntoView + use<> {
    let (title, lead) = match person.has_password {
        true => ("Password", "A new one signs you out everywhere else."),
        false => ("Password", "You have none: a link by mail lets you in. With one you need no mail."),
    };
    let new = Field::text("new_password", "New password", "new-password")
        .kind("password")
        .hint("Eight letters or more; three or four words in a row are good.")
        .most(password::MOST)
        .filled("", faults.beside("new_password"))
        .view();
    view! {
        <section class="panel stack gap-4" aria-labelledby="change-password">
            <div class="stack gap-1"><h2 id="change-password">{title}</h2><p class="small soft">{lead}</p></div>
            <form class="stack" method="post" action="/account/security" novalidate>
                <input type="hidden" name="act" value="password"/>
                // So that a keeper of passwords knows whose it is.
                <input hidden=true type="email" name="username" autocomplete="username" readonly=true value=person.email.clone()/>
                {current(asks, "password", "Current password", faults)}
                {new}
                <p><button class="btn">"Save password"</button></p>
            </form>
        </section>
    }
}

fn email_panel(person: &Known, asks: bool, typed: &str, faults: &Faults) -> impl IntoView + use<> {
    let email = Field::text("email", "New email", "email")
        .kind("email")
        .hint("We mail a link to it. Until you follow it nothing changes.")
        .filled(typed, faults.beside("email"))
        .view();
    view! {
        <section class="panel stack gap-4" aria-labelledby="change-email">
            <div class="stack gap-1"><h2 id="change-email">"Email"</h2><p class="small soft">{person.email.clone()}</p></div>
            <form class="stack" method="post" action="/account/security" novalidate>
                <input type="hidden" name="act" value="email"/>
                {email}
                {current(asks, "email-password", "Password", faults)}
                <p><button class="btn quiet">"Change address"</button></p>
            </form>
        </section>
    }
}

fn steps_panel(person: &Known) -> impl IntoView + use<> {
    let (lead, link) = match person.two_steps {
        true => ("On: signing in asks for a code as well.", "Change it"),
        false => (
            "Off. A code from an app, beside the password or the link, keeps others out even if they have your mail.",
            "Set it up",
        ),
    };
    view! {
        <section class="panel stack gap-2" aria-labelledby="steps">
            <h2 id="steps">"The second step"</h2>
            <p class="small soft">{lead}</p>
            <p><a class="link" href="/account/two-steps">{link}</a></p>
        </section>
    }
}

fn places_panel(places: &[Place], facts: &Facts) -> impl IntoView + use<> {
    let zone = facts.zone();
    let others = places.iter().any(|p| !p.here);
    let items = places
        .iter()
        .map(|p| {
            let here = p.here.then(|| view! { <span class="badge ok">"This one"</span> });
            let since = words::date_time(p.since, &zone);
            let seen = words::date_time(p.seen_at, &zone);
            view! {
                <li class="stack gap-1">
                    <p class="row gap-2"><b>{p.browser.clone()}</b>{here}</p>
                    <p class="small soft">{format!("Since {since}, last used {seen}")}</p>
                </li>
            }
        })
        .collect_view();
    let form = others.then(|| {
        view! {
            <form method="post" action="/account/security">
                <input type="hidden" name="act" value="elsewhere"/>
                <p><button class="btn quiet">"Sign out elsewhere"</button></p>
            </form>
        }
    });
    view! {
        <section class="panel stack gap-4" aria-labelledby="places">
            <h2 id="places">"Where you are signed in"</h2>
            <ul class="stack gap-3">{items}</ul>
            {form}
        </section>
    }
}
