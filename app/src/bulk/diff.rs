//! What would change, value by value, before anything is saved.
use super::store::{self, write};
use super::{Cell, Change, Product, done, mark, shown};
use crate::catalogue::roll::pages::{GRID, LIST};
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::posted::Posted;
use crate::parts::query;
use crate::problem::Problem;
use crate::shell::Page;
use crate::site::{Front, Visit};
use crate::values::Currency;
use crate::viewer::Merchant;
use crate::words;
use axum::http::StatusCode;
use leptos::prelude::*;

/// The changes as they stand against the shop of now.
pub struct Diff {
    pub products: Vec<Product>,
    /// Cell, what stands there, what shall stand there.
    pub values: Vec<(Cell, String, String)>,
    /// Cells that somebody else changed meanwhile, with what they wanted to write.
    pub stale: Vec<(Cell, String)>,
    /// Variants of which more would be promised than may be.
    pub short: Vec<i64>,
}

/// Compares changes with what stands now.
pub async fn compared(visit: &Visit, by: &Merchant, changes: &[Change]) -> Result<Diff, Problem> {
    let currency = visit.facts().await?.currency();
    let cells: Vec<Cell> = changes.iter().map(|c| c.cell).collect();
    let ids = store::products_of(visit.db(), &cells).await?;
    let products = store::grid(visit.db(), by, &ids, currency.code()).await?;
    let (values, stale) = write::weigh(&products, changes, currency);
    let wanted = |cell| changes.iter().find(|c| c.cell == cell).map_or(String::new(), |c| c.after.clone());
    let stale = stale.into_iter().map(|cell| (cell, wanted(cell))).collect();
    Ok(Diff { short: write::shortages(&products, &values), products, values, stale })
}

/// The changes that a form of this page sends back: `c` the cell, `m` the mark of what stood there, `a` what shall stand there.
pub fn sent(form: &Posted) -> Vec<Change> {
    let cells = form.all("c").map(Cell::parse);
    let all = cells.zip(form.all("m")).zip(form.all("a"));
    all.filter_map(|((cell, drawn), after)| Some(Change { cell: cell?, drawn: drawn.into(), after: after.into() }))
        .collect()
}

/// The page that shows them. `missed` says why nothing was saved, where it was tried.
pub async fn page(visit: &Visit, diff: Diff, missed: Option<&'static str>) -> Result<Page, Problem> {
    let name = done::name(visit).await?;
    let currency = visit.facts().await?.currency();
    let status = if missed.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(Page::new("What changes", move |_: &Front| view(&diff, missed, currency)).desk(name).status(status))
}

fn view(diff: &Diff, missed: Option<&'static str>, currency: Currency) -> impl IntoView + use<> {
    let name = |cell: Cell| {
        let product = diff.products.iter().find(|p| p.value(cell, currency).is_some());
        product.map_or("A thing that is gone".to_string(), |p| p.name(cell))
    };
    let missed = missed.map(|words| view! { <div class="notice bad" role="alert" id="faults"><p>{words}</p></div> });
    let stale = (!diff.stale.is_empty()).then(|| {
        let items = diff
            .stale
            .iter()
            .map(|(cell, wanted)| {
                let now = diff.products.iter().find_map(|p| p.value(*cell, currency)).unwrap_or_default();
                let (now, wanted) = (shown(cell.field, &now, currency), shown(cell.field, wanted, currency));
                view! { <li>{format!("{}, {}: now {now}; you wrote {wanted}", name(*cell), cell.field.title().to_lowercase())}</li> }
            })
            .collect_view();
        view! {
            <div class="notice bad stack gap-1" role="alert">
                <h2>"Changed by somebody else meanwhile"</h2>
                <p>"These are left as they are. Open the grid again to change them."</p>
                <ul>{items}</ul>
            </div>
        }
    });
    let products: Vec<i64> = diff.products.iter().map(|p| p.id).collect();
    let ids: Vec<_> = products.iter().map(|id| ("id".to_string(), id.to_string())).collect();
    let again = format!("{GRID}?{}", query(&ids));
    let table = match diff.values.is_empty() {
        true => view! { <p class="empty">"Nothing else differs from what stands."</p> }.drawn(),
        false => form(diff, &name, currency),
    };
    view! {
        <div class="wrap stack gap-5">
            {crumbs(&[(LIST.into(), "Products".into()), (again.clone(), "In a grid".into()), (String::new(), "What changes".into())])}
            <div class="stack gap-1"><h1>"What changes"</h1><p class="soft">"Nothing is saved yet. To type something else, go back in your browser."</p></div>
            {missed}
            {stale}
            {table}
            <p><a class="link" href=again>"Start again with what stands"</a></p>
        </div>
    }
}

fn form(diff: &Diff, name: &dyn Fn(Cell) -> String, currency: Currency) -> AnyView {
    let rows = diff
        .values
        .iter()
        .map(|(cell, before, after)| {
            let short = cell.field == super::Field::Stock && diff.short.contains(&cell.of);
            let warning = short
                .then(|| view! { <strong class="soft">" More would be promised to orders than is there."</strong> });
            view! {
                <tr>
                    <th scope="row">
                        <input type="hidden" name="c" value=cell.name()/>
                        <input type="hidden" name="m" value=mark(before)/>
                        <input type="hidden" name="a" value=after.clone()/>
                        {name(*cell)}
                    </th>
                    <td>{cell.field.title()}</td>
                    <td><del>{shown(cell.field, before, currency)}</del></td>
                    <td><ins>{shown(cell.field, after, currency)}</ins>{warning}</td>
                </tr>
            }
        })
        .collect_view();
    let told = diff.short.iter().map(|v| v.to_string()).collect::<Vec<_>>().join(",");
    let n = diff.values.len() as i64;
    let save = format!("Save {}", words::count(n, "change", "changes"));
    view! {
        <form class="stack gap-4" method="post" action=format!("{GRID}#faults")>
            <input type="hidden" name="told" value=told/>
            <div class="scroll" tabindex="0" role="region" aria-label="Changes, table">
                <table>
                    <thead><tr><th scope="col">"Thing"</th><th scope="col">"What"</th><th scope="col">"Stands"</th><th scope="col">"Will stand"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p><button class="btn" name="act" value="save">{save}</button></p>
            <p class="soft">"All of it is saved, or nothing. It can be undone for ten minutes."</p>
        </form>
    }
    .drawn()
}
