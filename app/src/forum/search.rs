//! The words of posts, kept in the transaction that shows or takes away a post: only what is live is found.
mod meant;
#[cfg(test)]
pub(crate) mod tests;

pub use meant::{MOST as MOST_TOPICS, answered, find};

use crate::db::{Result, Sql, Tx};
use crate::forum::text;
use crate::search::split;

/// How many words of one post are indexed.
const MOST: usize = 2_000;

/// Brings the index up to date for one post.
pub async fn refresh(tx: &mut Tx, post: i64) -> Result<()> {
    tx.query(Sql {
        sqlite: "delete from post_fts where rowid = $1",
        postgres: "delete from post_search where post = $1",
    })
    .bind(post)
    .run()
    .await?;
    let row: Option<(String, String)> = tx
        .query(
            "select coalesce(p.title, ''), p.body from post p join topic t on t.id = p.topic
             where p.id = $1 and p.state = 'live' and t.kind <> 'order'",
        )
        .bind(post)
        .maybe()
        .await?;
    let Some((title, body)) = row else { return Ok(()) };
    let title = split(&title);
    let body: Vec<String> = split(&text::plain(&body)).into_iter().take(MOST).collect();
    let fields = [('A', &title), ('C', &body)];
    let vector = fields
        .into_iter()
        .flat_map(|(weight, words)| words.iter().map(move |w| (weight, w)))
        .enumerate()
        .map(|(i, (weight, word))| format!("'{word}':{}{weight}", i + 1))
        .collect::<Vec<_>>()
        .join(" ");
    tx.query(Sql {
        sqlite: "insert into post_fts (rowid, title, body) select $1, $2, $3 where $4 is not null",
        postgres: "insert into post_search (post, words) select $1, cast($4 as tsvector) where coalesce($2, $3) is not null",
    })
    .bind(post)
    .bind(title.join(" "))
    .bind(body.join(" "))
    .bind(vector)
    .run()
    .await?;
    Ok(())
}

/// Builds the index anew for the posts whose number is above `after`, `most` at most; the last number, none at the end.
pub async fn rebuild(tx: &mut Tx, after: i64, most: i64) -> Result<Option<i64>> {
    if after == 0 {
        tx.query(Sql { sqlite: "delete from post_fts", postgres: "delete from post_search" }).run().await?;
    }
    let posts: Vec<(i64,)> =
        tx.query("select id from post where id > $1 order by id limit $2").bind(after).bind(most).all().await?;
    for (post,) in &posts {
        refresh(tx, *post).await?;
    }
    Ok(posts.last().map(|(id,)| *id))
}
