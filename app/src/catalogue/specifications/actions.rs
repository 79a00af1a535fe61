//! What the forms of specifications do: make one, call one something else, save the list as a file.
use super::pages::{Typed, read};
use super::{KINDS, store};
use crate::admin::file;
use crate::catalogue::facets::Found;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::Visit;
use crate::values::Slug;
use axum::response::Response;

/// `POST /admin/specifications`
pub async fn change(visit: Visit, form: Posted) -> Response {
    if form.of("save") != "csv" {
        return visit.show(changed(&visit, &form)).await;
    }
    match saved(&visit, &form).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(read(&visit, Typed::default(), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// The list as it is shown, page by page.
async fn saved(visit: &Visit, form: &Posted) -> Result<Response, Problem> {
    let words = form.of("q").trim().to_string();
    let narrowed = [("q".to_string(), words.clone())];
    let narrowed = if words.is_empty() { &[][..] } else { &narrowed };
    let by = file::leave(visit, form.of("password"), "specifications.exported", narrowed).await?;
    let zone = visit.facts().await?.zone();
    let (db, by) = (visit.db().clone(), *by.merchant());
    let rows = file::pages(move |after| {
        let (db, words) = (db.clone(), words.clone());
        async move {
            let mut lines = store::lines(&db, &by, &words, after).await?;
            let more = lines.len() as i64 > store::PAGE;
            lines.truncate(store::PAGE as usize);
            let end = lines.last().filter(|_| more).map(|last| (last.label.clone(), last.id));
            let cells = lines
                .into_iter()
                .map(|l| vec![l.handle, l.label, l.kind, l.unit, l.products.to_string(), l.dumb.to_string()]);
            Ok((cells.collect(), end))
        }
    });
    let head = ["handle", "name", "kind", "unit", "products", "without a meaning"];
    Ok(file::answer("specifications", visit.now, &zone, &head, rows))
}

async fn changed(visit: &Visit, form: &Posted) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let label = form.of("label").split_whitespace().collect::<Vec<_>>().join(" ");
    let unit = form.of("unit").trim().to_string();
    let kind = KINDS.iter().find(|(kind, _)| *kind == form.of("kind")).map_or("text", |(kind, _)| *kind);
    let id = form.number("id");
    let mut faults: Vec<(&'static str, String)> = vec![];
    let slug = Slug::of(&label);
    if label.is_empty() || label.chars().count() > 60 || slug.is_none() {
        faults.push(("label", "A specification needs a name of 1 to 60 letters.".into()));
    }
    if unit.chars().count() > 20 {
        faults.push(("unit", "A unit has 20 letters at most.".into()));
    }
    let mut tx = visit.db().begin().await?;
    let handle = match id {
        Some(id) => store::find(&mut tx, id).await?.ok_or(Problem::Gone)?.0,
        None => slug.as_ref().map(|s| s.to_string()).unwrap_or_default(),
    };
    if faults.is_empty()
        && store::taken(&mut tx, id.unwrap_or(0), &label, if id.is_some() { "" } else { &handle }).await?
    {
        faults.push(("label", format!("There is a specification called {label} already.")));
    }
    if !faults.is_empty() {
        drop(tx);
        let typed = Typed { id, label, kind: kind.into(), unit };
        return read(visit, typed, Some(Problem::Fields(faults))).await;
    }
    let done = match (id, slug) {
        (Some(id), _) => {
            let (handle, before, ..) = store::find(&mut tx, id).await?.ok_or(Problem::Gone)?;
            if before == label {
                return Err(Instead::Seen("/admin/specifications?done=same".into()));
            }
            let facet = Found::attribute(&handle, &label, "text", "", "x", None).map(|f| f.facet).unwrap_or_default();
            store::rename(&mut tx, id, &facet, &label).await?;
            store::told(&mut tx, &by, ("specification.edited", id), (&before, &label), &visit.network, visit.now)
                .await?;
            "renamed"
        }
        (None, Some(slug)) => {
            let id = store::make(&mut tx, &slug, &label, kind, &unit).await?;
            store::told(&mut tx, &by, ("specification.made", id), ("", &label), &visit.network, visit.now).await?;
            "made"
        }
        (None, None) => return Err(Problem::Gone.into()),
    };
    tx.commit().await?;
    Err(Instead::Seen(format!("/admin/specifications?done={done}")))
}
