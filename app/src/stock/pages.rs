//! One variant's stock: its numbers, the ways to change them, and its ledger.
use super::list::{LIST, state};
use super::store::{self, Line, Move};
use super::{CORRECTIONS, reason_words, signed};
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use std::collections::HashMap;

/// How many rows of a ledger a page has.
const MOST: i64 = 50;

/// What is asked back before something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// So few would be left; which form it was.
    Short { form: &'static str, left: i64 },
    /// So many were counted, and so many should have been there.
    Counted { counted: i64, should: i64 },
}

/// `GET /admin/stock/{variant}`
pub async fn variant(visit: Visit, Path(variant): Path<String>) -> Response {
    visit.show(read(&visit, &variant, &Posted::default(), None, None)).await
}

/// Reads the page with what was typed into its forms, what was wrong with it and what is asked back.
pub async fn read(
    visit: &Visit,
    variant: &str,
    typed: &Posted,
    problem: Option<Problem>,
    ask: Option<Ask>,
) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let db = visit.db();
    let variant: i64 = variant.parse().map_err(|_| Instead::Missing)?;
    let line = store::one(db, &by, variant).await?.ok_or(Instead::Missing)?;
    let before: Option<i64> = visit.query("after").parse().ok();
    let mut moves = store::ledger(db, &by, variant, before, MOST + 1).await?;
    let more = moves.len() as i64 > MOST;
    moves.truncate(MOST as usize);
    let fields = ["received", "received_note", "change", "reason", "change_note", "counted", "counted_note", "low"];
    let typed: HashMap<&'static str, String> = fields
        .into_iter()
        .filter(|f| typed.pairs.iter().any(|(n, _)| n == f))
        .map(|f| (f, typed.of(f).into()))
        .chain(
            // A count is of the moment its form was drawn, however often it is asked back.
            ["seen", "drawn"].into_iter().filter(|_| ask.is_some()).map(|f| (f, typed.of(f).into())),
        )
        .collect();
    let sheet = Sheet {
        names: store::names(db, &by, &moves).await?,
        next: moves.last().filter(|_| more).map(|last| format!("{LIST}/{variant}?after={}#ledger", last.id)),
        further: before.is_some(),
        seen: store::newest(db, &by, variant).await?,
        warned_at: store::warned_at(db).await?,
        done: if problem.is_some() || ask.is_some() { None } else { done(&visit.query("done")) },
        line,
        moves,
        typed,
        ask,
    };
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let status = status(&problem);
    let title = format!("Stock of {}", sheet.line.name());
    let now = visit.now;
    Ok(Page::new(title, move |front: &Front| view(sheet, problem, now, &front.facts.zone())).desk(name).status(status))
}
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "received" => "They are on the shelf.",
        "corrected" => "The number is put right.",
        "counted" => "The count is kept.",
        "warned" => "The number is kept.",
        "before" => "That was done already. It was written once.",
        _ => return None,
    })
}

struct Sheet {
    line: Line,
    moves: Vec<Move>,
    names: HashMap<String, String>,
    next: Option<String>,
    further: bool,
    /// The newest row of the ledger.
    seen: i64,
    warned_at: i64,
    typed: HashMap<&'static str, String>,
    ask: Option<Ask>,
    done: Option<&'static str>,
}
impl Sheet {
    fn typed(&self, field: &str) -> &str {
        self.typed.get(field).map_or("", String::as_str)
    }
}

fn view(sheet: Sheet, problem: Option<Problem>, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let l = &sheet.line;
    let (words, class) = state(l, sheet.warned_at);
    let done = sheet.done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    let aside = match (l.archived_at, l.tracked) {
        (Some(_), _) => Some("This variant is sold no more."),
        (_, false) => Some("This variant is not counted: it can always be had."),
        _ => None,
    };
    let below = match l.backorder_limit {
        None => "Orders may go below none, without a limit.".to_string(),
        Some(0) => "Orders end when none is left.".into(),
        Some(n) => format!("Orders may go {n} below none."),
    };
    let forms = l.tracked.then(|| {
        view! {
            <div class="split">
                <div class="stack gap-5">{receive(&sheet, &problem)}{correct(&sheet, &problem)}</div>
                <div class="stack gap-5">{count(&sheet, &problem, now, zone)}{warn(&sheet, &problem)}</div>
            </div>
        }
    });
    let facts = [("There", l.on_hand), ("Promised to orders", l.reserved), ("Left to be sold", l.available())];
    let facts = facts.map(|(name, n)| view! { <div><dt>{name}</dt><dd>{n}</dd></div> }).collect_view();
    view! {
        <div class="wrap stack gap-5">
            {crumbs(&[(LIST.into(), "Stock".into()), (String::new(), l.name())])}
            <div class="stack gap-1">
                <h1>{format!("Stock of {}", l.name())}</h1>
                <p class="soft">{format!("SKU {}. ", l.sku)}<a href=format!("/admin/products/{}", l.product)>"The product"</a></p>
            </div>
            {over(&problem)}
            {done}
            <section class="panel stack gap-2" aria-labelledby="numbers">
                <h2 id="numbers">"Now"</h2>
                <dl class="numbers">{facts}</dl>
                <p><span class=class>{words}</span>" "<span class="soft">{below}</span></p>
                {aside.map(|words| view! { <p class="soft">{words}</p> })}
            </section>
            {forms}
            {ledger(&sheet, zone)}
        </div>
    }
}

/// What all forms carry: the row of the ledger that was seen, and when.
fn seen(sheet: &Sheet) -> impl IntoView + use<> {
    let seen = match sheet.typed("seen") {
        "" => sheet.seen.to_string(),
        seen => seen.to_string(),
    };
    view! { <input type="hidden" name="seen" value=seen/> }
}
/// What is asked back where more would be promised than may be.
fn sure(sheet: &Sheet, form: &str) -> Option<impl IntoView + use<>> {
    let left = match sheet.ask {
        Some(Ask::Short { form: asked, left }) if asked == form => left,
        _ => return None,
    };
    let words = format!(
        "{} would then be promised to orders without being there. Nothing was written yet.",
        words::count(-left, "thing", "things")
    );
    Some(view! {
        <div class="notice bad" role="alert"><p>{words}</p></div>
        <label class="tick"><input type="checkbox" name="sure" value="on"/><span>"Write it all the same"</span></label>
    })
}

fn receive(sheet: &Sheet, problem: &Option<Problem>) -> impl IntoView + use<> {
    let action = format!("{LIST}/{}#faults", sheet.line.variant);
    view! {
        <section class="panel" aria-labelledby="receive">
            <div class="head"><h2 id="receive">"Take in"</h2><p>"What came and lies on the shelf now."</p></div>
            <form class="stack gap-3" method="post" action=action novalidate>
                {seen(sheet)}
                {Field::text("received", "How many came", "off").inputmode("numeric").most(7).filled(sheet.typed("received"), beside(problem, "received")).view()}
                {Field::text("received_note", "From whom, by which slip", "off").optional().filled(sheet.typed("received_note"), None).view()}
                <p><button class="btn" name="act" value="receive">"Take them in"</button></p>
            </form>
        </section>
    }
}

fn correct(sheet: &Sheet, problem: &Option<Problem>) -> impl IntoView + use<> {
    let action = format!("{LIST}/{}#faults", sheet.line.variant);
    let chosen = sheet.typed("reason").to_string();
    let options = CORRECTIONS
        .map(|(word, words)| view! { <option value=word selected=word == chosen>{words}</option> })
        .collect_view();
    view! {
        <section class="panel" aria-labelledby="correct">
            <div class="head"><h2 id="correct">"Put right"</h2><p>"By how many the number changes, and why."</p></div>
            <form class="stack gap-3" method="post" action=action novalidate>
                {seen(sheet)}
                {Field::text("change", "More or fewer", "off").hint("Like 2 or -2.").most(8).filled(sheet.typed("change"), beside(problem, "change")).view()}
                <div class="field"><label for="reason">"Why"</label><select id="reason" name="reason">{options}</select></div>
                {Field::text("change_note", "A note on it", "off").optional().filled(sheet.typed("change_note"), None).view()}
                {sure(sheet, "correct")}
                <p><button class="btn quiet" name="act" value="correct">"Put it right"</button></p>
            </form>
        </section>
    }
}

fn count(sheet: &Sheet, problem: &Option<Problem>, now: Moment, zone: &TimeZone) -> impl IntoView + use<> {
    let action = format!("{LIST}/{}#faults", sheet.line.variant);
    let drawn = sheet.typed("drawn").parse().map_or(now, Moment);
    let clock = words::clock(drawn, zone);
    let told = match sheet.ask {
        Some(Ask::Counted { counted, should }) => {
            let words = match counted - should {
                0 => format!("At {clock} {should} should have been there, as you counted."),
                more => format!("At {clock} {should} should have been there. You counted {counted}: {}.", signed(more)),
            };
            Some(
                view! {
                    <input type="hidden" name="agreed" value=counted/>
                    <div class="notice" role="status"><p>{words}" Nothing was written yet."</p></div>
                }
                .drawn(),
            )
        }
        Some(Ask::Short { form: "count", .. }) => {
            let agreed = sheet.typed("counted").trim().to_string();
            Some(view! { <input type="hidden" name="agreed" value=agreed/> }.drawn())
        }
        _ => None,
    };
    let button = if told.is_some() { "Keep the count" } else { "Compare the count" };
    let about = format!(
        "Count all that lies there, also what is set aside for orders. It counts for {clock}, when this page was opened: what moved since is added to it."
    );
    view! {
        <section class="panel" aria-labelledby="count">
            <div class="head"><h2 id="count">"Count"</h2><p>{about}</p></div>
            <form class="stack gap-3" method="post" action=action novalidate>
                {seen(sheet)}
                <input type="hidden" name="drawn" value=drawn.0/>
                {Field::text("counted", "How many are there", "off").inputmode("numeric").most(7).filled(sheet.typed("counted"), beside(problem, "counted")).view()}
                {Field::text("counted_note", "A note on the count", "off").optional().filled(sheet.typed("counted_note"), None).view()}
                {told}
                {sure(sheet, "count")}
                <p><button class="btn quiet" name="act" value="count">{button}</button></p>
            </form>
        </section>
    }
}

fn warn(sheet: &Sheet, problem: &Option<Problem>) -> impl IntoView + use<> {
    let action = format!("{LIST}/{}#faults", sheet.line.variant);
    let own = sheet.line.low_stock.map(|n| n.to_string()).unwrap_or_default();
    let typed = sheet.typed.get("low").cloned().unwrap_or(own);
    let hint = format!("Empty: at {}, as everywhere.", sheet.warned_at);
    view! {
        <section class="panel" aria-labelledby="warn">
            <div class="head"><h2 id="warn">"When it counts as low"</h2></div>
            <form class="stack gap-3" method="post" action=action novalidate>
                {Field::text("low", "Low at so many left", "off").hint(hint).inputmode("numeric").most(7).optional().filled(&typed, beside(problem, "low")).view()}
                <p><button class="btn quiet" name="act" value="warn">"Keep the number"</button></p>
            </form>
        </section>
    }
}

fn ledger(sheet: &Sheet, zone: &TimeZone) -> impl IntoView + use<> {
    let rows = sheet.moves.iter().map(|m| row(m, &sheet.names, zone)).collect_view();
    let next = sheet.next.clone().map(|href| view! { <a class="btn quiet" rel="next" href=href>"Earlier"</a> });
    let first = sheet.further.then(|| {
        view! { <a class="link" href=format!("{LIST}/{}#ledger", sheet.line.variant)>"To the newest"</a> }
    });
    let pager = (next.is_some() || first.is_some()).then(|| view! { <p class="pager">{next}{first}</p> });
    let table = match sheet.moves.is_empty() {
        true => view! { <p class="empty">"Nothing has moved yet."</p> }.drawn(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label="Ledger, table">
                <table>
                    <thead><tr><th scope="col">"When"</th><th scope="col">"What"</th><th scope="col" class="n">"There"</th><th scope="col" class="n">"There after"</th><th scope="col" class="n">"Promised"</th><th scope="col" class="n">"Promised after"</th><th scope="col">"Who"</th><th scope="col">"Note"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .drawn(),
    };
    view! {
        <section class="panel stack gap-3" id="ledger" aria-labelledby="ledger-h">
            <div class="head"><h2 id="ledger-h">"Ledger"</h2><p>"Every change, with what stood after it. Rows are added, and none is ever taken away."</p></div>
            {table}
            {pager}
        </section>
    }
}

fn row(m: &Move, names: &HashMap<String, String>, zone: &TimeZone) -> impl IntoView + use<> {
    let order = m.order_id.zip(m.order_number.clone()).map(|(id, number)| {
        view! { ", "<a href=format!("/admin/orders/{id}")>{format!("order {number}")}</a> }
    });
    view! {
        <tr>
            <td><time datetime=words::machine_time(m.at, zone)>{words::date_time(m.at, zone)}</time></td>
            <td>{reason_words(&m.reason)}{order}</td>
            <td class="n">{signed(m.on_hand_delta)}</td>
            <td class="n">{m.on_hand}</td>
            <td class="n">{signed(m.reserved_delta)}</td>
            <td class="n">{m.reserved}</td>
            <td>{names.get(&m.actor).cloned()}</td>
            <td>{m.note.clone()}</td>
        </tr>
    }
}
