//! Gathering posts that may have to go together.
use super::By;
use crate::db::{Build, Db, Result};
use crate::forum::text;
use crate::values::Moment;
use crate::viewer::Host;
use sqlx::FromRow;

/// How many posts stand in one list, and how many are looked at to find what is alike.
pub const MOST: i64 = 1_000;
const LOOKED_AT: i64 = 2_000;
/// From how many percent on two texts are nearly the same.
const NEARLY: u32 = 60;

/// A post of a list.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Line {
    pub post: i64,
    pub topic_title: String,
    pub body: String,
    pub state: String,
    pub alias: String,
    pub created_at: Moment,
    /// Whether its author was here before: such a post is not ticked, unless everything by them is asked for.
    pub known: bool,
}

/// The post that a list begins at.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Seed {
    pub post: i64,
    pub author: i64,
    pub alias: String,
    pub body: String,
    pub network: Option<Vec<u8>>,
    pub print: Option<Vec<u8>>,
}

/// The post to begin at; none where it is not there, or in an order's own thread.
pub async fn seed(db: &Db, _: &Host, post: i64) -> Result<Option<Seed>> {
    db.query(
        "select p.id as post, p.author, case when p.as_host and a.name <> '' then a.name else a.alias end as alias, p.body,
            p.network, p.print
         from post p join topic t on t.id = p.topic join person a on a.id = p.author where p.id = $1 and t.kind <> 'order'",
    )
    .bind(post)
    .maybe()
    .await
}

/// Gathers what stands or waits, the newest first, at most `MOST`; nothing of the house itself.
pub async fn gather(
    db: &Db,
    _: &Host,
    by: By,
    seed: &Seed,
    own_host: &str,
    since: Moment,
    now: Moment,
) -> Result<Vec<Line>> {
    match by {
        By::Person => {
            let mut q = lines(now);
            q.push(" and p.author = ").int(seed.author);
            newest(&mut q, since, MOST);
            db.build(&q).all().await
        }
        By::Network => from_network(db, seed, since, now).await,
        By::Newcomers => {
            let mut q = lines(now);
            newcomers(&mut q, now);
            newest(&mut q, since, MOST);
            db.build(&q).all().await
        }
        By::Like => like(db, seed, own_host, now).await,
    }
}

/// The start of every list. Known is who has a post that stands from before the last week, or an account for longer.
fn lines(now: Moment) -> Build {
    let week = now.plus(-7 * Moment::DAY).0;
    let mut q = Build::new(
        "select p.id as post, t.title as topic_title, p.body, p.state, a.alias, p.created_at,
            (exists (select 1 from post o where o.author = p.author and o.state = 'live' and o.created_at < ",
    );
    q.int(week).push(") or (a.kind <> 'visitor' and a.created_at < ").int(week).push(
        ")) as known
         from post p join topic t on t.id = p.topic join person a on a.id = p.author
         where p.state <> 'removed' and t.kind <> 'order' and not p.as_host",
    );
    q
}
fn newest(q: &mut Build, since: Moment, most: i64) {
    q.push(" and p.created_at >= ").int(since.0).push(" order by p.id desc limit ").digits(most);
}
fn newcomers(q: &mut Build, now: Moment) {
    let week = now.plus(-7 * Moment::DAY).0;
    q.push(" and not exists (select 1 from post o where o.author = p.author and o.state = 'live' and o.created_at < ");
    q.int(week).push(") and (a.kind = 'visitor' or a.created_at >= ").int(week).push(")");
}

async fn from_network(db: &Db, seed: &Seed, since: Moment, now: Moment) -> Result<Vec<Line>> {
    if seed.network.is_none() {
        return Ok(vec![]);
    }
    // A hash is bound by number: the posts first, then what is shown of them.
    let ids: Vec<(i64,)> = db
        .query("select id from post where network = $1 and created_at >= $2 order by id desc limit $3")
        .bind(seed.network.clone())
        .bind(since)
        .bind(MOST)
        .all()
        .await?;
    within(db, ids.into_iter().map(|(id,)| id).collect(), now).await
}

async fn within(db: &Db, posts: Vec<i64>, now: Moment) -> Result<Vec<Line>> {
    let mut q = lines(now);
    q.push(" and p.id").within(posts).push(" order by p.id desc limit ").digits(MOST);
    db.build(&q).all().await
}

#[derive(FromRow)]
struct Candidate {
    post: i64,
    body: String,
    print: Option<Vec<u8>>,
}

/// Among the recent posts of newcomers, those with the same print, a link to the same place, or nearly the same words.
async fn like(db: &Db, seed: &Seed, own_host: &str, now: Moment) -> Result<Vec<Line>> {
    let mut q = Build::new(
        "select p.id as post, p.body, p.print from post p join topic t on t.id = p.topic join person a on a.id = p.author
         where p.state <> 'removed' and t.kind <> 'order' and not p.as_host",
    );
    newcomers(&mut q, now);
    newest(&mut q, now.plus(-7 * Moment::DAY), LOOKED_AT);
    let all: Vec<Candidate> = db.build(&q).all().await?;
    let (seed, own) = (seed.clone(), own_host.to_string());
    // Comparing takes a while: not on the threads that answer others.
    let first = seed.post;
    let mut found = tokio::task::spawn_blocking(move || alike(&seed, &all, &own)).await.unwrap_or_default();
    if !found.contains(&first) {
        found.push(first);
    }
    within(db, found, now).await
}

fn alike(seed: &Seed, all: &[Candidate], own: &str) -> Vec<i64> {
    let hosts = |body: &str| {
        let mut hosts = text::links(body);
        hosts.retain(|host| host != own);
        hosts
    };
    let led_to = hosts(&seed.body);
    let is_like = |c: &Candidate| {
        (seed.print.is_some() && c.print == seed.print)
            || (!led_to.is_empty() && hosts(&c.body).iter().any(|host| led_to.contains(host)))
            || text::overlap(&seed.body, &c.body) > NEARLY
    };
    all.iter().filter(|c| is_like(c)).map(|c| c.post).collect()
}
