//! What the forms about pages do.
use super::store::{self, Kept};
use super::{Typed, checked, list, one, slug_of};
use crate::parts::query;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

fn to(path: String) -> Response {
    ([FORGET_AHEAD], Redirect::to(&path)).into_response()
}

/// `POST /admin/settings/pages`
pub async fn order(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match act_on_list(&visit, &typed).await {
        Ok(path) => to(path),
        Err(problem @ Problem::Fields(_)) => visit.show(list::read(&visit, &typed.title, Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
async fn act_on_list(visit: &Visit, typed: &Typed) -> Result<String, Problem> {
    let by = visit.merchant().await?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    match typed.act.as_str() {
        "up" => {
            store::move_up(db, &by, &typed.of, from, now).await?;
            Ok("/admin/settings/pages?done=moved".into())
        }
        "new" => {
            let slug = slug_of(typed.title.trim()).map_err(Problem::Fields)?;
            if store::page(db, &slug).await?.is_some() {
                let words =
                    format!("A page stands at /pages/{slug} already. Choose another title, or change that one.");
                return Err(Problem::Fields(vec![("title", words)]));
            }
            let title = [("title".to_string(), typed.title.trim().to_string())];
            Ok(format!("/admin/settings/pages/{slug}?{}", query(&title)))
        }
        _ => Err(Problem::Gone),
    }
}

/// `POST /admin/settings/pages/{slug}`
pub async fn change(visit: Visit, Path(slug): Path<String>, Form(typed): Form<Typed>) -> Response {
    match act(&visit, &slug, &typed).await {
        Ok(Next::Done(path)) => to(path),
        Ok(Next::Again { between }) => visit.show(one::read(&visit, &slug, Some(typed), between, None)).await,
        Err(problem @ Problem::Fields(_)) => {
            visit.show(one::read(&visit, &slug, Some(typed), false, Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
enum Next {
    Done(String),
    /// The page once more with what was typed; somebody else may have come between.
    Again {
        between: bool,
    },
}
async fn act(visit: &Visit, slug: &str, typed: &Typed) -> Result<Next, Problem> {
    let by = visit.merchant().await?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    let version = typed.version.parse().unwrap_or(0);
    let back = |done: &str| Next::Done(format!("/admin/settings/pages/{slug}?done={done}"));
    match typed.act.as_str() {
        "look" => {
            checked(typed).map_err(Problem::Fields)?;
            Ok(Next::Again { between: false })
        }
        "keep" => {
            if crate::values::Slug::parse(slug).is_none() {
                return Err(Problem::Gone);
            }
            let (title, body) = checked(typed).map_err(Problem::Fields)?;
            Ok(match store::keep(db, &by, (slug, version), (&title, &body), from, now).await? {
                Kept::Done => back("kept"),
                Kept::Same => back("same"),
                Kept::Between => Next::Again { between: true },
            })
        }
        "restore" => {
            let of: i64 = typed.of.parse().map_err(|_| Problem::Gone)?;
            let versions = store::versions(db, &by, slug).await?;
            let old = versions.into_iter().find(|v| v.version == of).ok_or(Problem::Gone)?;
            Ok(match store::keep(db, &by, (slug, version), (&old.title, &old.body), from, now).await? {
                Kept::Done => back("restored"),
                Kept::Same => back("same"),
                Kept::Between => back("between"),
            })
        }
        "remove" => {
            store::remove(db, &by, slug, from, now).await?;
            Ok(Next::Done("/admin/settings/pages?done=removed".into()))
        }
        _ => Err(Problem::Gone),
    }
}
