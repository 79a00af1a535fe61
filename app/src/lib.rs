//! Open Kitchen: one folder for each noun of the shop. `hydrate` reaches islands alone; pages and stores exist on the server.
#![cfg_attr(feature = "ssr", recursion_limit = "512")]

pub mod activity;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod secret;
pub mod values;
pub mod viewer;
