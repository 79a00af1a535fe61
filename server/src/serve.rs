//! Opens the shop and serves it until it is told to stop.
use crate::config::Settings;
use crate::jobs::{self, Worker};
use crate::live::{self, Live};
use crate::mail::Post;
use crate::{media, metrics, router};
use anyhow::{Context, Result};
use app::db::Db;
use app::kept::Kept;
use app::media::shelf::Shelf;
use app::secret::LinkKey;
use app::site::Site;
use std::time::Duration;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Opens the database of these settings.
pub async fn database(settings: &Settings) -> Result<Db> {
    let cores = std::thread::available_parallelism().map_or(2, |n| n.get() as u32);
    Db::open(&settings.database_url, cores * 2 + 2).await.context("DATABASE_URL: the database cannot be opened")
}

/// Brings the schema up to date, and what is derived with it; the number of migrations that ran.
pub async fn migrate(db: &Db) -> Result<usize> {
    let ran = db.migrate().await.context("the migrations failed")?;
    if ran > 0 {
        app::derived::catch_up(db).await?;
    }
    Ok(ran)
}

/// The shop's parts, of a database that has been migrated.
pub async fn site(settings: &Settings, db: Db) -> Result<Site> {
    let links = LinkKey::load(&db).await.context("the database has not been migrated: run `openkitchen migrate`")?;
    Ok(Site {
        links,
        // `nothing` is for measuring only: every page reads everything.
        kept: if std::env::var_os("OPENKITCHEN_KEPT").is_some_and(|v| v == "nothing") {
            Kept::nothing()
        } else {
            Kept::some()
        },
        missed: Default::default(),
        visits: Default::default(),
        door: Default::default(),
        workshop: Default::default(),
        shelf: Shelf::open(&settings.media_url)?,
        public_url: settings.public_url()?.into(),
        db,
    })
}

/// Serves until SIGTERM or Ctrl-C: then ends the streams, takes no new requests, gives those at hand 20 seconds, and leaves the jobs leased.
pub async fn serve(settings: &Settings) -> Result<()> {
    settings.check()?;
    let public_url = settings.public_url()?;
    let db = database(settings).await?;
    let ran = migrate(&db).await?;
    if ran > 0 {
        tracing::info!(ran, "migrated");
    }
    let site = site(settings, db.clone()).await?;
    if public_url.starts_with("http://")
        && !["127.0.0.1", "localhost", "[::1]"].iter().any(|h| public_url[7..].starts_with(h))
    {
        tracing::warn!("PUBLIC_URL is http: cookies travel in the clear; use https for a shop that is open");
    }
    live::raise_files();
    let stop = CancellationToken::new();
    let live = Live::open(&db, stop.clone()).await?;
    let tasks = TaskTracker::new();
    let worker =
        Worker { site: site.clone(), post: Post::open(&settings.mail_url)?, pictures: media::Pictures::default() };
    tasks.spawn(jobs::work(worker, stop.clone()));
    tasks.spawn(live::run(db.clone(), live.clone()));
    if let Some(address) = settings.metrics_listen()? {
        tasks.spawn({
            let (db, stop) = (db.clone(), stop.clone());
            async move {
                if let Err(cause) = metrics::serve(address, db, stop).await {
                    tracing::error!("METRICS_LISTEN: {cause:#}");
                }
            }
        });
    }
    tasks.close();
    let address = settings.listen()?;
    let listener =
        tokio::net::TcpListener::bind(address).await.with_context(|| format!("LISTEN: {address} is not free"))?;
    let begin = app::staff::first::path(&site.links);
    let router = router::router(site, live, settings.trusted_proxies()?)?
        .into_make_service_with_connect_info::<std::net::SocketAddr>();
    eprintln!("Open Kitchen on {} at {public_url}", db.kind());
    if !app::staff::first::claimed(&db).await? {
        eprintln!("This shop has no merchant yet. Open this link to become its first:\n{public_url}{begin}");
    }
    let serving = axum::serve(listener, router).with_graceful_shutdown({
        let stop = stop.clone();
        async move {
            told_to_stop().await;
            stop.cancel();
        }
    });
    let serving = tokio::spawn(serving.into_future());
    stop.cancelled().await;
    if tokio::time::timeout(Duration::from_secs(20), serving).await.is_err() {
        tracing::warn!("some requests were cut off after 20 seconds");
    }
    tokio::time::timeout(Duration::from_secs(5), tasks.wait()).await.ok();
    db.close().await;
    Ok(())
}

async fn told_to_stop() {
    let mut term = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(term) => term,
        Err(_) => return drop(tokio::signal::ctrl_c().await),
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = term.recv() => {}
    }
}
