//! Putting an order right, as a host sees it: what may still be given, the three ways to give, and what was given.
use super::actions::LONGEST;
use super::store::{self, Given};
use super::{Limit, kind_words, state_words};
use crate::cart::full_title;
use crate::orders::store as orders;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::{Field, fault};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// `GET /counter/goodwill/{order}`
pub async fn goodwill(visit: Visit, Path(order): Path<i64>) -> Response {
    visit.show(read(&visit, order, None, None)).await
}

struct Counter {
    order: orders::Order,
    lines: Vec<orders::OrderLine>,
    limit: Option<Limit>,
    given: i64,
    acts: Vec<Given>,
    typed: Vec<(String, String)>,
    problem: Option<Problem>,
    done: Option<&'static str>,
    zone: TimeZone,
}
impl Counter {
    /// What was typed into this field.
    fn typed(&self, name: &str) -> String {
        self.typed.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
    }
    /// The same, only where this form was the one that was sent.
    fn typed_in(&self, act: &str, name: &str) -> String {
        if self.typed("act") == act { self.typed(name) } else { String::new() }
    }
    fn currency(&self) -> Currency {
        Currency::parse(&self.order.currency).unwrap_or(Currency::EUR)
    }
    fn money(&self, minor: i64) -> String {
        words::money(Money::new(minor, self.currency()))
    }
}

/// The page with what was typed and what was wrong with it.
pub async fn read(
    visit: &Visit,
    order: i64,
    posted: Option<&Posted>,
    problem: Option<Problem>,
) -> Result<Page, Instead> {
    let host = visit.host().await?;
    let db = visit.db();
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let o = orders::by_id(db, order).await?.ok_or(Instead::Missing)?;
    let counter = Counter {
        lines: orders::lines(db, order).await?,
        limit: store::limit_of(db, host.id()).await?,
        given: store::given(db, host.id(), &o.currency, visit.now).await?,
        acts: store::of_order(db, &host, order).await?,
        typed: posted.map(|p| p.pairs.clone()).unwrap_or_default(),
        done: done(&visit.query("done")).filter(|_| problem.is_none()),
        zone: visit.facts().await?.zone(),
        order: o,
        problem,
    };
    let status = status(&counter.problem);
    let title = format!("Put order {} right", counter.order.number);
    Ok(Page::new(title, move |_: &Front| view(&counter)).counter(name).status(status))
}
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "given" => "Given. The customer has a mail.",
        "asked" => "That is above your limit. A merchant decides, and it stands below.",
        _ => return None,
    })
}

fn view(c: &Counter) -> impl IntoView + use<> {
    let done = c.done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    let may = match c.limit {
        None => "You have no limit of your own, so a merchant decides about everything.".to_string(),
        Some(l) => {
            let plain = |minor| words::money(Money::new(minor, l.currency));
            format!(
                "You may give {} at once, and {} within 30 days, of which {} are left. Above that a merchant decides.",
                plain(l.per_act),
                plain(l.per_month),
                plain((l.per_month - c.given).max(0))
            )
        }
    };
    let left = c.money(c.order.total - c.order.refunded);
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>{format!("Put order {} right", c.order.number)}</h1><p class="soft">{may}</p></div>
            {over(&c.problem)}
            {done}
            <div class="split">
                <div class="stack gap-5">
                    <section class="panel stack gap-4" aria-labelledby="money"><h2 id="money">"Give money back"</h2>{refund(c, &left)}</section>
                    <section class="panel stack gap-4" aria-labelledby="next"><h2 id="next">"Give credit for next time"</h2>{credit(c)}</section>
                </div>
                <section class="panel stack gap-4" aria-labelledby="again"><h2 id="again">"Send it again"</h2>{reship(c)}</section>
            </div>
            {before(c)}
        </div>
    }
}

fn action(c: &Counter) -> String {
    format!("/counter/goodwill/{}", c.order.id)
}
/// What was given before is shown on this page: whoever sends it twice, or beside somebody else, is told so.
fn seen(c: &Counter) -> impl IntoView + use<> {
    let newest = c.acts.first().map_or(0, |g| g.id);
    view! { <input type="hidden" name="seen" value=newest.to_string()/> }
}
fn refund(c: &Counter, left: &str) -> AnyView {
    if !c.order.was_paid() {
        return view! { <p>"The order was not paid, so nothing can go back."</p> }.drawn();
    }
    let ways = if c.order.credit > 0 { " What came as money goes first, then what was paid by credit." } else { "" };
    let amount = Field::text("amount", format!("Amount, in {}", c.currency()), "off")
        .inputmode("decimal")
        .hint(format!("{left} of this order can still go back.{ways}"))
        .filled(&c.typed_in("refund", "amount"), beside(&c.problem, "amount"));
    let reason = Field::text("reason", "Why", "off")
        .most(LONGEST)
        .filled(&c.typed_in("refund", "reason"), beside(&c.problem, "reason"));
    view! {
        <form class="stack gap-3" method="post" action=action(c) novalidate>
            {seen(c)}
            {amount.view()}
            {reason.view()}
            <p><button class="btn" name="act" value="refund">"Give it back"</button></p>
        </form>
    }
    .drawn()
}

fn reship(c: &Counter) -> impl IntoView + use<> {
    let fields = c
        .lines
        .iter()
        .map(|l| {
            let id = format!("line-{}", l.id);
            let title = full_title(&l.title, &l.options);
            let hint = format!("{} ordered, {} each", l.quantity, c.money(l.unit_price));
            let hint_id = format!("{id}-hint");
            view! {
                <div class="field">
                    <label for=id.clone()>{title}</label>
                    <span class="hint" id=hint_id.clone()>{hint}</span>
                    <input id=id.clone() name=id.clone() type="number" min="0" max=l.quantity.to_string() inputmode="numeric" autocomplete="off" value=c.typed_in("reship", &id) aria-describedby=hint_id/>
                </div>
            }
        })
        .collect_view();
    let wrong = beside(&c.problem, "lines");
    let reason = Field::text("reason", "Why", "off")
        .id("reason-again".into())
        .most(LONGEST)
        .filled(&c.typed_in("reship", "reason"), beside(&c.problem, "reason-again"));
    view! {
        <form class="stack gap-3" method="post" action=action(c) novalidate>
            {seen(c)}
            <p class="small soft">"A new order to the same address, for nothing. It takes the things from the shelf, and counts with what they cost."</p>
            <fieldset class="stack gap-3" id="lines"><legend>"How many of each"</legend>{fault(wrong, Some("lines-fault".into()))}{fields}</fieldset>
            {reason.view()}
            <p><button class="btn" name="act" value="reship">"Send it again"</button></p>
        </form>
    }
}

fn credit(c: &Counter) -> impl IntoView + use<> {
    let amount = Field::text("credit", format!("Amount, in {}", c.currency()), "off")
        .inputmode("decimal")
        .hint(format!("At most what the order came to, {}.", c.money(c.order.total)))
        .filled(&c.typed_in("credit", "credit"), beside(&c.problem, "credit"));
    let reason = Field::text("reason", "Why", "off")
        .id("reason-credit".into())
        .most(LONGEST)
        .filled(&c.typed_in("credit", "reason"), beside(&c.problem, "reason-credit"));
    let how = format!(
        "The customer has a code by mail, and types it at the checkout. It pays for orders in {} only, and does not run out.",
        c.currency()
    );
    view! {
        <form class="stack gap-3" method="post" action=action(c) novalidate>
            {seen(c)}
            <p class="small soft">{how}</p>
            {amount.view()}
            {reason.view()}
            <p><button class="btn" name="act" value="credit">"Give the credit"</button></p>
        </form>
    }
}

fn before(c: &Counter) -> Option<AnyView> {
    let rows = c.acts.iter().map(|g| told(g, &c.zone)).collect_view();
    (!c.acts.is_empty()).then(|| {
        view! { <section class="panel stack gap-3" aria-labelledby="before"><h2 id="before">"What was given"</h2><ul class="roster">{rows}</ul></section> }
            .drawn()
    })
}
/// An act as a line of a list.
pub fn told(g: &Given, zone: &TimeZone) -> impl IntoView + use<> {
    let (state, class) = state_words(&g.state);
    let amount = words::money(Money::new(g.amount, Currency::parse(&g.currency).unwrap_or(Currency::EUR)));
    let by = match &g.decided_name {
        Some(merchant) => format!("{}, decided by {merchant}", g.host_name),
        None => g.host_name.clone(),
    };
    let again = g.replacement.clone().map(|number| format!(" It became order {number}."));
    let answer = (!g.answer.is_empty()).then(|| format!(" Answer: {}", g.answer));
    view! {
        <li>
            <p class="row between"><b>{format!("{}, {amount}", kind_words(&g.kind))}</b><span class=class>{state}</span></p>
            <p>{g.reason.clone()}{again}{answer}</p>
            <p class="small soft">{by}", "{words::date_time(g.asked_at, zone)}</p>
        </li>
    }
}
