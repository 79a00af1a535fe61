//! Changing what one wrote: what stood there before is kept.
use super::{Words, held, is_own, keep_mentions, state};
use crate::activity::{Kind as Happened, Subject, store::append};
use crate::db::{Db, Tx};
use crate::forum::{Heard, Kind, State, search, store, text};
use crate::moderation::Ruling;
use crate::notices;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::Actor;

/// A change of a post by whoever wrote it.
#[derive(Clone, Debug)]
pub struct Edit {
    pub person: i64,
    pub title: Option<String>,
    pub words: Words,
    pub stake: Option<String>,
    pub ruling: Ruling,
    /// The revision that was changed: two changes at once do not undo one another.
    pub revision: i64,
}

/// Changes a post. It is held where the new words are of the kind that waits for a host.
pub async fn edit(db: &Db, post: i64, edit: Edit, now: Moment) -> Result<State, Problem> {
    let mut tx = db.begin().await?;
    let found = store::post(&mut tx, post).await?.ok_or(Problem::Gone)?;
    if found.state() == State::Removed {
        return Err(Problem::Gone);
    }
    if !is_own(&mut tx, edit.person, found.author).await? {
        return Err(Problem::NotYours);
    }
    if found.body == edit.words.body && found.title == edit.title && found.stake == edit.stake {
        return Ok(found.state());
    }
    tx.query(
        "insert into post_revision (post, revision, title, body, editor, at)
         select id, revision, title, body, author, coalesce(edited_at, created_at) from post where id = $1 and revision = $2
         on conflict (post, revision) do nothing",
    )
    .bind(post)
    .bind(edit.revision)
    .run()
    .await?;
    let changed = tx
        .query(
            "update post set title = $3, body = $4, html = $5, render_version = $6, print = $7, stake = $8,
                revision = revision + 1, edited_at = $9
             where id = $1 and revision = $2",
        )
        .bind(post)
        .bind(edit.revision)
        .bind(edit.title.clone())
        .bind(edit.words.body.clone())
        .bind(edit.words.html.clone())
        .bind(text::RENDER_VERSION)
        .bind(edit.words.print.clone())
        .bind(edit.stake.clone())
        .bind(now)
        .run()
        .await?;
    if changed == 0 {
        let words = "It was changed in another window meanwhile. What you see below is yours; save again to keep it.";
        return Err(Problem::Fields(vec![("body", words.into())]));
    }
    keep_mentions(&mut tx, post, &edit.words.mentions).await?;
    let live = found.state() == State::Live;
    match edit.ruling {
        Ruling::Held(why) if live => {
            state::set(&mut tx, post, State::Held, Some(why), now).await?;
            held(&mut tx, post, Actor::Person(edit.person), now);
        }
        _ if live => seen(&mut tx, post, &found, edit.title.as_deref(), now).await?,
        _ => {}
    }
    let after = store::post(&mut tx, post).await?.map_or(State::Removed, |p| p.state());
    tx.commit().await?;
    Ok(after)
}

/// The new words are found, and heard of by whoever reads the topic.
async fn seen(tx: &mut Tx, post: i64, before: &store::Post, title: Option<&str>, now: Moment) -> Result<(), Problem> {
    if let Some(title) = title {
        tx.query("update topic set title = $2 where first_post = $1 and id = $3")
            .bind(post)
            .bind(title.to_string())
            .bind(before.topic)
            .run()
            .await?;
    }
    search::refresh(tx, post).await?;
    if Kind::of(&before.kind) != Kind::Order {
        notices::name(tx, post, before.author, now).await?;
    }
    let heard = Heard {
        topic: before.topic,
        kind: Kind::of(&before.kind),
        products: vec![],
        host: None,
        unseen: true,
        sensitive: true,
    };
    append(tx, heard.event(Happened::PostEdited, Subject::Post(post), Actor::Person(before.author), None, now));
    Ok(())
}
