//! The hosts' console: what waits, what is reported, who is here when.
pub mod frame;
pub mod home;
pub mod store;
