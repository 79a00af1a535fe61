//! What is somebody's own: the name and picture others see, their orders, their addresses.
pub mod addresses;
pub mod alias;
pub mod pages;
pub mod reorder;
pub mod store;
