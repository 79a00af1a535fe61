//! What waits for a host.
use crate::db::{Build, Db, Result};
use crate::moderation::queue;
use crate::values::Moment;
use crate::viewer::Host;
use sqlx::FromRow;

/// How many rows a list of the console has.
pub const MOST: i64 = 30;
/// Beyond this many nobody counts.
pub const MANY: i64 = 99;

/// A question that nobody has answered.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Open {
    pub id: i64,
    pub title: String,
    pub name: String,
    pub asked_at: Moment,
    pub product_slug: Option<String>,
    pub product_title: Option<String>,
    pub step_title: Option<String>,
}
/// Questions that are not answered yet, the oldest first.
pub async fn open(db: &Db, _: &Host) -> Result<Vec<Open>> {
    let mut q = Build::new(
        "select t.id, t.title, case when fp.as_host and a.name <> '' then a.name else a.alias end as name, t.created_at as asked_at,
            p.slug as product_slug, p.title as product_title, s.title as step_title
         from topic t join post fp on fp.id = t.first_post join person a on a.id = t.author left join product p on p.id = t.product
            left join order_step s on s.step = t.step
         where t.kind = 'question' and t.listed = true and t.answered_at is null and t.closed_at is null
         order by t.last_at, t.id limit ",
    );
    q.digits(MOST);
    db.build(&q).all().await
}

/// A customer who wrote last in the thread of their order.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Thread {
    pub topic: i64,
    pub number: String,
    pub at: Moment,
}
/// Threads of orders that wait for an answer, the oldest first.
pub async fn threads(db: &Db, _: &Host) -> Result<Vec<Thread>> {
    let mut q = Build::new(
        "select t.id as topic, o.number, lp.created_at as at from topic t join orders o on o.id = t.order_id
            join post lp on lp.id = t.last_post
         where t.kind = 'order' and t.listed = false and t.closed_at is null and lp.as_host = false
         order by t.last_at, t.id limit ",
    );
    q.digits(MOST);
    db.build(&q).all().await
}

/// An answer of the host's own, with how many found it helpful.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Own {
    pub post: i64,
    pub title: String,
    pub body: String,
    pub at: Moment,
    pub helpful: i64,
    pub accepted: bool,
}
/// The last things that this host said in the open.
pub async fn own(db: &Db, by: &Host, most: i64) -> Result<Vec<Own>> {
    let mut q = Build::new(
        "select p.id as post, t.title, p.body, p.created_at as at, p.helpful, coalesce(t.accepted = p.id, false) as accepted
         from post p join topic t on t.id = p.topic where coalesce(p.state, '') = 'live' and p.as_host = true and t.listed = true and p.author = ",
    );
    q.int(by.id()).push(" order by p.id desc limit ").digits(most);
    db.build(&q).all().await
}

/// How much waits: counted to one beyond `MANY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub questions: i64,
    pub threads: i64,
    /// Posts that are held or reported, and appeals.
    pub queue: i64,
}
pub async fn waiting(db: &Db, host: &Host) -> Result<Waiting> {
    let (questions, threads): (i64, i64) = db
        .query(
            "select
                (select count(*) from (select t.id from topic t where t.kind = 'question' and t.listed = true
                    and t.answered_at is null and t.closed_at is null limit 100) q),
                (select count(*) from (select t.id from topic t join post lp on lp.id = t.last_post
                    where t.kind = 'order' and t.listed = false and t.closed_at is null and lp.as_host = false limit 100) t)",
        )
        .one()
        .await?;
    Ok(Waiting { questions, threads, queue: queue::store::count(db, host, MANY + 1).await? })
}

/// `7`, `99+`.
pub fn told(n: i64) -> String {
    if n > MANY { format!("{MANY}+") } else { n.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_counts_beyond_ninety_nine() {
        assert_eq!([told(0), told(99), told(100)], ["0", "99", "99+"]);
    }
}
