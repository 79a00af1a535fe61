//! Mails that wait: one for each person and topic, in which gathers what comes while it does.
use crate::db::{Result, Tx};
use crate::jobs::{Mail, mail};
use crate::orders;
use crate::values::Moment;

/// How long a mail waits, so that what is changed or taken down at once is never sent, and replies come together.
pub const WAIT: i64 = 5 * Moment::MINUTE;

/// A mail about a reply, for somebody who follows the topic by mail and has a proven address; none where one waits already.
pub async fn reply(tx: &mut Tx, person: i64, topic: i64, post: i64, now: Moment) -> Result<()> {
    let who: Option<(String, String)> = tx
        .query("select email, lang from person where id = $1 and email is not null and erased_at is null")
        .bind(person)
        .maybe()
        .await?;
    let Some((to, lang)) = who else { return Ok(()) };
    // The waiting mail's job is held until the commit: either it is sent after that, with this reply, or it is being sent
    // now and this reply gets a mail of its own.
    let waiting = tx
        .query(
            "update job set run_at = run_at where kind = 'mail.send' and done_at is null and dead_at is null
                and (leased_until is null or leased_until <= $3)
                and about in (select cast(m.id as text) from mail m
                    join post p on p.id = case when m.kind = 'forum.reply'
                        then cast(substr(m.about, length(cast(m.person as text)) + 2) as bigint) end
                    where m.person = $1 and m.sent_at is null and m.kind = 'forum.reply' and p.topic = $2)",
        )
        .bind(person)
        .bind(topic)
        .bind(now)
        .run()
        .await?;
    if waiting > 0 {
        return Ok(());
    }
    let about = about(person, post);
    let wish = Mail {
        kind: "forum.reply",
        about: &about,
        to: &to,
        lang: &lang,
        person: Some(person),
        wait: WAIT,
        ..Mail::default()
    };
    mail(tx, wish, now).await
}

/// A mail to the customer of an order about what the house wrote in its thread; none where one waits already.
pub async fn order(tx: &mut Tx, order: i64, topic: i64, post: i64, now: Moment) -> Result<()> {
    let found = orders::store::by_id(&mut *tx, order).await?.filter(|o| !o.email.is_empty());
    let Some(found) = found else { return Ok(()) };
    let waiting = tx
        .query(
            "update job set run_at = run_at where kind = 'mail.send' and done_at is null and dead_at is null
                and (leased_until is null or leased_until <= $2)
                and about in (select cast(m.id as text) from mail m where m.kind = 'forum.order' and m.sent_at is null
                    and m.about in (select cast(p.id as text) from post p where p.topic = $1))",
        )
        .bind(topic)
        .bind(now)
        .run()
        .await?;
    if waiting > 0 {
        return Ok(());
    }
    let about = post.to_string();
    let wish = Mail {
        kind: "forum.order",
        about: &about,
        to: &found.email,
        lang: &found.lang,
        order: Some(order),
        wait: WAIT,
        ..Mail::default()
    };
    mail(tx, wish, now).await
}

/// What a mail about a reply is about: whose it is and the first reply.
fn about(person: i64, post: i64) -> String {
    format!("{person}:{post}")
}
/// The same, read again.
pub fn parts(about: &str) -> Option<(i64, i64)> {
    let (person, post) = about.split_once(':')?;
    Some((person.parse().ok()?, post.parse().ok()?))
}
