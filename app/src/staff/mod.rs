//! The staff: two roles, each granted by somebody at a moment, taken back the same way. A person of the staff has a name.
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
