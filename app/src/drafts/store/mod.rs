//! Drafts in and out of their tables.
pub mod hold;
