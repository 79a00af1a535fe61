//! What can be done in a topic. A post comes in held and is moved by `state::set`, the one way for every post to be seen or
//! to vanish.
mod acts;
mod edit;
pub mod publish;
pub mod state;

pub use acts::{accept, close, helpful, unaccept};
pub use edit::{Edit, edit};

use super::text::{self, Named};
use super::{Anchor, Kind, State, store};
use crate::activity::{Kind as Happened, Subject, store::append};
use crate::db::{Db, Reads, Tx};
use crate::moderation::Ruling;
use crate::notices;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::Actor;

/// Who writes.
#[derive(Clone, Debug)]
pub struct Author {
    pub person: i64,
    /// Whether they write as one of the staff, under their name.
    pub host: bool,
    /// The keyed hash of the network they write from.
    pub network: Option<Vec<u8>>,
}

/// What somebody wrote, ready to be kept.
#[derive(Clone, Debug)]
pub struct Words {
    pub body: String,
    pub html: String,
    pub mentions: Vec<i64>,
    pub print: Vec<u8>,
}

/// A post that is about to be made.
#[derive(Clone, Debug)]
pub struct Draft {
    pub author: Author,
    pub stake: Option<String>,
    pub reply_to: Option<i64>,
    /// The post and the words that are quoted from it.
    pub quoted: Option<(i64, String)>,
    pub words: Words,
    /// Numbers of pictures that its author sent before, with what each shows.
    pub pictures: Vec<(i64, String)>,
    pub ruling: Ruling,
    /// Whether the author wants to hear of replies, and by mail too.
    pub watch: Option<bool>,
}

/// A topic that is about to be opened.
#[derive(Clone, Debug)]
pub struct Opening {
    pub kind: Kind,
    pub anchor: Anchor,
    pub title: String,
    /// Further products it is about: a note from the workbench may show several.
    pub products: Vec<i64>,
}

/// Where something was posted, and whether others see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    pub topic: i64,
    pub post: i64,
    pub state: State,
}

/// Makes what was typed ready: its mentions found, its HTML drawn off the threads that answer requests.
pub async fn words(db: &Db, typed: &str, topic: Option<i64>) -> Result<Words, Problem> {
    let clean = text::clean(typed);
    if text::plain(&clean).trim().is_empty() {
        return Err(Problem::Fields(vec![("body", "Write a few words.".into())]));
    }
    if clean.len() > text::MOST {
        let words = format!("At most {} letters. Leave the rest for the next post.", text::MOST);
        return Err(Problem::Fields(vec![("body", words)]));
    }
    let named: Vec<Named> = store::people_of(db, topic).await?;
    let (body, mentions) = text::with_tokens(&clean, &named);
    let html = text::draw_off(body.clone()).await;
    Ok(Words { print: text::print(&clean), body, html, mentions })
}

/// Opens a topic with its first post.
pub async fn ask(db: &Db, opening: Opening, draft: Draft, now: Moment) -> Result<Placed, Problem> {
    let mut tx = db.begin().await?;
    let placed = open(&mut tx, opening, draft, now).await?;
    tx.commit().await?;
    Ok(placed)
}
/// The same within a transaction that does more.
async fn open(tx: &mut Tx, opening: Opening, draft: Draft, now: Moment) -> Result<Placed, Problem> {
    let twice = store::twice(&mut *tx, draft.author.person, None, &draft.words.body, now).await?;
    if let Some(placed) = twice {
        return Ok(placed);
    }
    let (topic,): (i64,) = tx
        .query(
            "insert into topic (kind, state, title, author, product, attribute, step, order_id, created_at, last_at, listed)
             values ($1, 'held', $2, $3, $4, $5, $6, $7, $8, $8, false) returning id",
        )
        .bind(opening.kind.word())
        .bind(opening.title.clone())
        .bind(draft.author.person)
        .bind(opening.anchor.product)
        .bind(opening.anchor.attribute)
        .bind(opening.anchor.step.clone())
        .bind(opening.anchor.order)
        .bind(now)
        .one()
        .await?;
    let mut about: Vec<i64> = opening.products.iter().copied().chain(opening.anchor.product).collect();
    about.sort_unstable();
    about.dedup();
    for product in about {
        tx.query("insert into topic_product (topic, product) values ($1, $2)").bind(topic).bind(product).run().await?;
    }
    let post = insert(tx, topic, Some(&opening.title), &draft, now).await?;
    tx.query("update topic set first_post = $2 where id = $1").bind(topic).bind(post).run().await?;
    settle(tx, topic, post, &draft, now).await
}

/// Adds a post to a topic that is open.
pub async fn reply(db: &Db, topic: i64, draft: Draft, now: Moment) -> Result<Placed, Problem> {
    let mut tx = db.begin().await?;
    let placed = add(&mut tx, topic, draft, now).await?;
    tx.commit().await?;
    Ok(placed)
}
/// The same within a transaction that does more.
async fn add(tx: &mut Tx, topic: i64, draft: Draft, now: Moment) -> Result<Placed, Problem> {
    // Whoever replies at the same moment waits here, so that the figures of the topic count both.
    let open: Option<(String,)> = tx
        .query("update topic set last_at = last_at where id = $1 and closed_at is null returning kind")
        .bind(topic)
        .maybe()
        .await?;
    let Some((kind,)) = open else { return Err(Problem::Gone) };
    let there = store::topic(&mut *tx, topic).await?.is_some_and(|t| t.state() == State::Live);
    if !there && Kind::of(&kind) != Kind::Order {
        return Err(Problem::Gone);
    }
    if let Some(placed) = store::twice(&mut *tx, draft.author.person, Some(topic), &draft.words.body, now).await? {
        return Ok(placed);
    }
    for post in [draft.reply_to, draft.quoted.as_ref().map(|q| q.0)].into_iter().flatten() {
        let live = store::post(&mut *tx, post).await?.is_some_and(|p| p.topic == topic && p.state() == State::Live);
        if !live {
            return Err(Problem::Fields(vec![("body", "What you reply to was taken down meanwhile.".into())]));
        }
    }
    let post = insert(tx, topic, None, &draft, now).await?;
    settle(tx, topic, post, &draft, now).await
}

async fn insert(tx: &mut Tx, topic: i64, title: Option<&str>, draft: &Draft, now: Moment) -> Result<i64, Problem> {
    let quoted_revision: Option<(i64,)> = match &draft.quoted {
        Some((post, _)) => tx.query("select revision from post where id = $1").bind(*post).maybe().await?,
        None => None,
    };
    let (post,): (i64,) = tx
        .query(
            "insert into post (topic, author, state, as_host, stake, reply_to, quoted, quoted_revision, quoted_text, title, body,
                html, render_version, network, print, created_at)
             values ($1, $2, 'held', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id",
        )
        .bind(topic)
        .bind(draft.author.person)
        .bind(draft.author.host)
        .bind(draft.stake.clone())
        .bind(draft.reply_to)
        .bind(draft.quoted.as_ref().map(|q| q.0))
        .bind(quoted_revision.map(|r| r.0))
        .bind(draft.quoted.as_ref().map(|q| q.1.clone()))
        .bind(title.map(str::to_string))
        .bind(draft.words.body.clone())
        .bind(draft.words.html.clone())
        .bind(text::RENDER_VERSION)
        .bind(draft.author.network.clone())
        .bind(draft.words.print.clone())
        .bind(now)
        .one()
        .await?;
    keep_mentions(tx, post, &draft.words.mentions).await?;
    for (n, (picture, alt)) in draft.pictures.iter().enumerate() {
        tx.query(
            "update post_picture set post = $2, position = $3, alt = $4 where id = $1 and post is null and person = $5",
        )
        .bind(*picture)
        .bind(post)
        .bind(n as i64)
        .bind(alt.clone())
        .bind(draft.author.person)
        .run()
        .await?;
    }
    tx.query("update person set acted_at = $2, seen_at = $2 where id = $1")
        .bind(draft.author.person)
        .bind(now)
        .run()
        .await?;
    Ok(post)
}

async fn keep_mentions(tx: &mut Tx, post: i64, mentions: &[i64]) -> Result<(), Problem> {
    tx.query("delete from post_mention where post = $1").bind(post).run().await?;
    for person in mentions {
        tx.query("insert into post_mention (post, person) values ($1, $2) on conflict (post, person) do nothing")
            .bind(post)
            .bind(*person)
            .run()
            .await?;
    }
    Ok(())
}

/// Shows the post, or keeps it for a host; the author follows the topic where they wished to.
async fn settle(tx: &mut Tx, topic: i64, post: i64, draft: &Draft, now: Moment) -> Result<Placed, Problem> {
    if let Some(by_mail) = draft.watch {
        notices::store::watch(tx, topic, draft.author.person, by_mail, now).await?;
    }
    let state = match draft.ruling {
        Ruling::Live => {
            state::set(tx, post, State::Live, None, now).await?;
            State::Live
        }
        Ruling::Held(why) => {
            tx.query("update post set held_for = $2 where id = $1").bind(post).bind(why).run().await?;
            held(tx, post, Actor::Person(draft.author.person), now);
            State::Held
        }
    };
    Ok(Placed { topic, post, state })
}

/// Tells the staff that a post waits for them.
pub(super) fn held(tx: &mut Tx, post: i64, actor: Actor, now: Moment) {
    let event = crate::activity::Event {
        kind: Happened::PostHeld,
        actor,
        subject: Subject::Post(post),
        at: now,
        audience: crate::activity::Audience::Staff,
        topics: vec!["counter".into()],
    };
    append(tx, event);
}

/// Whether something by `author` is this person's own: theirs, or of the visitor they were.
pub async fn is_own(mut from: impl Reads, person: i64, author: i64) -> Result<bool, Problem> {
    if person == author {
        return Ok(true);
    }
    let row: Option<(i64,)> =
        from.query("select id from person where id = $1 and adopted_by = $2").bind(author).bind(person).maybe().await?;
    Ok(row.is_some())
}
