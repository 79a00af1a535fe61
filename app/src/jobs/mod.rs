//! What is to be done later: jobs and mails, written in the transaction that caused them, taken with a lease.
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

#[cfg(feature = "ssr")]
pub use ours::*;

#[cfg(feature = "ssr")]
mod ours {
    use crate::db::{Db, Result, Sql, Tx};
    use crate::values::Moment;
    use sqlx::FromRow;

    /// How long a job may run before another node takes it: longer than any mail server is waited for.
    pub const LEASE: i64 = 5 * Moment::MINUTE;
    /// After so many tries a job is put aside for a person to look at.
    pub const MOST_TRIES: i64 = 8;

    /// A job that has been taken.
    #[derive(Clone, Debug, FromRow)]
    pub struct Job {
        pub id: i64,
        pub kind: String,
        pub about: String,
        pub tries: i64,
    }

    /// Puts a job on the list, once for each thing it is about.
    pub async fn enqueue(tx: &mut Tx, kind: &'static str, about: &str, run_at: Moment, now: Moment) -> Result<()> {
        tx.query(
            "insert into job (kind, about, run_at, created_at) values ($1, $2, $3, $4) on conflict (kind, about) do nothing",
        )
        .bind(kind)
        .bind(about.to_string())
        .bind(run_at)
        .bind(now)
        .run()
        .await?;
        Ok(())
    }

    /// A mail that is to be written.
    #[derive(Clone, Debug, Default)]
    pub struct Mail<'a> {
        pub kind: &'static str,
        /// What it is about: one mail for each kind and thing.
        pub about: &'a str,
        pub to: &'a str,
        pub lang: &'a str,
        pub order: Option<i64>,
        pub person: Option<i64>,
        /// The link it carries: the token's number and its secret word, which is forgotten when the mail is sent.
        pub link: Option<(i64, String)>,
        /// How long it waits before it is sent, in milliseconds.
        pub wait: i64,
    }

    /// Writes a mail, once for each kind and thing it is about, and the job that sends it.
    pub async fn mail(tx: &mut Tx, mail: Mail<'_>, now: Moment) -> Result<()> {
        let (token, word) = mail.link.unzip();
        let row: Option<(i64,)> = tx
            .query(
                "insert into mail (kind, about, order_id, person, token, word, recipient, lang, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (kind, about) do nothing returning id",
            )
            .bind(mail.kind)
            .bind(mail.about.to_string())
            .bind(mail.order)
            .bind(mail.person)
            .bind(token)
            .bind(word)
            .bind(mail.to.to_string())
            .bind(mail.lang.to_string())
            .bind(now)
            .maybe()
            .await?;
        match row {
            Some((id,)) => enqueue(tx, "mail.send", &id.to_string(), now.plus(mail.wait), now).await,
            None => Ok(()),
        }
    }

    /// Takes the next job that is due, with a lease.
    pub async fn take(db: &Db, now: Moment) -> Result<Option<Job>> {
        db.run(Sql {
            sqlite: "update job set leased_until = $2, tries = tries + 1 where id = (
                    select id from job where done_at is null and dead_at is null and run_at <= $1
                        and (leased_until is null or leased_until <= $1) order by run_at, id limit 1)
                 returning id, kind, about, tries",
            postgres: "update job set leased_until = $2, tries = tries + 1 where id = (
                    select id from job where done_at is null and dead_at is null and run_at <= $1
                        and (leased_until is null or leased_until <= $1) order by run_at, id limit 1 for update skip locked)
                 returning id, kind, about, tries",
        })
        .bind(now)
        .bind(now.plus(LEASE))
        .maybe()
        .await
    }

    /// The job is done.
    pub async fn done(db: &Db, job: &Job, now: Moment) -> Result<()> {
        db.run("update job set done_at = $2, leased_until = null, fault = null where id = $1")
            .bind(job.id)
            .bind(now)
            .run()
            .await?;
        Ok(())
    }

    /// The job failed: again later, each time twice as late; put aside after the last try or where it cannot succeed.
    pub async fn failed(db: &Db, job: &Job, fault: &str, hopeless: bool, now: Moment) -> Result<()> {
        let dead = hopeless || job.tries >= MOST_TRIES;
        let later = now.plus(30_000 << job.tries.clamp(0, 12));
        db.run("update job set fault = $2, leased_until = null, run_at = $3, dead_at = $4 where id = $1")
            .bind(job.id)
            .bind(fault.to_string())
            .bind(later)
            .bind(dead.then_some(now))
            .run()
            .await?;
        Ok(())
    }
}
