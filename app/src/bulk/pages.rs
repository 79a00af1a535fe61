//! The grid: products and their variants as a table of fields, with what was typed and what is wrong with it.
use super::prices::Rounding;
use super::typed::Typed;
use super::{Cell, Field, MOST, Product, Variant, done, mark, store};
use crate::catalogue::roll::pages::{GRID, LIST, select};
use crate::catalogue::roll::{self, STATUSES, Wish, many};
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::query;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Currency;
use crate::viewer::Merchant;
use crate::words;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /admin/products/grid`: the chosen products, all that a list holds, or a change that was made.
pub async fn grid(visit: Visit) -> Response {
    visit
        .show(async {
            let by = visit.merchant().await?;
            if let Ok(edit) = visit.query("edit").parse() {
                return done::read(&visit, &by, edit).await;
            }
            let pairs = visit.queries();
            let chosen = match visit.query("all").as_str() {
                "1" => roll::store::ids(visit.db(), &by, Wish::read(&pairs), MOST as i64).await?,
                _ => pairs.iter().filter(|(n, _)| n == "id").filter_map(|(_, v)| v.parse().ok()).take(MOST).collect(),
            };
            if chosen.is_empty() {
                return done::nothing(&visit, &by).await;
            }
            read(&visit, &by, &chosen, Drawn::default()).await
        })
        .await
}

/// What was typed into the grid, and what is said of it.
#[derive(Default)]
pub struct Drawn {
    pub typed: Option<Typed>,
    pub faults: Vec<(Cell, String)>,
    /// What is wrong with the fields over the table, by their ids.
    pub over: Vec<(&'static str, String)>,
    pub said: Option<&'static str>,
    /// What stood in the fields over the table.
    pub helpers: Vec<(String, String)>,
}

/// Reads the grid of these products.
pub async fn read(visit: &Visit, by: &Merchant, chosen: &[i64], drawn: Drawn) -> Result<Page, Instead> {
    let currency = visit.facts().await?.currency();
    let products = store::grid(visit.db(), by, chosen, currency.code()).await?;
    if products.is_empty() {
        return done::nothing(visit, by).await;
    }
    let left_out = chosen.len() - products.len();
    let wrong = !drawn.faults.is_empty() || !drawn.over.is_empty();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let name = done::name(visit).await?;
    let page = Page::new("Products in a grid", move |_: &Front| view(&products, left_out, &drawn, currency));
    Ok(page.desk(name).status(status))
}

fn view(products: &[Product], left_out: usize, drawn: &Drawn, currency: Currency) -> impl IntoView + use<> {
    let variants: usize = products.iter().map(|p| p.variants.len()).sum();
    let rest = (left_out > 0).then(|| {
        let words = words::count(left_out as i64, "product", "products");
        view! { <p class="notice">{format!("A grid has {MOST} variants at the most: {words} of those you chose are left out. Change these first.")}</p> }
    });
    let said = drawn.said.map(|words| view! { <div class="notice" role="status"><p>{words}</p></div> });
    let heads = Field::ALL
        .map(|f| {
            let title = match f {
                Field::Price | Field::CompareAt => format!("{}, {}", f.title(), currency.code()),
                _ => f.title().into(),
            };
            view! { <th scope="col">{title}</th> }
        })
        .collect_view();
    let rows = products.iter().map(|p| body(p, drawn, currency)).collect_view();
    let ids: Vec<_> = products.iter().map(|p| ("id".to_string(), p.id.to_string())).collect();
    let again = format!("{GRID}?{}", query(&ids));
    view! {
        <div class="wrap stack gap-5">
            {crumbs(&[(LIST.into(), "Products".into()), (String::new(), "In a grid".into())])}
            <div class="stack gap-1"><h1>"Products in a grid"</h1><p class="soft">{format!("{}, {}. Nothing is saved before you have seen what changes.", many(products.len() as i64, "product", "products"), words::count(variants as i64, "variant", "variants"))}</p></div>
            {faults(products, drawn)}
            {said}
            {rest}
            <form class="stack gap-4" method="post" action=format!("{GRID}#faults") novalidate>
                <p class="row gap-3"><button class="btn" name="act" value="look">"Show what changes"</button><a class="link" href=again>"Start again with what stands"</a></p>
                {helpers(drawn)}
                <div class="scroll" tabindex="0" role="region" aria-label="Grid, table">
                    <table class="sheet">
                        <thead><tr><th scope="col">"Thing"</th>{heads}</tr></thead>
                        {rows}
                    </table>
                </div>
                <p><button class="btn" name="act" value="look">"Show what changes"<span class="vh">", below the table"</span></button></p>
            </form>
        </div>
    }
}

/// What is wrong, each a link to its field.
fn faults(products: &[Product], drawn: &Drawn) -> Option<impl IntoView + use<>> {
    let cells = drawn.faults.iter().map(|(cell, words)| {
        let name = products.iter().find(|p| p.value(*cell, Currency::EUR).is_some()).map(|p| p.name(*cell));
        (cell.name(), format!("{}, {}: {words}", name.unwrap_or_default(), cell.field.title().to_lowercase()))
    });
    let all: Vec<(String, String)> =
        drawn.over.iter().map(|(id, words)| (id.to_string(), words.clone())).chain(cells).collect();
    let heading = match all.len() {
        0 => return None,
        1 => "One thing to put right".to_string(),
        n => format!("{n} things to put right"),
    };
    let links = all.into_iter().map(|(id, words)| view! { <p><a href=format!("#{id}")>{words}</a></p> }).collect_view();
    Some(
        view! { <div class="notice bad stack gap-1" role="alert" tabindex="-1" id="faults"><h2>{heading}</h2>{links}</div> },
    )
}

/// What writes into a whole column.
fn helpers(drawn: &Drawn) -> impl IntoView + use<> {
    let of = |name: &str| drawn.helpers.iter().find(|(n, _)| n == name).map_or(String::new(), |(_, v)| v.clone());
    let wrong = |id: &str| drawn.over.iter().any(|(field, _)| *field == id).then_some("true");
    let fields = Field::ALL.iter().map(|f| (f.word().to_string(), f.title().to_string())).collect();
    let roundings = Rounding::ALL.iter().map(|(_, word, words)| (word.to_string(), words.to_string())).collect();
    let keep = of("keep") == "on";
    view! {
        <details class="helpers" open=!drawn.helpers.is_empty()>
            <summary>"Write into a whole column"</summary>
            <div class="stack gap-3">
                <fieldset class="sift">
                    <legend class="vh">"Set all"</legend>
                    {select("column", "Column", None, fields, &of("column"))}
                    <div class="field"><label for="value">"Set all to"</label><input id="value" name="value" value=of("value") maxlength="300" autocomplete="off" aria-invalid=wrong("value")/></div>
                    <p><button class="btn quiet" name="act" value="set">"Set all"</button></p>
                </fieldset>
                <fieldset class="sift">
                    <legend class="vh">"Raise the prices"</legend>
                    <div class="field"><label for="percent">"Raise all prices by percent"</label><input id="percent" class="short" name="percent" value=of("percent") maxlength="10" autocomplete="off" inputmode="text" placeholder="5 or -10" aria-invalid=wrong("percent")/></div>
                    {select("rounding", "Rounded", None, roundings, &of("rounding"))}
                    <label class="tick"><input type="checkbox" name="keep" value="on" checked=keep/><span>"Where it falls, keep the price of now as the price before"</span></label>
                    <p><button class="btn quiet" name="act" value="raise">"Raise all"</button></p>
                </fieldset>
                <p class="soft">"Both write into the fields below alone. A withdrawn product is sold no more; the words of the status column are draft, active and withdrawn."</p>
            </div>
        </details>
    }
}

/// A product and its variants: the product's own fields stand beside the first.
fn body(p: &Product, drawn: &Drawn, currency: Currency) -> impl IntoView + use<> {
    let cells = |fields: Vec<Field>, of: i64| {
        fields.into_iter().map(|field| cell(p, Cell { field, of }, drawn, currency)).collect_view()
    };
    let (own, others): (Vec<Field>, Vec<Field>) = Field::ALL.into_iter().partition(|f| !f.of_variant());
    let marks = seen(p, p.id, &own, drawn, currency);
    let first = p.variants.first();
    let head = move |v: Option<&Variant>, marks: Vec<(&'static str, String)>| {
        let hidden = marks
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view();
        let name = v.map_or(String::new(), |v| if v.options.is_empty() { v.sku.clone() } else { v.options.clone() });
        view! { <th scope="row">{hidden}{name}</th> }
    };
    let of_variant = |v: &Variant| ("v", seen(p, v.id, &others, drawn, currency));
    let top = [Some(("p", marks)), first.map(of_variant)].into_iter().flatten().collect();
    let rest = p
        .variants
        .iter()
        .skip(1)
        .map(|v| view! { <tr>{head(Some(v), vec![of_variant(v)])}<td colspan="3"></td>{cells(others.clone(), v.id)}</tr> })
        .collect_view();
    let empty = first.is_none().then(|| view! { <td colspan="4">"No variant is sold."</td> });
    view! {
        <tbody>
            <tr>{head(first, top)}{cells(own.clone(), p.id)}{first.map(|v| cells(others.clone(), v.id))}{empty}</tr>
            {rest}
        </tbody>
    }
}

/// The number of a product or variant and the marks of what stood in its fields when it was drawn first.
fn seen(p: &Product, of: i64, fields: &[Field], drawn: &Drawn, currency: Currency) -> String {
    let marks = fields.iter().map(|field| {
        let cell = Cell { field: *field, of };
        let before = drawn.typed.as_ref().and_then(|typed| typed.drawn.get(&cell).cloned());
        before.unwrap_or_else(|| mark(&p.value(cell, currency).unwrap_or_default()))
    });
    std::iter::once(of.to_string()).chain(marks).collect::<Vec<_>>().join("_")
}

fn cell(p: &Product, cell: Cell, drawn: &Drawn, currency: Currency) -> AnyView {
    let variant = p.variants.iter().find(|v| cell.field.of_variant() && v.id == cell.of);
    if cell.field == Field::Stock && variant.is_some_and(|v| !v.tracked) {
        return view! { <td class="soft">"Not counted"</td> }.drawn();
    }
    if cell.field == Field::Status && p.gift_card {
        return view! { <td class="soft">"Gift card"</td> }.drawn();
    }
    let typed = drawn.typed.as_ref().and_then(|typed| typed.cells.get(&cell).cloned());
    let value = typed.unwrap_or_else(|| p.value(cell, currency).unwrap_or_default());
    let wrong = drawn.faults.iter().any(|(c, _)| *c == cell).then_some("true");
    let label = format!("{} of {}", cell.field.title(), p.name(cell));
    let (id, name) = (cell.name(), cell.name());
    let (class, mode, most) = match cell.field {
        Field::Title | Field::Tags => ("wide", None, "2000"),
        Field::Price | Field::CompareAt => ("n", Some("decimal"), "16"),
        _ => ("n", Some("numeric"), "8"),
    };
    if cell.field == Field::Status {
        let options = STATUSES
            .iter()
            .map(|(word, words)| view! { <option value=*word selected=*word == value>{*words}</option> })
            .collect_view();
        return view! { <td><select id=id name=name aria-label=label aria-invalid=wrong>{options}</select></td> }
            .drawn();
    }
    let promised = variant.filter(|v| cell.field == Field::Stock && v.reserved > 0);
    let promised = promised.map(|v| view! { <span class="soft">{format!("{} promised", v.reserved)}</span> });
    view! { <td><input id=id class=class name=name value=value aria-label=label aria-invalid=wrong inputmode=mode maxlength=most autocomplete="off"/>{promised}</td> }
        .drawn()
}
