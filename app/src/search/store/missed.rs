//! What people looked for in vain, in its table.
use crate::db::{Db, Result};
use crate::values::Moment;

/// Adds so many searches for these words.
pub async fn add(db: &Db, words: String, times: i64, now: Moment) -> Result<()> {
    db.run(
        "insert into search_miss (words, times, last_at) values ($1, $2, $3) on conflict (words) do update set
            times = search_miss.times + excluded.times, last_at = excluded.last_at",
    )
    .bind(words)
    .bind(times)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Forgets what nobody looked for since this moment.
pub async fn forget(db: &Db, before: Moment) -> Result<()> {
    db.run("delete from search_miss where last_at < $1").bind(before).run().await?;
    Ok(())
}

/// What was looked for in vain: words, how often, when last; the most frequent first.
pub async fn list(db: &Db, most: i64) -> Result<Vec<(String, i64, Moment)>> {
    db.query("select words, times, last_at from search_miss order by times desc, words limit $1").bind(most).all().await
}
