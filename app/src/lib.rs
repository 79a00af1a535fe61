//! Open Kitchen: one folder for each noun of the shop. `hydrate` reaches islands alone; pages and stores exist on the server.
#![cfg_attr(feature = "ssr", recursion_limit = "512")]

#[cfg(feature = "ssr")]
pub mod accounts;
pub mod activity;
#[cfg(feature = "ssr")]
pub mod admin;
#[cfg(feature = "ssr")]
pub mod assets;
#[cfg(feature = "ssr")]
pub mod audit;
#[cfg(feature = "ssr")]
pub mod backup;
#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(feature = "ssr")]
pub mod bulk;
pub mod cart;
pub mod catalogue;
pub mod checkout;
#[cfg(feature = "ssr")]
pub mod counter;
#[cfg(feature = "ssr")]
pub mod credit;
#[cfg(feature = "ssr")]
pub mod customers;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod demo;
#[cfg(feature = "ssr")]
pub mod derived;
#[cfg(feature = "ssr")]
pub mod doctor;
#[cfg(feature = "ssr")]
pub mod drafts;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod figures;
#[cfg(feature = "ssr")]
pub mod forum;
#[cfg(feature = "ssr")]
pub mod goodwill;
#[cfg(feature = "ssr")]
pub mod hosts;
pub mod house;
#[cfg(feature = "ssr")]
pub mod import;
pub mod jobs;
#[cfg(feature = "ssr")]
pub mod kept;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod media;
pub mod moderation;
#[cfg(feature = "ssr")]
pub mod notices;
#[cfg(feature = "ssr")]
pub mod opening;
pub mod orders;
pub mod parts;
#[cfg(feature = "ssr")]
pub mod places;
pub mod problem;
#[cfg(feature = "ssr")]
pub mod redirects;
#[cfg(feature = "ssr")]
pub mod returns;
pub mod search;
#[cfg(feature = "ssr")]
pub mod secret;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod shipping;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod staff;
#[cfg(feature = "ssr")]
pub mod stock;
pub mod values;
pub mod viewer;
#[cfg(feature = "ssr")]
pub mod words;

/// Wakes the islands of a page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    browser::live::drafts::settle();
}
