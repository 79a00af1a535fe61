//! The feed out of its tables: acts of people, the newest first. What an act is about is read when it is shown, so that a
//! changed name, a post that was taken down and whoever wants to be in no feed are seen as they are now.
use super::Kind;
use crate::db::{Build, Db, Result};
use crate::forum::store::Speaker;
use crate::values::Moment;
use sqlx::FromRow;
use std::collections::HashMap;

/// A part of the activity that can be shown alone.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Its word in an address; empty for everything.
    pub word: &'static str,
    pub name: &'static str,
    /// The topic of its events.
    topic: &'static str,
    pub kinds: &'static [Kind],
}
/// Every part, everything first.
pub const PARTS: &[Part] = &[
    Part { word: "", name: "Everything", topic: "feed", kinds: ACTS },
    Part { word: "questions", name: "Questions", topic: "feed:questions", kinds: &[Kind::TopicAsked] },
    Part { word: "answers", name: "Answers", topic: "feed:answers", kinds: &[Kind::PostReplied, Kind::AnswerAccepted] },
    Part { word: "talk", name: "Talk", topic: "feed:talk", kinds: &[Kind::TopicOpened, Kind::PostReplied] },
    Part { word: "bench", name: "Workbench", topic: "feed:bench", kinds: &[Kind::BenchPosted] },
    Part { word: "purchases", name: "Purchases", topic: "feed:purchases", kinds: &[Kind::PurchaseShown] },
];
/// The acts of people that a feed tells.
pub const ACTS: &[Kind] = &[
    Kind::TopicAsked,
    Kind::TopicOpened,
    Kind::BenchPosted,
    Kind::PostReplied,
    Kind::AnswerAccepted,
    Kind::PurchaseShown,
];
/// Those of them that are a post.
pub const POSTS: &[Kind] = &[Kind::TopicAsked, Kind::TopicOpened, Kind::BenchPosted, Kind::PostReplied];

/// The part of this word; everything where there is no such part.
pub fn part(word: &str) -> &'static Part {
    PARTS.iter().find(|p| p.word == word).unwrap_or(&PARTS[0])
}
impl Part {
    pub fn feed(&self) -> Feed {
        Feed { topic: self.topic.into(), kinds: self.kinds }
    }
}

/// A feed: where its events are heard, and which of them it tells.
#[derive(Clone, Debug)]
pub struct Feed {
    pub topic: String,
    pub kinds: &'static [Kind],
}

/// Where a page of a feed begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    Newest,
    /// Before the event of this number.
    Before(i64),
    /// Everything after the event of this number, as far as a page holds it.
    Since(i64),
}

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Asked,
    Opened,
    /// A host's note from the workbench.
    Noted,
    Replied,
    /// Chose the answer that solved it.
    Chose,
    Bought,
}
/// Whose words somebody replied to, or chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    Nobody,
    Themselves,
    Other(String),
}

/// One act, as it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub event: i64,
    pub at: Moment,
    pub act: Act,
    /// Nobody is named who bought something.
    pub who: Option<Speaker>,
    pub as_host: bool,
    pub whom: Whom,
    /// Whether it stands in a question, and whether whoever asked it did it.
    pub in_question: bool,
    pub by_asker: bool,
    pub post: Option<i64>,
    /// The title of the topic, or of what was bought.
    pub title: String,
    /// What the topic hangs on.
    pub product: Option<String>,
    pub step: Option<String>,
    /// The address of the real thing.
    pub href: String,
}
impl Line {
    /// What it is about, as the event stream names it: `post:12`.
    pub fn subject(&self) -> String {
        self.post.map_or_else(|| format!("event:{}", self.event), |post| format!("post:{post}"))
    }
}

/// A page of a feed.
#[derive(Clone, Debug, Default)]
pub struct List {
    pub lines: Vec<Line>,
    /// Before which event the next page begins; none at the end.
    pub next: Option<i64>,
    /// The newest event there was when it was read; 0 where no line was found.
    pub newest: i64,
}

#[derive(FromRow)]
struct Row {
    event: i64,
    kind: String,
    at: Moment,
    newest: i64,
    shown: bool,
    post: Option<i64>,
    topic: Option<i64>,
    title: Option<String>,
    in_question: bool,
    by_asker: bool,
    as_host: bool,
    who: Option<i64>,
    alias: Option<String>,
    name: Option<String>,
    seed: Option<i64>,
    handle: Option<String>,
    face: Option<String>,
    face_width: Option<i64>,
    whom: Option<i64>,
    whom_alias: Option<String>,
    whom_name: Option<String>,
    whom_as_host: bool,
    whom_hidden: bool,
    product_slug: Option<String>,
    product_title: Option<String>,
    step: Option<String>,
}

/// An act with everything it is about, in one statement; `shown` says whether it may be told now.
const ROW: &str = "select f.event, e.kind, e.at, (select cast(max(n.id) as bigint) from event n) as newest,
        coalesce(case when e.subject_kind = 'product' then g.status = 'active' and not g.sensitive
            else p.state = 'live' and t.listed and not a.unseen and not coalesce(g.sensitive, false)
                and (e.kind <> 'answer.accepted' or (t.accepted = p.id and t.accepted_at = e.at))
                and not exists (select 1 from topic_product x join product y on y.id = x.product
                    where x.topic = t.id and y.sensitive) end, false) as shown,
        p.id as post, t.id as topic, t.title, coalesce(t.kind = 'question', false) as in_question,
        coalesce(a.id = t.author, false) as by_asker,
        coalesce(case when e.kind = 'answer.accepted' then exists (select 1 from role_grant r
            where r.person = a.id and r.role = 'host' and r.revoked_at is null) else p.as_host end, false) as as_host,
        a.id as who, a.alias, a.name, a.avatar_seed as seed, h.handle, m.hash as face, m.width as face_width,
        w.id as whom, w.alias as whom_alias, w.name as whom_name,
        coalesce(case when e.kind = 'answer.accepted' then p.as_host else q.as_host end, false) as whom_as_host,
        coalesce(w.unseen and w.erased_at is null, false) as whom_hidden,
        g.slug as product_slug, g.title as product_title, s.title as step
     from (select l.event from event_topic l join event v on v.id = l.event where l.topic = ";
const JOINED: &str = ") f
        join event e on e.id = f.event
        left join post p on e.subject_kind = 'post' and p.id = e.subject
        left join topic t on t.id = p.topic
        left join person a on a.id = case when e.kind = 'answer.accepted' then e.person else p.author end
        left join host h on h.person = a.id and h.listed
        left join media m on m.id = h.media
        left join post q on q.id = coalesce(p.reply_to, t.first_post) and q.id <> p.id and q.state = 'live'
        left join person w on w.id = case when e.kind = 'answer.accepted' then p.author else q.author end
        left join product g on g.id = case when e.subject_kind = 'product' then e.subject else t.product end
        left join order_step s on s.step = t.step
     order by f.event desc";

async fn rows(db: &Db, feed: &Feed, from: Where, most: usize) -> Result<Vec<Row>> {
    let mut q = Build::new(ROW);
    q.text(feed.topic.as_str()).push(" and v.audience = 'public' and v.withdrawn_at is null and v.kind");
    q.within_texts(feed.kinds.iter().map(|k| k.word().to_string()).collect());
    match from {
        Where::Newest => {}
        // Said of both: PostgreSQL does not see by itself that what is below one is below the other.
        Where::Before(event) => drop(q.push(" and l.event < ").int(event).push(" and v.id < ").int(event)),
        Where::Since(event) => drop(q.push(" and l.event > ").int(event).push(" and v.id > ").int(event)),
    }
    q.push(" order by l.event desc limit ").digits(most as i64).push(JOINED);
    db.build(&q).all().await
}

/// How often a page is filled up whose acts may not be told any more.
const FILLED_UP: usize = 5;

/// A page of a feed: `most` lines from here on, the newest event first.
pub async fn page(db: &Db, feed: &Feed, from: Where, most: usize) -> Result<List> {
    let mut list = List::default();
    let mut from = from;
    for _ in 0..FILLED_UP {
        let rows = rows(db, feed, from, most + 1).await?;
        let end = rows.len() <= most;
        let last = rows.last().map(|r| r.event);
        if list.newest == 0 {
            list.newest = rows.first().map_or(0, |r| r.newest);
        }
        list.lines.extend(rows.into_iter().filter_map(line));
        if list.lines.len() > most {
            list.lines.truncate(most);
            list.next = list.lines.last().map(|l| l.event);
            return Ok(list);
        }
        list.next = last.filter(|_| !end && !matches!(from, Where::Since(_)));
        let Some(last) = list.next else { return Ok(list) };
        from = Where::Before(last);
    }
    Ok(list)
}
/// The newest acts of a feed, in one statement whatever it finds; a few more are read, since some may not be told any more.
pub async fn newest(db: &Db, feed: &Feed, most: usize) -> Result<List> {
    let rows = rows(db, feed, Where::Newest, most * 4).await?;
    let newest = rows.first().map_or(0, |r| r.newest);
    Ok(List { lines: rows.into_iter().filter_map(line).take(most).collect(), next: None, newest })
}

fn line(row: Row) -> Option<Line> {
    if !row.shown {
        return None;
    }
    let act = match row.kind.as_str() {
        "topic.asked" => Act::Asked,
        "topic.opened" => Act::Opened,
        "bench.posted" => Act::Noted,
        "post.replied" => Act::Replied,
        "answer.accepted" => Act::Chose,
        "purchase.shown" => Act::Bought,
        _ => return None,
    };
    let href = match (act, row.post, row.topic) {
        (Act::Bought, ..) => format!("/products/{}", row.product_slug.as_ref()?),
        (Act::Replied | Act::Chose, Some(post), _) => format!("/posts/{post}"),
        (.., Some(topic)) => format!("/forum/{topic}"),
        _ => return None,
    };
    // The name of one of the staff stands only where they spoke as such.
    let named = |alias: Option<String>, name: Option<String>, as_host: bool| match name.filter(|n| !n.is_empty()) {
        Some(name) if as_host => Some(name),
        _ => alias,
    };
    let who = match act {
        Act::Bought => None,
        _ => Some(Speaker {
            person: 0,
            name: named(row.alias, row.name, row.as_host)?,
            seed: row.seed.unwrap_or(0),
            handle: row.handle.filter(|_| row.as_host),
            face: row.face.filter(|_| row.as_host),
            face_width: row.face_width.filter(|_| row.as_host),
        }),
    };
    let whom = match (act, row.whom) {
        (Act::Replied | Act::Chose, Some(person)) if Some(person) == row.who => Whom::Themselves,
        (Act::Replied | Act::Chose, Some(_)) if !row.whom_hidden => {
            named(row.whom_alias, row.whom_name, row.whom_as_host).map_or(Whom::Nobody, Whom::Other)
        }
        _ => Whom::Nobody,
    };
    let bought = act == Act::Bought;
    Some(Line {
        event: row.event,
        at: row.at,
        act,
        who,
        as_host: row.as_host,
        whom,
        in_question: row.in_question,
        by_asker: row.by_asker,
        post: row.post,
        title: if bought { row.product_title.clone()? } else { row.title? },
        product: row.product_title.filter(|_| !bought),
        step: row.step,
        href,
    })
}

/// The words of a post, as they were written and as they are drawn.
#[derive(Clone, Debug, FromRow)]
pub struct Words {
    pub id: i64,
    pub title: Option<String>,
    pub body: String,
    pub html: String,
    pub render_version: i64,
    pub created_at: Moment,
    pub edited_at: Option<Moment>,
}
/// The words of these posts, by the number of the post.
pub async fn words(db: &Db, posts: &[i64]) -> Result<HashMap<i64, Words>> {
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let mut q = Build::new(
        "select id, title, body, html, render_version, created_at, edited_at from post where state = 'live' and id",
    );
    q.within(posts.to_vec());
    let rows: Vec<Words> = db.build(&q).all().await?;
    Ok(rows.into_iter().map(|w| (w.id, w)).collect())
}

/// When anything happened last in a feed, whether it can be told or was taken back since.
pub async fn changed(db: &Db, feed: &Feed) -> Result<Option<Moment>> {
    let row: Option<(Moment,)> = db
        .query(
            "select e.at from event_topic t join event e on e.id = t.event
             where t.topic = $1 order by t.event desc limit 1",
        )
        .bind(feed.topic.clone())
        .maybe()
        .await?;
    Ok(row.map(|(at,)| at))
}
