//! What the forms about mails do.
use super::{pages, samples, store};
use crate::letters::Wording;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// What the form of a wording carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// `keep`, `look`, `back`, `restore` or `trial`.
    pub act: String,
    pub subject: String,
    pub opening: String,
    pub closing: String,
    /// The number of a wording of before.
    pub of: String,
}
impl Typed {
    /// The three templates, without what a browser adds.
    pub fn wording(&self) -> Wording {
        let text = |t: &str| t.replace("\r\n", "\n").trim().to_string();
        Wording { subject: text(&self.subject), opening: text(&self.opening), closing: text(&self.closing) }
    }
}

/// `POST /admin/settings/mails/{kind}`
pub async fn change(visit: Visit, Path(kind): Path<String>, Form(typed): Form<Typed>) -> Response {
    match act(&visit, &kind, &typed).await {
        Ok("look") => visit.show(pages::read_one(&visit, &kind, Some(typed.wording()), None)).await,
        Ok(done) => {
            ([FORGET_AHEAD], Redirect::to(&format!("/admin/settings/mails/{kind}?done={done}"))).into_response()
        }
        Err(problem @ Problem::Fields(_)) => {
            visit.show(pages::read_one(&visit, &kind, Some(typed.wording()), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn act(visit: &Visit, kind: &str, typed: &Typed) -> Result<&'static str, Problem> {
    let by = visit.merchant().await?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    let facts = visit.facts().await?.clone();
    let letter = samples::sample(db, &facts, &visit.site.public_url, kind, now).await?.ok_or(Problem::Gone)?;
    match typed.act.as_str() {
        "keep" | "look" => {
            let wording = typed.wording();
            for (field, text, most) in [
                ("subject", &wording.subject, 200),
                ("opening", &wording.opening, 4_000),
                ("closing", &wording.closing, 4_000),
            ] {
                if text.chars().count() > most {
                    return Err(Problem::Fields(vec![(field, format!("At most {most} letters."))]));
                }
            }
            letter.worded(&wording).map_err(Problem::Fields)?;
            if typed.act == "look" {
                return Ok("look");
            }
            let own = Some(&wording).filter(|w| **w != Wording::default());
            Ok(if store::keep(db, &by, kind, own, from, now).await? { "kept" } else { "same" })
        }
        "back" => Ok(if store::keep(db, &by, kind, None, from, now).await? { "back" } else { "same" }),
        "restore" => {
            let of: i64 = typed.of.parse().map_err(|_| Problem::Gone)?;
            let versions = store::versions(db, &by, kind).await?;
            let version = versions.into_iter().find(|v| v.id == of).ok_or(Problem::Gone)?;
            letter.worded(&version.wording).map_err(Problem::Fields)?;
            let own = Some(&version.wording).filter(|_| version.own);
            Ok(if store::keep(db, &by, kind, own, from, now).await? { "kept" } else { "same" })
        }
        "trial" => {
            store::trial(db, &by, kind, from, now).await?;
            Ok("sent")
        }
        _ => Err(Problem::Gone),
    }
}
