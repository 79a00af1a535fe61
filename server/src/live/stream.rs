//! `GET /live?topics=shop,product:12`: Server-Sent Events, as `contract.md` promises them.
use super::Live;
use super::reader::{Reader, Standing};
use app::accounts::sessions;
use app::activity::hearing::{Hearing, rooms};
use app::activity::store;
use app::problem;
use app::site::Visit;
use axum::Extension;
use axum::body::Body;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::stream::{StreamExt, once, unfold};
use std::convert::Infallible;
use tokio::time::{Instant, interval_at};

/// After how long a browser comes back when a stream broke off, in milliseconds; each draws its own.
const RETRY: (u64, u64) = (2_000, 8_000);

/// Opens a stream of what was asked for and is open to whoever asks; 404 where nothing is.
pub async fn open(visit: Visit, Extension(live): Extension<Live>) -> Response {
    match opened(&visit, live).await {
        Ok(answer) => answer,
        Err(cause) => (StatusCode::INTERNAL_SERVER_ERROR, problem::ours(&cause).words()).into_response(),
    }
}

async fn opened(visit: &Visit, live: Live) -> app::db::Result<Response> {
    let viewer = visit.viewer().await?;
    let open = store::open(visit.db(), rooms(&visit.query("topics")), viewer).await?;
    if open.is_empty() {
        return Ok((StatusCode::NOT_FOUND, "nothing to hear there").into_response());
    }
    let Some(seat) = live.seats.take(&visit.network) else {
        let later = [(header::RETRY_AFTER, "60")];
        return Ok((StatusCode::SERVICE_UNAVAILABLE, later, "too many listen just now").into_response());
    };
    let hearing = Hearing::new(open, viewer.person().map_or(0, |p| p.id));
    let standing = match hearing.is_private() {
        true => standing(visit).await?,
        false => None,
    };
    if hearing.is_private() && standing.is_none() {
        return Ok((StatusCode::NOT_FOUND, "nothing to hear there").into_response());
    }
    // It listens before it reads: what is sent on meanwhile is told after, or was read already.
    let ear = live.listen();
    let last = match last_id(visit) {
        Some(last) => last,
        None => store::newest(visit.db()).await?,
    };
    let now = Instant::now();
    let life = live.pace.life;
    let mut reader = Reader {
        db: visit.db().clone(),
        hearing,
        ear,
        last,
        standing,
        beat: interval_at(now + live.pace.beat, live.pace.beat),
        end: now + life - life.mul_f64(0.2 * drawn()),
        stop: live.stop.clone(),
        _seat: seat,
    };
    let (least, most) = RETRY;
    let retry = least + ((most - least) as f64 * drawn()) as u64;
    let begin = format!("retry: {retry}\n\n{}", reader.catch_up().await?);
    let rest = unfold(reader, |mut reader| async move { Some((reader.next().await?, reader)) });
    let body = Body::from_stream(once(async { begin }).chain(rest).map(Ok::<_, Infallible>));
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // A proxy that gathers an answer before it passes it on would never pass this one on.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, body).into_response())
}

async fn standing(visit: &Visit) -> app::db::Result<Option<Standing>> {
    let (Some(session), Some(person)) = (sessions::current(visit), visit.person().await) else { return Ok(None) };
    let rights = sessions::rights(visit.db(), session.clone(), person, visit.now).await?;
    Ok(rights.map(|rights| Standing { session, person, rights }))
}

/// The last event that the browser has: of the stream that broke off, else of the page.
fn last_id(visit: &Visit) -> Option<i64> {
    let header = visit.headers.get("last-event-id").and_then(|v| v.to_str().ok()).map(String::from);
    [header, Some(visit.query("last_id"))].into_iter().flatten().find_map(|id| id.parse().ok().filter(|id| *id >= 0))
}

/// Between 0 and 1: streams that began together neither end nor come back together.
fn drawn() -> f64 {
    let mut bytes = [0u8; 4];
    getrandom::fill(&mut bytes).map_or(0.5, |()| f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX))
}
