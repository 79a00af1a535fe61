//! The log out of its tables.
use crate::db::{Build, Db, Result};
use crate::moderation::verdict::batches::{self, Batch};
use crate::values::Moment;
use sqlx::FromRow;

/// How many decisions a page has, and how many of the topics of each it names.
pub const PAGE: i64 = 30;
const TOPICS: i64 = 5;

/// A decision with the topics it was about, as far as they are still shown: number and title.
#[derive(Clone, Debug)]
pub struct Entry {
    pub batch: Batch,
    pub topics: Vec<(i64, String)>,
}

/// A page of the log, newest first, and where the next begins.
pub async fn page(db: &Db, before: Option<i64>) -> Result<(Vec<Entry>, Option<i64>)> {
    let mut q =
        Build::new("select distinct batch from verdict where act in ('removed', 'restored', 'closed', 'opened')");
    if let Some(before) = before {
        q.push(" and batch < ").int(before);
    }
    q.push(" order by batch desc limit ").digits(PAGE + 1);
    let mut ids: Vec<i64> = db.build(&q).all::<(i64,)>().await?.into_iter().map(|(id,)| id).collect();
    let more = ids.len() as i64 > PAGE;
    ids.truncate(PAGE as usize);
    let next = ids.last().copied().filter(|_| more);
    let topics = topics(db, ids.clone()).await?;
    let entries = batches::read(db, ids).await?.into_iter().map(|batch| Entry {
        topics: topics.iter().filter(|t| t.0 == batch.batch).map(|t| (t.1, t.2.clone())).collect(),
        batch,
    });
    Ok((entries.collect(), next))
}

/// The first topics of each of these that the public still finds.
async fn topics(db: &Db, batches: Vec<i64>) -> Result<Vec<(i64, i64, String)>> {
    if batches.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new(
        "select batch, id, title from (
            select batch, id, title, row_number() over (partition by batch order by id) as n from (
                select distinct v.batch, t.id, t.title from verdict v join post p on p.id = v.post join topic t on t.id = p.topic
                where t.listed and v.batch",
    );
    q.within(batches).push(") d) r where n <= ").int(TOPICS).push(" order by batch, id");
    db.build(&q).all().await
}

/// What was decided about one post, the latest first.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct OfPost {
    pub verdict: i64,
    pub act: String,
    pub at: Moment,
    pub undone_at: Option<Moment>,
    pub decided_by: String,
    pub rule_title: Option<String>,
    pub rule_words: Option<String>,
    /// What a host wrote to the author.
    pub words: String,
    pub appeal: Option<i64>,
    pub asked_at: Option<Moment>,
    pub asked: Option<String>,
    pub answer: Option<String>,
    pub upheld: Option<bool>,
    pub answered_at: Option<Moment>,
}
pub async fn of_post(db: &Db, post: i64) -> Result<Vec<OfPost>> {
    db.query(
        "select v.id as verdict, v.act, v.at, v.undone_at, v.decided_by, r.title as rule_title, r.words as rule_words, v.words,
            a.id as appeal, a.at as asked_at, a.words as asked, a.answer, a.upheld, a.decided_at as answered_at
         from verdict v left join house_rule r on r.rule = v.rule left join appeal a on a.verdict = v.id
         where v.post = $1 and v.act in ('removed', 'restored', 'closed', 'opened') order by v.id desc limit 50",
    )
    .bind(post)
    .all()
    .await
}

/// The posts of these persons, who are one, that were taken down: number, when, what they wrote.
pub async fn own(db: &Db, me: &[i64]) -> Result<Vec<(i64, Moment, String)>> {
    if me.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new(
        "select p.id, coalesce((select max(v.at) from verdict v where v.post = p.id and v.act = 'removed'), p.created_at), p.body
         from post p where p.state = 'removed' and p.author",
    );
    q.within(me.to_vec()).push(" order by p.id desc limit 20");
    db.build(&q).all().await
}
