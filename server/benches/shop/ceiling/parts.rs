//! What the templates share: the frame, pictures, tiles, text inside JSON.
use app::activity::strip::Strip;
use app::assets;
use app::catalogue::{reduced_from, store::list::Card};
use app::media::WIDTHS;
use app::site::{Front, Visit};
use app::values::{Currency, Money};
use app::words;
use std::fmt;
use std::sync::LazyLock;

/// The addresses of the site's own files.
pub struct Assets {
    pub icon: String,
    pub figtree: String,
    pub literata: String,
    pub style: String,
    pub program: &'static str,
}
static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets {
    icon: assets::address("favicon.svg"),
    figtree: assets::address("fonts/figtree.woff2"),
    literata: assets::address("fonts/literata.woff2"),
    style: assets::address("openkitchen.css"),
    program: assets::program(),
});

/// The frame around a page.
pub struct Frame<'a> {
    pub front: &'a Front,
    pub base: &'a str,
    pub path: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub canonical: &'a str,
    pub kind: &'static str,
    pub image: Option<String>,
    pub unlisted: bool,
    pub searched: &'a str,
    pub feed: Option<String>,
    pub nonce: String,
    pub assets: &'static Assets,
}
impl<'a> Frame<'a> {
    pub fn new(
        visit: &'a Visit,
        (front, strip): (&'a Front, &Strip),
        title: &'a str,
        description: &'a str,
        canonical: &'a str,
    ) -> Self {
        // In this shop nothing happens but what nobody is told of.
        assert!(strip.view(visit.now, &front.facts.zone()).is_none());
        Frame {
            front,
            base: &visit.site.public_url,
            path: visit.uri.path(),
            title,
            description,
            canonical,
            kind: "website",
            image: None,
            unlisted: false,
            searched: "",
            feed: None,
            nonce: tower_sessions::session::Id::default().to_string(),
            assets: &ASSETS,
        }
    }
}

/// A picture in its widths.
pub struct Pic<'a> {
    pub hash: &'a str,
    pub original: i64,
    pub width: i64,
    pub height: i64,
    pub alt: &'a str,
    pub sizes: &'static str,
    pub near: bool,
}
impl Pic<'_> {
    pub fn widths(&self) -> &'static [u32] {
        static KEPT: [u32; WIDTHS.len()] = WIDTHS;
        let filled = KEPT.iter().take_while(|w| i64::from(**w) <= self.original).count();
        &KEPT[..filled.max(1)]
    }
    pub fn fallback(&self) -> u32 {
        self.widths().iter().copied().filter(|w| *w <= 800).max().unwrap_or(WIDTHS[0])
    }
}

/// A product on a shelf.
pub struct Tile<'a> {
    pub slug: &'a str,
    pub title: &'a str,
    pub pic: Option<Pic<'a>>,
    pub maker: Option<&'a str>,
    pub craft: &'a str,
    pub price: Option<String>,
    pub several: bool,
    pub before: Option<String>,
    pub unit: Option<String>,
    pub class: &'static str,
    pub stock: String,
}

/// The tiles of these cards; the first `eager` pictures are loaded at once.
pub fn tiles(cards: &[Card], currency: Currency, eager: usize) -> Vec<Tile<'_>> {
    let money = |minor| words::money(Money::new(minor, currency));
    cards
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let single = c.prices == 1;
            let availability = c.availability();
            let unit = c.unit.as_deref().zip(c.unit_amount).zip(c.unit_base).zip(c.list_price).filter(|_| single);
            let unit = unit.map(|(((u, a), b), p)| words::unit_price(Money::new(p, currency), u, a, b));
            Tile {
                slug: &c.slug,
                title: &c.title,
                pic: c.hash.as_deref().map(|hash| Pic {
                    hash,
                    original: c.width.unwrap_or(800),
                    width: c.width.unwrap_or(800),
                    height: c.height.unwrap_or(1000),
                    alt: c.alt.as_deref().unwrap_or(""),
                    sizes: "(width >= 60rem) 22rem, (width >= 48rem) 31vw, 46vw",
                    near: i >= eager,
                }),
                maker: c.maker_name.as_deref(),
                craft: c.maker_craft.as_deref().unwrap_or(""),
                price: c.list_price.map(money),
                several: c.prices > 1,
                before: c.list_price.and_then(|p| reduced_from(p, c.compare_at)).filter(|_| single).map(money),
                unit,
                class: availability.class(),
                stock: words::stock(availability),
            }
        })
        .collect()
}

/// A text as a JSON string that can stand in a script.
pub struct Js<'a>(pub &'a str);
impl fmt::Display for Js<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        let mut from = 0;
        for (i, c) in self.0.char_indices() {
            if matches!(c, '"' | '\\' | '<') || (c as u32) < 0x20 {
                f.write_str(&self.0[from..i])?;
                write!(f, "\\u{:04x}", c as u32)?;
                from = i + 1;
            }
        }
        f.write_str(&self.0[from..])?;
        f.write_str("\"")
    }
}
