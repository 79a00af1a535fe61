//! The pages of customers in the back office.
pub mod list;
pub mod one;
