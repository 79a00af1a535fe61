//! The shop's own pages, imprint and the like, and what it tells machines: sitemap and robots.
#[cfg(feature = "ssr")]
pub mod door;
#[cfg(feature = "ssr")]
pub mod machines;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod personal;
#[cfg(feature = "ssr")]
pub mod store;
