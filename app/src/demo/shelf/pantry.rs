//! What Neela fills.

use super::Product;

pub const PRODUCTS: &[Product] = &[];
