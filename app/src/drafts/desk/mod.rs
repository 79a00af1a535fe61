//! Drafts in the back office: the list, and each with its lines, its customer and what can be done with it.
pub mod actions;
pub mod list;
pub mod pages;
