//! What a host has to see of a post to decide about it: its place, its author, who complained of what.
use crate::db::{Build, Db, Result};
use crate::values::Moment;
use crate::viewer::Host;
use sqlx::FromRow;
use std::collections::HashMap;

/// A post with its place and its author.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Case {
    pub post: i64,
    pub topic: i64,
    pub topic_title: String,
    pub closed_at: Option<Moment>,
    /// Whether it opens its topic.
    pub first: bool,
    pub title: Option<String>,
    pub body: String,
    pub state: String,
    pub held_for: Option<String>,
    pub as_host: bool,
    pub created_at: Moment,
    pub edited_at: Option<Moment>,
    pub author: i64,
    pub alias: String,
    pub seed: i64,
    pub kind: String,
    /// Since when the shop knows them.
    pub since: Moment,
    /// How many of their posts stand, and how many were taken down.
    pub live: i64,
    pub removed: i64,
    /// How many others wrote from the same network in the last week; none where the network is not known.
    pub neighbours: Option<i64>,
    /// The post that stood before it, and who wrote that.
    pub before: Option<i64>,
    pub before_by: Option<String>,
    pub before_body: Option<String>,
}

/// A report as hosts see it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Reported {
    pub post: i64,
    pub title: String,
    pub words: String,
    pub at: Moment,
    pub by: String,
}

/// An appeal that waits.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Asked {
    pub id: i64,
    pub post: i64,
    pub words: String,
    pub at: Moment,
    pub rule_title: Option<String>,
    pub said: String,
    pub decided_by: String,
    pub decided_at: Moment,
}

/// A picture of a post.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Picture {
    pub post: i64,
    pub hash: String,
    pub width: i64,
    pub height: i64,
    pub alt: String,
}

/// Everything about several posts, each list by the post.
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub cases: HashMap<i64, Case>,
    pub reports: Vec<Reported>,
    pub appeals: Vec<Asked>,
    pub pictures: Vec<Picture>,
    /// Who is mentioned, by number.
    pub names: HashMap<i64, String>,
}

/// How many neighbours are counted.
const COUNTED: i64 = 50;

/// Reads it for these posts. What is said between a customer and the house about an order is nobody's to moderate.
pub async fn read(db: &Db, _: &Host, posts: Vec<i64>, now: Moment) -> Result<Context> {
    if posts.is_empty() {
        return Ok(Context::default());
    }
    let cases = cases(db, posts.clone(), now).await?;
    let mut q = Build::new(
        "select r.post, h.title, r.words, r.at, a.alias as by from report r join house_rule h on h.rule = r.rule
            join person a on a.id = r.reporter where r.closed_at is null and r.post",
    );
    q.within(posts.clone()).push(" order by r.post, r.at limit 400");
    let reports = db.build(&q).all().await?;
    let mut q = Build::new(
        "select a.id, v.post, a.words, a.at, h.title as rule_title, v.words as said, v.decided_by, v.at as decided_at
         from appeal a join verdict v on v.id = a.verdict left join house_rule h on h.rule = v.rule
         where a.decided_at is null and v.post",
    );
    q.within(posts.clone()).push(" order by a.id");
    let appeals = db.build(&q).all().await?;
    let mut q = Build::new(
        "select u.post, m.hash, m.width, m.height, u.alt from post_picture u join media m on m.id = u.media where u.post",
    );
    q.within(posts.clone()).push(" order by u.post, u.position, u.id");
    let pictures = db.build(&q).all().await?;
    let mut q = Build::new(
        "select distinct a.id, case when h.person is not null and a.name <> '' then a.name else a.alias end
         from post_mention m join person a on a.id = m.person left join host h on h.person = a.id and h.listed where m.post",
    );
    q.within(posts);
    let names: Vec<(i64, String)> = db.build(&q).all().await?;
    Ok(Context { cases, reports, appeals, pictures, names: names.into_iter().collect() })
}

async fn cases(db: &Db, posts: Vec<i64>, now: Moment) -> Result<HashMap<i64, Case>> {
    let mut q = Build::new(
        "select p.id as post, p.topic, t.title as topic_title, t.closed_at, (p.id = t.first_post) as first, p.title, p.body, p.state,
            p.held_for, p.as_host, p.created_at, p.edited_at, p.author,
            case when p.as_host and a.name <> '' then a.name else a.alias end as alias, a.avatar_seed as seed, a.kind,
            a.created_at as since,
            (select count(*) from post x where x.author = p.author and x.state = 'live') as live,
            (select count(*) from post x where x.author = p.author and x.state = 'removed') as removed,
            case when p.network is not null then (select count(*) from (
                select distinct x.author from post x where x.network = p.network and x.author <> p.author and x.created_at > ",
    );
    q.int(now.plus(-7 * Moment::DAY).0).push(" limit ").digits(COUNTED);
    q.push(
        ") n) end as neighbours, b.id as before, case when b.as_host and ba.name <> '' then ba.name else ba.alias end as before_by,
            b.body as before_body
         from post p join topic t on t.id = p.topic join person a on a.id = p.author
            left join post b on b.id = (select max(x.id) from post x where x.topic = p.topic and x.id < p.id and x.state = 'live')
            left join person ba on ba.id = b.author
         where t.kind <> 'order' and p.id",
    );
    q.within(posts);
    let rows: Vec<Case> = db.build(&q).all().await?;
    Ok(rows.into_iter().map(|case| (case.post, case)).collect())
}
