//! Returns in the back office: the list, and each with what can be done to it.
pub mod actions;
pub mod list;
pub mod pages;
