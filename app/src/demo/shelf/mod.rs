//! What the demo shop sells and who makes it. All invented.
//!
//! `words` and `story` are speech: somebody said them and the page sets them in serif. `purpose`, `note`, `means` and
//! `matters` are the shop's own plain statements. Every money amount is cents of euro with VAT included.

mod baking;
mod knives;
mod linen;
mod pages;
mod pans;
mod pantry;
mod people;
mod tableware;
mod tools;

pub use pages::SHOP;
pub use people::{COLLECTIONS, MAKERS};

/// A text of a page: one paragraph a line; a line that starts with "## " is a heading.
pub type Text = &'static [&'static str];

pub struct Shop {
    pub name: &'static str,
    pub tagline: &'static str,
    /// Why the shop exists, said by the maker `purpose_by`.
    pub purpose: &'static str,
    pub purpose_by: &'static str,
    pub street: &'static str,
    pub postcode: &'static str,
    pub city: &'static str,
    /// ISO 3166 alpha-2.
    pub country: &'static str,
    pub currency: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub hours: &'static str,
    pub seo_title: &'static str,
    pub seo_description: &'static str,
    pub imprint: Text,
    pub privacy: Text,
    pub returns: Text,
    pub shipping: Text,
    pub about: Text,
}

pub struct Maker {
    pub handle: &'static str,
    pub name: &'static str,
    /// "smith, at the forge"
    pub craft: &'static str,
    /// Their own sentence.
    pub words: &'static str,
    /// A paragraph in their voice: why they make.
    pub story: &'static str,
    /// The portrait's file name, without its ending.
    pub picture: &'static str,
}

pub struct Collection {
    pub slug: &'static str,
    pub title: &'static str,
    /// What `said_by` says about this shelf.
    pub lead: &'static str,
    /// A maker's handle.
    pub said_by: &'static str,
}

pub struct Product {
    pub slug: &'static str,
    pub name: &'static str,
    /// A maker's handle.
    pub maker: &'static str,
    /// Slugs; the first is where it lives.
    pub collections: &'static [&'static str],
    /// The drawing's file name, without its ending.
    pub picture: &'static str,
    /// What the drawing shows.
    pub alt: &'static str,
    /// The maker's sentence about this thing.
    pub words: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    pub making: &'static [Step],
    /// None, one or two axes: their name and their values, in the order shown.
    pub options: &'static [(&'static str, &'static [&'static str])],
    /// Drawings that belong to one value of an option: the value, the drawing's file name, what it shows.
    pub faces: &'static [(&'static str, &'static str, &'static str)],
    /// One at least. A combination that is not listed is not made.
    pub variants: &'static [Variant],
    pub attributes: &'static [Attribute],
    /// "standard" or "reduced" (food).
    pub tax: &'static str,
    pub ships: bool,
    /// Without the shop's name, which the page adds.
    pub seo_title: &'static str,
    pub seo_description: &'static str,
    /// The label of a free text a buyer may have added.
    pub personal: Option<&'static str>,
}

pub struct Step {
    pub title: &'static str,
    pub minutes: u32,
    /// The maker's sentence.
    pub words: &'static str,
    /// A scene's file name, without its ending.
    pub picture: Option<&'static str>,
}

pub struct Variant {
    pub sku: &'static str,
    /// One value for each axis, in the order of `Product::options`.
    pub options: &'static [&'static str],
    /// One human line: "supper for two".
    pub note: &'static str,
    pub price: i64,
    /// The lowest price of the thirty days before a reduction.
    pub compare_at: Option<i64>,
    pub stock: i64,
    pub grams: i64,
    /// How many may be ordered beyond the stock.
    pub backorder: i64,
    /// EAN-13 with an in-store prefix (20 to 29), or empty.
    pub barcode: &'static str,
    /// ("g", 250, 1000): there are 250 g in it and the unit price is for 1000 g.
    pub unit: Option<(&'static str, i64, i64)>,
}

pub struct Attribute {
    /// Shared between products: "weight", "wood", "care".
    pub key: &'static str,
    pub label: &'static str,
    /// As shown, with its unit.
    pub value: &'static str,
    /// Thousandths of `unit`: 1460 with "kg" is 1.46 kg.
    pub number: Option<i64>,
    /// Empty where there is no number.
    pub unit: &'static str,
    /// What it means in a kitchen.
    pub means: &'static str,
    /// Reads on after "Matters when ".
    pub matters: &'static str,
}

/// The whole shelf, pans first.
pub fn products() -> impl Iterator<Item = &'static Product> {
    [
        pans::PRODUCTS,
        knives::PRODUCTS,
        tools::PRODUCTS,
        tableware::PRODUCTS,
        linen::PRODUCTS,
        pantry::PRODUCTS,
        baking::PRODUCTS,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests;
