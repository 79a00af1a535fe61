//! Finding products by what people type: words folded and split here, for both databases alike; typos forgiven here too.
pub mod islands;
#[cfg(feature = "ssr")]
pub mod missed;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
mod talk;

#[cfg(feature = "ssr")]
mod words {
    use crate::values::fold;

    /// How many words of a search are heard.
    pub const MOST_WORDS: usize = 8;
    /// A longer word is cut: nobody types it.
    const LONGEST: usize = 40;

    /// The words of a text: folded, split at everything that is neither letter nor digit.
    pub fn split(text: &str) -> Vec<String> {
        fold(text)
            .replace('ς', "σ")
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| w.chars().take(LONGEST).collect())
            .collect()
    }

    /// The words of what somebody typed, each once.
    pub fn asked(typed: &str) -> Vec<String> {
        let mut all: Vec<String> = vec![];
        for word in split(typed) {
            if !all.contains(&word) && all.len() < MOST_WORDS {
                all.push(word);
            }
        }
        all
    }

    /// The trigrams of a word, its ends marked: `^es`, `esp`, … `so$`.
    pub fn grams(word: &str) -> Vec<String> {
        let letters: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
        let mut all: Vec<String> = letters.windows(3).map(|w| w.iter().collect()).collect();
        all.sort();
        all.dedup();
        all
    }

    /// How many edits a word may be away: one up to seven letters, two above; none where it is too short to guess.
    pub fn forgiven(word: &str) -> usize {
        match word.chars().count() {
            0..=2 => 0,
            3..=7 => 1,
            _ => 2,
        }
    }

    /// The words of the shop that may be meant by a word, the likeliest first: within the edits that are forgiven, a
    /// letter more or less, another one, or two that changed places. `near` comes with the number of trigrams shared.
    pub fn meant(word: &str, near: Vec<(String, i64)>) -> Vec<String> {
        let most = forgiven(word);
        let mut found: Vec<(usize, std::cmp::Reverse<i64>, String)> = near
            .into_iter()
            .map(|(term, shared)| (strsim::osa_distance(word, &term), std::cmp::Reverse(shared), term))
            .filter(|(edits, ..)| *edits > 0 && *edits <= most)
            .collect();
        found.sort();
        found.into_iter().map(|(.., term)| term).collect()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn words_lose_their_accents_and_their_signs() {
            assert_eq!(split("Crème brûlée, 26-cm (№ 3)!"), ["creme", "brulee", "26", "cm", "no", "3"]);
            assert_eq!(split("ΚΑΦΈΣ & Straße"), ["καφεσ", "strasse"]);
            assert_eq!(split(" -- '\"*:^ "), Vec::<String>::new());
        }

        #[test]
        fn each_word_is_asked_for_once_and_not_too_many() {
            assert_eq!(asked("pan Pan PÁN steel"), ["pan", "steel"]);
            assert_eq!(asked("a b c d e f g h i j").len(), MOST_WORDS);
            assert_eq!(asked(&"x".repeat(90))[0].len(), 40);
        }

        #[test]
        fn one_edit_is_forgiven_in_short_words_and_two_in_long_ones() {
            let near = |words: &[&str]| words.iter().map(|w| (w.to_string(), 3)).collect::<Vec<_>>();
            assert_eq!(meant("machne", near(&["machine", "match", "matcha"])), ["machine"]);
            assert_eq!(meant("espreso", near(&["espresso", "express"])), ["espresso"]);
            assert_eq!(meant("sourdogh", near(&["sourdough"])), ["sourdough"]);
            assert_eq!(meant("suordogh", near(&["sourdough"])), ["sourdough"]);
            assert_eq!(meant("pna", near(&["pan", "pin"])), ["pan"]);
            assert_eq!(meant("pa", near(&["pan"])), Vec::<String>::new());
            assert_eq!(meant("pans", near(&["pan", "pens"])), ["pan", "pens"]);
        }

        #[test]
        fn a_word_and_its_misspelling_share_trigrams() {
            let shared = |a: &str, b: &str| grams(a).iter().filter(|g| grams(b).contains(g)).count();
            assert!(shared("espreso", "espresso") >= 4);
            assert!(shared("pna", "pan") == 0, "found by its neighbours instead");
            assert_eq!(grams("ab"), ["^ab", "ab$"]);
        }
    }
}
#[cfg(feature = "ssr")]
pub use words::*;
