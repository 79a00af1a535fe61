//! Passwords: how good one has to be, and how they are kept (argon2id, RFC 9106). Hashing is dear on purpose, so it runs off
//! the async threads and never on all cores at once.
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};
use std::sync::LazyLock;
use tokio::sync::{AcquireError, Semaphore, SemaphorePermit};

/// The fewest and the most letters of a password.
pub const LEAST: usize = 8;
pub const MOST: usize = 200;

/// Whether a password is good enough for somebody of whom these words are known; else one sentence that helps.
pub fn check(password: &str, known: &[&str]) -> Result<(), String> {
    let letters = password.chars().count();
    if letters < LEAST {
        return Err(format!("At least {LEAST} letters. Three or four words in a row are easy to keep in mind."));
    }
    if letters > MOST {
        return Err(format!("At most {MOST} letters."));
    }
    // Longer than this adds nothing, and the estimate takes its time.
    let begin: String = password.chars().take(72).collect();
    let found = zxcvbn::zxcvbn(&begin, known);
    if u8::from(found.score()) < 3 {
        let why = found.feedback().and_then(|f| f.warning()).map(|w| format!(" {w}")).unwrap_or_default();
        return Err(format!("Too easy to guess.{why} Three or four words in a row are easy to keep in mind."));
    }
    Ok(())
}

/// At once as many as there are cores, less one that serves pages; never fewer than one.
static GATE: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(2, |n| n.get());
    Semaphore::new(cores.saturating_sub(1).max(1))
});
/// The hash that no password has, for an account that nobody signs in to by one.
pub fn nobodys() -> &'static str {
    &NOBODY
}

/// What a password is compared with where there is none: as dear as any other, and nobody's. It is drawn, not worked out:
/// hashing one at the start would leave the process 19 MB larger for nothing.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let mut drawn = [0u8; SALT + HASH];
    getrandom::fill(&mut drawn).ok();
    let text = |bytes: &[u8]| -> String { bytes.iter().map(|b| char::from(b'a' + b % 26)).chain(['A']).collect() };
    let (m, t, p) = (Params::DEFAULT_M_COST, Params::DEFAULT_T_COST, Params::DEFAULT_P_COST);
    format!("$argon2id$v=19$m={m},t={t},p={p}${}${}", text(&drawn[..SALT]), text(&drawn[SALT..]))
});
/// How many letters 16 and 32 bytes have in base 64, but for the last one.
const SALT: usize = 21;
const HASH: usize = 42;

fn hashed(password: &[u8]) -> anyhow::Result<String> {
    Ok(Argon2::default().hash_password(password).map_err(|e| anyhow::anyhow!("{e}"))?.to_string())
}
fn same(password: &[u8], hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password, &hash).is_ok())
}

/// A turn at the gate, for as long as the work takes: it goes on when whoever asked went away.
async fn counted() -> Result<SemaphorePermit<'static>, AcquireError> {
    metrics::counter!("password_runs_total").increment(1);
    GATE.acquire().await
}

/// The hash that is stored for a password, with a salt of its own.
pub async fn hash(password: &str) -> anyhow::Result<String> {
    let password = password.to_string();
    let turn = counted().await?;
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        hashed(password.as_bytes())
    })
    .await?
}
/// Whether the password is the one of this hash. Where there is no hash the work is the same and the answer no.
pub async fn matches(password: &str, stored: Option<String>) -> bool {
    let (password, any) = (password.to_string(), stored.is_some());
    let Ok(turn) = counted().await else { return false };
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let begin: String = password.chars().take(MOST).collect();
        same(begin.as_bytes(), stored.as_deref().unwrap_or(&NOBODY))
    });
    done.await.unwrap_or(false) && any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_rules_of_composition_do_not() {
        assert!(check("copper kettle on monday", &[]).is_ok());
        assert!(check("short", &[]).unwrap_err().starts_with("At least 8"));
        assert!(check(&"long words ".repeat(30), &[]).unwrap_err().starts_with("At most 200"));
        for easy in ["password", "12345678", "Passw0rd!", "aaaaaaaaaaaa", "qwertyuiop"] {
            assert!(check(easy, &[]).unwrap_err().starts_with("Too easy"), "{easy}");
        }
        assert!(check("veldhuisnoor", &["noor", "veldhuis"]).is_err(), "one's own name");
    }

    #[tokio::test]
    async fn a_password_opens_its_own_hash_alone() {
        let stored = hash("copper kettle on monday").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,"), "{stored}");
        assert!(matches("copper kettle on monday", Some(stored.clone())).await);
        assert!(!matches("copper kettle on tuesday", Some(stored.clone())).await);
        assert!(!matches("copper kettle on monday", None).await);
        let nobody = PasswordHash::new(&NOBODY).expect("a hash that is read like any other");
        let real = PasswordHash::new(&stored).expect("a hash");
        assert_eq!((nobody.algorithm, nobody.version, &nobody.params), (real.algorithm, real.version, &real.params));
        assert_eq!(NOBODY.len(), stored.len());
        let worked = Argon2::default().verify_password(b"x", &nobody).unwrap_err();
        assert_eq!(worked, argon2::password_hash::Error::PasswordInvalid, "it is worked out, then found wrong");
        assert!(!matches("x", Some("no hash at all".into())).await);
        assert_ne!(stored, hash("copper kettle on monday").await.unwrap(), "each has a salt of its own");
    }
}
