//! What staff did to things that are not theirs: rows that are only ever added.
pub mod store;
pub use store::{Act, append};
