//! Staff in and out of the database: every change is a row that says who made it, and a row of the audit.
use super::Role;
use crate::accounts::alias;
use crate::accounts::door::post;
use crate::accounts::store as people;
use crate::accounts::tokens::{self, Kind, Wish};
use crate::audit::{self, Act};
use crate::db::{Db, Reads, Result, Tx};
use crate::problem::Problem;
use crate::values::{Email, Moment};
use crate::viewer::{Actor, FreshMerchant, Merchant};
use sqlx::FromRow;

/// Somebody of the staff, as the roster shows them.
#[derive(Clone, Debug, FromRow)]
pub struct Member {
    pub id: i64,
    pub name: String,
    pub alias: String,
    pub avatar_seed: i64,
    pub email: Option<String>,
    pub host: bool,
    pub merchant: bool,
    pub two_steps: bool,
    pub since: Moment,
}
/// Everybody who has a role, in the order they came.
pub async fn roster(db: &Db, _: &Merchant) -> Result<Vec<Member>> {
    db.query(
        "select p.id, p.name, p.alias, p.avatar_seed, p.email, (a.totp_at is not null) as two_steps,
            exists (select 1 from role_grant g where g.person = p.id and g.role = 'host' and g.revoked_at is null) as host,
            exists (select 1 from role_grant g where g.person = p.id and g.role = 'merchant' and g.revoked_at is null) as merchant,
            (select min(g.granted_at) from role_grant g where g.person = p.id and g.revoked_at is null) as since
         from person p left join account a on a.person = p.id
         where p.erased_at is null and exists (select 1 from role_grant g where g.person = p.id and g.revoked_at is null)
         order by since, p.id limit 500",
    )
    .all()
    .await
}

/// An invitation that waits.
#[derive(Clone, Debug, FromRow)]
pub struct Invitation {
    pub id: i64,
    pub role: String,
    pub name: String,
    pub email: String,
    pub created_at: Moment,
    pub expires_at: Moment,
}
/// The invitations that nobody has accepted or withdrawn, the newest first; those that are over among them.
pub async fn invitations(db: &Db, _: &Merchant) -> Result<Vec<Invitation>> {
    db.query(
        "select id, role, name, email, created_at, expires_at from invitation
         where accepted_at is null and withdrawn_at is null order by id desc limit 200",
    )
    .all()
    .await
}

/// Invites somebody by mail.
pub async fn invite(
    db: &Db,
    by: &FreshMerchant,
    (role, name, email): (Role, &str, &Email),
    lang: &str,
    from: &str,
    now: Moment,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let id = invitation(&mut tx, by.actor(), role, name, email, now).await?;
    let wish =
        Wish { kind: Kind::Invitation, person: None, email, password_hash: None, browser_hash: None, next: "/account" };
    post(&mut tx, "staff.invited", wish, lang, now).await?;
    tx.query("update invitation set token = (select max(t.id) from token t where t.kind = 'invitation' and t.email_key = $2) where id = $1")
        .bind(id)
        .bind(email.key())
        .run()
        .await?;
    audit::append(&mut tx, Act { actor: by.actor(), act: "staff.invited", subject: ("invitation", id), before: "", after: role.word(), from }, now)
        .await?;
    tx.commit().await
}

/// An invitation without a mail: its secret word, for the line that the command prints once.
pub async fn invite_by_word(db: &Db, by: &FreshMerchant, role: Role, name: &str, email: &Email, now: Moment) -> Result<String> {
    let mut tx = db.begin().await?;
    let id = invitation(&mut tx, by.actor(), role, name, email, now).await?;
    let wish =
        Wish { kind: Kind::Invitation, person: None, email, password_hash: None, browser_hash: None, next: "/account" };
    let (token, word) = tokens::make(&mut tx, wish, now).await?;
    tx.query("update invitation set token = $2 where id = $1").bind(id).bind(token).run().await?;
    audit::append(&mut tx, Act { actor: by.actor(), act: "staff.invited", subject: ("invitation", id), before: "", after: role.word(), from: "" }, now)
        .await?;
    tx.commit().await?;
    Ok(word)
}

async fn invitation(tx: &mut Tx, by: Actor, role: Role, name: &str, email: &Email, now: Moment) -> Result<i64> {
    let (id,): (i64,) = tx
        .query(
            "insert into invitation (role, name, email, email_key, invited_by, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7) returning id",
        )
        .bind(role.word())
        .bind(name.to_string())
        .bind(email.as_str().to_string())
        .bind(email.key())
        .bind(by.to_string())
        .bind(now)
        .bind(now.plus(Kind::Invitation.lasts()))
        .one()
        .await?;
    Ok(id)
}

/// Takes an invitation back: its link opens nothing any more. False where it was accepted or taken back before.
pub async fn withdraw(db: &Db, by: &FreshMerchant, invitation: i64, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let row: Option<(Option<i64>, String)> = tx
        .query(
            "update invitation set withdrawn_at = $2 where id = $1 and withdrawn_at is null and accepted_at is null
             returning token, role",
        )
        .bind(invitation)
        .bind(now)
        .maybe()
        .await?;
    let Some((token, role)) = row else { return Ok(false) };
    tx.query("update token set used_at = $2 where id = $1 and used_at is null").bind(token).bind(now).run().await?;
    audit::append(&mut tx, Act { actor: by.actor(), act: "staff.invitation_withdrawn", subject: ("invitation", invitation), before: &role, after: "", from }, now)
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Who a link invites.
#[derive(Clone, Debug)]
pub struct Invited {
    pub id: i64,
    pub name: String,
    pub role: Role,
    by: String,
}
/// The invitation that belongs to this link, while it stands.
pub async fn invited(db: &Db, token: i64, now: Moment) -> Result<Option<Invited>> {
    let row: Option<(i64, String, String, String)> = db
        .query(
            "select id, name, role, invited_by from invitation
             where token = $1 and withdrawn_at is null and accepted_at is null and expires_at > $2",
        )
        .bind(token)
        .bind(now)
        .maybe()
        .await?;
    Ok(row.and_then(|(id, name, role, by)| Some(Invited { id, name, role: Role::parse(&role)?, by })))
}
/// Somebody accepts: they are of the staff now, under this name. The grant is in the name of whoever invited.
pub async fn accept(tx: &mut Tx, invited: &Invited, person: i64, name: &str, from: &str, now: Moment) -> Result<()> {
    tx.query("update invitation set accepted_at = $2, accepted_by = $3 where id = $1").bind(invited.id).bind(now).bind(person).run().await?;
    appoint(tx, person, name).await?;
    give(tx, person, invited.role, &invited.by, now).await?;
    let act = Act {
        actor: Actor::Person(person),
        act: "staff.accepted",
        subject: ("invitation", invited.id),
        before: "",
        after: invited.role.word(),
        from,
    };
    audit::append(tx, act, now).await
}

/// Makes a person one of the staff, under their name; an alias of somebody else that looks like it gives way.
async fn appoint(tx: &mut Tx, person: i64, name: &str) -> Result<()> {
    let key = alias::key(name);
    let alike: Vec<(i64,)> =
        tx.query("select id from person where alias_key = $1 and id <> $2").bind(key).bind(person).all().await?;
    for (other,) in alike {
        people::redraw(tx, other).await?;
    }
    tx.query("update person set kind = 'staff', name = $2 where id = $1").bind(person).bind(name.to_string()).run().await?;
    Ok(())
}
async fn give(tx: &mut Tx, person: i64, role: Role, by: &str, now: Moment) -> Result<u64> {
    tx.query(
        "insert into role_grant (person, role, granted_by, granted_at) values ($1, $2, $3, $4)
         on conflict (person, role) where revoked_at is null do nothing",
    )
    .bind(person)
    .bind(role.word())
    .bind(by.to_string())
    .bind(now)
    .run()
    .await
}

/// Gives somebody of the staff another role. False where they have it.
pub async fn grant(db: &Db, by: &FreshMerchant, person: i64, role: Role, from: &str, now: Moment) -> std::result::Result<bool, Problem> {
    let mut tx = db.begin().await?;
    let known = people::known(&mut tx, person).await?.filter(|k| k.kind == "staff").ok_or(Problem::Gone)?;
    let given = give(&mut tx, known.id, role, &by.actor().to_string(), now).await? == 1;
    if given {
        audit::append(&mut tx, Act { actor: by.actor(), act: "staff.granted", subject: ("person", person), before: "", after: role.word(), from }, now)
            .await?;
    }
    tx.commit().await?;
    Ok(given)
}

/// Takes a role back: the person is signed out everywhere at once. The last merchant keeps theirs.
pub async fn revoke(db: &Db, by: &FreshMerchant, person: i64, role: Role, from: &str, now: Moment) -> std::result::Result<bool, Problem> {
    let mut tx = db.begin().await?;
    // Two merchants who take each other's role at once wait here for one another.
    tx.query("update shop set catalogue_version = catalogue_version where id = 1").run().await?;
    if role == Role::Merchant && merchants(&mut tx).await? <= 1 {
        return Err(Problem::Fields(vec![("role", "The shop needs one merchant. Make somebody else one first.".into())]));
    }
    let taken = tx
        .query("update role_grant set revoked_at = $3, revoked_by = $4 where person = $1 and role = $2 and revoked_at is null")
        .bind(person)
        .bind(role.word())
        .bind(now)
        .bind(by.actor().to_string())
        .run()
        .await?;
    if taken == 0 {
        return Ok(false);
    }
    people::end_sessions(&mut tx, person, None).await?;
    tokens::revoke(&mut tx, person, now).await?;
    // Who has no role left is a customer again; the name stays with what was said under it.
    tx.query(
        "update person set kind = 'customer' where id = $1
            and not exists (select 1 from role_grant g where g.person = person.id and g.revoked_at is null)",
    )
    .bind(person)
    .run()
    .await?;
    audit::append(&mut tx, Act { actor: by.actor(), act: "staff.revoked", subject: ("person", person), before: role.word(), after: "", from }, now)
        .await?;
    tx.commit().await?;
    Ok(true)
}
/// How many merchants there are.
pub async fn merchants(mut from: impl Reads) -> Result<i64> {
    let (n,): (i64,) = from
        .query(
            "select count(*) from role_grant g join person p on p.id = g.person
             where g.role = 'merchant' and g.revoked_at is null and p.erased_at is null",
        )
        .one()
        .await?;
    Ok(n)
}

/// Makes somebody of the staff from the command line, with a password given as its hash; an account that stands is theirs
/// already and gets the role, the name and the password.
pub async fn add(
    db: &Db,
    by: &FreshMerchant,
    (role, name, email): (Role, &str, &Email),
    hash: &str,
    lang: &str,
    now: Moment,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let person = match people::entry(&mut tx, &email.key()).await? {
        Some(entry) => entry.person,
        None => people::enrol(&mut tx, None, email, lang, now).await?,
    };
    people::set_password(&mut tx, person, hash).await?;
    people::end_sessions(&mut tx, person, None).await?;
    appoint(&mut tx, person, name).await?;
    give(&mut tx, person, role, &by.actor().to_string(), now).await?;
    audit::append(&mut tx, Act { actor: by.actor(), act: "staff.added", subject: ("person", person), before: "", after: role.word(), from: "" }, now)
        .await?;
    tx.commit().await
}
