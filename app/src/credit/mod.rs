//! Credit for a next order: a means of payment that the shop gave to put something right. What an order comes to, its tax and
//! its papers are not touched by it; only what is left to pay is less.
pub mod pages;
pub mod store;

use crate::secret::LinkKey;

/// The secret code of the credit that came of this act of goodwill. Whoever has it may spend it.
pub fn code(links: &LinkKey, goodwill: i64) -> String {
    links.word("credit", goodwill)
}

/// A code as it was given, out of what somebody typed: in any case, with gaps, with a letter for the digit it looks like.
pub fn read(typed: &str) -> String {
    let signs = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase);
    let digit = |c| match c {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    signs.map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_copied() {
        for typed in ["7k30 1mzq", " 7K301MZQ\n", "7k3o-lmzq", "7k3O-Imzq"] {
            assert_eq!(read(typed), "7k301mzq", "{typed}");
        }
        assert_eq!(read(" - "), "");
    }
}
