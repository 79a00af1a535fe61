//! The forum: topics, the posts in them, and how people's words become pages.
#[cfg(feature = "ssr")]
pub mod text;
