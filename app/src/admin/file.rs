//! A list of the back office as a CSV file that leaves the shop: asked for with the password, written down in the audit, its
//! rows as they come, and no cell a formula.
use crate::audit::{self, Act};
use crate::db::Result;
use crate::import::table::guarded;
use crate::parts::field::Field;
use crate::parts::query;
use crate::problem::Problem;
use crate::site::Visit;
use crate::values::Moment;
use crate::viewer::FreshMerchant;
use crate::words;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures::{Stream, StreamExt, stream};
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Lets a list leave the shop: the password was given just now or comes with the form, else a fault at its field. The audit
/// says so before the first row goes out, and what narrowed the list.
pub async fn leave(
    visit: &Visit,
    password: &str,
    act: &'static str,
    narrowed: &[(String, String)],
) -> std::result::Result<FreshMerchant, Problem> {
    let merchant = visit.merchant().await?;
    let by = visit.fresh(&merchant, password).await?;
    let after = query(narrowed);
    let act = Act { actor: by.actor(), act, subject: ("shop", 1), before: "", after: &after, from: &visit.network };
    audit::note(visit.db(), act, visit.now).await?;
    Ok(by)
}

/// The answer that saves a file, `name-2026-11-23.csv`: the head first, then each piece of rows as it is read. A piece that
/// cannot be read ends the file, and the transfer with it.
pub fn answer<S>(name: &str, now: Moment, zone: &TimeZone, head: &[&str], rows: S) -> Response
where
    S: Stream<Item = Result<Vec<Vec<String>>>> + Send + 'static,
{
    let day: String = words::machine_time(now, zone).chars().take(10).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{day}.csv\"")),
        (header::CACHE_CONTROL, "no-store".to_string()),
    ];
    let head = vec![head.iter().map(|cell| cell.to_string()).collect::<Vec<_>>()];
    let lines = stream::iter([Ok(head)]).chain(rows).map(|piece| match piece {
        Ok(rows) => Ok(Bytes::from(written(&rows))),
        Err(cause) => {
            tracing::error!(%cause, "a list could not be exported to its end");
            Err(cause)
        }
    });
    (headers, Body::from_stream(lines)).into_response()
}

/// A list page by page: `read` is told where the page before ended, gives rows and where they end; none: that was the last.
pub fn pages<C, F, R>(read: F) -> impl Stream<Item = Result<Vec<Vec<String>>>> + Send
where
    C: Send + 'static,
    F: FnMut(Option<C>) -> R + Send + 'static,
    R: Future<Output = Result<(Vec<Vec<String>>, Option<C>)>> + Send,
{
    stream::try_unfold((Some(None), read), |(at, mut read)| async move {
        let Some(after) = at else { return Ok(None) };
        let (rows, end) = read(after).await?;
        Ok(Some((rows, (end.map(Some), read))))
    })
}

/// The way to save a list as a file, at the foot of the list: a form that posts `save=csv` to `action` with what narrows the
/// list, and asks for the password where it was not given just now.
pub fn ask(action: &str, pairs: &[(String, String)], fresh: bool, fault: Option<String>) -> impl IntoView + use<> {
    let hidden = pairs
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect_view();
    let open = fault.is_some();
    let password = (!fresh).then(|| {
        Field::text("password", "Your password", "current-password").kind("password").filled("", fault).view()
    });
    view! {
        <details class="save" open=open>
            <summary>"Save as CSV"</summary>
            <form class="stack gap-3 measure" method="post" action=action.to_string() novalidate>
                {hidden}
                <input type="hidden" name="save" value="csv"/>
                {password}
                <p><button class="btn quiet">"Save what is shown here as CSV"</button></p>
            </form>
        </details>
    }
}

/// Rows as CSV, each cell guarded against being read as a formula.
pub fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(vec![]);
    for row in rows {
        out.write_record(row.iter().map(|cell| guarded(cell).into_owned())).expect("BUG: memory takes every row");
    }
    out.into_inner().expect("BUG: memory takes every row")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_list_is_read_page_by_page_to_its_end() {
        let read = |after: Option<i64>| async move {
            let n = after.unwrap_or(0) + 1;
            Ok((vec![vec![n.to_string()]], (n < 3).then_some(n)))
        };
        let read: Vec<_> = pages(read).map(|page| page.unwrap()[0][0].clone()).collect().await;
        assert_eq!(read, ["1", "2", "3"]);
    }

    #[test]
    fn no_cell_is_a_formula() {
        let rows = vec![vec!["=1+1".to_string(), "a, \"b\"".to_string()]];
        assert_eq!(String::from_utf8(written(&rows)).unwrap(), "'=1+1,\"a, \"\"b\"\"\"\n");
    }
}
