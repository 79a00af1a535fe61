//! What waits, a page at a time: whoever waits longest stands first, so that an honest post is not buried by a wave.
use crate::db::{Build, Db, Result};
use crate::values::Moment;
use crate::viewer::Host;
use sqlx::FromRow;

/// How many stand on a page.
pub const PAGE: i64 = 20;

/// Something that waits for a host: a post, or the appeal of its author.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Waiting {
    pub since: Moment,
    pub post: i64,
    /// 0 where it is no appeal.
    pub appeal: i64,
}

/// Where a page begins: after this one.
pub type Cursor = (i64, i64, i64);

/// Everything that waits. Each part is found by an index of its own.
const WAITING: &str = "select since, post, appeal from (
        select coalesce((select min(r.at) from report r where r.post = p.id and r.closed_at is null and p.held_for = 'reported'),
            p.edited_at, p.created_at) as since, p.id as post, 0 as appeal
        from post p where p.state = 'held'
        union all
        select min(r.at), r.post, 0 from report r join post p on p.id = r.post
        where r.closed_at is null and p.state = 'live' group by r.post
        union all
        select a.at, v.post, a.id from appeal a join verdict v on v.id = a.verdict where a.decided_at is null) w";

/// A page of the queue, and where the next begins.
pub async fn page(db: &Db, _: &Host, after: Option<Cursor>) -> Result<(Vec<Waiting>, Option<Cursor>)> {
    let mut q = Build::new(WAITING);
    if let Some((since, post, appeal)) = after {
        q.push(" where (since, post, appeal) > (").int(since).push(", ").int(post).push(", ").int(appeal).push(")");
    }
    q.push(" order by since, post, appeal limit ").digits(PAGE + 1);
    let mut rows: Vec<Waiting> = db.build(&q).all().await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more).map(|w| (w.since.0, w.post, w.appeal));
    Ok((rows, next))
}

/// How many wait, `most` at the most.
pub async fn count(db: &Db, _: &Host, most: i64) -> Result<i64> {
    let mut q = Build::new("select count(*) from (");
    q.push(WAITING).push(" limit ").digits(most).push(") n");
    let (n,): (i64,) = db.build(&q).one().await?;
    Ok(n)
}

/// Whether only known visitors write just now.
pub async fn known_only(db: &Db) -> Result<bool> {
    let (on,): (bool,) = db.query("select known_only from shop where id = 1").one().await?;
    Ok(on)
}
