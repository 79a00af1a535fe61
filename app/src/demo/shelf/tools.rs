//! Tools of wood and wire.

use super::Product;

pub const PRODUCTS: &[Product] = &[];
