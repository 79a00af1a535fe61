//! Products as a file that Shopify's import takes and ours brings back whole: Shopify's new header, and our own columns.
//!
//! A page of products is read (`store`), each becomes rows (`rows`) of cells (`sheet`), a row a variant; product columns
//! stand in the first, further pictures below. What a cell cannot hold stands letter by letter in `Open Kitchen exact`.
pub mod actions;
pub mod run;

mod pictures;
mod rows;
mod sheet;
mod store;

#[cfg(test)]
mod tests;
