//! `/metrics`, on an address of its own.
use anyhow::Result;
use app::db::Db;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::net::SocketAddr;
use tokio_util::sync::CancellationToken;

/// Serves the counters until it is told to stop.
pub async fn serve(address: SocketAddr, db: Db, stop: CancellationToken) -> Result<()> {
    let handle = PrometheusBuilder::new().install_recorder()?;
    let router = Router::new().route("/metrics", get(show)).with_state((handle, db));
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await?;
    Ok(())
}

async fn show(State((handle, db)): State<(PrometheusHandle, Db)>) -> String {
    let counted: app::db::Result<(i64, i64, i64)> = db
        .query(
            "select cast(coalesce(sum(case when done_at is null and dead_at is null then 1 else 0 end), 0) as bigint),
                cast(coalesce(sum(case when dead_at is null then 0 else 1 end), 0) as bigint),
                cast(coalesce(max(id), 0) as bigint) from job",
        )
        .one()
        .await;
    if let Ok((waiting, dead, _)) = counted {
        metrics::gauge!("jobs_waiting").set(waiting as f64);
        metrics::gauge!("jobs_dead").set(dead as f64);
    }
    metrics::counter!("db_statements_total").absolute(db.statements());
    handle.render()
}
