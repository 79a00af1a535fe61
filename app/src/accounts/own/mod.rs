//! What is somebody's own: the name and picture others see, their orders, their addresses, what they did
//! before they signed in.
pub mod addresses;
pub mod alias;
pub mod before;
pub mod pages;
pub mod reorder;
pub mod store;
