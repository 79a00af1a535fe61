//! The picture beside an alias: a few calm shapes out of one number, the same wherever the number is. Its colours are the
//! shop's own, by classes.
use leptos::prelude::*;

/// A name as others see it, with its picture.
pub fn named(alias: &str, seed: i64) -> impl IntoView + use<> {
    view! { <span class="alias">{avatar(seed)}<b>{alias.to_string()}</b></span> }
}

/// The picture alone; the name stands beside it.
pub fn avatar(seed: i64) -> impl IntoView {
    let drawing = drawing(seed);
    view! { <svg class="avatar" viewBox="0 0 40 40" aria-hidden="true" inner_html=drawing></svg> }
}

/// A ground, a large shape on it, a small one over both.
fn drawing(seed: i64) -> String {
    let mut drawn = Drawn(seed as u64);
    let ground = drawn.below(4);
    // The shapes are never of the colour they stand on.
    let large = drawn.below(3);
    let small = (large + 1 + drawn.below(2)) % 3;
    let (turn, size) = (drawn.below(360), 10 + drawn.below(5));
    let (x, y) = (14 + drawn.below(13), 14 + drawn.below(13));
    let shape = match drawn.below(6) {
        0 => format!(r#"<circle cx="{x}" cy="{y}" r="{size}"/>"#),
        1 => format!(r#"<path d="M{} {y}a{size} {size} 0 0 1 {} 0z"/>"#, x - size, 2 * size),
        2 => format!(r#"<rect x="{}" y="{}" width="{}" height="{}" rx="4"/>"#, x - size, y - size / 2, 2 * size, size),
        3 => format!(
            r#"<path d="M{x} {}a{size} {size} 0 0 1 0 {}a{size} {size} 0 0 1 0 -{}z"/>"#,
            y - size,
            2 * size,
            2 * size
        ),
        4 => format!(r#"<path d="M{} {}h{}l-{size} {}z"/>"#, x - size, y - size / 2, 2 * size, size + 4),
        _ => format!(r#"<path d="M{x} {}a{size} {size} 0 0 0 {size} {size}h-{size}z"/>"#, y - size),
    };
    let (a, b, dot) = (8 + drawn.below(25), 8 + drawn.below(25), 3 + drawn.below(4));
    format!(
        r#"<path class="g{ground}" d="M0 0h40v40H0z"/><g class="s{large}" transform="rotate({turn} 20 20)">{shape}</g><circle class="s{small}" cx="{a}" cy="{b}" r="{dot}"/>"#
    )
}

/// Numbers out of a number (splitmix64).
struct Drawn(u64);
impl Drawn {
    /// The next one, smaller than `most`.
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_number_is_always_the_same_picture_and_another_number_another() {
        let all: HashSet<String> = (0..1_000).map(drawing).collect();
        assert_eq!(all.len(), 1_000);
        assert_eq!(drawing(i64::MAX), drawing(i64::MAX));
        assert!(all.iter().all(|d| !d.contains("style") && !d.contains("fill")), "colours are the style's own");
    }
}
