//! Pictures in the database.
use super::shelf::Shelf;
use super::workshop::Made;
use crate::db::{Db, Tx};
use crate::values::Moment;
use anyhow::Result;
use futures::stream::BoxStream;

/// Keeps a picture: its files first, then its row. The same content is kept once; its number.
pub async fn keep(db: &Db, shelf: &Shelf, made: Made, alt: &str, now: Moment) -> Result<i64> {
    let there: Option<(i64,)> =
        db.query("select id from media where hash = $1").bind(made.hash.clone()).maybe().await?;
    if let Some((id,)) = there {
        return Ok(id);
    }
    for (width, bytes) in made.files {
        shelf.put(&made.hash, width, bytes).await?;
    }
    let (id,): (i64,) = db
        .run(
            "insert into media (hash, kind, width, height, alt, created_at) values ($1, 'picture', $2, $3, $4, $5)
             on conflict (hash) do update set hash = excluded.hash returning id",
        )
        .bind(made.hash)
        .bind(i64::from(made.width))
        .bind(i64::from(made.height))
        .bind(alt.to_string())
        .bind(now)
        .one()
        .await?;
    Ok(id)
}

/// The hash and the width of every picture, one by one.
pub fn pictures(tx: &mut Tx) -> BoxStream<'_, crate::db::Result<(String, i64)>> {
    tx.query("select hash, width from media order by id").each()
}
