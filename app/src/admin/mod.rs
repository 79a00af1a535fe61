//! The back office: what stands around its pages, and where it begins. Each page lives with its noun.
pub mod file;
pub mod frame;
pub mod search;
pub mod views;

use crate::shell::Instead;
use crate::site::Visit;
use axum::response::Response;

/// `GET /admin`
pub async fn home(visit: Visit) -> Response {
    visit
        .show(async {
            visit.merchant().await?;
            Err(Instead::Seen("/admin/staff".into()))
        })
        .await
}
