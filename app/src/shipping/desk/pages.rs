//! Shipping as a merchant sees it: what there is by country, one rate to change, and what a parcel would cost.
use super::{FIELDS, METHODS, Typed, grams};
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::{Field, fault};
use crate::places::Country;
use crate::problem::Problem;
use crate::settings::{countries, desk_name, done_note, select};
use crate::shell::{Instead, Page};
use crate::shipping::{Tariff, carrying, store, weight};
use crate::site::{Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /admin/settings/shipping`
pub async fn shipping(visit: Visit) -> Response {
    visit.show(read(&visit, None, None)).await
}

struct Desk {
    tariffs: Vec<Tariff>,
    typed: Typed,
    changing: bool,
    /// The country and the weight of a try, as they were typed.
    trial: (String, String),
    done: Option<&'static str>,
    problem: Option<Problem>,
}

/// The page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, typed: Option<Typed>, problem: Option<Problem>) -> Result<Page, Instead> {
    visit.merchant().await?;
    let facts = visit.facts().await?.clone();
    let tariffs = store::every_tariff(visit.db(), &facts.country, &facts.currency).await?;
    let asked = visit.query("rate").parse::<i64>().ok();
    let chosen = tariffs.iter().find(|t| asked == Some(t.id));
    let new = Typed {
        country: facts.country.clone(),
        method: "parcel".into(),
        least: "1".into(),
        most: "3".into(),
        ..Typed::default()
    };
    let done = match visit.query("done").as_str() {
        "kept" => Some("The rate is kept, and holds for every cart from now on."),
        "removed" => Some("The rate is gone. Orders that were placed keep what they paid."),
        _ => None,
    };
    let d = Desk {
        changing: chosen.is_some(),
        typed: typed.or_else(|| chosen.map(|t| Typed::of(t, facts.currency()))).unwrap_or(new),
        trial: (visit.query("to"), visit.query("kilos")),
        done: done.filter(|_| problem.is_none()),
        problem,
        tariffs,
    };
    let (name, code) = (desk_name(visit).await?, status(&d.problem));
    Ok(Page::new("Shipping", move |front: &Front| view(&d, &front.facts.country, front.facts.currency()))
        .desk(name)
        .status(code))
}

fn view(d: &Desk, home: &str, currency: Currency) -> impl IntoView + use<> {
    let table = match d.tariffs.is_empty() {
        true => view! { <p class="empty">"Nothing can be sent yet. The first rate stands beside."</p> }.drawn(),
        false => {
            let rows = d.tariffs.iter().map(|t| row(t, currency)).collect_view();
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label="Rates of shipping, table">
                    <table><thead><tr><th scope="col">"To"</th><th scope="col">"How"</th><th scope="col">"Costs"</th><th scope="col">"Arrives in"</th><td></td></tr></thead><tbody>{rows}</tbody></table>
                </div>
            }
            .drawn()
        }
    };
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Shipping"</h1><p class="soft">"Where you send, and what it costs there. To a country without a rate nothing can be ordered; the checkout says so."</p></div>
            {over(&d.problem)}
            {done_note(d.done)}
            <div class="split a8b5">
                <div class="stack gap-5">
                    <section class="panel stack gap-3" aria-labelledby="rates"><h2 id="rates">"What there is"</h2>{table}</section>
                    {trial(d, home, currency)}
                </div>
                {form(d, currency)}
            </div>
        </div>
    }
}

fn row(t: &Tariff, currency: Currency) -> impl IntoView + use<> {
    let money = |minor| words::money_or_free(Money::new(minor, currency));
    let country = Country::parse(&t.rate.country).map_or(t.rate.country.as_str(), |c| c.name()).to_string();
    let steps =
        t.steps.iter().map(|s| format!("up to {} {}", weight(s.max_grams), money(s.amount))).collect::<Vec<_>>();
    let costs = if steps.is_empty() { money(t.rate.amount) } else { steps.join(", ") };
    let free =
        t.rate.free_from.map(|f| format!("; free from {}", words::money(Money::new(f, currency)))).unwrap_or_default();
    let days = match (t.rate.days_least, t.rate.days_most) {
        (a, b) if a == b => words::count(a, "day", "days"),
        (a, b) => format!("{a} to {b} days"),
    };
    let name = format!(" {}, {country}", t.rate.title);
    view! {
        <tr>
            <th scope="row">{country}</th>
            <td>{t.rate.title.clone()}</td>
            <td>{costs}{free}</td>
            <td>{days}</td>
            <td>
                <div class="row gap-2">
                    <a href=format!("/admin/settings/shipping?rate={}#form", t.id)>"Change"<span class="vh">{name.clone()}</span></a>
                    <form method="post" action="/admin/settings/shipping"><input type="hidden" name="of" value=t.id.to_string()/><button class="btn bare sm" name="act" value="remove">"Remove"<span class="vh">{name}</span></button></form>
                </div>
            </td>
        </tr>
    }
}

/// What a parcel of a weight would cost, as the checkout reckons it.
fn trial(d: &Desk, home: &str, currency: Currency) -> impl IntoView + use<> {
    let (to, kilos) = &d.trial;
    let chosen = if to.is_empty() { home } else { to };
    let mut codes: Vec<&str> = d.tariffs.iter().map(|t| t.rate.country.as_str()).collect();
    codes.dedup();
    let options = codes
        .iter()
        .filter_map(|code| Country::parse(code))
        .map(|c| view! { <option value=c.code() selected=c.code() == chosen>{c.name()}</option> })
        .collect_view();
    let answer = (!kilos.is_empty()).then(|| match (grams(kilos), Country::parse(chosen)) {
        (Some(grams), Some(country)) => {
            let there: Vec<Tariff> = d.tariffs.iter().filter(|t| t.rate.country == country.code()).cloned().collect();
            let found = carrying(&there, grams);
            let each = found.iter().map(|r| {
                format!("{} by {}", words::money_or_free(Money::new(r.amount, currency)), r.title.to_lowercase())
            });
            match found.iter().any(|r| r.ships) {
                true => format!(
                    "A parcel of {} to {} costs {}.",
                    weight(grams),
                    country.name(),
                    each.collect::<Vec<_>>().join(", or ")
                ),
                false => format!("A parcel of {} cannot be sent to {}.", weight(grams), country.name()),
            }
        }
        _ => "A weight in kilos, like 2.3, and a country.".to_string(),
    });
    let answer = answer.map(|words| view! { <p role="status"><b>{words}</b></p> });
    let kilos = kilos.clone();
    view! {
        <section class="panel stack gap-3" aria-labelledby="trial">
            <h2 id="trial">"What would it cost?"</h2>
            <form class="sift" action="/admin/settings/shipping">
                <div class="field"><label for="trial-kilos">"Weight in kilos"</label><input class="short" id="trial-kilos" name="kilos" inputmode="decimal" value=kilos maxlength="10"/></div>
                <div class="field"><label for="trial-to">"Sent to"</label><select class="fit" id="trial-to" name="to">{options}</select></div>
                <button class="btn quiet">"Reckon"</button>
            </form>
            {answer}
        </section>
    }
}

fn form(d: &Desk, currency: Currency) -> impl IntoView + use<> {
    let t = &d.typed;
    let wrong = |field: &str| beside(&d.problem, field);
    let methods: Vec<(String, String)> =
        METHODS.iter().map(|(m, words, _)| (m.to_string(), words.to_string())).collect();
    let steps = FIELDS
        .iter()
        .zip(&t.steps)
        .enumerate()
        .map(|(i, ((kilos, price), (kg, amount)))| {
            let n = i + 1;
            view! {
                <div class="pair even">
                    {small(kilos, format!("Up to kilos, step {n}"), kg, wrong(kilos))}
                    {small(price, format!("Price in {currency}, step {n}"), amount, wrong(price))}
                </div>
            }
        })
        .collect_view();
    let another = d
        .changing
        .then(|| view! { <a class="link" href="/admin/settings/shipping#form">"Add another one instead"</a> });
    view! {
        <section class="panel stack gap-4" aria-labelledby="form">
            <h2 id="form">{if d.changing { "Change a rate" } else { "Add a rate" }}</h2>
            <form class="stack gap-4" method="post" action="/admin/settings/shipping#faults" novalidate>
                {select("country", "Country", &countries(), &t.country, wrong("country"))}
                {select("method", "How it travels", &methods, &t.method, wrong("method"))}
                <p class="small soft">"Each country has one rate for each way. One that stands is changed."</p>
                {Field::text("title", "What customers read", "off").most(60).optional().hint("Like: Parcel post.").filled(&t.title, wrong("title")).view()}
                <fieldset class="stack gap-3"><legend>"Price by weight"</legend>
                    <p class="small soft">"One price alone is for any weight. With steps, a parcel costs the first step that holds it, and what is heavier than the last cannot be sent."</p>
                    {steps}
                </fieldset>
                {Field::text("free", "Free from", "off").most(12).inputmode("decimal").optional().hint("What the goods come to, after discounts.").filled(&t.free, wrong("free")).view()}
                <div class="pair even">
                    {Field::text("least", "Working days, at least", "off").most(2).inputmode("numeric").filled(&t.least, wrong("least")).view()}
                    {Field::text("most", "Working days, at most", "off").most(2).inputmode("numeric").filled(&t.most, wrong("most")).view()}
                </div>
                <p class="row gap-3"><button class="btn" name="act" value="keep">"Keep the rate"</button>{another}</p>
            </form>
        </section>
    }
}

/// A small field of a step, with its fault beside it.
fn small(name: &'static str, label: String, typed: &str, wrong: Option<String>) -> impl IntoView + use<> {
    let bad = wrong.is_some();
    let fault_id = format!("{name}-fault");
    view! {
        <div class=if bad { "field wrong" } else { "field" }>
            <label for=name>{label}</label>
            {fault(wrong, bad.then(|| fault_id.clone()))}
            <input id=name name=name inputmode="decimal" autocomplete="off" maxlength="10" value=typed.to_string() aria-invalid=bad.then_some("true") aria-describedby=bad.then_some(fault_id)/>
        </div>
    }
}
