//! Pans and pots.

use super::Product;

pub const PRODUCTS: &[Product] = &[];
