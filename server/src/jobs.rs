//! The one worker of this node: takes what is due, does it, writes down how it went.
use crate::mail::{Hopeless, Post, send};
use anyhow::Result;
use app::db::Db;
use app::drafts;
use app::figures;
use app::jobs::{self, Job};
use app::orders::verbs;
use app::site::Site;
use app::values::Moment;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// What the worker works with.
#[derive(Clone)]
pub struct Worker {
    pub site: Site,
    pub post: Post,
    pub pictures: crate::media::Pictures,
}

/// Takes and does one job. False when none is due.
pub async fn run_one(worker: &Worker, now: Moment) -> Result<bool> {
    let db = &worker.site.db;
    let Some(job) = jobs::take(db, now).await? else { return Ok(false) };
    match act(worker, &job, now).await {
        Ok(()) => jobs::done(db, &job, now).await?,
        Err(cause) => {
            let hopeless = cause.downcast_ref::<Hopeless>().is_some();
            tracing::warn!(
                job = job.id,
                kind = job.kind,
                about = job.about,
                tries = job.tries,
                "a job failed: {cause:#}"
            );
            jobs::failed(db, &job, &format!("{cause:#}"), hopeless, now).await?;
        }
    }
    Ok(true)
}

/// Does everything that is due, for tests and the command line; how many jobs that were.
pub async fn drain(worker: &Worker, now: Moment) -> Result<usize> {
    let mut done = 0;
    while run_one(worker, now).await? {
        done += 1;
    }
    Ok(done)
}

async fn act(worker: &Worker, job: &Job, now: Moment) -> Result<()> {
    let site = &worker.site;
    match job.kind.as_str() {
        "mail.send" => send(&site.db, &site.links, &site.public_url, &worker.post, job.about.parse()?, now).await,
        "order.lapse" => {
            verbs::lapse(&site.db, job.about.parse()?, now).await?;
            Ok(())
        }
        "draft.lapse" => {
            let draft = job.about.split(':').next().unwrap_or("").parse()?;
            drafts::store::write::lapse(&site.db, draft, now).await?;
            Ok(())
        }
        "purchase.show" => {
            app::activity::purchases::show(&site.db, job.about.parse()?, now).await?;
            Ok(())
        }
        "picture.fetch" => worker.pictures.fetch(site, job.about.parse()?, now).await,
        "import.run" => {
            app::import::desk::work::go_on(&site.db, &job.about, app::import::desk::work::LONGEST, now).await
        }
        "tidy" => tidy_all(site, now).await,
        other => anyhow::bail!("no one knows the job {other}"),
    }
}

/// Tidies up the database, and the shelf of pictures.
async fn tidy_all(site: &Site, now: Moment) -> Result<()> {
    // Pictures of visitors before the visitors themselves.
    app::media::upload::tidy(&site.db, &site.shelf, now).await?;
    tidy(&site.db, now).await
}

/// Forgets what is over: sessions, carts that nobody came back to, jobs that were done a month ago.
pub async fn tidy(db: &Db, now: Moment) -> Result<()> {
    db.run("delete from session where expires_at < $1").bind(now).run().await?;
    db.run("delete from cart where expires_at < $1 and closed_at is null").bind(now).run().await?;
    app::search::store::missed::forget(db, now.plus(-90 * Moment::DAY)).await?;
    app::accounts::store::forget_visitors(db, now).await?;
    app::accounts::attempts::tidy(db, now).await?;
    app::accounts::tokens::tidy(db, now).await?;
    app::staff::store::tidy(db, now).await?;
    app::import::desk::store::tidy(db, now).await?;
    db.run("delete from job where done_at < $1").bind(now.plus(-30 * Moment::DAY)).run().await?;
    Ok(())
}

/// Works until it is told to stop: looks every second, and once an hour tidies up.
pub async fn work(worker: Worker, stop: CancellationToken) {
    let (mut tidied, mut written) = (0, 0);
    loop {
        let now = Moment::now();
        if now.0 / Moment::MINUTE != written {
            written = now.0 / Moment::MINUTE;
            write_down(&worker, now).await;
        }
        if now.0 / Moment::HOUR != tidied {
            tidied = now.0 / Moment::HOUR;
            if let Err(cause) = tidy_all(&worker.site, now).await {
                tracing::warn!("tidying up failed: {cause:#}");
            }
            lapse_overdue(&worker, now).await;
        }
        let worked = match run_one(&worker, now).await {
            Ok(worked) => worked,
            Err(cause) => {
                tracing::warn!("the jobs cannot be read: {cause:#}");
                false
            }
        };
        // A breath after each: what people wait for goes before what nobody waits for.
        let pause = if worked { Duration::from_millis(10) } else { Duration::from_secs(1) };
        tokio::select! {
            () = stop.cancelled() => return write_down(&worker, now).await,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Writes what this node kept in memory since the last time: searches in vain, and visits. Then counts the days on which
/// something happened.
pub async fn write_down(worker: &Worker, now: Moment) {
    let site = &worker.site;
    if let Err(cause) = site.missed.write(&site.db, now).await {
        tracing::warn!("what was searched for in vain could not be written: {cause}");
    }
    if let Err(cause) = site.visits.write(&site.db, now).await {
        tracing::warn!("visits could not be written: {cause}");
    }
    if let Err(cause) = figures::store::count::catch_up(&site.db).await {
        tracing::warn!("the figures could not be counted: {cause}");
    }
}

/// Orders and offers whose own job was lost still lapse.
async fn lapse_overdue(worker: &Worker, now: Moment) {
    for order in verbs::overdue(&worker.site.db, now).await.unwrap_or_default() {
        if let Err(cause) = verbs::lapse(&worker.site.db, order, now).await {
            tracing::warn!(order, "an order could not lapse: {cause}");
        }
    }
    for draft in drafts::store::overdue(&worker.site.db, now).await.unwrap_or_default() {
        if let Err(cause) = drafts::store::write::lapse(&worker.site.db, draft, now).await {
            tracing::warn!(draft, "an offer could not lapse: {cause}");
        }
    }
}
