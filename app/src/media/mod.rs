//! stub
pub mod shelf;
pub const WIDTHS: [u32; 5] = [160, 320, 480, 800, 1200];
pub fn url(hash: &str, width: u32) -> String { format!("/media/{hash}-{width}.webp") }
pub fn fallback_width(original: i64) -> u32 { (original as u32).min(800) }
pub fn srcset_of(hash: &str, original: i64) -> String { WIDTHS.iter().filter(|w| i64::from(**w) <= original).map(|w| format!("{} {w}w", url(hash, *w))).collect::<Vec<_>>().join(", ") }
