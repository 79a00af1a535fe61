//! Customers in and out of the database. A row is counted as orders come and go, in the transaction that lets them.
pub mod list;
pub mod one;
pub mod upkeep;
