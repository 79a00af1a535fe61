use super::{Collection, Maker};
pub const MAKERS: &[Maker] = &[];
pub const COLLECTIONS: &[Collection] = &[];
