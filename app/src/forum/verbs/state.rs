//! The one place where a post becomes seen or vanishes, with everything that hangs on it: the figures of its topic, its
//! pictures, its words in the search, its events, and who was told of it.
use crate::activity::{Kind as Happened, Subject, store::append};
use crate::db::{Result, Tx};
use crate::forum::{Heard, Kind, State, search};
use crate::media;
use crate::notices;
use crate::values::Moment;
use crate::viewer::Actor;
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    topic: i64,
    author: i64,
    state: String,
    as_host: bool,
    title: Option<String>,
    created_at: Moment,
    kind: String,
    first_post: Option<i64>,
    topic_author: i64,
    unseen: bool,
    sensitive: bool,
}

/// Moves a post to another state; the state it had, none where it has that one already.
pub async fn set(tx: &mut Tx, post: i64, to: State, why: Option<&str>, now: Moment) -> Result<Option<State>> {
    tx.query("update topic set last_at = last_at where id = (select topic from post where id = $1)")
        .bind(post)
        .run()
        .await?;
    let row: Option<Row> = tx
        .query(
            "select p.topic, p.author, p.state, p.as_host, p.title, p.created_at, t.kind, t.first_post, t.author as topic_author,
                a.unseen, coalesce(pr.sensitive, false) as sensitive
             from post p join topic t on t.id = p.topic join person a on a.id = p.author
                left join product pr on pr.id = t.product
             where p.id = $1",
        )
        .bind(post)
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let from = State::of(&row.state);
    if from == to {
        return Ok(None);
    }
    tx.query("update post set state = $2, held_for = $3 where id = $1")
        .bind(post)
        .bind(to.word())
        .bind(why.map(str::to_string))
        .run()
        .await?;
    figures(tx, post, &row, from, to).await?;
    pictures(tx, post).await?;
    search::refresh(tx, post).await?;
    match (from, to) {
        (_, State::Live) => appear(tx, post, &row, now).await?,
        (State::Live, _) => vanish(tx, post, &row, now).await?,
        _ => {}
    }
    Ok(Some(from))
}

/// What the topic says of its posts: only those that are live count.
async fn figures(tx: &mut Tx, post: i64, row: &Row, from: State, to: State) -> Result<()> {
    let by = i64::from(to == State::Live) - i64::from(from == State::Live);
    let first = row.first_post.is_none() || row.first_post == Some(post);
    let shown: Option<&str> = match (first, to, &row.title) {
        (true, State::Live, Some(title)) => Some(title),
        (true, State::Removed, _) => Some(TAKEN_DOWN),
        (true, State::Held, _) => Some(WAITS),
        _ => None,
    };
    tx.query(
        "update topic set posts = posts + $2, title = coalesce($3, title),
            last_post = (select max(p.id) from post p where p.topic = topic.id and p.state = 'live'),
            accepted = case when accepted = $4 and $5 <> 'live' then null else accepted end
         where id = $1",
    )
    .bind(row.topic)
    .bind(by)
    .bind(shown.map(str::to_string))
    .bind(post)
    .bind(to.word())
    .run()
    .await?;
    tx.query(
        "update topic set
            last_at = coalesce((select p.created_at from post p where p.id = topic.last_post), created_at),
            accepted_by = case when accepted is null then null else accepted_by end,
            accepted_at = case when accepted is null then null else accepted_at end,
            state = case when posts > 0 then 'live' when $2 = 'held' then 'held' else 'removed' end,
            listed = (posts > 0 and kind <> 'order')
         where id = $1",
    )
    .bind(row.topic)
    .bind(to.word())
    .run()
    .await?;
    if row.author != row.topic_author {
        tx.query(
            "update topic set answered_at = (select p.created_at from post p
                where p.topic = topic.id and p.state = 'live' and p.author <> topic.author order by p.id limit 1)
             where id = $1",
        )
        .bind(row.topic)
        .run()
        .await?;
    }
    Ok(())
}

/// What stands in place of a title that was taken down.
pub const TAKEN_DOWN: &str = "A post that was taken down";
/// What stands in place of a title that was shown and waits for a host since.
pub const WAITS: &str = "A post that a host looks at";

/// The pictures of a post come and go with it.
async fn pictures(tx: &mut Tx, post: i64) -> Result<()> {
    let all: Vec<(i64,)> = tx.query("select media from post_picture where post = $1").bind(post).all().await?;
    media::store::settle(tx, all.into_iter().map(|(media,)| media).collect()).await
}

impl Row {
    async fn heard(&self, tx: &mut Tx) -> Result<Heard> {
        let products: Vec<(i64,)> = tx
            .query("select product from topic_product where topic = $1 order by product")
            .bind(self.topic)
            .all()
            .await?;
        Ok(Heard {
            topic: self.topic,
            kind: Kind::of(&self.kind),
            products: products.into_iter().map(|(p,)| p).collect(),
            host: self.as_host.then_some(self.author),
            unseen: self.unseen,
            sensitive: self.sensitive,
        })
    }
}

/// Somebody's act is heard of from now on; what was heard before and taken back is heard again in its old place.
async fn appear(tx: &mut Tx, post: i64, row: &Row, now: Moment) -> Result<()> {
    let (before,): (i64,) = tx
        .query(
            "select count(*) from event where subject_kind = 'post' and subject = $1 and kind in
                ('topic.asked', 'topic.opened', 'bench.posted', 'post.replied')",
        )
        .bind(post)
        .one()
        .await?;
    if before > 0 {
        if !row.unseen {
            heard_again(tx, post, row).await?;
        }
        return notices::tell(tx, post, now).await;
    }
    let first = row.first_post.is_none() || row.first_post == Some(post);
    let (kind, feed) = match (first, Kind::of(&row.kind)) {
        (true, Kind::Question) => (Happened::TopicAsked, "questions"),
        (true, Kind::Bench) => (Happened::BenchPosted, "bench"),
        (true, _) => (Happened::TopicOpened, "talk"),
        (false, Kind::Question) => (Happened::PostReplied, "answers"),
        (false, _) => (Happened::PostReplied, "talk"),
    };
    let heard = row.heard(tx).await?;
    // What waited for a host happened when it was written, and is heard of now.
    let at = if first { row.created_at } else { now };
    append(tx, heard.event(kind, Subject::Post(post), Actor::Person(row.author), Some(feed), at));
    notices::tell(tx, post, now).await
}

/// What vanished with the post is heard of again, and nothing that was taken back for another reason: a choice that was
/// changed, a product that is nobody's business since. An answer that was accepted is so again.
async fn heard_again(tx: &mut Tx, post: i64, row: &Row) -> Result<()> {
    tx.query(
        "update event set withdrawn_at = null where subject_kind = 'post' and subject = $1 and kind <> 'withdrawn'
            and withdrawn_at = (select max(w.at) from event w
                where w.subject_kind = 'post' and w.subject = $1 and w.kind = 'withdrawn')",
    )
    .bind(post)
    .run()
    .await?;
    tx.query(
        "update topic set accepted = $2, accepted_by = (select e.person from event e where e.id = (
                select max(x.id) from event x where x.subject_kind = 'post' and x.subject = $2
                    and x.kind = 'answer.accepted' and x.withdrawn_at is null)),
            accepted_at = (select e.at from event e where e.id = (
                select max(x.id) from event x where x.subject_kind = 'post' and x.subject = $2
                    and x.kind = 'answer.accepted' and x.withdrawn_at is null))
         where id = $1 and accepted is null and kind = 'question' and exists (
            select 1 from event x where x.subject_kind = 'post' and x.subject = $2
                and x.kind = 'answer.accepted' and x.withdrawn_at is null)",
    )
    .bind(row.topic)
    .bind(post)
    .run()
    .await?;
    Ok(())
}

/// Nobody hears of it any more; open pages drop it.
async fn vanish(tx: &mut Tx, post: i64, row: &Row, now: Moment) -> Result<()> {
    tx.query(
        "update event set withdrawn_at = $2 where subject_kind = 'post' and subject = $1 and withdrawn_at is null
            and kind <> 'withdrawn'",
    )
    .bind(post)
    .bind(now)
    .run()
    .await?;
    let heard = row.heard(tx).await?;
    append(tx, heard.event(Happened::Withdrawn, Subject::Post(post), Actor::Job, Some("withdrawn"), now));
    notices::take_back(tx, post).await
}
