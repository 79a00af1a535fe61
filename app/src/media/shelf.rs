//! stub
#[derive(Clone)]
pub struct Shelf;
