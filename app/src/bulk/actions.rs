//! What the grid's forms do: write into a column, show what changes, save it, undo it.
use super::prices::Rounding;
use super::store::undo::{Undone, undo};
use super::store::write::{Saved, save};
use super::typed::{Typed, normal, percent, together};
use super::{Change, Field, diff, pages};
use crate::catalogue::put::PutFault;
use crate::catalogue::roll::pages::GRID;
use crate::parts::posted::Posted;
use crate::problem::{Problem, ours};
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::Visit;
use crate::viewer::Merchant;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /admin/products/grid`
pub async fn change(visit: Visit, form: Posted) -> Response {
    match act(&visit, &form).await {
        Ok(Answer::Seen(to)) => ([FORGET_AHEAD], Redirect::to(&to)).into_response(),
        Ok(Answer::Page(page)) => visit.show(async { Ok(*page) }).await,
        Err(instead) => visit.show(async { Err(instead) }).await,
    }
}

/// What comes of a form: somewhere else, or a page at once.
enum Answer {
    Seen(String),
    Page(Box<Page>),
}

async fn act(visit: &Visit, form: &Posted) -> Result<Answer, Instead> {
    let by = visit.merchant().await?;
    match form.of("act") {
        "save" => keep(visit, &by, form).await,
        "undo" => take_back(visit, &by, form).await,
        "set" | "raise" => column(visit, &by, form).await,
        _ => look(visit, &by, form).await,
    }
}

async fn drawn(visit: &Visit, by: &Merchant, typed: Typed, said: pages::Drawn) -> Result<Answer, Instead> {
    let chosen = typed.products.clone();
    let page = pages::read(visit, by, &chosen, pages::Drawn { typed: Some(typed), ..said }).await?;
    Ok(Answer::Page(Box::new(page)))
}

/// Writes into a whole column of the form; nothing is saved.
async fn column(visit: &Visit, by: &Merchant, form: &Posted) -> Result<Answer, Instead> {
    let currency = visit.facts().await?.currency();
    let mut typed = Typed::read(form);
    let mut over = vec![];
    let mut said = Some("Written into the fields below. Nothing is saved yet.");
    if form.of("act") == "set" {
        let field = Field::parse(form.of("column")).unwrap_or(Field::Status);
        match normal(field, form.of("value"), currency) {
            Ok(value) => typed.set_all(field, &value),
            Err(words) => over.push(("value", words)),
        }
    } else {
        match percent(form.of("percent")) {
            Some(points) => {
                typed.raise_all(points, Rounding::parse(form.of("rounding")), form.of("keep") == "on", currency)
            }
            None => over.push(("percent", "A percentage, like 5 or -10.".into())),
        }
    }
    if !over.is_empty() {
        said = None;
    }
    let names = ["column", "value", "percent", "rounding", "keep"];
    let helpers = form.pairs.iter().filter(|(n, _)| names.contains(&n.as_str())).cloned().collect();
    drawn(visit, by, typed, pages::Drawn { over, said, helpers, ..pages::Drawn::default() }).await
}

/// Shows what would change.
async fn look(visit: &Visit, by: &Merchant, form: &Posted) -> Result<Answer, Instead> {
    let currency = visit.facts().await?.currency();
    let typed = Typed::read(form);
    let (changes, mut faults) = typed.changes(currency);
    let compared = diff::compared(visit, by, &changes).await?;
    // Where a price cannot be read, nothing is said of the one before.
    let unread: Vec<i64> = faults.iter().filter(|(c, _)| c.field.of_variant()).map(|(c, _)| c.of).collect();
    let unfit = together(&compared.products, &changes, currency);
    faults.extend(unfit.into_iter().filter(|(c, _)| !unread.contains(&c.of)));
    if !faults.is_empty() {
        return drawn(visit, by, typed, pages::Drawn { faults, ..pages::Drawn::default() }).await;
    }
    if compared.values.is_empty() && compared.stale.is_empty() {
        let said = Some("Nothing differs from what stands.");
        return drawn(visit, by, typed, pages::Drawn { said, ..pages::Drawn::default() }).await;
    }
    Ok(Answer::Page(Box::new(diff::page(visit, compared, None).await?)))
}

/// Saves what was shown, or shows it anew where the shop is another one by now.
async fn keep(visit: &Visit, by: &Merchant, form: &Posted) -> Result<Answer, Instead> {
    let currency = visit.facts().await?.currency();
    // What was shown is read as anything that is typed.
    let read = |c: Change| normal(c.cell.field, &c.after, currency).map(|after| Change { after, ..c });
    let changes: Vec<Change> =
        diff::sent(form).into_iter().map(read).collect::<Result<_, _>>().map_err(|_| Problem::Gone)?;
    let told: Vec<i64> = form.of("told").split(',').filter_map(|v| v.parse().ok()).collect();
    let compared = diff::compared(visit, by, &changes).await?;
    if !together(&compared.products, &changes, currency).is_empty() {
        return Err(Problem::Gone.into());
    }
    let saved = save(visit.db(), by, &changes, &told, currency, &visit.network, visit.now).await.map_err(broke)?;
    let missed = match saved {
        Saved::Done(edit) => return Ok(Answer::Seen(format!("{GRID}?edit={edit}"))),
        Saved::Same => "It stands like this already. Nothing was saved.",
        Saved::Stale(_) => "Somebody changed something in the meantime. Nothing was saved.",
        Saved::Short(_) => "Orders came in the meantime. Nothing was saved.",
    };
    let compared = diff::compared(visit, by, &changes).await?;
    Ok(Answer::Page(Box::new(diff::page(visit, compared, Some(missed)).await?)))
}

async fn take_back(visit: &Visit, by: &Merchant, form: &Posted) -> Result<Answer, Instead> {
    let currency = visit.facts().await?.currency();
    let edit = form.number("edit").ok_or(Problem::Gone)?;
    let undone = undo(visit.db(), by, edit, currency, &visit.network, visit.now).await.map_err(broke)?;
    let said = match undone {
        Undone::Back(_) => "",
        Undone::Late => "&said=late",
        Undone::Before => "&said=before",
        Undone::Gone => return Err(Problem::Gone.into()),
    };
    Ok(Answer::Seen(format!("{GRID}?edit={edit}{said}")))
}
fn broke(fault: PutFault) -> Problem {
    match fault {
        PutFault::Database(error) => error.into(),
        other => ours(&other),
    }
}
