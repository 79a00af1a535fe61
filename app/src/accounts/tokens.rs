//! Links that are mailed: drawn at random, kept hashed, short-lived, and spent by a press of a button, so that the scanner of
//! a mail box, which only opens them, spends none.
use crate::db::{Db, Result, Tx};
use crate::secret;
use crate::values::{Email, Moment};
use sqlx::FromRow;

/// What a link does; the words of the table `token_kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    SignUp,
    SignIn,
    Reset,
    Email,
    Invitation,
}
impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::SignUp => "sign_up",
            Kind::SignIn => "sign_in",
            Kind::Reset => "reset",
            Kind::Email => "email",
            Kind::Invitation => "invitation",
        }
    }
    fn parse(word: &str) -> Option<Kind> {
        [Kind::SignUp, Kind::SignIn, Kind::Reset, Kind::Email, Kind::Invitation].into_iter().find(|k| k.word() == word)
    }
    /// How long it opens something, in milliseconds.
    pub fn lasts(self) -> i64 {
        match self {
            Kind::SignIn => 15 * Moment::MINUTE,
            Kind::Reset | Kind::Email => Moment::HOUR,
            Kind::SignUp => Moment::DAY,
            Kind::Invitation => 7 * Moment::DAY,
        }
    }
}

/// What a new link is about.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    pub kind: Kind,
    /// Whose it is; none where nobody has this address.
    pub person: Option<i64>,
    pub email: &'a Email,
    /// The password that was chosen at sign-up, hashed.
    pub password_hash: Option<String>,
    /// The hash of a word that only the browser has that chose it.
    pub browser_hash: Option<Vec<u8>>,
    /// Where to go on to.
    pub next: &'a str,
}

/// Writes a new link; its number and its secret word, which stands in no table once the mail is sent.
pub async fn make(tx: &mut Tx, wish: Wish<'_>, now: Moment) -> Result<(i64, String)> {
    let word = secret::drawn();
    let (id,): (i64,) = tx
        .query(
            "insert into token (kind, code_hash, person, email, email_key, password_hash, browser_hash, next, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id",
        )
        .bind(wish.kind.word())
        .bind(secret::hash(&word))
        .bind(wish.person)
        .bind(wish.email.as_str().to_string())
        .bind(wish.email.key())
        .bind(wish.password_hash)
        .bind(wish.browser_hash)
        .bind(wish.next.to_string())
        .bind(now)
        .bind(now.plus(wish.kind.lasts()))
        .one()
        .await?;
    Ok((id, word))
}

/// A link that still opens something.
#[derive(Clone, Debug)]
pub struct Token {
    pub id: i64,
    pub kind: Kind,
    pub person: Option<i64>,
    pub email: String,
    pub password_hash: Option<String>,
    pub browser_hash: Option<Vec<u8>>,
    pub next: String,
}
#[derive(FromRow)]
struct Row {
    id: i64,
    kind: String,
    person: Option<i64>,
    email: String,
    password_hash: Option<String>,
    browser_hash: Option<Vec<u8>>,
    next: String,
}

/// The link of this secret word, if it was not spent and is not too old. Spends nothing.
pub async fn standing(db: &Db, word: &str, now: Moment) -> Result<Option<Token>> {
    let row: Option<Row> = db
        .query(
            "select id, kind, person, email, password_hash, browser_hash, next from token
             where code_hash = $1 and used_at is null and expires_at > $2",
        )
        .bind(secret::hash(word))
        .bind(now)
        .maybe()
        .await?;
    Ok(row.and_then(|r| {
        Some(Token {
            id: r.id,
            kind: Kind::parse(&r.kind)?,
            person: r.person,
            email: r.email,
            password_hash: r.password_hash,
            browser_hash: r.browser_hash,
            next: r.next,
        })
    }))
}

/// Spends a link: true for the one who came first.
pub async fn spend(tx: &mut Tx, token: &Token, now: Moment) -> Result<bool> {
    let spent = tx
        .query(
            "update token set used_at = $2, password_hash = null where id = $1 and used_at is null and expires_at > $2",
        )
        .bind(token.id)
        .bind(now)
        .run()
        .await?;
    Ok(spent == 1)
}

/// Makes every link of a person worthless after a new password, a new address, a role that was taken back. A link to sign up
/// may be older than the account: it lets in there too, so it goes by the address.
pub async fn revoke(tx: &mut Tx, person: i64, now: Moment) -> Result<()> {
    tx.query(
        "update token set used_at = $2, password_hash = null where used_at is null
            and (person = $1 or (kind = 'sign_up' and email_key = (select p.email_key from person p where p.id = $1)))",
    )
    .bind(person)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Forgets links that have been over for a day.
pub async fn tidy(db: &Db, now: Moment) -> Result<()> {
    db.run("update mail set token = null, word = null where token in (select id from token where expires_at < $1)")
        .bind(now.plus(-Moment::DAY))
        .run()
        .await?;
    db.run("delete from token where expires_at < $1").bind(now.plus(-Moment::DAY)).run().await?;
    Ok(())
}
