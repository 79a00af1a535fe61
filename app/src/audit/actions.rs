//! The audit as a file that leaves the shop.
use super::pages;
use super::store::{self, Entry};
use crate::admin::file;
use crate::db::{Db, Result};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::Instead;
use crate::site::Visit;
use crate::viewer::FreshMerchant;
use crate::words;
use axum::response::Response;
use futures::Stream;
use jiff::tz::TimeZone;

/// `POST /admin/audit`: all that everybody did as CSV, or what the one did whom the list is about.
pub async fn save(visit: Visit, form: Posted) -> Response {
    let person = form.number("person");
    match begin(&visit, person, form.of("password")).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, person, Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn begin(visit: &Visit, person: Option<i64>, password: &str) -> std::result::Result<Response, Problem> {
    // The file holds the row about itself too.
    let by = file::leave(visit, password, "audit.exported", &pages::narrowed(person)).await?;
    let zone = visit.facts().await?.zone();
    let rows = rows(visit.db().clone(), by, person, zone.clone());
    Ok(file::answer("audit", visit.now, &zone, &HEAD, rows))
}
const HEAD: [&str; 8] = ["number", "when", "who", "act", "what", "before", "after", "from"];

/// The rows of the file, a page at a time.
fn rows(
    db: Db,
    by: FreshMerchant,
    person: Option<i64>,
    zone: TimeZone,
) -> impl Stream<Item = Result<Vec<Vec<String>>>> {
    const PAGE: i64 = 500;
    file::pages(move |before| {
        let (db, zone) = (db.clone(), zone.clone());
        async move {
            let page = store::export(&db, &by, before, person, PAGE).await?;
            let end = page.last().filter(|_| page.len() as i64 == PAGE).map(|e| e.id);
            Ok((page.iter().map(|e| cells(e, &zone)).collect(), end))
        }
    })
}
fn cells(e: &Entry, zone: &TimeZone) -> Vec<String> {
    let (before, after) = e.states();
    let at = words::machine_time(e.at, zone);
    vec![e.id.to_string(), at, e.who(), e.act.clone(), e.what(), before, after, e.from_where.clone()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::Moment;

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
        let lines = [HEAD.map(String::from).to_vec(), cells(&entry, &TimeZone::UTC)];
        let text = String::from_utf8(file::written(&lines)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "number,when,who,act,what,before,after,from");
        assert_eq!(
            lines[1],
            "3,1970-01-01T00:00:00+00:00,'=cmd|' /C calc'!A0,staff.granted,\"Gave a role to Neela, \"\"Oort\"\"\",'-1,Host,2001:db8::/64"
        );
    }
}
