//! Who is told of what: in the shop, and by mail where somebody asked for it. Never before a post is seen by all.
pub mod actions;
pub mod letters;
pub mod mails;
pub mod pages;
pub mod stop;
pub mod store;

#[cfg(test)]
mod tests;

use crate::db::{Result, Tx};
use crate::values::Moment;
use sqlx::FromRow;

#[derive(FromRow)]
struct Told {
    topic: i64,
    author: i64,
    as_host: bool,
    kind: String,
    order_id: Option<i64>,
    first: bool,
}

/// Tells whoever follows the topic and whoever is mentioned of a post that everybody sees from now on; each once. Of an
/// order's thread only its customer hears, by mail, and only what the house says.
pub async fn tell(tx: &mut Tx, post: i64, now: Moment) -> Result<()> {
    let row: Option<Told> = tx
        .query(
            "select p.topic, p.author, p.as_host, t.kind, t.order_id, coalesce(t.first_post = p.id, true) as first
             from post p join topic t on t.id = p.topic where p.id = $1 and p.state = 'live'",
        )
        .bind(post)
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(()) };
    if row.kind == "order" {
        return match row.order_id.filter(|_| row.as_host) {
            Some(order) => mails::order(tx, order, row.topic, post, now).await,
            None => Ok(()),
        };
    }
    let mentioned = name(tx, post, row.author, now).await?;
    if row.first {
        return Ok(());
    }
    for (person, by_mail) in store::watching(tx, row.topic, row.author).await? {
        if !mentioned.contains(&(person,)) {
            store::put(tx, person, "reply", post, now).await?;
        }
        if by_mail {
            mails::reply(tx, person, row.topic, post, now).await?;
        }
    }
    Ok(())
}

/// Tells whoever is mentioned in a post of everybody's, by an edit too; each once. Gives who that is.
pub async fn name(tx: &mut Tx, post: i64, author: i64, now: Moment) -> Result<Vec<(i64,)>> {
    let mentioned: Vec<(i64,)> = tx
        .query("select person from post_mention where post = $1 and person <> $2 order by person")
        .bind(post)
        .bind(author)
        .all()
        .await?;
    for (person,) in &mentioned {
        store::put(tx, *person, "mention", post, now).await?;
    }
    Ok(mentioned)
}

/// Takes back what was told of a post that is no longer seen. A mail that waits looks again before it goes.
pub async fn take_back(tx: &mut Tx, post: i64) -> Result<()> {
    tx.query("delete from notice where post = $1 and kind in ('reply', 'mention', 'accepted')")
        .bind(post)
        .run()
        .await?;
    Ok(())
}
