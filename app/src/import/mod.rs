//! Products from files of other shops: Shopify's product CSV under its old and its new header, and Spree's.
//!
//! Bytes become rows (`table`), rows become groups, one a product (`groups`), each row says something in our words
//! (`shopify`, `spree`), a group becomes a draft with what is wrong with it (`bundle`), and the draft is put (`run`).
//! What the shop decided: a product is all or nothing; a blank cell leaves what is there, but for the price before, which
//! ends where its cell is blank beside a price; no variant and no picture is ever taken away.
mod bundle;
pub(crate) mod cells;
pub mod desk;
mod groups;
pub(crate) mod header;
pub(crate) mod own;
mod remark;
pub mod report;
pub mod run;
pub(crate) mod said;
pub(crate) mod shopify;
mod spree;
pub(crate) mod store;
pub(crate) mod table;

#[cfg(test)]
pub(crate) mod tests;
