//! A change of many products that was made: what it changed, the way to undo it, and what became of that.
use super::store::{self, Edit, Line, undo};
use super::{UNDO, shown};
use crate::catalogue::roll::pages::{GRID, LIST};
use crate::parts::crumbs::crumbs;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Moment};
use crate::viewer::Merchant;
use crate::words;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// The name of whoever sits at the desk.
pub async fn name(visit: &Visit) -> Result<String, Problem> {
    Ok(visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default())
}

/// The page of a change.
pub async fn read(visit: &Visit, by: &Merchant, edit: i64) -> Result<Page, Instead> {
    let edit = store::edit(visit.db(), by, edit).await?.ok_or(Instead::Missing)?;
    let lines = store::lines(visit.db(), edit.id).await?;
    let (currency, now, said) = (visit.facts().await?.currency(), visit.now, visit.query("said"));
    let said = match said.as_str() {
        "late" => Some("The ten minutes are over. It stays, and what is wrong is changed in the grid again."),
        "before" => Some("It was undone already."),
        _ => None,
    };
    let name = name(visit).await?;
    let page = move |front: &Front| view(&edit, &lines, said, currency, now, &front.facts.zone());
    Ok(Page::new("Changes of many products", page).desk(name))
}

fn view(
    edit: &Edit,
    lines: &[Line],
    said: Option<&'static str>,
    currency: Currency,
    now: Moment,
    zone: &TimeZone,
) -> impl IntoView + use<> {
    let until = words::clock(edit.at.plus(UNDO), zone);
    let undo = undo::is_open(edit, now).then(|| {
        view! {
            <form class="row gap-3" method="post" action=GRID>
                <input type="hidden" name="edit" value=edit.id/>
                <button class="btn quiet" name="act" value="undo">"Undo"<span class="vh">" these changes"</span></button>
                <span class="soft">{format!("Until {until}. What somebody changed since stays.")}</span>
            </form>
        }
    });
    let said = said.map(|words| view! { <div class="notice bad" role="alert"><p>{words}</p></div> });
    let stayed = lines.iter().filter(|l| l.stayed).count() as i64;
    let undone = edit.undone_at.map(|at| {
        let clock = words::date_time(at, zone);
        let back = words::count(edit.changed - stayed, "value went back", "values went back");
        let names = lines
            .iter()
            .filter(|l| l.stayed)
            .map(|l| view! { <li>{format!("{}, {}", title(l), what(l))}</li> })
            .collect_view();
        let rest = (stayed > 0).then(|| {
            view! { <p>"Left as they are, since somebody changed them meanwhile, since there was no price before, or since more would be promised to orders than is there:"</p><ul>{names}</ul> }
        });
        view! { <div class="notice ok stack gap-1" role="status"><p>{format!("Undone {clock}: {back}.")}</p>{rest}</div> }
    });
    let rows = lines.iter().map(|l| row(l, currency)).collect_view();
    let who = edit.name.clone().unwrap_or_else(|| "Somebody".into());
    let head = format!(
        "{} of {} changed",
        words::count(edit.changed, "value", "values"),
        words::count(edit.products, "product", "products")
    );
    view! {
        <div class="wrap stack gap-5">
            {crumbs(&[(LIST.into(), "Products".into()), (GRID.into(), "In a grid".into()), (String::new(), "A change".into())])}
            <div class="stack gap-1"><h1>{head}</h1><p class="soft">{format!("{who}, {}", words::date_time(edit.at, zone))}</p></div>
            {said}
            {undone}
            {undo}
            <div class="scroll" tabindex="0" role="region" aria-label="Changes, table">
                <table>
                    <thead><tr><th scope="col">"Thing"</th><th scope="col">"What"</th><th scope="col">"Stood"</th><th scope="col">"Stands since"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}

fn title(l: &Line) -> String {
    l.sku.as_ref().map_or(l.title.clone(), |sku| format!("{}, {sku}", l.title))
}
fn what(l: &Line) -> String {
    l.cell().map_or(String::new(), |cell| cell.field.title().to_lowercase())
}
fn row(l: &Line, currency: Currency) -> impl IntoView + use<> {
    let value = |text: &str| l.cell().map_or(text.to_string(), |cell| shown(cell.field, text, currency));
    view! {
        <tr>
            <th scope="row"><a href=format!("{LIST}/{}", l.product)>{title(l)}</a></th>
            <td>{what(l)}</td>
            <td>{value(&l.before)}</td>
            <td>{value(&l.after)}</td>
        </tr>
    }
}

/// The page where nothing was chosen: how one comes to the grid, and what was changed in it lately.
pub async fn nothing(visit: &Visit, by: &Merchant) -> Result<Page, Instead> {
    let edits = store::edits(visit.db(), by, 20).await?;
    let name = name(visit).await?;
    let page = move |front: &Front| {
        let zone = front.facts.zone();
        let items = edits
            .iter()
            .map(|e| {
                let what = format!(
                    "{} of {}",
                    words::count(e.changed, "value", "values"),
                    words::count(e.products, "product", "products")
                );
                let when = words::date_time(e.at, &zone);
                let who = e.name.clone().unwrap_or_else(|| "Somebody".into());
                let undone = if e.undone_at.is_some() { ", undone" } else { "" };
                view! { <li><a class="link" href=format!("{GRID}?edit={}", e.id)>{format!("{when}: {what}")}</a>{format!(", {who}{undone}")}</li> }
            })
            .collect_view();
        let lately = (!edits.is_empty()).then(|| {
            view! { <section class="panel stack gap-2" aria-labelledby="lately"><h2 id="lately">"Changed lately"</h2><ul class="lately">{items}</ul></section> }
        });
        view! {
            <div class="wrap stack gap-5">
                {crumbs(&[(LIST.into(), "Products".into()), (String::new(), "In a grid".into())])}
                <h1>"Products in a grid"</h1>
                <p>"Choose products in "<a href=LIST>"the list"</a>", or "<a href=format!("{GRID}?all=1")>"take the newest"</a>"."</p>
                {lately}
            </div>
        }
    };
    Ok(Page::new("Products in a grid", page).desk(name))
}
