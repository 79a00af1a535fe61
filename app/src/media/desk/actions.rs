//! What the forms of the library do: send pictures, say what one shows, aim it, take it away.
use super::store::{self, Left};
use super::{ALT, Narrow, pages};
use crate::admin::file;
use crate::media::{Focus, upload};
use crate::parts::posted::{MANY_FILES, Posted};
use crate::problem::{Problem, Said};
use crate::shell::{FORGET_AHEAD, Instead, said};
use crate::site::Visit;
use crate::viewer::Merchant;
use crate::words;
use axum::Json;
use axum::extract::{Path, Request};
use axum::response::{IntoResponse, Redirect, Response};

/// The library's address.
pub const HERE: &str = "/admin/pictures";

/// `POST /admin/pictures`: takes pictures in, sweeps out what nothing uses, or saves the list. Who it is comes first: a stranger's
/// files are not even read.
pub async fn change(visit: Visit, request: Request) -> Response {
    let by = match visit.merchant().await {
        Ok(by) => by,
        Err(problem) => return refuse(&visit, problem).await,
    };
    let mut posted = match Posted::many(request).await {
        Ok(posted) => posted,
        Err(refusal) => return refusal.into_response(),
    };
    let done = match (posted.of("act"), posted.of("save")) {
        (_, "csv") => save(&visit, &posted).await,
        ("sweep", _) => sweep(&visit, &by).await,
        _ => take(&visit, &by, &mut posted).await,
    };
    match done {
        Ok(answer) => answer,
        Err(problem) if visit.wants_json() => said(&problem),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            let narrow = Narrow::of(&posted.pairs);
            visit.show(pages::library(&visit, narrow, Some(problem))).await
        }
        Err(problem) => refuse(&visit, problem).await,
    }
}
async fn refuse(visit: &Visit, problem: Problem) -> Response {
    match visit.wants_json() {
        true => said(&problem),
        false => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}
fn seen(to: &str) -> Response {
    ([FORGET_AHEAD], Redirect::to(to)).into_response()
}

/// Takes pictures in. One leads to its own page, several to those that do not say yet what they show.
async fn take(visit: &Visit, by: &Merchant, posted: &mut Posted) -> Result<Response, Problem> {
    let files = posted.files();
    if files.is_empty() {
        return Err(Problem::Fields(vec![("pictures", "Choose one picture, or several.".into())]));
    }
    let taken = upload::shop(visit, by, files, MANY_FILES).await?;
    let kept = taken.kept.len() as i64;
    if !taken.refused.is_empty() {
        let words = match kept {
            0 => taken.refused.join(" "),
            n => format!("{} kept. {}", words::count(n, "picture was", "pictures were"), taken.refused.join(" ")),
        };
        return Err(Problem::Fields(vec![("pictures", words)]));
    }
    let to = match taken.kept.as_slice() {
        [one] => format!("{HERE}/{one}?done=came"),
        _ => format!("{HERE}?show=mute&done=came"),
    };
    Ok(match visit.wants_json() {
        false => seen(&to),
        true => {
            let words = format!("{} kept.", words::count(kept, "picture is", "pictures are"));
            ([FORGET_AHEAD], Json(Said { words, next: Some((to, "Go on".into())), ..Said::default() })).into_response()
        }
    })
}

async fn sweep(visit: &Visit, by: &Merchant) -> Result<Response, Problem> {
    let (gone, more) = store::sweep(visit.db(), &visit.site.shelf, by, &visit.network, visit.now).await?;
    let rest = if more { "&more=1" } else { "" };
    Ok(seen(&format!("{HERE}?show=unused&done=swept&n={gone}{rest}")))
}

/// The list as a file, as far as it is narrowed.
async fn save(visit: &Visit, posted: &Posted) -> Result<Response, Problem> {
    const PAGE: i64 = 500;
    let narrow = Narrow::of(&posted.pairs);
    let by = *file::leave(visit, posted.of("password"), "pictures.exported", &narrow.pairs()).await?.merchant();
    let (db, zone, public_url) = (visit.db().clone(), visit.facts().await?.zone(), visit.site.public_url.clone());
    let written = zone.clone();
    let rows = file::pages(move |before| {
        let (db, narrow, zone, base) = (db.clone(), narrow.clone(), written.clone(), public_url.clone());
        async move {
            let page = store::list(&db, &by, &narrow, before, PAGE).await?;
            let counts = store::counts(&db, page.iter().map(|p| p.id).collect()).await?;
            let end = page.last().filter(|_| page.len() as i64 == PAGE).map(|p| p.id);
            Ok((page.iter().map(|p| pages::cells(p, &counts, &base, &zone)).collect(), end))
        }
    });
    let head = ["number", "address", "width", "height", "what it shows", "used by", "added"];
    Ok(file::answer("pictures", visit.now, &zone, &head, rows))
}

/// `POST /admin/pictures/{id}`
pub async fn act(visit: Visit, Path(id): Path<String>, posted: Posted) -> Response {
    match one(&visit, &id, &posted).await {
        Ok(to) => seen(&to),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            let typed = Some(posted.of("alt").to_string()).filter(|_| posted.of("act") == "describe");
            visit.show(pages::one(&visit, &id, typed, Some(problem))).await
        }
        Err(problem) => refuse(&visit, problem).await,
    }
}

/// Does it; where to go on.
async fn one(visit: &Visit, id: &str, posted: &Posted) -> Result<String, Problem> {
    let by = visit.merchant().await?;
    let id: i64 = id.parse().map_err(|_| Problem::NotYours)?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    let there = |done: bool| if done { Ok(()) } else { Err(Problem::NotYours) };
    Ok(match posted.of("act") {
        "describe" => {
            let alt = alt(posted.of("alt")).map_err(|words| Problem::Fields(vec![("alt", words)]))?;
            there(store::describe(db, &by, id, &alt, from, now).await?)?;
            match posted.of("back") {
                "mute" => format!("{HERE}?show=mute&done=described"),
                _ => format!("{HERE}/{id}?done=described"),
            }
        }
        "aim" => {
            let point = place(posted.of("focus"));
            let point = point.ok_or_else(|| Problem::Fields(vec![("focus", "Choose one of the places.".into())]))?;
            there(store::aim(db, &by, id, point, from, now).await?)?;
            format!("{HERE}/{id}?done=aimed")
        }
        "remove" => match store::remove(db, &visit.site.shelf, &by, id, from, now).await? {
            Left::Gone => format!("{HERE}?done=removed"),
            Left::Missing => return Err(Problem::NotYours),
            Left::Used => {
                let words = "Something uses it: what that is stands on this page. Take it away there first.";
                return Err(Problem::Fields(vec![("remove", words.into())]));
            }
        },
        _ => return Err(Problem::Gone),
    })
}

/// A text for whoever cannot see a picture; else what is wrong with it.
pub fn alt(typed: &str) -> Result<String, String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    match text.chars().count() {
        0 => Err("Say in a few words what it shows.".into()),
        n if n > ALT => Err(format!("{ALT} letters at most. It has {n}.")),
        _ => Ok(text),
    }
}
/// The point in the middle of a place, as its two digits say: column, row.
fn place(word: &str) -> Option<Focus> {
    let [column, row] = word.bytes().map(|b| i64::from(b) - 48).collect::<Vec<_>>()[..] else { return None };
    ((0..5).contains(&column) && (0..5).contains(&row)).then(|| Focus::of_place(column, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_of_some_length() {
        assert_eq!(alt("  A pan,\n seen from above ").as_deref(), Ok("A pan, seen from above"));
        assert!(alt(" \n ").is_err() && alt(&"x".repeat(ALT + 1)).is_err() && alt(&"x".repeat(ALT)).is_ok());
    }

    #[test]
    fn a_place_is_two_digits() {
        assert_eq!(place("40").map(Focus::place), Some((4, 0)));
        for wrong in ["", "4", "45", "50", "-1", "400", "éé"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
