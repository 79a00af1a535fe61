//! The staff: two roles, each granted by somebody at a moment, taken back the same way. A person of the staff has a name.
pub mod actions;
pub mod first;
pub mod goodwill;
pub mod pages;
pub mod store;

use crate::accounts::alias;

/// What somebody of the staff may do; the words of the table `staff_role`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Speaks with customers under their own name, and keeps order.
    Host,
    /// Runs the shop: catalogue, orders, money, staff.
    Merchant,
}
impl Role {
    pub const ALL: [Role; 2] = [Role::Host, Role::Merchant];
    pub fn word(self) -> &'static str {
        match self {
            Role::Host => "host",
            Role::Merchant => "merchant",
        }
    }
    pub fn parse(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.word() == word)
    }
    /// `Host`, `Merchant`.
    pub fn title(self) -> &'static str {
        match self {
            Role::Host => "Host",
            Role::Merchant => "Merchant",
        }
    }
    /// What it lets somebody do, in one sentence.
    pub fn may(self) -> &'static str {
        match self {
            Role::Host => "Answers customers under their own name, and keeps order.",
            Role::Merchant => "Runs the shop: products, orders, money, staff.",
        }
    }
    /// `a host`, `a merchant`.
    pub fn words(self) -> &'static str {
        match self {
            Role::Host => "a host",
            Role::Merchant => "a merchant",
        }
    }
}

/// The name of a person of the staff, as it is shown; else what is wrong with it. It is held to the rules of an alias.
pub fn name(typed: &str) -> Result<String, String> {
    if typed.trim().is_empty() {
        return Err("The name that customers see.".into());
    }
    alias::Alias::parse(typed).map(|a| a.as_str().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_as_it_is_written_and_there_is_no_other() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.word()), Some(role));
            assert_eq!(role.words(), format!("a {}", role.word()));
            assert_eq!(role.title().to_lowercase(), role.word());
        }
        for other in ["", "Host", "owner", "customer", "merchant "] {
            assert_eq!(Role::parse(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_person_of_the_staff_has_a_name_that_speaks_for_nobody_else() {
        assert_eq!(name("  Marit   Hoekzema ").as_deref(), Ok("Marit Hoekzema"));
        assert_eq!(name("Åse O’Neill").as_deref(), Ok("Åse O’Neill"));
        assert_eq!(name("  ").unwrap_err(), "The name that customers see.");
        for bad in ["Admin", "the shop", "M", "marit@example.org", "M\u{430}rit", "a\u{202e}bc"] {
            assert!(name(bad).is_err(), "{bad:?}");
        }
    }
}
