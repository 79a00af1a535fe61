//! Kept views in and out of their table: each is its keeper's own.
use crate::db::{Db, Result};
use crate::values::Moment;
use crate::viewer::Merchant;
use sqlx::FromRow;

/// A view of a list under its name.
#[derive(Clone, Debug, FromRow)]
pub struct Kept {
    pub id: i64,
    pub name: String,
    /// Behind the `?` of the list's address.
    pub query: String,
}

/// The views that whoever asks kept of the list at this address, by their names.
pub async fn of(db: &Db, by: &Merchant, list: &str) -> Result<Vec<Kept>> {
    db.query("select id, name, query from saved_view where person = $1 and list = $2 order by name, id")
        .bind(by.actor().person())
        .bind(list.to_string())
        .all()
        .await
}

/// Keeps a view; one of the same name is replaced.
pub async fn keep(db: &Db, by: &Merchant, list: &str, name: &str, query: &str, now: Moment) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.query(
        "insert into saved_view (person, list, name, query, created_at) values ($1, $2, $3, $4, $5)
         on conflict (person, list, name) do update set query = excluded.query",
    )
    .bind(by.actor().person())
    .bind(list.to_string())
    .bind(name.to_string())
    .bind(query.to_string())
    .bind(now)
    .run()
    .await?;
    tx.commit().await
}
/// Forgets a view of whoever asks.
pub async fn forget(db: &Db, by: &Merchant, id: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.query("delete from saved_view where id = $1 and person = $2").bind(id).bind(by.actor().person()).run().await?;
    tx.commit().await
}
