//! The name under which somebody is seen: given by the shop at the first act, changed at will, never one that could be
//! taken for somebody else's.
use crate::values::fold;
use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;
use unicode_security::{GeneralSecurityProfile, MixedScript};
use unicode_segmentation::UnicodeSegmentation;

/// A name to show: two to thirty signs, letters of one script, nothing invisible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias(String);

/// The most signs an alias has.
pub const MOST: usize = 30;

/// Words that would make somebody seem to speak for the shop.
const RESERVED: &[&str] = &[
    "admin",
    "administrator",
    "moderator",
    "mod",
    "staff",
    "team",
    "support",
    "help desk",
    "helpdesk",
    "host",
    "merchant",
    "owner",
    "open kitchen",
    "former member",
    "system",
    "official",
    "root",
    "nobody",
    "anonymous",
    "the shop",
];

impl Alias {
    /// The alias as it is shown; or one sentence that says what is wrong with it.
    pub fn parse(text: &str) -> Result<Alias, String> {
        let name = text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        let signs = name.graphemes(true).count();
        if !(2..=MOST).contains(&signs) || name.len() > 4 * MOST {
            return Err(format!("Between 2 and {MOST} letters."));
        }
        // Letters, digits and a little punctuation: no invisible sign, none that turns the writing round, no pile of marks.
        let plain = |c: char| c == ' ' || "-'’._".contains(c) || c.identifier_allowed();
        if !name.chars().all(plain) || !name.chars().any(char::is_alphabetic) || piled(&name) {
            return Err("Letters, digits, spaces, dots and dashes only.".into());
        }
        if !name.as_str().is_single_script() {
            return Err("Letters of one alphabet only: a mixture can be read as somebody else's name.".into());
        }
        if email_like(&name) {
            return Err("Not an address: everybody sees this name.".into());
        }
        let key = key(&name);
        if RESERVED.iter().any(|word| self::key(word) == key) {
            return Err("That name would speak for the shop. Choose another one.".into());
        }
        Ok(Alias(name))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// What two names share that look alike.
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

/// What two names share that look alike (UTS 39), whatever their case, accents, spaces and punctuation.
pub fn key(name: &str) -> String {
    let bare: String = skeleton(&fold(name)).filter(|c| c.is_alphanumeric()).collect();
    // A skeleton may bring capitals back; and a capital i, which folds to a small one, is read as an l.
    fold(&skeleton(&fold(&bare)).collect::<String>()).replace('i', "l")
}

/// More than two marks on one letter.
fn piled(name: &str) -> bool {
    name.graphemes(true)
        .any(|sign| sign.nfd().filter(|c| unicode_normalization::char::is_combining_mark(*c)).count() > 2)
}
fn email_like(name: &str) -> bool {
    name.contains('@')
}

const HOW: &[&str] = &[
    "Amber",
    "Brisk",
    "Calm",
    "Candid",
    "Clever",
    "Copper",
    "Curious",
    "Early",
    "Fennel",
    "Gentle",
    "Golden",
    "Hazel",
    "Humble",
    "Jolly",
    "Keen",
    "Kind",
    "Lively",
    "Mellow",
    "Merry",
    "Mild",
    "Minted",
    "Nimble",
    "Patient",
    "Peppery",
    "Plain",
    "Polite",
    "Quick",
    "Quiet",
    "Rosy",
    "Rustic",
    "Saffron",
    "Salted",
    "Sesame",
    "Silver",
    "Simmering",
    "Slow",
    "Smoky",
    "Steady",
    "Sunny",
    "Tender",
    "Thyme",
    "Toasted",
    "Tidy",
    "Velvet",
    "Warm",
    "Whole",
    "Willing",
    "Zesty",
];
const WHAT: &[&str] = &[
    "Apron", "Basket", "Biscuit", "Bowl", "Bread", "Broth", "Brush", "Butter", "Canister", "Carrot", "Chestnut",
    "Churn", "Cup", "Dough", "Egg", "Fig", "Flour", "Fork", "Garlic", "Grater", "Jar", "Kettle", "Ladle", "Leek",
    "Lemon", "Lid", "Loaf", "Mill", "Mitten", "Mortar", "Mug", "Oven", "Pan", "Parsnip", "Peeler", "Pepper", "Pestle",
    "Pitcher", "Plum", "Radish", "Sieve", "Skillet", "Spoon", "Tea", "Teapot", "Towel", "Walnut", "Whisk",
];

/// A friendly name out of drawn bytes: `Quiet Ladle 27`.
pub fn drawn(bytes: [u8; 4]) -> Alias {
    let at = |words: &[&'static str], n: u8| words[usize::from(n) % words.len()];
    let number = 2 + u16::from_be_bytes([bytes[2], bytes[3]]) % 998;
    Alias(format!("{} {} {number}", at(HOW, bytes[0]), at(WHAT, bytes[1])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_of_any_alphabet_but_of_one() {
        for good in ["Noor", "Jan-Willem", "Åse O’Neill", "さくら", "Мария", "fig.jam 7", "  two   words "] {
            assert!(Alias::parse(good).is_ok(), "{good}: {:?}", Alias::parse(good));
        }
        assert_eq!(Alias::parse("  two   words ").unwrap().as_str(), "two words");
        assert!(Alias::parse("Mаria").is_err(), "a Cyrillic letter among Latin ones");
    }

    #[test]
    fn nothing_invisible_turned_round_piled_or_too_long() {
        for bad in [
            "",
            "x",
            "a\u{200b}b",
            "a\u{202e}bc",
            "a\u{2066}bc",
            "\u{feff}abc",
            "ab\u{00ad}c",
            "a\u{0}b",
            "Z\u{0351}\u{0352}\u{0353}\u{0354}algo",
            "....",
            "12 34",
            "<b>x</b>",
            "a/b",
            "noor@example.org",
            &"x".repeat(31),
            "ab\u{e0041}c",
            "ㅤㅤㅤ",
        ] {
            assert!(Alias::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn names_that_look_alike_have_one_key() {
        for (a, b) in [
            ("Noor", "noor"),
            ("Noor", "N o o r"),
            ("Noor", "N00r"),
            ("Noor", "Nöör"),
            ("paypal", "рaураl"),
            ("modern", "modem"),
            ("Ilse", "llse"),
            ("Ilse", "1lse"),
            ("Jan.Willem", "jan-willem"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        assert_ne!(key("Noor"), key("Nora"));
    }

    #[test]
    fn nobody_speaks_for_the_shop() {
        for bad in ["Admin", "A d m i n", "Adrnin", "ADMIN", "Former Member", "0wner", "Staff."] {
            assert!(Alias::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_drawn_name_is_one_that_could_be_typed() {
        for a in 0..=255u8 {
            let alias = drawn([a, a.wrapping_mul(7), a, 255 - a]);
            assert_eq!(Alias::parse(alias.as_str()).as_ref(), Ok(&alias));
        }
    }
}
