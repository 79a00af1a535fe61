//! The shop's settings as a merchant sees them: who we are, our money, and the door.
use super::{Typed, store};
use crate::house::store::Facts;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::settings::{Area, countries, desk_name, done_note, password, select};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::response::Response;
use leptos::prelude::*;

/// `GET /admin/settings`
pub async fn shop(visit: Visit) -> Response {
    visit.show(read(&visit, None, None)).await
}

/// What the page shows.
struct Settings {
    typed: Option<Typed>,
    locked: bool,
    fresh: bool,
    done: Option<&'static str>,
    problem: Option<Problem>,
}

/// The page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, typed: Option<Typed>, problem: Option<Problem>) -> Result<Page, Instead> {
    visit.merchant().await?;
    let done = match visit.query("done").as_str() {
        "kept" => Some("It is kept, and stands on every page from now on."),
        "same" => Some("It was so already."),
        "closed" => Some("The shop is closed. Customers still reach what they ordered."),
        "open" => Some("The shop is open."),
        _ => None,
    };
    let viewer = visit.viewer().await?;
    let s = Settings {
        typed,
        locked: store::currency_is_used(visit.db()).await?,
        fresh: viewer.is_fresh(visit.now)
            || crate::parts::faults::beside(&problem, "password").is_none() && problem.is_some(),
        done: done.filter(|_| problem.is_none()),
        problem,
    };
    let (name, code) = (desk_name(visit).await?, status(&s.problem));
    Ok(Page::new("Shop settings", move |front: &Front| view(&s, &front.facts)).desk(name).status(code))
}

fn view(s: &Settings, facts: &Facts) -> impl IntoView + use<> {
    let sent = |act: &str| s.typed.as_ref().filter(|t| t.act == act).cloned();
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Shop"</h1><p class="soft">"What customers read of you, and where their money goes. Every change is written into the audit."</p></div>
            {over(&s.problem)}
            {done_note(s.done)}
            <div class="split">
                {who_form(s, &sent("who").unwrap_or_else(|| Typed::of(facts)))}
                <div class="stack gap-5">{money_form(s, &sent("money").unwrap_or_else(|| Typed::of(facts)))}{door(s, sent("close"), facts)}</div>
            </div>
        </div>
    }
}

fn who_form(s: &Settings, t: &Typed) -> impl IntoView + use<> {
    let wrong = |field: &str| beside(&s.problem, field);
    view! {
        <section class="panel stack gap-4" aria-labelledby="who">
            <h2 id="who">"Who we are"</h2>
            <form class="stack gap-4" method="post" action="/admin/settings#faults" novalidate>
                {Field::text("name", "Name of the shop", "off").most(80).filled(&t.name, wrong("name")).view()}
                {Field::text("tagline", "In a few words", "off").most(120).optional().hint("Under the name, and in search engines.").filled(&t.tagline, wrong("tagline")).view()}
                {Area { name: "purpose", label: "What it is for", hint: "One or two sentences, on the home page.", rows: 3, most: 400, optional: false }.view(&t.purpose, wrong("purpose"))}
                {Field::text("email", "Email", "off").kind("email").hint("Customers write to it, and mails come from it.").filled(&t.email, wrong("email")).view()}
                {Field::text("phone", "Telephone", "off").kind("tel").most(40).optional().filled(&t.phone, wrong("phone")).view()}
                {Field::text("hours", "Hours, in words", "off").hint("Like: Monday to Saturday, 9:00 to 18:00.").filled(&t.hours, wrong("hours")).view()}
                <div class="pair">
                    {Field::text("street", "Street and number", "off").most(120).optional().filled(&t.street, wrong("street")).view()}
                    {Field::text("city", "Postcode and town", "off").most(120).optional().filled(&t.city, wrong("city")).view()}
                </div>
                {select("country", "Country", &countries(), &t.country, wrong("country"))}
                <div class="pair">
                    {Field::text("zone", "Time zone", "off").most(60).hint("Days begin and end in it.").filled(&t.zone, wrong("zone")).view()}
                    {Field::text("lang", "Language", "off").most(16).hint("Of the words you write.").filled(&t.lang, wrong("lang")).view()}
                </div>
                <p><button class="btn" name="act" value="who">"Keep who we are"</button></p>
            </form>
        </section>
    }
}

fn money_form(s: &Settings, t: &Typed) -> impl IntoView + use<> {
    let wrong = |field: &str| beside(&s.problem, field);
    let currency = match s.locked {
        true => view! { <p>"Currency: "<b>{t.currency.clone()}</b>". "<span class="soft small">"It stays: there are prices or orders in it."</span></p> }.drawn(),
        false => Field::text("currency", "Currency", "off").most(3).hint("Three letters, like EUR. It stays once something has a price.").filled(&t.currency, wrong("currency")).view().drawn(),
    };
    let include = [("yes", "Prices include tax", "As consumers in Europe read them."), ("no", "Tax comes on top", "As in the United States, or for trade.")]
        .map(|(value, title, hint)| {
            let checked = t.include == value;
            view! { <label class="tick"><input type="radio" name="include" value=value checked=checked/><span><b>{title}</b><small>{hint}</small></span></label> }
        })
        .into_iter()
        .collect_view();
    view! {
        <section class="panel stack gap-4" aria-labelledby="money">
            <h2 id="money">"Money"</h2>
            <form class="stack gap-4" method="post" action="/admin/settings#faults" novalidate>
                {currency}
                {Field::text("iban", "IBAN", "off").most(42).optional().hint("Where transfers go. Without one nobody can pay by transfer.").filled(&t.iban, wrong("iban")).view()}
                <div class="pair">
                    {Field::text("bic", "BIC", "off").most(11).optional().filled(&t.bic, wrong("bic")).view()}
                    {Field::text("days", "Days to pay by transfer", "off").most(2).inputmode("numeric").filled(&t.days, wrong("days")).view()}
                </div>
                {Field::text("vat_id", "VAT id", "off").most(24).optional().hint("It stands on invoices.").filled(&t.vat_id, wrong("vat_id")).view()}
                <fieldset class="stack gap-2"><legend>"How prices are written"</legend><div class="radios">{include}</div></fieldset>
                <p class="small soft">"Orders that were placed keep what they said."</p>
                {password(s.fresh, wrong("password"))}
                <p><button class="btn" name="act" value="money">"Keep the money settings"</button></p>
            </form>
        </section>
    }
}

fn door(s: &Settings, typed: Option<Typed>, facts: &Facts) -> impl IntoView + use<> {
    let form = match facts.is_open() {
        true => {
            let words = typed.map(|t| t.away).unwrap_or_default();
            view! {
                <p>"The shop is open."</p>
                <form class="stack gap-3" method="post" action="/admin/settings#faults" novalidate>
                    {Area { name: "away", label: "Words for whoever comes", hint: "Like: We are away until 12 August. Orders are sent when we are back.", rows: 2, most: 400, optional: false }.view(&words, beside(&s.problem, "away"))}
                    <p class="small soft">"Nobody can look around or order while it is closed. What was ordered goes on."</p>
                    <p><button class="btn quiet" name="act" value="close">"Close the shop for a while"</button></p>
                </form>
            }
            .drawn()
        }
        false => view! {
            <p>"The shop is closed to customers. "<a class="link" href="/admin/opening">"What is missing"</a></p>
            <form method="post" action="/admin/settings"><p><button class="btn" name="act" value="open">"Open the shop"</button></p></form>
        }
        .drawn(),
    };
    view! { <section class="panel stack gap-3" aria-labelledby="door"><h2 id="door">"The door"</h2>{form}</section> }
}
