//! Specifications of the whole shop: what each is called and counted in, where it is used, and what says nothing yet.
pub mod actions;
pub mod pages;
pub mod store;

/// The kinds of a specification, and what each is called.
pub const KINDS: &[(&str, &str)] = &[("text", "Words"), ("number", "A number"), ("truth", "Yes or no")];
