//! The back office: what stands around its pages, and where it begins. Each page lives with its noun.
pub mod file;
pub mod frame;
pub mod search;
pub mod today;
pub mod views;
