//! What the forms of imports do: send a file, try it, take it, cancel it.
use super::columns::{FIELDS, Mapping, head, renamed};
use super::pages::{self, Picked};
use super::store::{self, Run, Sent};
use super::{MOST_BYTES, State};
use crate::admin::file;
use crate::import::header::Header;
use crate::import::table::Table;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::viewer::Merchant;
use axum::extract::{Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use futures::stream::try_unfold;
use std::io::{Read, Seek, SeekFrom};

/// `POST /admin/import`: a file comes. Who may is asked before it is read.
pub async fn send(visit: Visit, request: Request) -> Response {
    let by = match visit.merchant().await {
        Ok(by) => by,
        Err(problem) => return visit.show(async { Err(Instead::Refused(problem)) }).await,
    };
    let posted = match Posted::with_table(request).await {
        Ok(posted) => posted,
        Err(refusal) => return refusal.into_response(),
    };
    match keep(&visit, &by, posted).await {
        Ok(run) => ([FORGET_AHEAD], Redirect::to(&format!("/admin/import/{run}"))).into_response(),
        Err(problem @ Problem::Fields(_)) => visit.show(pages::all(&visit, Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn keep(visit: &Visit, by: &Merchant, mut posted: Posted) -> Result<i64, Problem> {
    let fault = |words: String| Problem::Fields(vec![("file", words)]);
    let files = posted.files();
    if !files.heavy.is_empty() {
        return Err(fault(format!("A file may have {} MB at most.", MOST_BYTES / 1024 / 1024)));
    }
    let mut came = files.came.into_iter().next().ok_or_else(|| fault("Choose a CSV file.".into()))?;
    let read = tokio::task::spawn_blocking(move || {
        let bytes = came.file.seek(SeekFrom::End(0))?;
        came.file.seek(SeekFrom::Start(0))?;
        let mut begins = vec![];
        (&mut came.file).take(256 * 1024).read_to_end(&mut begins)?;
        std::io::Result::Ok((came, bytes as i64, begins))
    })
    .await;
    let (came, bytes, begins) = read.map_err(|e| crate::problem::ours(&e))?.map_err(|e| crate::problem::ours(&e))?;
    let table = Table::open(&begins).map_err(|why| fault(format!("It cannot be read: {why}.")))?;
    let known = head(&table, None);
    if known.columns.len() < 2 {
        return Err(fault("It has one column alone: cells have to be parted by commas, semicolons or tabs.".into()));
    }
    let before = store::mapping(visit.db(), &known.fingerprint).await?;
    let guessed: Mapping =
        known.columns.iter().filter_map(|c| Some((c.at, c.taken.clone().filter(|word| !word.is_empty())?))).collect();
    let mapping = before.unwrap_or_else(|| said(&guessed));
    let described = known.file.unwrap_or_default();
    let sent = Sent {
        name: &came.name,
        file: came.file,
        bytes,
        described: &described,
        fingerprint: &known.fingerprint,
        mapping: &mapping,
        images: posted.of("images") == "on",
    };
    Ok(store::begin(visit.db(), by, sent, &visit.network, visit.now).await?)
}
fn said(mapping: &Mapping) -> String {
    serde_json::to_string(mapping).expect("BUG: numbers and words are JSON")
}

/// `POST /admin/import/{run}`: tries it, takes it or cancels it.
pub async fn go(visit: Visit, Path(run): Path<i64>, form: Posted) -> Response {
    match act(&visit, run, &form).await {
        Ok(()) => ([FORGET_AHEAD], Redirect::to(&format!("/admin/import/{run}"))).into_response(),
        Err(problem @ Problem::Fields(_)) => {
            let picked = Picked { mapping: Some(chosen(&form)), problem: Some(problem) };
            visit.show(pages::read(&visit, run, picked)).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn act(visit: &Visit, id: i64, form: &Posted) -> Result<(), Problem> {
    let by = visit.merchant().await?;
    let run = store::one(visit.db(), &by, id).await?.ok_or(Problem::Gone)?;
    match form.of("act") {
        "cancel" => {
            store::cancel(visit.db(), &by, id, &visit.network, visit.now).await?;
            Ok(())
        }
        "import" if run.state() == State::Tried => {
            let (mapping, file) = (run.mapping.clone(), run.file.clone());
            start(visit, &by, &run, (State::Running, &mapping, &file)).await
        }
        "try" if matches!(run.state(), State::Mapping | State::Tried) => {
            let (mapping, file) = checked(visit, &run, chosen(form)).await?;
            start(visit, &by, &run, (State::Trying, &mapping, &file)).await
        }
        // Somebody else did that meanwhile: the page says how it stands.
        "import" | "try" => Ok(()),
        _ => Err(Problem::Gone),
    }
}
async fn start(visit: &Visit, by: &Merchant, run: &Run, how: (State, &str, &str)) -> Result<(), Problem> {
    store::start(visit.db(), by, run, how, &visit.network, visit.now).await?;
    Ok(())
}

/// What the form takes the columns for.
fn chosen(form: &Posted) -> Mapping {
    let known = |word: &str| FIELDS.iter().any(|f| f.0 == word);
    form.pairs
        .iter()
        .filter_map(|(name, word)| Some((name.strip_prefix("column-")?.parse().ok()?, word.clone())))
        .filter(|(_, word)| known(word))
        .collect()
}

/// The choice as it is kept, and what the file is by it.
async fn checked(visit: &Visit, run: &Run, mapping: Mapping) -> Result<(String, String), Problem> {
    let bytes = store::beginning(visit.db(), run.id).await?.ok_or(Problem::Gone)?;
    let mut table = Table::open(&bytes).map_err(|e| crate::problem::ours(&e))?;
    renamed(&mut table, &mapping).map_err(|fault| Problem::Fields(vec![("columns", fault)]))?;
    let file = Header::of(&table).map(|header| header.described(&table)).unwrap_or_default();
    Ok((said(&mapping), file))
}

/// `GET /admin/import/{run}/rows`: what there is to tell of the rows, as CSV.
pub async fn rows(visit: Visit, Path(run): Path<i64>) -> Response {
    match begin(&visit, run).await {
        Ok(answer) => answer,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
async fn begin(visit: &Visit, id: i64) -> Result<Response, Problem> {
    const PAGE: i64 = 500;
    let by = visit.merchant().await?;
    let run = store::one(visit.db(), &by, id).await?.ok_or(Problem::Gone)?;
    let zone = visit.facts().await?.zone();
    let db = visit.db().clone();
    let kinds = pages::KINDS;
    let rows = try_unfold((0, (-1, 0)), move |(kind, after): (usize, (i64, i64))| {
        let db = db.clone();
        async move {
            let Some((word, _, one)) = kinds.get(kind).copied() else { return Ok(None) };
            let page = store::remarks(&db, &by, run.id, word, after, PAGE).await?;
            let next = match page.last() {
                Some(last) if page.len() as i64 == PAGE => (kind, (last.line, last.id)),
                _ => (kind + 1, (-1, 0)),
            };
            let lines =
                page.into_iter().map(|r| vec![r.line.to_string(), r.product, one.to_string(), r.words]).collect();
            Ok(Some((lines, next)))
        }
    });
    Ok(file::answer(&format!("import-{id}"), visit.now, &zone, &["line", "product", "what", "why"], rows))
}
