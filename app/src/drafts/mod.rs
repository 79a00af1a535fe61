//! Orders that the staff writes for somebody.
pub mod store;
