//! Staff in and out of the database: every change is a row that says who made it, and a row of the audit.
use super::Role;
use crate::accounts::alias;
use crate::accounts::store as people;
use crate::accounts::tokens::{self, Kind, Wish};
use crate::audit::{self, Act};
use crate::db::{Db, Reads, Result, Tx};
use crate::hosts;
use crate::jobs::{self, Mail};
use crate::problem::Problem;
use crate::values::{Email, Moment};
use crate::viewer::{Actor, FreshMerchant, Merchant};
use sqlx::FromRow;

/// Somebody of the staff, as the roster shows them: each role with the moment since when.
#[derive(Clone, Debug, FromRow)]
pub struct Member {
    pub id: i64,
    pub name: String,
    pub email: Option<String>,
    pub host: Option<Moment>,
    pub merchant: Option<Moment>,
    pub two_steps: bool,
}
/// Everybody who has a role, in the order they came.
pub async fn roster(db: &Db, _: &Merchant) -> Result<Vec<Member>> {
    db.query(
        "select p.id, p.name, p.email, (a.totp_at is not null) as two_steps,
            (select g.granted_at from role_grant g where g.person = p.id and g.role = 'host' and g.revoked_at is null) as host,
            (select g.granted_at from role_grant g where g.person = p.id and g.role = 'merchant' and g.revoked_at is null) as merchant
         from person p left join account a on a.person = p.id
            join (select person, min(granted_at) as came from role_grant where revoked_at is null group by person) r on r.person = p.id
         where p.erased_at is null order by r.came, p.id limit 500",
    )
    .all()
    .await
}

/// Whether somebody ever ran the shop, or was invited to.
pub async fn claimed(mut from: impl Reads) -> Result<bool> {
    let (any,): (bool,) = from
        .query(
            "select exists (select 1 from role_grant where role = 'merchant')
                or exists (select 1 from invitation where role = 'merchant') as there",
        )
        .one()
        .await?;
    Ok(any)
}
/// Whether somebody ever ran the shop, or was invited to.
pub async fn any(db: &Db, _: &FreshMerchant) -> Result<bool> {
    claimed(db).await
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
         where accepted_at is null and withdrawn_at is null and email <> '' order by id desc limit 200",
    )
    .all()
    .await
}

/// Invites somebody by mail. Refused where they have the role, or an invitation to it that still stands.
pub async fn invite(
    db: &Db,
    by: &FreshMerchant,
    (role, name, email): (Role, &str, &Email),
    lang: &str,
    from: &str,
    now: Moment,
) -> std::result::Result<(), Problem> {
    let mut tx = db.begin().await?;
    let (there, waits): (bool, bool) = tx
        .query(
            "select exists (select 1 from person p join role_grant g on g.person = p.id
                    where p.email_key = $1 and p.erased_at is null and g.role = $2 and g.revoked_at is null) as there,
                exists (select 1 from invitation where email_key = $1 and role = $2 and accepted_at is null
                    and withdrawn_at is null and expires_at > $3) as waits",
        )
        .bind(email.key())
        .bind(role.word())
        .bind(now)
        .one()
        .await?;
    let fault = |words: String| Err(Problem::Fields(vec![("email", words)]));
    if there {
        return fault(format!("They are {} already.", role.words()));
    }
    if waits {
        return fault("An invitation to this address waits already. Take it back to send another one.".into());
    }
    let link = invitation(&mut tx, by, (role, name, email), from, now).await?;
    let about = link.0.to_string();
    let mail =
        Mail { kind: "staff.invited", about: &about, to: email.as_str(), lang, link: Some(link), ..Mail::default() };
    jobs::mail(&mut tx, mail, now).await?;
    Ok(tx.commit().await?)
}

/// An invitation without a mail: its secret word, for the line that the command prints once.
pub async fn invite_by_word(
    db: &Db,
    by: &FreshMerchant,
    role: Role,
    name: &str,
    email: &Email,
    now: Moment,
) -> Result<String> {
    let mut tx = db.begin().await?;
    let (_, word) = invitation(&mut tx, by, (role, name, email), "", now).await?;
    tx.commit().await?;
    Ok(word)
}

/// Writes an invitation with its link: the link's number and its secret word.
async fn invitation(
    tx: &mut Tx,
    by: &FreshMerchant,
    (role, name, email): (Role, &str, &Email),
    from: &str,
    now: Moment,
) -> Result<(i64, String)> {
    let wish =
        Wish { kind: Kind::Invitation, person: None, email, password_hash: None, browser_hash: None, next: "/account" };
    let (token, word) = tokens::make(tx, wish, now).await?;
    let (id,): (i64,) = tx
        .query(
            "insert into invitation (role, name, email, email_key, token, invited_by, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) returning id",
        )
        .bind(role.word())
        .bind(name.to_string())
        .bind(email.as_str().to_string())
        .bind(email.key())
        .bind(token)
        .bind(by.actor().to_string())
        .bind(now)
        .bind(now.plus(Kind::Invitation.lasts()))
        .one()
        .await?;
    let act = Act {
        actor: by.actor(),
        act: "staff.invited",
        subject: ("invitation", id),
        before: "",
        after: role.word(),
        from,
    };
    audit::append(tx, act, now).await?;
    Ok((token, word))
}

/// Takes an invitation back: its link opens nothing any more. False where it was accepted or taken back before.
pub async fn withdraw(db: &Db, by: &FreshMerchant, invitation: i64, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let withdrawn = take_back(&mut tx, by, invitation, from, now).await?;
    tx.commit().await?;
    Ok(withdrawn)
}
async fn take_back(tx: &mut Tx, by: &FreshMerchant, invitation: i64, from: &str, now: Moment) -> Result<bool> {
    // The link first, as whoever accepts takes it first too.
    tx.query(
        "update token set used_at = $2
         where used_at is null and id = (select i.token from invitation i where i.id = $1 and i.accepted_at is null)",
    )
    .bind(invitation)
    .bind(now)
    .run()
    .await?;
    let row: Option<(String,)> = tx
        .query(
            "update invitation set withdrawn_at = $2 where id = $1 and withdrawn_at is null and accepted_at is null
             returning role",
        )
        .bind(invitation)
        .bind(now)
        .maybe()
        .await?;
    let Some((role,)) = row else { return Ok(false) };
    let (act, subject) = ("staff.invitation_withdrawn", ("invitation", invitation));
    audit::append(tx, Act { actor: by.actor(), act, subject, before: &role, after: "", from }, now).await?;
    Ok(true)
}

/// Forgets whom an invitation named that has been over for a month: they never came, or have a name of their own here.
pub async fn tidy(db: &Db, now: Moment) -> Result<()> {
    db.run("update invitation set name = '', email = '', email_key = '' where email <> '' and expires_at < $1")
        .bind(now.plus(-30 * Moment::DAY))
        .run()
        .await?;
    Ok(())
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
    alone(tx).await?;
    tx.query("update invitation set accepted_at = $2, accepted_by = $3 where id = $1")
        .bind(invited.id)
        .bind(now)
        .bind(person)
        .run()
        .await?;
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

/// Changes of the staff wait for one another: two merchants who take each other's role at once, a role that is given while
/// the last one is taken.
pub(super) async fn alone(tx: &mut Tx) -> Result<()> {
    tx.query("update shop set catalogue_version = catalogue_version where id = 1").run().await?;
    Ok(())
}
/// Whoever asks is a merchant still, now that nobody else changes the staff.
async fn still(tx: &mut Tx, by: &FreshMerchant) -> std::result::Result<(), Problem> {
    let Some(person) = by.actor().person() else { return Ok(()) };
    let known = people::known(tx, person).await?;
    known.filter(|k| k.merchant).map(drop).ok_or(Problem::NotYours)
}
/// Makes a person one of the staff, under their name; an alias of somebody else that looks like it gives way.
pub(super) async fn appoint(tx: &mut Tx, person: i64, name: &str) -> Result<()> {
    let alike: Vec<(i64,)> = tx
        .query("select id from person where alias_key = $1 and id <> $2")
        .bind(alias::key(name))
        .bind(person)
        .all()
        .await?;
    for (other,) in alike {
        people::redraw(tx, other).await?;
    }
    tx.query("update person set kind = 'staff', name = $2 where id = $1")
        .bind(person)
        .bind(name.to_string())
        .run()
        .await?;
    Ok(())
}
pub(super) async fn give(tx: &mut Tx, person: i64, role: Role, by: &str, now: Moment) -> Result<bool> {
    let given = tx
        .query(
            "insert into role_grant (person, role, granted_by, granted_at) values ($1, $2, $3, $4)
             on conflict (person, role) where revoked_at is null do nothing",
        )
        .bind(person)
        .bind(role.word())
        .bind(by.to_string())
        .bind(now)
        .run()
        .await?;
    if role == Role::Host {
        hosts::store::ensure(tx, person, now).await?;
    }
    Ok(given == 1)
}

/// Gives somebody of the staff another role. False where they have it.
pub async fn grant(
    db: &Db,
    by: &FreshMerchant,
    person: i64,
    role: Role,
    from: &str,
    now: Moment,
) -> std::result::Result<bool, Problem> {
    let mut tx = db.begin().await?;
    alone(&mut tx).await?;
    still(&mut tx, by).await?;
    let known = people::known(&mut tx, person).await?.filter(|k| k.kind == "staff").ok_or(Problem::Gone)?;
    let given = give(&mut tx, known.id, role, &by.actor().to_string(), now).await?;
    if given {
        let (act, subject) = ("staff.granted", ("person", person));
        let act = Act { actor: by.actor(), act, subject, before: "", after: role.word(), from };
        audit::append(&mut tx, act, now).await?;
    }
    tx.commit().await?;
    Ok(given)
}

/// Takes a role back: the person is signed out everywhere at once. The last merchant keeps theirs. What a merchant began who
/// is none any more ends too: invitations that wait. False where there was nothing to take.
pub async fn revoke(
    db: &Db,
    by: &FreshMerchant,
    person: i64,
    role: Role,
    from: &str,
    now: Moment,
) -> std::result::Result<bool, Problem> {
    let mut tx = db.begin().await?;
    if role == Role::Merchant {
        let waiting: Vec<(i64,)> = tx
            .query(
                "select id from invitation where invited_by = $1 and accepted_at is null and withdrawn_at is null
                 order by token",
            )
            .bind(Actor::Person(person).to_string())
            .all()
            .await?;
        for (invitation,) in waiting {
            take_back(&mut tx, by, invitation, from, now).await?;
        }
    }
    alone(&mut tx).await?;
    still(&mut tx, by).await?;
    let taken = tx
        .query(
            "update role_grant set revoked_at = $3, revoked_by = $4 where person = $1 and role = $2 and revoked_at is null",
        )
        .bind(person)
        .bind(role.word())
        .bind(now)
        .bind(by.actor().to_string())
        .run()
        .await?;
    if taken == 0 {
        return Ok(false);
    }
    if role == Role::Merchant && merchants(&mut tx).await? == 0 {
        let words = "The shop needs one merchant. Make somebody else one first.";
        return Err(Problem::Fields(vec![("person", words.into())]));
    }
    if role == Role::Host {
        hosts::store::unlist(&mut tx, person, by.actor(), now).await?;
    }
    tokens::revoke(&mut tx, person, now).await?;
    people::end_sessions(&mut tx, person, None).await?;
    // Who has no role left is a customer again; the name stays with what was said under it.
    tx.query(
        "update person set kind = 'customer' where id = $1
            and not exists (select 1 from role_grant where person = $1 and revoked_at is null)",
    )
    .bind(person)
    .run()
    .await?;
    let (act, subject) = ("staff.revoked", ("person", person));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: role.word(), after: "", from }, now).await?;
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
    alone(&mut tx).await?;
    let person = match people::entry(&mut tx, &email.key()).await? {
        Some(entry) => entry.person,
        None => people::enrol(&mut tx, None, email, lang, now).await?,
    };
    people::set_password(&mut tx, person, hash).await?;
    tokens::revoke(&mut tx, person, now).await?;
    people::end_sessions(&mut tx, person, None).await?;
    appoint(&mut tx, person, name).await?;
    give(&mut tx, person, role, &by.actor().to_string(), now).await?;
    let (act, subject) = ("staff.added", ("person", person));
    let act = Act { actor: by.actor(), act, subject, before: "", after: role.word(), from: "" };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await
}
