//! Who is told of what: in the shop, and by mail where somebody asked for it. Never before a post is seen by all.
pub mod store;

use crate::db::{Result, Tx};
use crate::values::Moment;
use sqlx::FromRow;

#[derive(FromRow)]
struct Told {
    topic: i64,
    author: i64,
    kind: String,
    first: bool,
}

/// Tells whoever follows the topic and whoever is mentioned of a post that everybody sees from now on; each once.
pub async fn tell(tx: &mut Tx, post: i64, now: Moment) -> Result<()> {
    let row: Option<Told> = tx
        .query(
            "select p.topic, p.author, t.kind, coalesce(t.first_post = p.id, true) as first
             from post p join topic t on t.id = p.topic where p.id = $1 and p.state = 'live'",
        )
        .bind(post)
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(()) };
    let mentioned: Vec<(i64,)> = tx
        .query("select person from post_mention where post = $1 and person <> $2 order by person")
        .bind(post)
        .bind(row.author)
        .all()
        .await?;
    if row.kind != "order" {
        for (person,) in &mentioned {
            store::put(tx, *person, "mention", post, now).await?;
        }
    }
    if !row.first {
        let watching: Vec<(i64,)> = tx
            .query("select person from watch where topic = $1 and person <> $2 order by person")
            .bind(row.topic)
            .bind(row.author)
            .all()
            .await?;
        for (person,) in watching.iter().filter(|w| !mentioned.contains(w)) {
            store::put(tx, *person, "reply", post, now).await?;
        }
    }
    Ok(())
}

/// Takes back what was told of a post that is no longer seen.
pub async fn take_back(tx: &mut Tx, post: i64) -> Result<()> {
    tx.query("delete from notice where post = $1 and kind in ('reply', 'mention', 'accepted')")
        .bind(post)
        .run()
        .await?;
    Ok(())
}
