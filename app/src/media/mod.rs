//! Pictures: named by their content, kept in a few widths, served for ever.
pub mod desk;
pub mod fetch;
pub mod focus;
pub mod shelf;
pub mod store;
pub mod upload;
pub mod workshop;

pub use focus::Focus;

/// The widths a picture is kept in, as far as it is that wide; in pixels.
pub const WIDTHS: [u32; 5] = [160, 320, 480, 800, 1200];

/// The widths that a picture of this original width is kept in: those it fills, or its own where it fills none.
pub fn widths_of(original: i64) -> Vec<u32> {
    let kept: Vec<u32> = WIDTHS.into_iter().filter(|w| i64::from(*w) <= original).collect();
    if kept.is_empty() { vec![WIDTHS[0]] } else { kept }
}
/// The address of a picture in one width.
pub fn url(hash: &str, width: u32) -> String {
    format!("/media/{hash}-{width}.webp")
}
/// The width for those who cannot choose: the widest up to 800.
pub fn fallback_width(original: i64) -> u32 {
    widths_of(original).into_iter().filter(|w| *w <= 800).max().unwrap_or(WIDTHS[0])
}
/// Every width of a picture, for `srcset`.
pub fn srcset_of(hash: &str, original: i64) -> String {
    widths_of(original).into_iter().map(|w| format!("{} {w}w", url(hash, w))).collect::<Vec<_>>().join(", ")
}
/// The hash and the width that a file's name says, `{hash}-{width}.webp`; none where it is no such name.
pub fn parse_name(file: &str) -> Option<(&str, u32)> {
    let (hash, width) = file.strip_suffix(".webp")?.split_once('-')?;
    let width: u32 = width.parse().ok()?;
    let good = hash.len() == 32 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    (good && WIDTHS.contains(&width)).then_some((hash, width))
}
/// The hash of the picture at an address that ends as ours do, whosever house it names.
pub fn hash_of(address: &str) -> Option<&str> {
    Some(parse_name(address.rsplit_once("/media/")?.1)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_never_kept_wider_than_it_is() {
        assert_eq!(widths_of(800), [160, 320, 480, 800]);
        assert_eq!(widths_of(90), [160]);
        assert_eq!(fallback_width(3000), 800);
    }

    #[test]
    fn only_names_that_we_gave_are_read() {
        let hash = "0123456789abcdef0123456789abcdef";
        assert_eq!(parse_name(&format!("{hash}-800.webp")), Some((hash, 800)));
        for bad in [
            "x-800.webp".to_string(),
            format!("{hash}-801.webp"),
            format!("{hash}-800.png"),
            format!("../{hash}-800.webp"),
            format!("{hash}-+800.webp").replace("+", "-"),
        ] {
            assert_eq!(parse_name(&bad), None, "{bad}");
        }
    }
}
