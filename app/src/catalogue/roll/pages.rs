//! The list of all products: found, narrowed, sorted, and chosen from for the grid.
use super::store::{self, Choices, Narrowed, Row};
use super::{COUNTED, Choice, LACKS, SORTS, STATUSES, STOCKS, Wish, many, status_words};
use crate::admin::{file, views};
use crate::catalogue::Availability;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::picture::{Load, picture};
use crate::parts::query;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::response::Response;
use leptos::prelude::*;

/// How many products a page of the list has.
const MOST: i64 = 50;
/// The address of the list.
pub const LIST: &str = "/admin/products";
/// The address of the grid.
pub const GRID: &str = "/admin/products/grid";

/// `GET /admin/products`
pub async fn products(visit: Visit) -> Response {
    visit.show(read(&visit, Wish::read(&visit.queries()), None)).await
}

/// Reads the list, with what was wrong with the form at its foot.
pub async fn read(visit: &Visit, wish: Wish, problem: Option<Problem>) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let name = viewer.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let fresh = viewer.is_fresh(visit.now);
    let (db, currency) = (visit.db(), visit.facts().await?.currency());
    let after = visit.query("after");
    let narrowed = Narrowed::of(db, &by, wish).await?;
    let rows = store::page(db, &by, &narrowed, &after, MOST, currency.code()).await?;
    let list = List {
        all: store::count(db, &by, &narrowed, COUNTED + 1).await?,
        choices: store::choices(db, &by).await?,
        kept: views::of(db, &by, LIST).await?,
        next: rows.next,
        rows: rows.rows,
        instead: narrowed.instead,
        further: !after.is_empty(),
        wish: narrowed.wish,
        fresh,
        currency,
    };
    let status = status(&problem);
    Ok(Page::new("Products", move |_: &Front| view(list, problem)).desk(name).status(status))
}

struct List {
    wish: Wish,
    rows: Vec<Row>,
    next: Option<String>,
    /// Whether this is not the first page.
    further: bool,
    all: i64,
    choices: Choices,
    kept: Vec<views::Kept>,
    instead: Option<String>,
    fresh: bool,
    currency: Currency,
}

fn view(list: List, problem: Option<Problem>) -> impl IntoView {
    let pairs = list.wish.pairs();
    let next = list.next.as_ref().map(|cursor| {
        let pairs: Vec<_> = pairs.iter().cloned().chain([("after".to_string(), cursor.clone())]).collect();
        view! { <a class="btn quiet" rel="next" href=format!("{LIST}?{}", query(&pairs))>"Next page"</a> }
    });
    let first = list.further.then(|| view! { <a class="link" href=address(&pairs)>"To the beginning"</a> });
    let pager = (next.is_some() || first.is_some()).then(|| view! { <p class="pager">{next}{first}</p> });
    let instead = list.instead.clone().map(|words| {
        view! { <p class="notice">{format!("Nothing goes by ‘{}’. Shown is what goes by ‘{words}’.", list.wish.q)}</p> }
    });
    let all = many(list.all, "product", "products");
    let whole: Vec<_> = [("all".to_string(), "1".to_string())].into_iter().chain(pairs.clone()).collect();
    let whole = format!("{GRID}?{}", query(&whole));
    let table = match list.rows.is_empty() {
        true => view! { <p class="empty">"No product is like this."</p> }.drawn(),
        false => {
            let rows = list.rows.iter().map(|r| row(r, list.currency)).collect_view();
            view! {
                <form class="stack gap-3" action=GRID>
                    <div class="scroll" tabindex="0" role="region" aria-label="Products, table">
                        <table class="roll">
                            <thead><tr><td></td><th scope="col">"Product"</th><th scope="col">"Status"</th><th scope="col" class="n">"Price"</th><th scope="col" class="n">"Left"</th><th scope="col">"Stock"</th><th scope="col">"Made by"</th></tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    <p class="row gap-3"><button class="btn quiet">"Change the chosen in a grid"</button><a class="link" href=whole>{format!("Change all of these in a grid, {} variants at the most", crate::bulk::MOST)}</a></p>
                </form>
            }
            .drawn()
        }
    };
    view! {
        <div class="wrap stack gap-5">
            <div class="head"><h1>"Products"</h1><a class="btn" href="/admin/products/new">"New product"</a></div>
            {over(&problem)}
            {sift(&list.wish, &list.choices)}
            {views::bar(LIST, &pairs, list.kept)}
            {instead}
            <section class="panel stack gap-3" aria-labelledby="found">
                <h2 id="found">{all}</h2>
                {table}
                {pager}
            </section>
            {file::ask(LIST, &pairs, list.fresh, beside(&problem, "password"))}
        </div>
    }
}
fn address(pairs: &[(String, String)]) -> String {
    if pairs.is_empty() { LIST.into() } else { format!("{LIST}?{}", query(pairs)) }
}

/// What narrows the list: a form that works by itself.
fn sift(wish: &Wish, choices: &Choices) -> impl IntoView + use<> {
    let fixed = |all: &[Choice]| all.iter().map(|(w, t)| (w.to_string(), t.to_string())).collect::<Vec<_>>();
    let sorts: Vec<_> =
        fixed(SORTS).into_iter().map(|(w, t)| (if w == "new" { String::new() } else { w }, t)).collect();
    view! {
        <form class="sift" role="search" action=LIST aria-label="Products">
            <div class="field"><label for="q">"Title, SKU or bar code"</label><input id="q" type="search" name="q" value=wish.q.clone() maxlength="100" autocomplete="off"/></div>
            {select("status", "Status", Some("Any"), fixed(STATUSES), wish.status)}
            {select("stock", "Stock", Some("Any"), fixed(STOCKS), wish.stock)}
            {select("collection", "Collection", Some("Any"), choices.collections.clone(), &wish.collection)}
            {select("maker", "Maker", Some("Anybody"), choices.makers.clone(), &wish.maker)}
            {select("lacks", "Lacks", Some("Nothing asked"), fixed(LACKS), wish.lacks)}
            <div class="field"><label for="tag">"Tag"</label><input id="tag" name="tag" value=wish.tag.clone() maxlength="100" autocomplete="off"/></div>
            {select("sort", "Sorted", None, sorts, wish.sort)}
            <p><button class="btn quiet">"Show"</button></p>
        </form>
    }
}

/// A choice with its label; `none` is what stands first and asks for nothing.
pub fn select(
    name: &'static str,
    label: &'static str,
    none: Option<&'static str>,
    all: Vec<(String, String)>,
    chosen: &str,
) -> impl IntoView + use<> {
    let none = none.map(|words| view! { <option value="">{words}</option> });
    let options = all
        .into_iter()
        .map(|(word, words)| {
            let selected = word == chosen;
            view! { <option value=word selected=selected>{words}</option> }
        })
        .collect_view();
    view! { <div class="field"><label for=name>{label}</label><select id=name name=name>{none}{options}</select></div> }
}

fn row(r: &Row, currency: Currency) -> impl IntoView + use<> {
    let face = r.hash.as_ref().map(|hash| picture(hash, r.width.unwrap_or(480), "", (40, 50), "40px", Load::Near));
    let money = |n| words::money(Money::new(n, currency));
    let price = match (r.least, r.most) {
        (Some(least), Some(most)) if least < most => format!("{} to {}", money(least), money(most)),
        (Some(least), _) => money(least),
        _ => "No price".into(),
    };
    let left = r.on_hand - r.reserved;
    let counted = r.tracked > 0;
    let stock = match counted {
        true if r.reserved > 0 => format!("{} there, {} promised", r.on_hand, r.reserved),
        true => format!("{} there", r.on_hand),
        false => "Not counted".into(),
    };
    let state = if counted { Availability::of(true, true, left, Some(0)).class() } else { "" };
    let makes = (r.variants > 1).then(|| view! { " "<span class="soft">{format!("{} variants", r.variants)}</span> });
    view! {
        <tr>
            <td><label class="pick"><span class="vh">{format!("Choose {}", r.title)}</span><input type="checkbox" name="id" value=r.id/></label></td>
            <th scope="row"><span class="thing">{face}<span><a href=format!("{LIST}/{}", r.id)>{r.title.clone()}</a>{makes}</span></span></th>
            <td>{status_words(&r.status).to_string()}</td>
            <td class="n">{price}</td>
            <td class="n">{counted.then_some(left)}</td>
            <td><span class=state>{stock}</span></td>
            <td>{r.maker.clone()}</td>
        </tr>
    }
}
