//! The audit as a file that leaves the shop.
use super::store::{self, Entry};
use super::{Act, note, pages};
use crate::db::{Db, Result};
use crate::import::table::guarded;
use crate::problem::Problem;
use crate::shell::Instead;
use crate::site::Visit;
use crate::values::Moment;
use crate::viewer::FreshMerchant;
use crate::words;
use axum::Form;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures::stream::{Stream, try_unfold};
use jiff::tz::TimeZone;

/// The password, where it is asked for once more.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    pub password: String,
}

/// `POST /admin/audit`: the whole of it as CSV.
pub async fn save(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match begin(&visit, &typed).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => visit.show(pages::read(&visit, Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn begin(visit: &Visit, typed: &Typed) -> std::result::Result<Response, Problem> {
    let merchant = visit.merchant().await?;
    let by = visit.fresh(&merchant, &typed.password).await?;
    let zone = visit.facts().await?.zone();
    // It is written down before the first row goes out; the file holds that row too.
    let act = Act {
        actor: by.actor(),
        act: "audit.exported",
        subject: ("shop", 1),
        before: "",
        after: "",
        from: &visit.network,
    };
    note(visit.db(), act, visit.now).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"audit-{}.csv\"", day(visit.now, &zone))),
        (header::CACHE_CONTROL, "no-store".to_string()),
    ];
    Ok((headers, Body::from_stream(file(visit.db().clone(), by, zone))).into_response())
}
/// `2026-11-23`
fn day(at: Moment, zone: &TimeZone) -> String {
    words::machine_time(at, zone).chars().take(10).collect()
}

/// The file, a page of rows at a time.
fn file(db: Db, by: FreshMerchant, zone: TimeZone) -> impl Stream<Item = Result<Bytes>> {
    const PAGE: i64 = 500;
    let begin = (db, by, zone, None, false);
    try_unfold(begin, |(db, by, zone, before, done)| async move {
        if done {
            return Ok(None);
        }
        let page = store::export(&db, &by, before, PAGE).await.inspect_err(|cause| {
            tracing::error!(%cause, "the audit could not be exported to its end");
        })?;
        let done = (page.len() as i64) < PAGE;
        let last = page.last().map(|e| e.id);
        let lines = rows(before.is_none(), &page, &zone);
        Ok(Some((Bytes::from(lines), (db, by, zone, last, done))))
    })
}

/// Rows of the file, the first with the header over them. No cell is a formula.
fn rows(first: bool, page: &[Entry], zone: &TimeZone) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(vec![]);
    let head = ["number", "when", "who", "act", "what", "before", "after", "from"].map(String::from);
    let lines = page.iter().map(|e| {
        let (before, after) = e.states();
        [
            e.id.to_string(),
            words::machine_time(e.at, zone),
            e.who(),
            e.act.clone(),
            e.what(),
            before,
            after,
            e.from_where.clone(),
        ]
    });
    for line in first.then_some(head).into_iter().chain(lines) {
        out.write_record(line.iter().map(|cell| guarded(cell).into_owned())).expect("BUG: memory takes every row");
    }
    out.into_inner().expect("BUG: memory takes every row")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let entry = Entry {
            id: 3,
            actor: "person:7".into(),
            person: Some(7),
            name: Some("=cmd|' /C calc'!A0".into()),
            act: "staff.granted".into(),
            subject_kind: "person".into(),
            subject: 8,
            subject_name: Some("Neela, \"Oort\"".into()),
            before: "-1".into(),
            after: "host".into(),
            from_where: "2001:db8::/64".into(),
            at: Moment(0),
        };
        let text = String::from_utf8(rows(true, &[entry], &TimeZone::UTC)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "number,when,who,act,what,before,after,from");
        assert_eq!(
            lines[1],
            "3,1970-01-01T00:00:00+00:00,'=cmd|' /C calc'!A0,staff.granted,\"Gave a role to Neela, \"\"Oort\"\"\",'-1,Host,2001:db8::/64"
        );
    }
}
