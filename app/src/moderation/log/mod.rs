//! The public log of what was taken down, put back and closed, and the second look that an author asks for. It never says what
//! was written, by whom, or who reported it.
pub mod appeal;
pub mod pages;
pub mod store;
