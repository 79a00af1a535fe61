//! The list of the stock: what is there, what is promised, what is left, the scarcest first.
use super::store::{self, Line};
use super::{Show, Wish};
use crate::admin::{file, views};
use crate::catalogue::Availability;
use crate::catalogue::roll::pages::select;
use crate::catalogue::roll::{COUNTED, many, status_words};
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::parts::query;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::response::Response;
use leptos::prelude::*;

/// How many variants a page of the list has.
const MOST: i64 = 50;
/// The address of the list.
pub const LIST: &str = "/admin/stock";

/// `GET /admin/stock`
pub async fn stock(visit: Visit) -> Response {
    visit.show(read(&visit, Wish::read(&visit.queries()), None, None)).await
}

/// Reads the list, with what was typed into the form about warnings and what was wrong.
pub async fn read(visit: &Visit, wish: Wish, typed: Option<String>, problem: Option<Problem>) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let name = viewer.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let fresh = viewer.is_fresh(visit.now);
    let db = visit.db();
    let after = visit.query("after");
    let (lines, next) = store::page(db, &by, &wish, &after, MOST).await?;
    let warned_at = store::warned_at(db).await?;
    let list = List {
        all: store::count(db, &by, &wish, COUNTED + 1).await?,
        kept: views::of(db, &by, LIST).await?,
        typed: typed.unwrap_or_else(|| warned_at.to_string()),
        further: !after.is_empty(),
        done: problem.is_none() && visit.query("done") == "warned",
        lines,
        next,
        wish,
        fresh,
        warned_at,
    };
    let status = status(&problem);
    Ok(Page::new("Stock", move |_: &Front| view(list, problem)).desk(name).status(status))
}

struct List {
    wish: Wish,
    lines: Vec<Line>,
    next: Option<String>,
    further: bool,
    all: i64,
    kept: Vec<views::Kept>,
    warned_at: i64,
    typed: String,
    done: bool,
    fresh: bool,
}

fn view(list: List, problem: Option<Problem>) -> impl IntoView {
    let pairs = list.wish.pairs();
    let at = |pairs: &[(String, String)]| {
        if pairs.is_empty() { LIST.to_string() } else { format!("{LIST}?{}", query(pairs)) }
    };
    let next = list.next.clone().map(|cursor| {
        let pairs: Vec<_> = pairs.iter().cloned().chain([("after".to_string(), cursor)]).collect();
        view! { <a class="btn quiet" rel="next" href=at(&pairs)>"Next page"</a> }
    });
    let first = list.further.then(|| view! { <a class="link" href=at(&pairs)>"To the beginning"</a> });
    let pager = (next.is_some() || first.is_some()).then(|| view! { <p class="pager">{next}{first}</p> });
    let done = list.done.then(|| view! { <div class="notice ok" role="status"><p>"The number is kept."</p></div> });
    let table = match list.lines.is_empty() {
        true => view! { <p class="empty">"Nothing that is counted is like this."</p> }.drawn(),
        false => {
            let rows = list.lines.iter().map(|l| row(l, list.warned_at)).collect_view();
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label="Stock, table">
                    <table>
                        <thead><tr><th scope="col">"Thing"</th><th scope="col">"SKU"</th><th scope="col" class="n">"There"</th><th scope="col" class="n">"Promised"</th><th scope="col" class="n">"Left"</th><th scope="col">"State"</th><th scope="col">"Product"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .drawn()
        }
    };
    let shows = Show::ALL.iter().map(|(_, word, words)| (word.to_string(), words.to_string())).collect();
    let show = Show::ALL.iter().find(|(show, ..)| *show == list.wish.show).map_or("", |(_, word, _)| *word);
    let sorts = vec![(String::new(), "Least left first".to_string()), ("most".into(), "Most left first".into())];
    let sorted = if list.wish.most { "most" } else { "" };
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Stock"</h1><p class="soft">"What is there, less what is promised to orders, is left to be sold."</p></div>
            {over(&problem)}
            {done}
            <form class="sift" role="search" action=LIST aria-label="Stock">
                <div class="field"><label for="q">"Title, SKU or bar code"</label><input id="q" type="search" name="q" value=list.wish.q.clone() maxlength="100" autocomplete="off"/></div>
                {select("show", "Show", None, shows, show)}
                {select("sort", "Sorted", None, sorts, sorted)}
                <p><button class="btn quiet">"Show"</button></p>
            </form>
            {views::bar(LIST, &pairs, list.kept)}
            <section class="panel stack gap-3" aria-labelledby="found">
                <h2 id="found">{many(list.all, "variant", "variants")}</h2>
                {table}
                {pager}
            </section>
            <section class="panel measure" aria-labelledby="warned">
                <div class="head"><h2 id="warned">"When it counts as low"</h2><p>"A variant can have its own number, on its page."</p></div>
                <form class="stack gap-3" method="post" action=LIST novalidate>
                    {Field::text("low", "Low at so many left", "off").inputmode("numeric").most(7).filled(&list.typed, beside(&problem, "low")).view()}
                    <p><button class="btn quiet" name="act" value="warn">"Keep the number"</button></p>
                </form>
            </section>
            {file::ask(LIST, &pairs, list.fresh, beside(&problem, "password"))}
        </div>
    }
}

/// How a variant's stock is called, and the class that draws it.
pub fn state(l: &Line, warned_at: i64) -> (String, &'static str) {
    let left = l.available();
    let words = match left {
        n if n < 0 => format!("{} more promised than there", -n),
        0 if l.backorder_limit.is_none_or(|limit| limit > 0) => "None left, made when ordered".into(),
        0 => "None left".into(),
        n if n <= l.low_stock.unwrap_or(warned_at) => "Low".into(),
        _ => "Enough".into(),
    };
    let class = match words.as_str() {
        "Enough" => Availability::Plenty(left).class(),
        "Low" => Availability::Few(left).class(),
        _ => Availability::Out.class(),
    };
    (words, class)
}

fn row(l: &Line, warned_at: i64) -> impl IntoView + use<> {
    let (words, class) = state(l, warned_at);
    view! {
        <tr>
            <th scope="row"><a href=format!("{LIST}/{}", l.variant)>{l.name()}</a></th>
            <td>{l.sku.clone()}</td>
            <td class="n">{l.on_hand}</td>
            <td class="n">{l.reserved}</td>
            <td class="n">{l.available()}</td>
            <td><span class=class>{words}</span></td>
            <td><a href=format!("/admin/products/{}", l.product)>"Open"<span class="vh">{format!(" the product of {}", l.name())}</span></a>{(l.status != "active").then(|| format!(", {}", status_words(&l.status)))}</td>
        </tr>
    }
}
