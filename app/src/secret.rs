//! Secrets that open something: drawn or derived, at least 128 bits, kept in the database as hashes alone.
use crate::db::{Db, Result};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The signing key of this shop's links.
#[derive(Clone)]
pub struct LinkKey(Vec<u8>);

impl LinkKey {
    /// Reads the key that the first migration drew.
    pub async fn load(db: &Db) -> Result<LinkKey> {
        let (bytes,): (Vec<u8>,) = db.query("select bytes from secret where name = 'links'").one().await?;
        Ok(LinkKey(bytes))
    }
    /// The keyed hash of a text: what is counted about somebody without keeping who it was.
    pub fn digest(&self, kind: &str, text: &str) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("BUG: HMAC takes keys of any length");
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }
    /// The secret word for one thing: 26 letters and digits, 130 bits, the same whenever it is asked for.
    pub fn word(&self, kind: &str, id: i64) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("BUG: HMAC takes keys of any length");
        mac.update(format!("{kind}:{id}").as_bytes());
        letters(&mac.finalize().into_bytes()[..17])
    }
}

/// A secret word drawn anew: 26 letters and digits, 130 bits.
pub fn drawn() -> String {
    let mut bytes = [0u8; 17];
    getrandom::fill(&mut bytes).expect("BUG: the system gives randomness");
    letters(&bytes)
}

/// What is stored in place of a secret: its SHA-256.
pub fn hash(word: &str) -> Vec<u8> {
    Sha256::digest(word.as_bytes()).to_vec()
}

/// Crockford's base 32, lower case: five bits a letter, nothing that is read wrongly.
fn letters(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    (0..26)
        .map(|i| {
            let bit = i * 5;
            let pair = (u16::from(bytes[bit / 8]) << 8) | u16::from(*bytes.get(bit / 8 + 1).unwrap_or(&0));
            ALPHABET[usize::from((pair >> (11 - bit % 8)) & 31)] as char
        })
        .collect()
}
