//! What the shop knows of whoever writes: whether they were here before, whether they are shut out, how much they wrote just now.
use crate::db::{Build, Db, Result};
use crate::values::Moment;
use sqlx::FromRow;

/// Whether the shop's switch is on, and since when somebody is known.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Standing {
    /// Only known visitors write just now.
    pub known_only: bool,
    /// They have a post that others see, from before today.
    pub before_today: bool,
    /// They have one that is older than a day, or an account that is.
    pub settled: bool,
}

/// How these persons, who are one, stand; `today` is when the day of the shop began.
pub async fn of(db: &Db, me: &[i64], today: Moment, now: Moment) -> Result<Standing> {
    let day_ago = now.plus(-Moment::DAY).0;
    let spoke = |q: &mut Build, before: i64| {
        q.push("exists (select 1 from post p where p.state = 'live' and p.created_at < ").int(before);
        q.push(" and p.author").within(me.to_vec()).push(")");
    };
    let mut q = Build::new("select s.known_only, ");
    spoke(&mut q, today.0);
    q.push(" as before_today, (");
    spoke(&mut q, day_ago);
    q.push(" or exists (select 1 from person a where a.kind <> 'visitor' and a.created_at < ").int(day_ago);
    q.push(" and a.id").within(me.to_vec()).push(")) as settled from shop s where s.id = 1");
    db.build(&q).one().await
}

/// Until when these persons, or whoever comes from this network, may not write; none: they may. A network is shut to those who
/// came with the trouble: whoever had written before it, and stands, goes on.
pub async fn shut_until(db: &Db, me: &[i64], network: Option<Vec<u8>>, now: Moment) -> Result<Option<Moment>> {
    let mut q = Build::new("select until from shut_out where lifted_at is null and until > ");
    q.int(now.0).push(" and person").within(me.to_vec()).push(" order by until desc limit 1");
    let own: Option<(Moment,)> = db.build(&q).maybe().await?;
    if own.is_some() || network.is_none() {
        return Ok(own.map(|(until,)| until));
    }
    let shut: Option<(Moment, Moment)> = db
        .query(
            "select until, at from shut_out where network = $1 and lifted_at is null and until > $2
             order by until desc limit 1",
        )
        .bind(network)
        .bind(now)
        .maybe()
        .await?;
    let Some((until, at)) = shut else { return Ok(None) };
    let mut q = Build::new("select count(*) from (select 1 from post where state = 'live' and created_at < ");
    q.int(at.0).push(" and author").within(me.to_vec()).push(" limit 1) p");
    let (before,): (i64,) = db.build(&q).one().await?;
    Ok((before == 0).then_some(until))
}

/// When somebody may go on who posted this often since then; none: now.
pub async fn rests_until(db: &Db, me: &[i64], most: i64, within: i64, now: Moment) -> Result<Option<Moment>> {
    let mut q = Build::new("select created_at from post where author");
    q.within(me.to_vec()).push(" order by id desc limit ").digits(most);
    let last: Vec<(Moment,)> = db.build(&q).all().await?;
    let first = last.last().filter(|_| last.len() as i64 == most).map(|(at,)| at.plus(within));
    Ok(first.filter(|until| *until > now))
}
