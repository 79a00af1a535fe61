//! What somebody said and did in public, when they erase their account: by a former member from now on, or gone; and what was
//! said between them and the house, which goes in any case.
use crate::accounts::before;
use crate::db::{Build, Result, Tx};
use crate::forum::State;
use crate::forum::verbs::state;
use crate::values::Moment;

/// Why a post of somebody who left is not shown.
pub const ERASED: &str = "erased";

/// Forgets who said it; with `take_down` what was said too.
pub(super) async fn forget(tx: &mut Tx, person: i64, take_down: bool, now: Moment) -> Result<()> {
    let thanked: Vec<(i64,)> = tx
        .query("delete from reaction where person in (select id from person where id = $1 or adopted_by = $1) returning post")
        .bind(person)
        .all()
        .await?;
    before::recount(tx, thanked.into_iter().map(|(post,)| post).collect()).await?;
    let private: Vec<(i64,)> = tx.query(PRIVATE).bind(person).all().await?;
    let mut gone: Vec<i64> = private.into_iter().map(|(post,)| post).collect();
    if take_down {
        let posts: Vec<(i64,)> = tx
            .query("select id from post where author in (select id from person where id = $1 or adopted_by = $1) order by id")
            .bind(person)
            .all()
            .await?;
        gone.extend(posts.into_iter().map(|(post,)| post));
        gone.sort_unstable();
        gone.dedup();
    }
    for post in &gone {
        state::set(tx, *post, State::Removed, Some(ERASED), now).await?;
    }
    unsay(tx, gone).await?;
    for sql in GONE {
        tx.query(*sql).bind(person).run().await?;
    }
    Ok(())
}

/// Everything in the threads of their orders, whoever wrote it: names and places stand in it.
const PRIVATE: &str = "select p.id from post p join topic t on t.id = p.topic join orders o on o.id = t.order_id
    where o.person in (select id from person where id = $1 or adopted_by = $1)
        or (t.kind = 'order' and t.author in (select id from person where id = $1 or adopted_by = $1))
    order by p.id";

/// The words of posts that are not shown any more: here, where they were changed, and where others quoted them.
async fn unsay(tx: &mut Tx, posts: Vec<i64>) -> Result<()> {
    if posts.is_empty() {
        return Ok(());
    }
    for head in [
        "update post set body = '', html = '', quoted_text = null, print = null,
            title = case when title is null then null else '' end where id",
        "update post set quoted = null, quoted_revision = null, quoted_text = null where quoted",
        "update post_picture set alt = '' where post",
        "delete from post_revision where post",
        "delete from post_mention where post",
        "update publication set title = '', question = '', answer = '' where post",
        "update audit set before = '' where subject_kind = 'publication' and subject in (select id from publication where post",
    ] {
        let mut q = Build::new(head);
        q.within(posts.clone());
        if head.ends_with("(select id from publication where post") {
            q.push(")");
        }
        tx.build(&q).run().await?;
    }
    Ok(())
}

/// What else is theirs by its number; `$1` is the person.
const GONE: &[&str] = &[
    "update post set network = null where author in (select id from person where id = $1 or adopted_by = $1)",
    "update report set words = '' where reporter in (select id from person where id = $1 or adopted_by = $1)",
    "update appeal set words = '' where person in (select id from person where id = $1 or adopted_by = $1)",
    "update shut_out set person = null where person in (select id from person where id = $1 or adopted_by = $1)",
];
