//! The second step: codes that change every half minute (TOTP, RFC 6238), each taken once, and ten codes to write down.
use crate::db::{Db, Result, Tx};
use crate::secret;
use crate::values::Moment;
use crate::viewer::Customer;
use totp_rs::{Builder, Secret, Totp};

/// How many codes there are to write down.
const CODES: usize = 10;

/// What an app reads: the secret as letters, and the address that holds all of it.
#[derive(Clone, Debug)]
pub struct Offer {
    pub letters: String,
    pub address: String,
}

fn totp(secret: &[u8], shop: &str, account: &str) -> Option<Totp> {
    let clean = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(Secret::from(secret.to_vec()))
        .with_issuer(Some(clean(shop)))
        .with_account_name(clean(account))
        .build()
        .ok()
}

/// A secret of 160 bits, drawn anew.
pub fn drawn() -> Vec<u8> {
    let mut bytes = [0u8; 20];
    getrandom::fill(&mut bytes).expect("BUG: the system gives randomness");
    bytes.to_vec()
}
/// What the app of somebody needs to know of a secret.
pub fn offer(secret: &[u8], shop: &str, account: &str) -> Option<Offer> {
    let totp = totp(secret, shop, account)?;
    Some(Offer { letters: Secret::from(secret.to_vec()).to_base32(), address: totp.to_url().ok()? })
}
/// The step whose code this is, one to either side of now.
fn step(secret: &[u8], code: &str, now: Moment) -> Option<i64> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let found = totp(secret, "x", "x")?.check(&code, u64::try_from(now.0 / 1000).ok()?)?;
    i64::try_from(found).ok()
}

/// Whether a code opens the door for this person: of the app, each once and none older than the last; or one that was
/// written down, each once.
pub async fn passes(db: &Db, person: i64, code: &str, now: Moment) -> Result<bool> {
    let row: Option<(Option<Vec<u8>>,)> = db
        .query("select totp_secret from account where person = $1 and totp_at is not null")
        .bind(person)
        .maybe()
        .await?;
    let Some((Some(secret),)) = row else { return Ok(false) };
    if let Some(step) = step(&secret, code, now) {
        let fresh = db
            .run("update account set totp_step = $2 where person = $1 and totp_step < $2")
            .bind(person)
            .bind(step)
            .run()
            .await?;
        return Ok(fresh == 1);
    }
    let written = db
        .run("update recovery_code set used_at = $3 where person = $1 and code_hash = $2 and used_at is null")
        .bind(person)
        .bind(secret::hash(&plain(code)))
        .bind(now)
        .run()
        .await?;
    Ok(written == 1)
}
/// A written code without what people add to it.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// Turns the second step on, where the code is one of the secret; the codes to write down, shown once. None: a wrong code.
pub async fn turn_on(db: &Db, who: &Customer, secret: &[u8], code: &str, now: Moment) -> Result<Option<Vec<String>>> {
    let Some(step) = step(secret, code, now) else { return Ok(None) };
    let mut tx = db.begin().await?;
    tx.query("update account set totp_secret = $2, totp_at = $3, totp_step = $4 where person = $1")
        .bind(who.id())
        .bind(secret.to_vec())
        .bind(now)
        .bind(step)
        .run()
        .await?;
    let codes = new_codes(&mut tx, who.id()).await?;
    tx.commit().await?;
    Ok(Some(codes))
}
/// New codes to write down in place of the old ones.
async fn new_codes(tx: &mut Tx, person: i64) -> Result<Vec<String>> {
    tx.query("delete from recovery_code where person = $1").bind(person).run().await?;
    let mut codes = vec![];
    for _ in 0..CODES {
        let word = &secret::drawn()[..16];
        tx.query("insert into recovery_code (person, code_hash) values ($1, $2)")
            .bind(person)
            .bind(secret::hash(word))
            .run()
            .await?;
        codes.push(word.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c)).collect::<Vec<_>>().join("-"));
    }
    Ok(codes)
}
/// Turns the second step off.
pub async fn turn_off(db: &Db, who: &Customer) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.query("update account set totp_secret = null, totp_at = null, totp_step = 0 where person = $1")
        .bind(who.id())
        .run()
        .await?;
    tx.query("delete from recovery_code where person = $1").bind(who.id()).run().await?;
    tx.commit().await
}
/// How many of the codes to write down are left.
pub async fn codes_left(db: &Db, who: &Customer) -> Result<i64> {
    let (n,): (i64,) = db
        .query("select count(*) from recovery_code where person = $1 and used_at is null")
        .bind(who.id())
        .one()
        .await?;
    Ok(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, SHA-1, the last six digits.
        let secret = b"12345678901234567890";
        assert_eq!(step(secret, "287082", Moment(59_000)), Some(1));
        assert_eq!(step(secret, "081804", Moment(1_111_111_109_000)), Some(37_037_036));
        assert_eq!(step(secret, "08 18 04", Moment(1_111_111_109_000)), Some(37_037_036));
        assert_eq!(step(secret, "287082", Moment(119_000)), None, "two steps too late");
        assert_eq!(step(secret, "", Moment(59_000)), None);
    }

    #[test]
    fn the_address_names_the_shop_and_the_account() {
        let offer = offer(b"12345678901234567890", "Hearth: & Home", "noor@example.org").unwrap();
        assert!(offer.address.starts_with("otpauth://totp/Hearth"), "{}", offer.address);
        assert_eq!(offer.letters, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_written_code_may_be_typed_as_it_reads() {
        assert_eq!(plain("AB12-cd34 ef56"), "ab12cd34ef56");
    }
}
