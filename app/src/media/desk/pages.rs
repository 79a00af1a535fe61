//! The pages of the library: the pictures in their order, and one of them.
use super::actions::HERE;
use super::store::{self, NAMED, Picture, Use};
use super::{Narrow, Show, view};
use crate::admin::views;
use crate::media;
use crate::parts::{faults, query};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use jiff::tz::TimeZone;

/// How many pictures a page of the library has.
const MOST: i64 = 48;

/// `GET /admin/pictures`
pub async fn pictures(visit: Visit) -> Response {
    let narrow = Narrow::of(&visit.queries());
    visit.show(library(&visit, narrow, None)).await
}
/// `GET /admin/pictures/{id}`
pub async fn picture(visit: Visit, Path(id): Path<String>) -> Response {
    visit.show(one(&visit, &id, None, None)).await
}

/// What a page of the library shows.
pub struct Library {
    pub narrow: Narrow,
    pub pictures: Vec<Picture>,
    pub counts: Vec<(i64, String, i64)>,
    /// Where the next page is.
    pub next: Option<String>,
    pub kept: Vec<views::Kept>,
    /// How many pictures could be swept out; none where that is not shown.
    pub unused: Option<i64>,
    pub fresh: bool,
    pub done: Option<String>,
    pub problem: Option<Problem>,
}

/// The library as far as it is narrowed, with what was wrong with a form on it.
pub async fn library(visit: &Visit, narrow: Narrow, problem: Option<Problem>) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let name = viewer.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let fresh = viewer.is_fresh(visit.now);
    let db = visit.db();
    let mut pictures = store::list(db, &by, &narrow, visit.query("after").parse().ok(), MOST + 1).await?;
    let more = pictures.len() as i64 > MOST;
    pictures.truncate(MOST as usize);
    let next = pictures.last().filter(|_| more).map(|last| {
        let mut pairs = narrow.pairs();
        pairs.push(("after".into(), last.id.to_string()));
        format!("{HERE}?{}", query(&pairs))
    });
    let counts = store::counts(db, pictures.iter().map(|p| p.id).collect()).await?;
    let unused = match narrow.show {
        Show::Unused => Some(store::unused(db, &by, visit.now).await?.len() as i64),
        _ => None,
    };
    let kept = views::of(db, &by, HERE).await?;
    let done = done(visit).filter(|_| problem.is_none());
    let status = faults::status(&problem);
    let shown = Library { narrow, pictures, counts, next, kept, unused, fresh, done, problem };
    Ok(Page::new("Pictures", move |_: &Front| view::library(shown)).desk(name).status(status))
}

/// What the page of one picture shows.
pub struct One {
    pub picture: Picture,
    pub uses: Vec<Use>,
    /// Whether more things use it than are named.
    pub more: bool,
    /// What was typed as its text.
    pub typed: Option<String>,
    pub done: Option<String>,
    pub problem: Option<Problem>,
}

/// One picture, with what was typed and what was wrong with it.
pub async fn one(visit: &Visit, id: &str, typed: Option<String>, problem: Option<Problem>) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let id: i64 = id.parse().map_err(|_| Instead::Missing)?;
    let picture = store::one(visit.db(), &by, id).await?.ok_or(Instead::Missing)?;
    let uses = store::uses(visit.db(), id).await?;
    let more = uses.iter().any(|u| uses.iter().filter(|o| o.kind == u.kind).count() as i64 >= NAMED);
    let done = done(visit).filter(|_| problem.is_none());
    let status = faults::status(&problem);
    let title = if picture.alt.is_empty() { format!("Picture {id}") } else { picture.alt.clone() };
    let shown = One { picture, uses, more, typed, done, problem };
    Ok(Page::new(&title, move |front: &Front| view::one(shown, &front.facts.zone())).desk(name).status(status))
}

/// What was done, for whoever did it.
fn done(visit: &Visit) -> Option<String> {
    let n: i64 = visit.query("n").parse().unwrap_or(0);
    let more = if visit.query("more").is_empty() { "" } else { " There are more: do it once more." };
    Some(match visit.query("done").as_str() {
        "came" => "It is here. Say what it shows, for whoever cannot see it.".into(),
        "described" => "The text is kept.".into(),
        "aimed" => "The point is kept. Wherever the picture is cropped, that stays in sight.".into(),
        "removed" => "The picture is gone, with its files.".into(),
        "swept" => format!("{} away.{more}", words::count(n, "picture was taken", "pictures were taken")),
        _ => return None,
    })
}

/// What uses a picture, in words: `2 products, 1 maker`; none where nothing does.
pub fn used(id: i64, counts: &[(i64, String, i64)]) -> Option<String> {
    let names = [
        ("product", "product", "products"),
        ("variant", "variant", "variants"),
        ("step", "step of the making", "steps of the making"),
        ("maker", "maker", "makers"),
        ("host", "host", "hosts"),
        ("post", "post", "posts"),
        ("page", "page", "pages"),
    ];
    let all: Vec<String> = names
        .iter()
        .filter_map(|(kind, one, many)| {
            let n = counts.iter().find(|(picture, k, _)| *picture == id && k == kind)?.2;
            Some(words::count(n, one, many))
        })
        .collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// A picture as a row of a file.
pub fn cells(p: &Picture, counts: &[(i64, String, i64)], base: &str, zone: &TimeZone) -> Vec<String> {
    let widest = media::widths_of(p.width).last().copied().unwrap_or(media::WIDTHS[0]);
    vec![
        p.id.to_string(),
        format!("{base}{}", media::url(&p.hash, widest)),
        p.width.to_string(),
        p.height.to_string(),
        p.alt.clone(),
        used(p.id, counts).unwrap_or_default(),
        words::machine_time(p.created_at, zone),
    ]
}
