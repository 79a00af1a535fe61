//! What a merchant sets for the conversation: the switch for a raid, watched words, products that are nobody's business.
pub mod actions;
pub mod pages;
pub mod sensitive;
pub mod store;
