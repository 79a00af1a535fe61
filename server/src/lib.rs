//! The one program, as a library so that tests build the same shop.
#![recursion_limit = "512"]
pub mod cli;
pub mod client;
pub mod config;
pub mod frame;
pub mod jobs;
pub mod limits;
pub mod live;
pub mod mail;
pub mod media;
pub mod metrics;
pub mod progress;
pub mod router;
pub mod serve;
pub mod sessions;
