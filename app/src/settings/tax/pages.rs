//! The rates of tax of one country, with what held before and what is to come.
use super::store::{self, Rate};
use super::{Typed, percent};
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::places::{Country, tax_areas};
use crate::problem::Problem;
use crate::settings::{countries, desk_name, done_note, password, select};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// `GET /admin/settings/tax`
pub async fn tax(visit: Visit) -> Response {
    visit.show(read(&visit, None, None)).await
}

struct Taxes {
    country: Country,
    rates: Vec<Rate>,
    classes: Vec<(String, String)>,
    typed: Typed,
    fresh: bool,
    done: Option<&'static str>,
    problem: Option<Problem>,
    now: Moment,
}

/// The page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, typed: Option<Typed>, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let home = visit.facts().await?.country.clone();
    let asked = typed.as_ref().map_or_else(|| visit.query("country"), |t| t.country.clone());
    let country = Country::parse(&asked).or_else(|| Country::parse(&home)).ok_or(Instead::Missing)?;
    let done = match visit.query("done").as_str() {
        "added" => Some("The rate is kept. Orders that were placed keep theirs."),
        "removed" => Some("The rate that was to come is taken away."),
        _ => None,
    };
    let viewer = visit.viewer().await?;
    let fresh = viewer.is_fresh(visit.now) || problem.is_some() && beside(&problem, "password").is_none();
    let t = Taxes {
        rates: store::of_country(visit.db(), &merchant, country.code()).await?,
        classes: store::classes(visit.db()).await?,
        typed: typed.unwrap_or_else(|| Typed { class: "standard".into(), ..Typed::default() }),
        fresh,
        done: done.filter(|_| problem.is_none()),
        problem,
        now: visit.now,
        country,
    };
    let (name, code) = (desk_name(visit).await?, status(&t.problem));
    Ok(Page::new("Tax", move |front: &Front| view(&t, &front.facts.zone())).desk(name).status(code))
}

fn view(t: &Taxes, zone: &TimeZone) -> impl IntoView + use<> {
    let code = t.country.code();
    let choices = countries()
        .into_iter()
        .map(|(value, title)| view! { <option value=value.clone() selected=value == code>{title}</option> })
        .collect_view();
    let table = match t.rates.is_empty() {
        true => view! { <p class="empty">{format!("No rate is known for {}: nothing is taxed there.", t.country.name())}</p> }.drawn(),
        false => {
            let rows = t.rates.iter().map(|r| row(r, t, zone)).collect_view();
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label="Rates, table">
                    <table><thead><tr><th scope="col">"Class"</th><th scope="col">"Where"</th><th scope="col" class="n">"Rate"</th><th scope="col">"From"</th><th scope="col">"Until"</th><th scope="col">"Holds"</th></tr></thead><tbody>{rows}</tbody></table>
                </div>
            }
            .drawn()
        }
    };
    let wrong = |field: &str| beside(&t.problem, field);
    let areas = tax_areas(t.country);
    let area = (!areas.is_empty()).then(|| {
        let all = std::iter::once((String::new(), format!("All of {}", t.country.name())));
        let options: Vec<_> = all.chain(areas.iter().map(|a| (a.to_string(), a.to_string()))).collect();
        select("area", "Where in it", &options, &t.typed.area, wrong("area"))
    });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Tax"</h1><p class="soft">"Each rate holds from a day on, from midnight where the shop is. What was ordered keeps the rate it was ordered under."</p></div>
            {over(&t.problem)}
            {done_note(t.done)}
            <div class="split a8b5">
                <section class="panel stack gap-3" aria-labelledby="rates">
                    <h2 id="rates">{format!("Rates of {}", t.country.name())}</h2>
                    <form class="row" action="/admin/settings/tax">
                        <label class="vh" for="tax-country">"Country to show"</label>
                        <select id="tax-country" name="country" class="grow">{choices}</select>
                        <button class="btn quiet">"Show"</button>
                    </form>
                    {table}
                </section>
                <section class="panel stack gap-4" aria-labelledby="new">
                    <h2 id="new">{format!("A new rate for {}", t.country.name())}</h2>
                    <form class="stack gap-4" method="post" action="/admin/settings/tax#faults" novalidate>
                        <input type="hidden" name="country" value=code/>
                        {select("class", "Class of goods", &t.classes, &t.typed.class, wrong("class"))}
                        {area}
                        <div class="pair">
                            {Field::text("percent", "Per cent", "off").most(8).inputmode("decimal").hint("Like 21 or 5.5.").filled(&t.typed.percent, wrong("percent")).view()}
                            {Field::text("day", "First day", "off").kind("date").most(10).hint("The rate before ends that midnight.").filled(&t.typed.day, wrong("day")).view()}
                        </div>
                        {password(t.fresh, wrong("password"))}
                        <p><button class="btn" name="act" value="add">"Keep the rate"</button></p>
                    </form>
                </section>
            </div>
        </div>
    }
}

fn row(r: &Rate, t: &Taxes, zone: &TimeZone) -> impl IntoView + use<> {
    let day = |at: Moment| if at.0 == 0 { "the beginning".to_string() } else { words::long_day(at, zone) };
    let (from, until) = (day(r.valid_from), r.valid_to.map(day).unwrap_or_default());
    let area = if r.area.is_empty() { "everywhere".to_string() } else { r.area.clone() };
    let holds = match (r.valid_from > t.now, r.valid_to.is_some_and(|to| to <= t.now)) {
        (true, _) => {
            let name = format!(" {} from {from}", r.class_name);
            let field = (!t.fresh).then(|| {
                let id = format!("password-{}", r.id);
                Field::text("password", "Your password", "current-password").kind("password").id(id).view()
            });
            view! {
                <details class="more"><summary>"To come. Take it away…"<span class="vh">{name.clone()}</span></summary>
                    <form class="stack gap-2" method="post" action="/admin/settings/tax">
                        <input type="hidden" name="country" value=r.country.clone()/>
                        <input type="hidden" name="of" value=r.id.to_string()/>
                        {field}
                        <p><button class="btn quiet sm" name="act" value="remove">"Take away"<span class="vh">{name}</span></button></p>
                    </form>
                </details>
            }
            .drawn()
        }
        (_, true) => view! { <span class="soft">"held once"</span> }.drawn(),
        _ => view! { <span class="badge ok">"now"</span> }.drawn(),
    };
    view! { <tr><th scope="row">{r.class_name.clone()}</th><td>{area}</td><td class="n">{percent(r.basis_points)}</td><td>{from}</td><td>{until}</td><td>{holds}</td></tr> }
}
