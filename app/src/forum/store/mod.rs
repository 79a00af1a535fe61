//! Topics and posts out of their tables.
mod about;
mod lists;
mod posts;

pub use about::{
    AnchorOf, anchor, asked_before, bought, like, names, names_of, revisions, said_elsewhere, steps, thread_of,
};
pub use lists::{
    AtProduct, Filter, List, Row, found, lately_answered, list, near, newer, newer_of_product, of_product, rows,
};
pub use posts::{
    Mentioned, PAGE, Page, Picture, Seen, Shown, Speaker, Where, mentioned, page, page_of, pictures, quote_of,
};

use super::verbs::Placed;
use super::{State, text::Named};
use crate::db::{Reads, Result};
use crate::values::Moment;
use sqlx::FromRow;

/// A topic with what it hangs on.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Topic {
    pub id: i64,
    pub kind: String,
    state: String,
    pub title: String,
    pub author: i64,
    pub product: Option<i64>,
    pub product_slug: Option<String>,
    pub product_title: Option<String>,
    pub product_status: Option<String>,
    pub sensitive: bool,
    pub attribute: Option<i64>,
    pub attribute_label: Option<String>,
    pub step: Option<String>,
    pub step_title: Option<String>,
    pub order_id: Option<i64>,
    pub created_at: Moment,
    /// How many posts others see, the first among them.
    pub posts: i64,
    pub first_post: i64,
    pub last_at: Moment,
    pub accepted: Option<i64>,
    pub answered_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub listed: bool,
}
impl Topic {
    pub fn state(&self) -> State {
        State::of(&self.state)
    }
    pub fn kind(&self) -> super::Kind {
        super::Kind::of(&self.kind)
    }
}

/// The topic of this number, whatever its state.
pub async fn topic(mut from: impl Reads, id: i64) -> Result<Option<Topic>> {
    from.query(
        "select t.id, t.kind, t.state, t.title, t.author, t.product, p.slug as product_slug, p.title as product_title,
            p.status as product_status, coalesce(p.sensitive, false) as sensitive, t.attribute, a.label as attribute_label,
            t.step, s.title as step_title, t.order_id, t.created_at, t.posts, coalesce(t.first_post, 0) as first_post, t.last_at,
            t.accepted, t.answered_at, t.closed_at, t.listed
         from topic t left join product p on p.id = t.product left join attribute a on a.id = t.attribute
            left join order_step s on s.step = t.step
         where t.id = $1",
    )
    .bind(id)
    .maybe()
    .await
}

/// A post as it is kept.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Post {
    pub id: i64,
    pub topic: i64,
    /// The kind of its topic.
    pub kind: String,
    pub author: i64,
    state: String,
    pub held_for: Option<String>,
    pub as_host: bool,
    pub stake: Option<String>,
    pub title: Option<String>,
    pub body: String,
    pub revision: i64,
    pub helpful: i64,
    pub created_at: Moment,
    pub edited_at: Option<Moment>,
}
impl Post {
    pub fn state(&self) -> State {
        State::of(&self.state)
    }
}

/// The post of this number, whatever its state.
pub async fn post(mut from: impl Reads, id: i64) -> Result<Option<Post>> {
    from.query(
        "select p.id, p.topic, t.kind, p.author, p.state, p.held_for, p.as_host, p.stake, p.title, p.body, p.revision, p.helpful,
            p.created_at, p.edited_at
         from post p join topic t on t.id = p.topic where p.id = $1",
    )
    .bind(id)
    .maybe()
    .await
}

/// The same words by the same person in the same place within ten minutes: a button pressed twice.
pub async fn twice(
    mut from: impl Reads,
    person: i64,
    topic: Option<i64>,
    body: &str,
    now: Moment,
) -> Result<Option<Placed>> {
    let since = now.plus(-10 * Moment::MINUTE);
    let rows: Vec<(i64, i64, String, Option<i64>)> = from
        .query(
            "select p.topic, p.id, p.state, t.first_post from post p join topic t on t.id = p.topic
             where p.author = $1 and p.body = $2 and p.created_at > $3 order by p.id desc limit 20",
        )
        .bind(person)
        .bind(body.to_string())
        .bind(since)
        .all()
        .await?;
    let same = |(t, post, _, first): &(i64, i64, String, Option<i64>)| match topic {
        Some(topic) => *t == topic && *first != Some(*post),
        None => *first == Some(*post),
    };
    let found = rows.into_iter().find(same);
    Ok(found.map(|(topic, post, state, _)| Placed { topic, post, state: State::of(&state) }))
}

/// Who can be spoken to by name: whoever wrote in the topic, and every host.
pub async fn people_of(mut from: impl Reads, topic: Option<i64>) -> Result<Vec<Named>> {
    let mut all: Vec<(i64, String)> = from
        .query(
            "select p.id, p.name from host h join person p on p.id = h.person
             where h.listed and p.name <> '' and p.erased_at is null",
        )
        .all()
        .await?;
    if let Some(topic) = topic {
        let here: Vec<(i64, String)> = from
            .query(
                "select distinct p.id, p.alias from post x join person p on p.id = x.author
                 where x.topic = $1 and x.state = 'live' and not x.as_host and p.erased_at is null limit 500",
            )
            .bind(topic)
            .all()
            .await?;
        all.extend(here);
    }
    Ok(all.into_iter().map(|(person, name)| Named { person, name }).collect())
}

/// How many posts of this person others see; what is known of a newcomer.
pub async fn live_posts(mut from: impl Reads, person: i64) -> Result<i64> {
    let (n,): (i64,) = from
        .query("select count(*) from (select 1 from post where author = $1 and state = 'live' limit 100) p")
        .bind(person)
        .one()
        .await?;
    Ok(n)
}
