//! Customers as the back office knows them: somebody with an account, or an address that ordered without one. What staff note
//! about somebody is theirs to read and to erase.
pub mod actions;
pub mod narrow;
pub mod notes;
pub mod pages;
pub mod store;
