//! What Ilse sews.

use super::Product;

pub const PRODUCTS: &[Product] = &[];
