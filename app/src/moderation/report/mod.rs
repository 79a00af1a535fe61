//! Telling the house about a post: which rule it breaks, in two steps, with an account or without.
pub mod pages;
pub mod store;

/// How many voices hold a post until a host has looked: networks, or people where no network is known.
pub const VOICES: i64 = 3;
/// Among them so many whom we know from earlier posts; where there are fewer, it takes as many voices as stand below.
pub const KNOWN: i64 = 2;
pub const STRANGERS: i64 = 5;
/// The most letters that go with a report.
pub const LONGEST: usize = 500;

/// Whether a post is held until a host looks, for so many voices and so many known people among them.
pub fn holds(voices: i64, known: i64) -> bool {
    voices >= STRANGERS || (voices >= VOICES && known >= KNOWN)
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_few_newcomers_silence_nobody() {
        assert!(!holds(2, 2), "two are too few");
        assert!(!holds(3, 1) && !holds(4, 0), "newcomers count, but not alone");
        assert!(holds(3, 2) && holds(5, 0) && holds(4, 3));
    }
}
