//! Jobs that were put aside after the last try.
use super::MOST_TRIES;
use crate::audit::{self, Act};
use crate::db::{Build, Db, Result};
use crate::values::Moment;
use crate::viewer::Merchant;
use sqlx::FromRow;

/// A job that failed for good.
#[derive(Clone, Debug, FromRow)]
pub struct Stuck {
    pub id: i64,
    pub kind: String,
    pub tries: i64,
    pub fault: String,
    pub dead_at: Moment,
    /// The kind of the mail, where it is one.
    pub mail: Option<String>,
    /// The number of the order it is about, where it is about one.
    pub order: Option<String>,
}
/// Those that failed last, `most` at the most.
pub async fn stuck(db: &Db, _: &Merchant, most: i64) -> Result<Vec<Stuck>> {
    let mut q = Build::new(
        "select j.id, j.kind, j.tries, coalesce(j.fault, '') as fault, j.dead_at, m.kind as mail, o.number as \"order\"
         from (select id, kind, about, tries, fault, dead_at,
                case when kind = 'mail.send' then cast(about as bigint) end as mail,
                case when kind in ('order.lapse', 'purchase.show') then cast(about as bigint) end as of_order
            from job where dead_at is not null) j
         left join mail m on m.id = j.mail left join orders o on o.id = coalesce(j.of_order, m.order_id)
         order by j.dead_at desc, j.id desc limit ",
    );
    q.digits(most);
    db.build(&q).all().await
}

/// Puts a job on the list again, as new. False where it is not put aside any more.
pub async fn again(db: &Db, merchant: &Merchant, job: i64, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let row: Option<(String,)> = tx
        .query(
            "update job set dead_at = null, leased_until = null, tries = 0, run_at = $2
             where id = $1 and dead_at is not null returning kind",
        )
        .bind(job)
        .bind(now)
        .maybe()
        .await?;
    let Some((kind,)) = row else { return Ok(false) };
    let before = format!("{kind}, put aside after {MOST_TRIES} tries at the most");
    let act =
        Act { actor: merchant.actor(), act: "job.again", subject: ("shop", 1), before: &before, after: &kind, from };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(true)
}
