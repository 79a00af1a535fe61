//! One return: what, why, how far it is, and what can be done next.
use crate::cart::{Properties, full_title};
use crate::orders::store as orders;
use crate::parts::area::Area;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::{Field, fault};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::returns::actions::LONGEST;
use crate::returns::store::{self, Piece, Request, Step};
use crate::returns::{Kind, WITHDRAWAL_DAYS, last_day, reason_words, state_words};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Moment, Money};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// `GET /admin/returns/{id}`
pub async fn one(visit: Visit, Path(id): Path<i64>) -> Response {
    visit.show(read(&visit, id, None, None)).await
}

struct Desk {
    r: Request,
    order: orders::Order,
    pieces: Vec<Piece>,
    steps: Vec<Step>,
    delivered: Option<Moment>,
    typed: Vec<(String, String)>,
    problem: Option<Problem>,
    done: Option<&'static str>,
    zone: TimeZone,
}
impl Desk {
    /// What was typed into this field; else what stands there at first.
    fn typed(&self, name: &str, first: impl Into<String>) -> String {
        self.typed.iter().find(|(n, _)| n == name).map_or(first.into(), |(_, v)| v.clone())
    }
    fn money(&self, minor: i64) -> String {
        words::money(Money::new(minor, self.currency()))
    }
    fn currency(&self) -> Currency {
        Currency::parse(&self.order.currency).unwrap_or(Currency::EUR)
    }
    /// Whether everything of it was never sent.
    fn stays(&self) -> bool {
        self.pieces.iter().all(|p| p.travels() == 0)
    }
}

/// The page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, id: i64, posted: Option<&Posted>, problem: Option<Problem>) -> Result<Page, Instead> {
    visit.merchant().await?;
    let db = visit.db();
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let r = store::request(db, id).await?.ok_or(Instead::Missing)?;
    let order = orders::by_id(db, r.order_id).await?.ok_or(Instead::Missing)?;
    let desk = Desk {
        pieces: store::pieces(db, r.order_id).await?.into_iter().filter(|p| p.request == id).collect(),
        steps: store::steps(db, r.order_id).await?.into_iter().filter(|s| s.request == id).collect(),
        delivered: store::delivered(db, r.order_id).await?,
        typed: posted.map(|p| p.pairs.clone()).unwrap_or_default(),
        done: done(&visit.query("done")).filter(|_| problem.is_none()),
        zone: visit.facts().await?.zone(),
        problem,
        r,
        order,
    };
    let status = status(&desk.problem);
    Ok(Page::new(format!("Return, order {}", desk.order.number), move |_: &Front| view(&desk))
        .desk(name)
        .status(status))
}
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "approve" => "Agreed. The customer has a mail.",
        "refuse" => "Refused. The customer reads your words.",
        "receive" => "Taken in. What is good stands on the shelf again.",
        "refund" => "The money is on its way back, and this is done.",
        "close" => "Closed.",
        _ => return None,
    })
}

fn view(d: &Desk) -> impl IntoView + use<> {
    let (state, class) = state_words(&d.r.state);
    let done = d.done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    let kind = d.r.kind();
    let reason = (kind == Kind::Return).then(|| view! { <dt>"Reason"</dt><dd>{reason_words(&d.r.reason)}</dd> });
    let delivered = d.delivered.map(|at| {
        let last = last_day(at, WITHDRAWAL_DAYS, &d.zone).strftime("%-d %B %Y").to_string();
        view! { <dt>"Delivered"</dt><dd>{words::date_time(at, &d.zone)}</dd><dt>"Last day to withdraw"</dt><dd>{last}</dd> }
    });
    let said = (!d.r.words.is_empty()).then(|| view! { <p class="said asis">{d.r.words.clone()}</p> });
    let answer = (!d.r.answer.is_empty()).then(|| view! { <p>{format!("We answered: {}", d.r.answer)}</p> });
    let mut steps = vec![("Asked", d.r.asked_at)];
    steps.extend(d.steps.iter().map(|s| (state_words(&s.to_state).0, s.at)));
    let steps = steps
        .into_iter()
        .map(|(name, at)| view! { <li><b>{name}</b>{words::date_time(at, &d.zone)}</li> })
        .collect_view();
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1">
                <p class="small"><a class="link" href="/admin/returns">"All returns"</a></p>
                <h1>{format!("{}, order {}", kind.title(), d.order.number)}</h1>
                <p class="row gap-2"><span class=class>{state}</span><a class="link" href=format!("/admin/orders/{}", d.order.id)>"The order"</a></p>
            </div>
            {over(&d.problem)}
            {done}
            <div class="split a8b5">
                <div class="stack gap-5">
                    <section class="panel stack gap-4" aria-labelledby="what"><h2 id="what">"What comes back"</h2>{goods(d)}{said}{answer}</section>
                    {next(d)}
                </div>
                <aside class="panel stack gap-4" aria-labelledby="facts">
                    <h2 id="facts">"How far it is"</h2>
                    <ol class="steps">{steps}</ol>
                    <dl class="kv"><dt>"Customer"</dt><dd>{d.order.name.clone()}<br/>{d.order.email.clone()}</dd>{reason}{delivered}</dl>
                </aside>
            </div>
        </div>
    }
}

fn goods(d: &Desk) -> impl IntoView + use<> {
    let rows = d
        .pieces
        .iter()
        .map(|p| {
            let properties = Properties::from_json(&p.properties).words();
            let small = (!properties.is_empty()).then(|| view! { <br/><small>{properties}</small> });
            view! {
                <tr>
                    <th scope="row">{full_title(&p.title, &p.options)}{small}</th>
                    <td>{p.sku.clone()}</td>
                    <td class="n">{p.quantity}</td>
                    <td class="n">{p.unsent}</td>
                    <td class="n">{p.received}</td>
                    <td class="n">{p.restocked}</td>
                    <td class="n">{d.money(p.unit_price)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="What comes back, table">
            <table>
                <thead><tr><th scope="col">"Thing"</th><th scope="col">"SKU"</th><th scope="col" class="n">"Asked"</th><th scope="col" class="n">"Not sent"</th><th scope="col" class="n">"Came"</th><th scope="col" class="n">"On the shelf"</th><th scope="col" class="n">"Price"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// What can be done next, by where it stands.
fn next(d: &Desk) -> Option<AnyView> {
    let action = format!("/admin/returns/{}", d.r.id);
    match d.r.state.as_str() {
        "asked" => {
            let agree = match d.stays() {
                true if d.order.was_paid() => refund(d, "Agree and give the money back").drawn(),
                true => view! {
                    {refund(d, "Agree and give the money back")}
                    {approve(d, "The order was not paid: agree, and close it then.")}
                }
                .drawn(),
                false => approve(d, "The customer gets a mail with our address.").drawn(),
            };
            let words = Area {
                name: "words",
                label: "Why not",
                hint: "The customer reads it.",
                optional: false,
                most: LONGEST,
            };
            Some(
                view! {
                    <section class="panel stack gap-5" aria-labelledby="next">
                        <h2 id="next">"Answer it"</h2>
                        {agree}
                        <form class="stack gap-3" method="post" action=action novalidate>
                            {words.view(&d.typed("words", ""), beside(&d.problem, "words"))}
                            <p><button class="btn bad" name="act" value="refuse">"Refuse"</button></p>
                        </form>
                    </section>
                }
                .drawn(),
            )
        }
        "approved" if !d.stays() => Some(
            view! {
                <section class="panel stack gap-5" aria-labelledby="next">
                    <h2 id="next">"It has come"</h2>
                    {receive(d)}
                    {close(d, "It was never sent back")}
                </section>
            }
            .drawn(),
        ),
        "approved" | "received" => Some(
            view! {
                <section class="panel stack gap-5" aria-labelledby="next">
                    <h2 id="next">"Settle it"</h2>
                    {refund(d, "Give the money back")}
                    {close(d, "Repaired or exchanged, no money goes back")}
                </section>
            }
            .drawn(),
        ),
        _ => None,
    }
}

fn approve(d: &Desk, words: &'static str) -> impl IntoView + use<> {
    view! {
        <form class="stack gap-3" method="post" action=format!("/admin/returns/{}", d.r.id)>
            <p class="small soft">{words}</p>
            <p><button class="btn" name="act" value="approve">"Agree"</button></p>
        </form>
    }
}

fn receive(d: &Desk) -> impl IntoView + use<> {
    let fields = d
        .pieces
        .iter()
        .filter(|p| p.travels() > 0)
        .map(|p| {
            let title = full_title(&p.title, &p.options);
            let most = p.travels().to_string();
            let (came, shelf) = (format!("came-{}", p.line), format!("shelf-{}", p.line));
            let first = d.typed(&came, most.clone());
            let on_shelf = d.typed(&shelf, "0");
            view! {
                <fieldset class="stack gap-2">
                    <legend>{title}</legend>
                    <div class="pair">
                        <div class="field"><label for=came.clone()>"How many came"</label><input id=came.clone() name=came type="number" min="0" max=most.clone() inputmode="numeric" autocomplete="off" value=first/></div>
                        <div class="field"><label for=shelf.clone()>"Of these back on the shelf"</label><input id=shelf.clone() name=shelf type="number" min="0" max=most inputmode="numeric" autocomplete="off" value=on_shelf/></div>
                    </div>
                </fieldset>
            }
        })
        .collect_view();
    let wrong = beside(&d.problem, "came");
    view! {
        <form class="stack gap-4" method="post" action=format!("/admin/returns/{}", d.r.id) novalidate>
            <div id="came" class="stack gap-4">{fault(wrong, Some("came-fault".into()))}{fields}</div>
            <p><button class="btn" name="act" value="receive">"Take it in"</button></p>
        </form>
    }
}

fn refund(d: &Desk, button: &'static str) -> impl IntoView + use<> {
    let what: Vec<String> = d
        .pieces
        .iter()
        .map(|p| (p.received + p.unsent, p))
        .filter(|(n, _)| *n > 0)
        .map(|(n, p)| format!("{n} × {}", full_title(&p.title, &p.options)))
        .collect();
    let says = match what.is_empty() {
        true => "Nothing has come back so far.".to_string(),
        false => format!("Goes back: the price of {}.", what.join(", ")),
    };
    let by_credit = (d.order.credit > 0)
        .then(|| view! { <p class="small soft">"What came as money goes back first, then what was paid by credit goes back there."</p> });
    let shipping = Field::text("shipping", format!("Shipping to give back, in {}", d.currency()), "off")
        .inputmode("decimal")
        .optional()
        .hint(format!(
            "The order had {} of it. Whoever withdraws from all of it gets the shipping too.",
            d.money(d.order.shipping_price)
        ))
        .filled(&d.typed("shipping", ""), beside(&d.problem, "shipping"));
    view! {
        <form class="stack gap-3" method="post" action=format!("/admin/returns/{}", d.r.id) novalidate>
            <p>{says}</p>
            {by_credit}
            {shipping.view()}
            <p><button class="btn" name="act" value="refund">{button}</button></p>
        </form>
    }
}

fn close(d: &Desk, button: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=format!("/admin/returns/{}", d.r.id)>
            <p><button class="btn quiet" name="act" value="close">{button}</button></p>
        </form>
    }
}
