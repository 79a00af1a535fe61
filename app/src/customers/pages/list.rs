//! The list of customers: what narrows it, the views that were kept, a page of rows, and the file of it.
use crate::admin::{file, views};
use crate::customers::narrow::{Narrow, Sort, WHEN};
use crate::customers::store::list::{self, PAGE, Row};
use crate::parts::drawn::Draw;
use crate::parts::{faults, query};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Facts, Front, Visit};
use crate::values::Money;
use crate::words;
use axum::response::Response;
use leptos::prelude::*;

/// Where the list stands.
pub const LIST: &str = "/admin/customers";

/// `GET /admin/customers`
pub async fn customers(visit: Visit) -> Response {
    let narrow = Narrow::read(|name| visit.query(name));
    visit.show(read(&visit, narrow, None)).await
}
/// The list, with what was wrong with the form under it.
pub async fn read(visit: &Visit, narrow: Narrow, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let name = viewer.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let fresh = viewer.is_fresh(visit.now);
    let after = list::place(&visit.query("after"));
    let mut rows = list::list(visit.db(), &merchant, &narrow, after, PAGE + 1, visit.now).await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let kept = views::of(visit.db(), &merchant, LIST).await?;
    let shown = Shown {
        next: rows.last().filter(|_| more).map(|r| r.place(narrow.sort)),
        later: after.is_some(),
        fresh,
        problem,
    };
    let status = faults::status(&shown.problem);
    Ok(Page::new("Customers", move |front: &Front| view(&narrow, &rows, kept, shown, &front.facts))
        .desk(name)
        .status(status))
}

/// What stands around the rows.
struct Shown {
    next: Option<(i64, i64)>,
    later: bool,
    fresh: bool,
    problem: Option<Problem>,
}

fn view(narrow: &Narrow, rows: &[Row], kept: Vec<views::Kept>, shown: Shown, facts: &Facts) -> impl IntoView + use<> {
    let pairs = narrow.pairs();
    let here = |more: &[(String, String)]| {
        let all = [&pairs[..], more].concat();
        if all.is_empty() { LIST.to_string() } else { format!("{LIST}?{}", query(&all)) }
    };
    let table = match rows.is_empty() {
        true => {
            let words = match (pairs.is_empty(), shown.later) {
                (_, true) => "Nobody further.",
                (true, _) => "Nobody yet. Whoever orders or opens an account stands here.",
                (false, _) => "Nobody like that.",
            };
            view! { <p class="empty">{words}</p> }.drawn()
        }
        false => {
            let lines = rows.iter().map(|r| row(r, facts)).collect_view();
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label="Customers, table">
                    <table>
                        <thead><tr><th scope="col">"Name"</th><th scope="col">"Email"</th><th scope="col">"Account"</th><th scope="col" class="n">"Orders"</th><th scope="col" class="n">"Ordered for"</th><th scope="col">"Last order"</th><th scope="col">"Known since"</th></tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            }
            .drawn()
        }
    };
    let first = shown.later.then(|| view! { <a class="link" href=here(&[])>"From the beginning"</a> });
    let next = shown.next.map(|(at, id)| {
        let href = here(&[("after".into(), format!("{at}-{id}"))]);
        view! { <a class="btn quiet" rel="next" href=href>"More"</a> }
    });
    let pager = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="pager" aria-label="Pages">{first}{next}</nav> });
    let beside = faults::beside(&shown.problem, "password");
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Customers"</h1><p class="soft">"Everybody with an account, and every address that ordered without one. Cancelled orders are not counted."</p></div>
            {faults::over(&shown.problem)}
            {views::bar(LIST, &pairs, kept)}
            {sift(narrow)}
            <section class="panel" aria-labelledby="list"><h2 id="list" class="vh">"The list"</h2>{table}{pager}</section>
            {file::ask(LIST, &pairs, shown.fresh, beside)}
        </div>
    }
}

/// What narrows the list.
fn sift(narrow: &Narrow) -> impl IntoView + use<> {
    let chosen = |value: &str, now: &str| value == now;
    let account = narrow.account.map_or("", |with| if with { "yes" } else { "no" });
    let accounts = [("", "Everybody"), ("yes", "With an account"), ("no", "Without one")]
        .map(|(value, label)| view! { <option value=value selected=chosen(value, account)>{label}</option> })
        .into_iter()
        .collect_view();
    let when = narrow.when.unwrap_or("");
    let whens = std::iter::once(("", "At any time"))
        .chain(WHEN.iter().map(|(word, label, ..)| (*word, *label)))
        .map(|(value, label)| view! { <option value=value selected=chosen(value, when)>{label}</option> })
        .collect_view();
    let sorts = Sort::ALL
        .map(|(sort, word, label)| view! { <option value=word selected=sort == narrow.sort>{label}</option> })
        .into_iter()
        .collect_view();
    let orders = narrow.orders.map(|n| n.to_string()).unwrap_or_default();
    view! {
        <form class="sift" method="get" action=LIST role="search" aria-label="Customers">
            <div class="field"><label for="q">"Name, address or alias"</label><input id="q" name="q" type="search" class="fit" maxlength="100" autocomplete="off" value=narrow.q.clone()/></div>
            <div class="field"><label for="account">"Account"</label><select id="account" name="account" class="fit">{accounts}</select></div>
            <div class="field"><label for="orders">"Orders, at least"</label><input id="orders" name="orders" class="short" inputmode="numeric" maxlength="7" autocomplete="off" value=orders/></div>
            <div class="field"><label for="when">"Last order"</label><select id="when" name="when" class="fit">{whens}</select></div>
            <div class="field"><label for="sort">"First"</label><select id="sort" name="sort" class="fit">{sorts}</select></div>
            <button class="btn quiet">"Show"</button>
        </form>
    }
}

fn row(r: &Row, facts: &Facts) -> impl IntoView + use<> {
    let zone = facts.zone();
    let name = if r.name.is_empty() { r.email.clone() } else { r.name.clone() };
    let account = if r.person.is_some() { "Account" } else { "No account" };
    let last = match r.last_order_at {
        Some(at) => view! { <time datetime=words::machine_time(at, &zone)>{words::long_day(at, &zone)}</time> }.drawn(),
        None => "Never".drawn(),
    };
    view! {
        <tr>
            <th scope="row"><a href=format!("{LIST}/{}", r.id)>{name}</a></th>
            <td>{r.email.clone()}</td>
            <td>{account}</td>
            <td class="n">{r.orders}</td>
            <td class="n">{words::money(Money::new(r.spent, facts.currency()))}</td>
            <td>{last}</td>
            <td><time datetime=words::machine_time(r.since, &zone)>{words::long_day(r.since, &zone)}</time></td>
        </tr>
    }
}
