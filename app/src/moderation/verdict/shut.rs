//! Shutting people and networks out of the conversation for a while. Nobody of the house, and no network of the house.
use crate::db::{Result, Tx};
use crate::values::Moment;
use crate::viewer::Host;
use crate::words::count;

/// For how many days somebody can be shut out.
pub const DAYS: [i64; 3] = [1, 7, 90];

/// Who is shut out for how long, with the posts that are taken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shut {
    /// The people who wrote them, always; the networks too.
    pub networks: bool,
    pub days: i64,
}
impl Shut {
    /// What a form says: `people` or `networks`, and days of those that can be chosen.
    pub fn read(whom: &str, days: &str) -> Option<Shut> {
        let days = days.parse().ok().filter(|d| DAYS.contains(d)).unwrap_or(DAYS[1]);
        match whom {
            "people" => Some(Shut { networks: false, days }),
            "networks" => Some(Shut { networks: true, days }),
            _ => None,
        }
    }
    pub fn said(&self) -> String {
        count(self.days, "day", "days")
    }
}

/// Shuts out whoever wrote the posts of a batch.
pub(super) async fn out(tx: &mut Tx, by: &Host, batch: i64, wish: Shut, rule: &str, now: Moment) -> Result<()> {
    let until = now.plus(wish.days * Moment::DAY);
    tx.query(
        "insert into shut_out (person, batch, rule, at, until, by_person)
         select distinct p.author, v.batch, $2, $3, $4, $5
         from verdict v join post p on p.id = v.post join person a on a.id = p.author
         where v.batch = $1 and a.kind <> 'staff'",
    )
    .bind(batch)
    .bind(rule.to_string())
    .bind(now)
    .bind(until)
    .bind(by.id())
    .run()
    .await?;
    if wish.networks {
        tx.query(
            "insert into shut_out (network, batch, rule, at, until, by_person)
             select distinct p.network, v.batch, $2, $3, $4, $5 from verdict v join post p on p.id = v.post
             where v.batch = $1 and p.network is not null
                and not exists (select 1 from post h where h.network = p.network and h.as_host)",
        )
        .bind(batch)
        .bind(rule.to_string())
        .bind(now)
        .bind(until)
        .bind(by.id())
        .run()
        .await?;
    }
    Ok(())
}

/// Lifts what a batch shut out; of one person alone where one is named.
pub(in crate::moderation) async fn lift(tx: &mut Tx, batch: i64, person: Option<i64>, now: Moment) -> Result<()> {
    tx.query(
        "update shut_out set lifted_at = $2 where batch = $1 and lifted_at is null
            and (cast($3 as bigint) is null or person = $3)",
    )
    .bind(batch)
    .bind(now)
    .bind(person)
    .run()
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Shut;

    #[test]
    fn only_the_days_that_can_be_chosen_are_taken() {
        assert_eq!(Shut::read("people", "90"), Some(Shut { networks: false, days: 90 }));
        assert_eq!(Shut::read("networks", "4000"), Some(Shut { networks: true, days: 7 }));
        assert_eq!(Shut::read("", "7"), None);
    }
}
