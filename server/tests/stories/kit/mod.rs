//! What every story stands on: a fresh shop on each database, goods for its shelves, and a browser without JavaScript.
pub mod browser;
pub mod goods;
pub mod people;
pub mod shop;
pub mod talk;
pub mod wire;

pub use browser::Browser;
pub use shop::{Shop, both};
