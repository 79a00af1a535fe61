//! How often something was tried about one subject within a while, counted in the database so that it holds on several nodes.
//! The subject (an address, a network) is kept as a keyed hash alone.
use crate::db::{Db, Result};
use crate::secret::LinkKey;
use crate::values::Moment;

/// What is counted; the words of the table `attempt_kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Wrong passwords for one address, known or not.
    SignIn,
    /// Wrong codes of the second step for one person.
    Code,
    /// Mails that one network asked for: links, resets, sign-ups.
    Mail,
    /// Mails that were asked for to one address.
    MailTo,
    /// Orders from one network.
    Checkout,
    /// Names that one network saved.
    Posting,
    /// Words of thanks from one network.
    React,
    /// Pictures from one network, or from one person.
    Upload,
    /// Tries to post something by one person. How many posts somebody makes is counted by the gate, from the posts.
    Post,
    /// Tries to post something from one network.
    PostNetwork,
    /// Reports by one person, or from one network.
    Report,
}
impl Limit {
    /// Its word, how many are let through, and within how long.
    fn rule(self) -> (&'static str, i64, i64) {
        const QUARTER: i64 = 15 * Moment::MINUTE;
        const TEN: i64 = 10 * Moment::MINUTE;
        match self {
            Limit::SignIn => ("sign_in", 10, QUARTER),
            Limit::Code => ("code", 10, QUARTER),
            Limit::Mail => ("mail", 20, QUARTER),
            Limit::MailTo => ("mail_to", 5, QUARTER),
            Limit::Checkout => ("checkout", 60, QUARTER),
            Limit::Posting => ("posting", 60, QUARTER),
            Limit::React => ("react", 120, QUARTER),
            Limit::Upload => ("upload", 40, QUARTER),
            Limit::Post => ("post", 30, TEN),
            Limit::PostNetwork => ("post_network", 40, TEN),
            Limit::Report => ("report", 20, QUARTER),
        }
    }
}

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    Go,
    /// Too many: again at this moment.
    Wait(Moment),
}

/// Counts a try before it is made, so that many at once count too.
pub async fn count(db: &Db, key: &LinkKey, limit: Limit, subject: &str, now: Moment) -> Result<Try> {
    let (word, most, within) = limit.rule();
    let (since, tries): (Moment, i64) = db
        .run(
            "insert into attempt (kind, subject, since, tries) values ($1, $2, $3, 1)
             on conflict (kind, subject) do update set
                tries = case when attempt.since <= $4 then 1 else attempt.tries + 1 end,
                since = case when attempt.since <= $4 then excluded.since else attempt.since end
             returning since, tries",
        )
        .bind(word)
        .bind(key.digest(word, subject))
        .bind(now)
        .bind(now.plus(-within))
        .one()
        .await?;
    Ok(if tries > most { Try::Wait(since.plus(within)) } else { Try::Go })
}

/// Forgets the tries about a subject: it was right.
pub async fn forget(db: &Db, key: &LinkKey, limit: Limit, subject: &str) -> Result<()> {
    let (word, ..) = limit.rule();
    db.run("delete from attempt where kind = $1 and subject = $2")
        .bind(word)
        .bind(key.digest(word, subject))
        .run()
        .await?;
    Ok(())
}

/// Forgets every count that is over.
pub async fn tidy(db: &Db, now: Moment) -> Result<()> {
    db.run("delete from attempt where since < $1").bind(now.plus(-Moment::DAY)).run().await?;
    Ok(())
}
