//! What Wessel throws.

use super::Product;

pub const PRODUCTS: &[Product] = &[];
