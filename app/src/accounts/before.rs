//! What a customer did as a visitor, before they signed in: it stays under the name of then, until they choose to have it
//! under the name of now. Nobody is told that both are one unless they do.
use crate::db::{Build, Db, Result, Tx};
use crate::values::Moment;
use crate::viewer::{Actor, Customer};
use sqlx::FromRow;

/// A visitor that somebody was, with what they did.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Before {
    pub id: i64,
    pub alias: String,
    pub seed: i64,
    pub created_at: Moment,
    pub posts: i64,
    pub thanks: i64,
}

/// The visitors that a customer was and who did something that others saw.
pub async fn list(db: &Db, who: &Customer) -> Result<Vec<Before>> {
    let all: Vec<Before> = db
        .query(
            "select p.id, p.alias, p.avatar_seed as seed, p.created_at,
                (select count(*) from post x where x.author = p.id) as posts,
                (select count(*) from reaction r where r.person = p.id) as thanks
             from person p where p.adopted_by = $1 and p.erased_at is null order by p.id desc limit 50",
        )
        .bind(who.id())
        .all()
        .await?;
    Ok(all.into_iter().filter(|b| b.posts + b.thanks > 0).collect())
}

/// Puts what a visitor did under the name of the customer that they became. Each post and each word of thanks counts once.
/// False where that visitor was somebody else.
pub async fn take_over(db: &Db, who: &Customer, visitor: i64) -> Result<bool> {
    let me = who.id();
    let mut tx = db.begin().await?;
    // Two presses of the button wait for one another here.
    let theirs = tx
        .query("update person set seen_at = seen_at where id = $1 and adopted_by = $2 and erased_at is null")
        .bind(visitor)
        .bind(me)
        .run()
        .await?;
    if theirs == 0 {
        return Ok(false);
    }
    for sql in MOVED {
        tx.query(*sql).bind(visitor).bind(me).run().await?;
    }
    tx.query("update event set person = $2, actor = $3 where person = $1")
        .bind(visitor)
        .bind(me)
        .bind(Actor::Person(me).to_string())
        .run()
        .await?;
    let mut thanked: Vec<(i64,)> =
        tx.query("delete from reaction where person = $1 returning post").bind(visitor).all().await?;
    // Nobody thanks themselves.
    let own: Vec<(i64,)> = tx
        .query(
            "delete from reaction where person = $1 and post in (select id from post where author = $1) returning post",
        )
        .bind(me)
        .all()
        .await?;
    thanked.extend(own);
    recount(&mut tx, thanked.into_iter().map(|(post,)| post).collect()).await?;
    // Who answers their own question has not answered it.
    tx.query(
        "update topic set answered_at = (select p.created_at from post p
            where p.topic = topic.id and p.state = 'live' and p.author <> topic.author order by p.id limit 1)
         where author = $1",
    )
    .bind(me)
    .run()
    .await?;
    tx.commit().await?;
    Ok(true)
}

/// What moves; `$1` is the visitor, `$2` who they became. A cart that became an order shows that they own what they advise on.
const MOVED: &[&str] = &[
    "update post set author = $2 where author = $1",
    "update topic set author = $2 where author = $1",
    "update topic set accepted_by = $2 where accepted_by = $1",
    "update post_revision set editor = $2 where editor = $1",
    "update post_picture set person = $2 where person = $1",
    "insert into reaction (post, person, kind, at) select post, $2, kind, at from reaction where person = $1
        on conflict (post, person, kind) do nothing",
    "update cart set person = $2 where person = $1 and closed_at is not null",
];

/// Counts again how many found these posts helpful.
pub(super) async fn recount(tx: &mut Tx, posts: Vec<i64>) -> Result<()> {
    if posts.is_empty() {
        return Ok(());
    }
    let mut q = Build::new(
        "update post set helpful = (select count(*) from reaction r where r.post = post.id and r.kind = 'helpful') where id",
    );
    q.within(posts);
    tx.build(&q).run().await?;
    Ok(())
}
