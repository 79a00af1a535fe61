//! People in and out of the database.
use super::alias::{self, Alias};
use crate::customers::store::upkeep;
use crate::db::{Db, Reads, Result, Tx, is_taken};
use crate::values::{Email, Moment};
use crate::viewer::Known;
use sqlx::FromRow;

/// The person of this number with what they may do; none where they were erased.
pub async fn known(mut from: impl Reads, person: i64) -> Result<Option<Known>> {
    from.query(
        "select p.id, p.kind, p.alias, p.avatar_seed, p.name, p.email,
            exists (select 1 from role_grant g where g.person = p.id and g.role = 'host' and g.revoked_at is null) as host,
            exists (select 1 from role_grant g where g.person = p.id and g.role = 'merchant' and g.revoked_at is null) as merchant,
            (a.totp_at is not null) as two_steps, (a.password_hash is not null) as has_password
         from person p left join account a on a.person = p.id
         where p.id = $1 and p.erased_at is null",
    )
    .bind(person)
    .maybe()
    .await
}

/// What is needed to let somebody in.
#[derive(Clone, Debug, FromRow)]
pub struct Entry {
    pub person: i64,
    pub password_hash: Option<String>,
    pub two_steps: bool,
}
/// A statement of its own for each way to a person: one text with "or" would read everybody.
macro_rules! entry_where {
    ($which:literal) => {
        concat!(
            "select p.id as person, a.password_hash, (a.totp_at is not null) as two_steps
             from person p left join account a on a.person = p.id
             where p.erased_at is null and p.kind <> 'visitor' and ",
            $which
        )
    };
}
/// Who has this address proven.
pub async fn entry(mut from: impl Reads, email_key: &str) -> Result<Option<Entry>> {
    from.query(entry_where!("p.email_key = $1")).bind(email_key.to_string()).maybe().await
}
/// The same by the number of the person.
pub async fn entry_of(mut from: impl Reads, person: i64) -> Result<Option<Entry>> {
    from.query(entry_where!("p.id = $1")).bind(person).maybe().await
}

/// Makes a visitor under a drawn alias: the first act of somebody whom nobody knows. Their number.
pub async fn begin(tx: &mut Tx, lang: &str, now: Moment) -> Result<i64> {
    insert(tx, "visitor", None, lang, now).await
}

async fn insert(tx: &mut Tx, kind: &'static str, email: Option<&Email>, lang: &str, now: Moment) -> Result<i64> {
    // A name that is there already is drawn again: among two million a few tries are many.
    for _ in 0..50 {
        let mut seed = [0u8; 8];
        getrandom::fill(&mut seed).expect("BUG: the system gives randomness");
        let alias = draw();
        let row: Option<(i64,)> = tx
            .query(
                "insert into person (kind, alias, alias_key, avatar_seed, email, email_key, lang, created_at, seen_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (alias_key) do nothing returning id",
            )
            .bind(kind)
            .bind(alias.as_str().to_string())
            .bind(alias.key())
            .bind(i64::from_be_bytes(seed) & i64::MAX)
            .bind(email.map(|e| e.as_str().to_string()))
            .bind(email.map(Email::key))
            .bind(lang.to_string())
            .bind(now)
            .maybe()
            .await?;
        if let Some((id,)) = row {
            return Ok(id);
        }
    }
    Err(no_name())
}

/// Gives a person another drawn alias.
pub async fn redraw(tx: &mut Tx, person: i64) -> Result<()> {
    for _ in 0..50 {
        let alias = draw();
        let done = tx
            .query(
                "update person set alias = $2, alias_key = $3 where id = $1
                    and not exists (select 1 from person other where other.alias_key = $3)",
            )
            .bind(person)
            .bind(alias.as_str().to_string())
            .bind(alias.key())
            .run()
            .await?;
        if done == 1 {
            return Ok(());
        }
    }
    Err(no_name())
}
fn draw() -> Alias {
    let mut bytes = [0u8; 4];
    getrandom::fill(&mut bytes).expect("BUG: the system gives randomness");
    alias::drawn(bytes)
}
fn no_name() -> crate::db::Error {
    crate::db::Error::Protocol("no friendly name is left".into())
}

/// The visitors that this person was before they signed in.
pub async fn visitors_of(db: &Db, person: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db.query("select id from person where adopted_by = $1").bind(person).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Makes somebody whose address is proven a customer: the visitor who asks, or somebody new. Their number.
pub async fn enrol(tx: &mut Tx, visitor: Option<i64>, email: &Email, lang: &str, now: Moment) -> Result<i64> {
    let grown = match visitor {
        Some(id) => {
            tx.query(
                "update person set kind = 'customer', email = $2, email_key = $3, seen_at = $4
                 where id = $1 and kind = 'visitor' and erased_at is null and adopted_by is null",
            )
            .bind(id)
            .bind(email.as_str().to_string())
            .bind(email.key())
            .bind(now)
            .run()
            .await?
        }
        None => 0,
    };
    let person = match (visitor, grown) {
        (Some(id), 1) => id,
        _ => insert(tx, "customer", Some(email), lang, now).await?,
    };
    tx.query("insert into account (person) values ($1) on conflict (person) do nothing").bind(person).run().await?;
    upkeep::joined(tx, person, email, now).await?;
    Ok(person)
}

/// Notes that a person was here.
pub async fn seen(tx: &mut Tx, person: i64, now: Moment) -> Result<()> {
    tx.query("update person set seen_at = $2 where id = $1").bind(person).bind(now).run().await?;
    Ok(())
}

/// Sets a person's password, given as its hash.
pub async fn set_password(tx: &mut Tx, person: i64, hash: &str) -> Result<()> {
    tx.query(
        "insert into account (person, password_hash) values ($1, $2)
         on conflict (person) do update set password_hash = excluded.password_hash",
    )
    .bind(person)
    .bind(hash.to_string())
    .run()
    .await?;
    Ok(())
}

/// The proven address becomes another one. False where somebody else has it.
pub async fn set_email(tx: &mut Tx, person: i64, email: &Email) -> Result<bool> {
    let done = tx
        .query("update person set email = $2, email_key = $3 where id = $1 and erased_at is null and kind <> 'visitor'")
        .bind(person)
        .bind(email.as_str().to_string())
        .bind(email.key())
        .run()
        .await;
    let set = unless_taken(done)?;
    if set {
        upkeep::moved(tx, person, email).await?;
    }
    Ok(set)
}
/// Whether the one row was changed; not where somebody else has what is unique.
fn unless_taken(done: Result<u64>) -> Result<bool> {
    match done {
        Ok(n) => Ok(n == 1),
        Err(error) if is_taken(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Signs a person out everywhere, but for the session of this hash.
pub async fn end_sessions(tx: &mut Tx, person: i64, but: Option<Vec<u8>>) -> Result<u64> {
    // No hash is empty.
    tx.query("delete from session where person = $1 and id_hash <> $2")
        .bind(person)
        .bind(but.unwrap_or_default())
        .run()
        .await
}

/// Gives a person another name to show. False where somebody else has it, or one that looks like it; the names of the staff
/// are theirs alone.
pub async fn rename(tx: &mut Tx, person: i64, alias: &Alias) -> Result<bool> {
    let staff: Vec<(i64, String)> =
        tx.query("select id, name from person where kind = 'staff' and name <> ''").all().await?;
    if staff.iter().any(|(id, name)| *id != person && alias::key(name) == alias.key()) {
        return Ok(false);
    }
    let done = tx
        .query("update person set alias = $2, alias_key = $3 where id = $1 and erased_at is null")
        .bind(person)
        .bind(alias.as_str().to_string())
        .bind(alias.key())
        .run()
        .await;
    unless_taken(done)
}

/// Forgets visitors who did nothing that others saw and were not here for 30 days: no browser remembers them.
pub async fn forget_visitors(db: &Db, now: Moment) -> Result<()> {
    const IDLE: &str =
        "select id from person where kind = 'visitor' and acted_at is null and adopted_by is null and seen_at < $1
        and not exists (select 1 from session s where s.person = person.id and s.expires_at > $2)";
    let mut tx = db.begin().await?;
    let before = now.plus(-30 * Moment::DAY);
    let gone: Vec<(i64,)> = tx.query(IDLE).bind(before).bind(now).all().await?;
    for (person,) in gone {
        tx.query("update cart set person = null where person = $1").bind(person).run().await?;
        // What they wanted to hear of goes with them.
        tx.query("delete from watch where person = $1").bind(person).run().await?;
        tx.query("delete from notice where person = $1").bind(person).run().await?;
        tx.query("delete from person where id = $1").bind(person).run().await?;
    }
    tx.commit().await
}
