//! Knives and what keeps them sharp.

use super::Product;

pub const PRODUCTS: &[Product] = &[];
