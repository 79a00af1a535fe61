//! Notices and wishes to hear of a topic, in their tables.
use crate::activity::{Audience, Event, Kind, Subject, store::append};
use crate::db::{Build, Db, Result, Tx};
use crate::values::Moment;
use crate::viewer::Actor;
use sqlx::FromRow;

/// How many notices a page has, and how many topics it lists.
pub const PAGE: i64 = 30;
pub const MOST: i64 = 100;

/// Notes that this person wants to hear of a topic; `by_mail` too.
pub async fn watch(tx: &mut Tx, topic: i64, person: i64, by_mail: bool, now: Moment) -> Result<()> {
    tx.query(
        "insert into watch (topic, person, by_mail, since) values ($1, $2, $3, $4)
         on conflict (topic, person) do update set by_mail = excluded.by_mail",
    )
    .bind(topic)
    .bind(person)
    .bind(by_mail)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Whether one of these persons hears of a topic, and by mail too.
pub async fn watches(db: &Db, topic: i64, me: &[i64]) -> Result<Option<bool>> {
    if me.is_empty() {
        return Ok(None);
    }
    let mut q = Build::new("select by_mail from watch where topic = ");
    q.int(topic).push(" and person").within(me.to_vec()).push(" order by by_mail desc limit 1");
    let row: Option<(bool,)> = db.build(&q).maybe().await?;
    Ok(row.map(|(by_mail,)| by_mail))
}

/// They want to hear of it no more.
pub async fn unwatch(tx: &mut Tx, topic: i64, person: i64) -> Result<bool> {
    let n = tx.query("delete from watch where topic = $1 and person = $2").bind(topic).bind(person).run().await?;
    Ok(n == 1)
}

/// They want no more mails about it; in the shop they still hear of it. A second time changes nothing.
pub async fn quiet(tx: &mut Tx, topic: i64, person: i64) -> Result<bool> {
    let n = tx
        .query("update watch set by_mail = false where topic = $1 and person = $2 and by_mail")
        .bind(topic)
        .bind(person)
        .run()
        .await?;
    Ok(n == 1)
}

/// Who follows a topic, and who of them by mail: neither the author of what is told, nor the other names the author has.
pub async fn watching(tx: &mut Tx, topic: i64, author: i64) -> Result<Vec<(i64, bool)>> {
    tx.query(
        "select w.person, w.by_mail from watch w join person a on a.id = w.person
         where w.topic = $1 and a.erased_at is null and w.person <> $2 and coalesce(a.adopted_by, 0) <> $2
            and not exists (select 1 from person b where b.id = $2 and b.adopted_by = w.person)
         order by w.person",
    )
    .bind(topic)
    .bind(author)
    .all()
    .await
}

/// Tells a person of a post, once for each kind and post; their open pages hear of it.
pub async fn put(tx: &mut Tx, person: i64, kind: &'static str, post: i64, now: Moment) -> Result<()> {
    let new = tx
        .query("insert into notice (person, kind, post, at) values ($1, $2, $3, $4) on conflict (person, kind, post) do nothing")
        .bind(person)
        .bind(kind)
        .bind(post)
        .bind(now)
        .run()
        .await?;
    if new == 1 {
        let event = Event {
            kind: Kind::PostReplied,
            actor: Actor::Job,
            subject: Subject::Post(post),
            at: now,
            audience: Audience::Person(person),
            topics: vec![format!("person:{person}")],
        };
        append(tx, event);
    }
    Ok(())
}

/// A notice as its reader sees it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Notice {
    pub id: i64,
    pub kind: String,
    pub post: i64,
    pub at: Moment,
    pub read_at: Option<Moment>,
    /// The title of the topic; empty where it is no longer shown.
    pub title: String,
    /// Who wrote the post, as others see them.
    pub name: String,
    /// What a customer said to an answer that was to be made public.
    pub agreed: Option<bool>,
}

/// What these persons, who are one, were told: the newest first, a page and one more. Of what is no longer seen only that it
/// was taken down, and what became of an appeal.
pub async fn list(db: &Db, me: Vec<i64>, before: Option<i64>) -> Result<Vec<Notice>> {
    let mut q = Build::new(
        "select n.id, n.kind, n.post, n.at, n.read_at, case when t.listed or t.kind = 'order' then t.title else '' end as title,
            case when p.as_host and a.name <> '' then a.name else a.alias end as name,
            (select u.agreed from publication u where u.post = n.post and u.decided_at is not null order by u.id desc limit 1) as agreed
         from notice n join post p on p.id = n.post join topic t on t.id = p.topic join person a on a.id = p.author
         where (p.state = 'live' or n.kind in ('removed', 'appeal')) and n.person",
    );
    q.within(me);
    if let Some(before) = before {
        q.push(" and n.id < ").int(before);
    }
    q.push(" order by n.id desc limit ").digits(PAGE + 1);
    db.build(&q).all().await
}

/// Everything up to this number has been read.
pub async fn read(tx: &mut Tx, me: Vec<i64>, upto: i64, now: Moment) -> Result<()> {
    let mut q = Build::new("update notice set read_at = ");
    q.int(now.0).push(" where read_at is null and id <= ").int(upto).push(" and person").within(me);
    tx.build(&q).run().await?;
    Ok(())
}

/// A topic that somebody follows.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Followed {
    pub topic: i64,
    pub title: String,
    pub posts: i64,
    pub by_mail: bool,
}

/// The topics that these persons follow, the last chosen first; one more than are shown.
pub async fn followed(db: &Db, me: Vec<i64>) -> Result<Vec<Followed>> {
    let mut q = Build::new(
        "select t.id as topic, t.title, t.posts, max(case when w.by_mail then 1 else 0 end) = 1 as by_mail
         from watch w join topic t on t.id = w.topic where t.listed and w.person",
    );
    q.within(me).push(" group by t.id, t.title, t.posts order by max(w.since) desc, t.id desc limit ").digits(MOST + 1);
    db.build(&q).all().await
}
