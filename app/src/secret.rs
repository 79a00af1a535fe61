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
        letters(&mac.finalize().into_bytes()[..17], 26)
    }
    /// A word for two numbers that shows neither and that nobody else can make: 52 letters and digits. It is kept nowhere;
    /// `unsealed` gives the numbers back.
    pub fn sealed(&self, kind: &str, numbers: [i64; 2]) -> String {
        let plain = joined(numbers);
        let mark = half(&self.keyed(kind, "mark", &plain).finalize().into_bytes());
        letters(&[mark, self.masked(kind, &mark, plain)].concat(), 52)
    }
    /// The numbers of such a word; none where it is not ours, told apart in a time that gives nothing away.
    pub fn unsealed(&self, kind: &str, word: &str) -> Option<[i64; 2]> {
        let all = bytes(word)?;
        let (mark, hidden) = (half(&all), half(&all[16..]));
        let plain = self.masked(kind, &mark, hidden);
        self.keyed(kind, "mark", &plain).verify_truncated_left(&mark).ok()?;
        let number = |part: &[u8]| part.iter().fold(0u64, |n, byte| (n << 8) | u64::from(*byte)).cast_signed();
        Some([number(&plain[..8]), number(&plain[8..])])
    }
    /// Sixteen bytes, hidden or shown again: the mark decides what hides them.
    fn masked(&self, kind: &str, mark: &[u8], mut what: [u8; 16]) -> [u8; 16] {
        let mask = self.keyed(kind, "mask", mark).finalize().into_bytes();
        what.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
        what
    }
    fn keyed(&self, kind: &str, part: &str, what: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("BUG: HMAC takes keys of any length");
        mac.update(format!("{kind}.{part}").as_bytes());
        mac.update(&[0]);
        mac.update(what);
        mac
    }
}

fn joined([a, b]: [i64; 2]) -> [u8; 16] {
    let mut all = [0; 16];
    all[..8].copy_from_slice(&a.to_be_bytes());
    all[8..].copy_from_slice(&b.to_be_bytes());
    all
}
/// The first sixteen bytes.
fn half(bytes: &[u8]) -> [u8; 16] {
    let mut first = [0; 16];
    first.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    first
}

/// A secret word drawn anew: 26 letters and digits, 130 bits.
pub fn drawn() -> String {
    let mut bytes = [0u8; 17];
    getrandom::fill(&mut bytes).expect("BUG: the system gives randomness");
    letters(&bytes, 26)
}

/// What is stored in place of a secret: its SHA-256.
pub fn hash(word: &str) -> Vec<u8> {
    Sha256::digest(word.as_bytes()).to_vec()
}

/// Crockford's base 32, lower case: five bits a letter, nothing that is read wrongly.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn letters(bytes: &[u8], many: usize) -> String {
    (0..many)
        .map(|i| {
            let bit = i * 5;
            let pair = (u16::from(bytes[bit / 8]) << 8) | u16::from(*bytes.get(bit / 8 + 1).unwrap_or(&0));
            ALPHABET[usize::from((pair >> (11 - bit % 8)) & 31)] as char
        })
        .collect()
}
/// The 32 bytes of 52 letters; none where somebody else wrote them.
fn bytes(word: &str) -> Option<[u8; 32]> {
    let mut all = [0u8; 33];
    if word.len() != 52 {
        return None;
    }
    for (i, letter) in word.bytes().enumerate() {
        let value = ALPHABET.iter().position(|l| *l == letter)? as u16;
        let (at, shift) = (i * 5 / 8, 11 - i * 5 % 8);
        let pair = value << shift;
        all[at] |= (pair >> 8) as u8;
        all[at + 1] |= (pair & 0xff) as u8;
    }
    // Four bits are left over: with any other end it would be another word for the same.
    let (known, rest) = all.split_at(32);
    (rest == [0]).then(|| known.try_into().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_word_gives_its_numbers_back_and_shows_neither() {
        let key = LinkKey(vec![7; 32]);
        for numbers in [[1, 2], [0, 0], [i64::MAX, 1], [-1, i64::MIN], [4711, 42]] {
            let word = key.sealed("watch", numbers);
            assert_eq!((word.len(), key.unsealed("watch", &word)), (52, Some(numbers)));
            assert_eq!(key.sealed("watch", numbers), word, "the same whenever it is asked for");
        }
        let (one, other) = (key.sealed("watch", [1, 2]), key.sealed("watch", [1, 3]));
        let alike = one.bytes().zip(other.bytes()).filter(|(a, b)| a == b).count();
        assert!(alike < 12, "two words of one person look like two of two: {one} {other}");
    }

    #[test]
    fn a_word_that_was_changed_or_made_elsewhere_opens_nothing() {
        let key = LinkKey(vec![7; 32]);
        let word = key.sealed("watch", [12, 34]);
        for i in 0..word.len() {
            for letter in ["0", "7", "z"] {
                let mut changed = word.clone();
                changed.replace_range(i..=i, letter);
                assert!(changed == word || key.unsealed("watch", &changed).is_none(), "{changed}");
            }
        }
        assert_eq!(key.unsealed("other", &word), None);
        assert_eq!(LinkKey(vec![8; 32]).unsealed("watch", &word), None);
        let long = format!("{word}0");
        for odd in ["", "0", "ünïcödé", &word[1..], &word.to_uppercase(), &long, &"é".repeat(26)] {
            assert_eq!(key.unsealed("watch", odd), None, "{odd}");
        }
    }
}
