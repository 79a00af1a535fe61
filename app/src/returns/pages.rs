//! The page at an order's link where something is given back, in three steps; and what the order's own page shows of it.
use super::actions::{LONGEST, Typed};
use super::store::{self, Piece, Request, Takeable};
use super::{Kind, REASONS, WITHDRAWAL_DAYS, in_time, last_day, reason_words, state_words};
use crate::cart::{Properties, full_title};
use crate::orders::pages::unkept;
use crate::orders::store::{self as orders, Order};
use crate::parts::area::Area;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::fault;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Where somebody is on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Lines,
    Why,
    Check,
}
const STEPS: [(Step, &str); 3] = [(Step::Lines, "What"), (Step::Why, "Why"), (Step::Check, "Confirm")];

/// `GET /orders/{code}/return`
pub async fn start(visit: Visit, Path(code): Path<String>) -> Response {
    let read = async {
        let order = orders::by_code(visit.db(), &code).await?.ok_or(Instead::Missing)?;
        read(&visit, &code, &order, Step::Lines, Typed::default(), None).await
    };
    unkept(visit.show(read).await)
}
/// The page at a step, with what was typed and what was wrong with it.
pub async fn again(
    visit: &Visit,
    code: &str,
    order: &Order,
    step: Step,
    typed: Typed,
    problem: Option<Problem>,
) -> Response {
    unkept(visit.show(read(visit, code, order, step, typed, problem)).await)
}

struct Asked {
    code: String,
    number: String,
    lines: Vec<Takeable>,
    delivered: Option<Moment>,
    step: Step,
    typed: Typed,
    problem: Option<Problem>,
    now: Moment,
    zone: TimeZone,
}

async fn read(
    visit: &Visit,
    code: &str,
    order: &Order,
    step: Step,
    typed: Typed,
    problem: Option<Problem>,
) -> Result<Page, Instead> {
    let db = visit.db();
    let lines: Vec<Takeable> = store::takeable(db, order.id).await?.into_iter().filter(|t| t.most() > 0).collect();
    let asked = Asked {
        code: code.into(),
        number: order.number.clone(),
        delivered: store::delivered(db, order.id).await?,
        // Where nothing is left there is nothing to say about it.
        step: if lines.is_empty() { Step::Lines } else { step },
        lines,
        typed,
        problem,
        now: visit.now,
        zone: visit.facts().await?.zone(),
    };
    let status = status(&asked.problem);
    let title = format!("Return or withdraw, order {}", order.number);
    Ok(Page::new(title, move |_: &Front| view(&asked)).unlisted().quiet().status(status))
}

fn view(a: &Asked) -> impl IntoView + use<> {
    let back = format!("/orders/{}", a.code);
    let steps = STEPS
        .iter()
        .map(|(step, name)| {
            let here = (*step == a.step).then_some("step");
            let class = match (*step as u8).cmp(&(a.step as u8)) {
                std::cmp::Ordering::Less => "",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "todo",
            };
            view! { <li class=class aria-current=here><b>{*name}</b></li> }
        })
        .collect_view();
    let body = match a.step {
        _ if a.lines.is_empty() => view! {
            <p>"Nothing of this order can come back: it was not sent, or all of it was asked for already. What was asked for stands on the page of your order."</p>
        }
        .drawn(),
        Step::Lines => lines(a).drawn(),
        Step::Why => why(a).drawn(),
        Step::Check => check(a).drawn(),
    };
    view! {
        <div class="wrap page">
            <div class="measure stack gap-5">
                <div class="stack gap-2">
                    <p class="small"><a class="link" href=back>{format!("Back to order {}", a.number)}</a></p>
                    <h1>"Return or withdraw"</h1>
                    <p class="soft">{rights(a)}</p>
                </div>
                <ol class="steps">{steps}</ol>
                {over(&a.problem)}
                {body}
            </div>
        </div>
    }
}

/// What somebody may still do, with its last day.
fn rights(a: &Asked) -> String {
    match a.delivered {
        None => format!(
            "You may withdraw from the contract until {WITHDRAWAL_DAYS} days after everything has arrived, and need no reason."
        ),
        Some(at) => {
            let day = last_day(at, WITHDRAWAL_DAYS, &a.zone).strftime("%-d %B %Y");
            match in_time(Some(at), WITHDRAWAL_DAYS, a.now, &a.zone) {
                true => format!("You may withdraw from the contract until the end of {day}, and need no reason."),
                false => format!(
                    "The {WITHDRAWAL_DAYS} days to withdraw ended with {day}. What is damaged, wrong or faulty can still come back."
                ),
            }
        }
    }
}

fn action(a: &Asked) -> String {
    format!("/orders/{}/return", a.code)
}
/// What the other steps carry, so that nothing typed is lost.
fn carried(a: &Asked, lines: bool, why: bool) -> impl IntoView + use<> {
    let quantities = lines.then(|| {
        a.lines
            .iter()
            .map(|t| view! { <input type="hidden" name=format!("line-{}", t.line) value=a.typed.of(t.line).to_string()/> })
            .collect_view()
    });
    let why = why.then(|| {
        [("kind", &a.typed.kind), ("reason", &a.typed.reason), ("words", &a.typed.words)]
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
            .collect_view()
    });
    view! { {quantities}{why} }
}

fn lines(a: &Asked) -> impl IntoView + use<> {
    let wrong = beside(&a.problem, "lines");
    let rows = a
        .lines
        .iter()
        .map(|t| {
            let id = format!("line-{}", t.line);
            let title = full_title(&t.title, &t.options);
            let properties = Properties::from_json(&t.properties).words();
            let small = (!properties.is_empty()).then(|| format!("{properties}. "));
            let unsent = match (t.unsent.max(0), t.sent) {
                (0, _) => String::new(),
                (n, 0) => format!(", {n} not sent yet"),
                (n, _) => format!(", {n} of them not sent yet"),
            };
            let hint = format!("{} in the order{unsent}", t.most());
            let hint_id = format!("{id}-hint");
            view! {
                <div class="field">
                    <label for=id.clone()>{title}</label>
                    <span class="hint" id=hint_id.clone()>{small}{hint}</span>
                    <input id=id.clone() name=id type="number" inputmode="numeric" min="0" max=t.most().to_string() autocomplete="off" value=a.typed.of(t.line).to_string() aria-describedby=hint_id/>
                </div>
            }
        })
        .collect_view();
    view! {
        <form class="stack gap-5" method="post" action=action(a) novalidate>
            {carried(a, false, true)}
            <fieldset class="stack gap-4" id="lines"><legend><h2>"How many of each?"</h2></legend>{fault(wrong, Some("lines-fault".into()))}{rows}</fieldset>
            <p><button class="btn" name="act" value="why">"Go on"</button></p>
        </form>
    }
}

fn why(a: &Asked) -> impl IntoView + use<> {
    let kind = |kind: Kind, title: &'static str, words: &'static str| {
        let chosen = a.typed.kind == kind.word();
        view! {
            <label class="tick"><input type="radio" name="kind" value=kind.word() checked=chosen/><span><b>{title}</b><small>{words}</small></span></label>
        }
    };
    let options = REASONS
        .iter()
        .map(|(word, words, _)| view! { <option value=*word selected=a.typed.reason == *word>{*words}</option> })
        .collect_view();
    let wrong = beside(&a.problem, "reason");
    let bad = wrong.is_some();
    let words = Area { name: "words", label: "Anything we should know", hint: "", optional: true, most: LONGEST };
    view! {
        <form class="stack gap-5" method="post" action=action(a) novalidate>
            {carried(a, true, false)}
            <fieldset id="kind">
                <legend><h2>"What do you want?"</h2></legend>
                {fault(beside(&a.problem, "kind"), Some("kind-fault".into()))}
                <div class="radios">
                    {kind(Kind::Withdrawal, "Withdraw from the contract", "You need no reason. Your money comes back.")}
                    {kind(Kind::Return, "Return it or have it repaired", "Something is the matter with it, or you want it mended.")}
                </div>
            </fieldset>
            <div class=if bad { "field wrong" } else { "field" }>
                <label for="reason">"What is the matter"</label>
                <span class="hint" id="reason-hint">"Only for a return or a repair."</span>
                {fault(wrong, Some("reason-fault".into()))}
                <select id="reason" name="reason" aria-describedby="reason-hint" aria-invalid=bad.then_some("true")><option value="">"Choose"</option>{options}</select>
            </div>
            {words.view(&a.typed.words, beside(&a.problem, "words"))}
            <p class="row gap-2"><button class="btn" name="act" value="check">"Go on"</button><button class="btn quiet" name="act" value="lines" formnovalidate>"Back"</button></p>
        </form>
    }
}

fn check(a: &Asked) -> impl IntoView + use<> {
    let chosen = a.typed.lines().unwrap_or_default();
    let items = a
        .lines
        .iter()
        .filter_map(|t| {
            let (_, n) = chosen.iter().find(|(line, _)| *line == t.line)?;
            Some(view! { <li>{format!("{n} × {}", full_title(&t.title, &t.options))}</li> })
        })
        .collect_view();
    let (says, button) = match Kind::parse(&a.typed.kind) {
        Some(Kind::Withdrawal) => (
            "You withdraw from the contract for these. We mail you a receipt with the date and the time.".to_string(),
            "Withdraw from contract here",
        ),
        _ => (
            format!("{}. We mail you a receipt and answer within two days.", reason_words(&a.typed.reason)),
            "Ask for the return",
        ),
    };
    let words = (!a.typed.words.is_empty()).then(|| view! { <p class="said asis">{a.typed.words.clone()}</p> });
    view! {
        <form class="stack gap-5" method="post" action=action(a) novalidate>
            {carried(a, true, true)}
            <section class="stack gap-3" aria-labelledby="check"><h2 id="check">"Is this right?"</h2><ul>{items}</ul><p>{says}</p>{words}</section>
            <p class="row gap-2"><button class="btn" name="act" value="confirm">{button}</button><button class="btn quiet" name="act" value="why" formnovalidate>"Back"</button></p>
        </form>
    }
}

/// What the page of an order shows of its returns: each with its steps, and the way to ask.
pub struct Shown {
    requests: Vec<Request>,
    pieces: Vec<Piece>,
    steps: Vec<store::Step>,
    any: bool,
    zone: TimeZone,
}
impl Shown {
    /// Reads it.
    pub async fn read(visit: &Visit, order: i64) -> Result<Shown, Problem> {
        let db = visit.db();
        let requests = store::of_order(db, order).await?;
        let (pieces, steps) = match requests.is_empty() {
            true => (vec![], vec![]),
            false => (store::pieces(db, order).await?, store::steps(db, order).await?),
        };
        let any = store::takeable(db, order).await?.iter().any(|t| t.most() > 0);
        Ok(Shown { requests, pieces, steps, any, zone: visit.facts().await?.zone() })
    }
    /// The requests, each in its panel.
    pub fn view(&self) -> Option<impl IntoView + use<>> {
        let panels = self.requests.iter().map(|r| self.one(r)).collect_view();
        (!self.requests.is_empty()).then(|| {
            view! { <section class="panel stack gap-4" aria-labelledby="returns"><h2 id="returns">"What comes back"</h2>{panels}</section> }
        })
    }
    fn one(&self, r: &Request) -> impl IntoView + use<> {
        let items = self
            .pieces
            .iter()
            .filter(|p| p.request == r.id)
            .map(|p| format!("{} × {}", p.quantity, full_title(&p.title, &p.options)))
            .collect::<Vec<_>>()
            .join(", ");
        let mut steps = vec![("Asked", r.asked_at)];
        steps.extend(self.steps.iter().filter(|s| s.request == r.id).map(|s| (state_words(&s.to_state).0, s.at)));
        let steps = steps
            .into_iter()
            .map(|(name, at)| {
                let class = if name == "Refused" { "off" } else { "" };
                view! { <li class=class><b>{name}</b>{words::date_time(at, &self.zone)}</li> }
            })
            .collect_view();
        let answer = (!r.answer.is_empty()).then(|| view! { <p>{format!("We answered: {}", r.answer)}</p> });
        let heading = match r.kind() {
            Kind::Withdrawal => "Withdrawal".to_string(),
            Kind::Return => format!("Return: {}", reason_words(&r.reason).to_lowercase()),
        };
        view! { <div class="stack gap-2"><h3>{heading}</h3><p class="small soft">{items}</p><ol class="steps">{steps}</ol>{answer}</div> }
    }
    /// The way to ask; none where nothing can come back.
    pub fn door(&self, code: &str) -> Option<impl IntoView + use<>> {
        let href = format!("/orders/{code}/return");
        self.any.then(|| view! { <p><a class="btn quiet" href=href>"Return something, or withdraw"</a></p> })
    }
}
