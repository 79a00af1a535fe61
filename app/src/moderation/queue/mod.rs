//! The one queue of the hosts: what is held, what is reported, who asks for a second look; with everything needed to decide.
pub mod actions;
pub mod case;
pub mod context;
pub mod pages;
pub mod store;
