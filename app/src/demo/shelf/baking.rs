//! For bread, and for keeping it.

use super::Product;

pub const PRODUCTS: &[Product] = &[];
