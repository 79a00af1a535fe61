//! A product as somebody wants it to be: from an import, the demo shop or an editor. What is `None` stays as it is.
use crate::values::Currency;
use serde_json::{Map, Value};

/// A whole product. Its slug says which.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub slug: String,
    pub title: Option<String>,
    /// The handle of its maker; an empty one: nobody.
    pub maker: Option<String>,
    pub words: Option<String>,
    pub purpose: Option<String>,
    /// HTML; sanitised when it is put.
    pub description: Option<String>,
    pub vendor: Option<String>,
    pub kind: Option<String>,
    pub tax_class: Option<String>,
    /// Whether it is taxed at all, where no class is said: untaxed is the class `zero`.
    pub taxed: Option<bool>,
    /// `draft`, `active` or `withdrawn`.
    pub status: Option<String>,
    pub gift_card: bool,
    pub sensitive: Option<bool>,
    pub personal_label: Option<String>,
    pub seo_title: Option<String>,
    pub seo_description: Option<String>,
    pub tags: Option<Vec<String>>,
    /// Columns that we do not model, by their names.
    pub foreign_fields: Option<Map<String, Value>>,
    /// Option axes in their order, each with its values in their order.
    pub axes: Vec<(String, Vec<String>)>,
    pub variants: Vec<VariantDraft>,
    pub attributes: Option<Vec<AttributeDraft>>,
    pub steps: Option<Vec<StepDraft>>,
    /// Pictures that are here already, in their order.
    pub media: Option<Vec<i64>>,
    /// Pictures that have to be fetched.
    pub pictures: Vec<PictureDraft>,
    /// Slug and title of each collection it stands in.
    pub collections: Option<Vec<(String, String)>>,
    /// Whether the draft speaks of everything: what it leaves out of its lists goes. Else nothing goes.
    pub whole: bool,
    /// What becomes of the axes that are there before those of the draft are looked for.
    pub reshape: Vec<Reshape>,
    /// Variants that go, by their numbers; one that was ordered stays, one that a draft holds is archived.
    pub gone: Vec<i64>,
    /// What pictures of `media` show on this product's page; where it is not said it stays.
    pub alts: Vec<(i64, String)>,
}

/// A change of an option axis by its number, or of a value by its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reshape {
    Drop { axis: i64 },
    Axis { axis: i64, name: String },
    Value { value: i64, text: String, position: i64 },
}

/// A variant: found by its number, else by its SKU, else by its options.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VariantDraft {
    pub id: Option<i64>,
    pub sku: Option<String>,
    /// One value for each axis, in the order of the axes.
    pub options: Vec<String>,
    pub note: Option<String>,
    pub barcode: Option<String>,
    pub weight_grams: Option<i64>,
    pub ships: Option<bool>,
    pub tracked: Option<bool>,
    pub backorder: Option<Backorder>,
    /// Unit, how many of it are in the variant, and of how many the base price is said: `("g", 250, 1000)`.
    pub unit: Option<(String, i64, i64)>,
    pub cost: Option<i64>,
    /// Currency, amount and the price before, in minor units.
    pub prices: Vec<(Currency, i64, Option<i64>)>,
    /// The price before stays as it is: who drafts does not speak of it.
    pub compare_kept: bool,
    pub on_hand: Option<i64>,
    /// Its own picture, here already.
    pub media: Option<i64>,
    /// The address of its own picture, one of those of the product.
    pub picture: Option<String>,
    /// Whether it is sold no more.
    pub archived: Option<bool>,
    /// Columns that we do not model, by their names.
    pub foreign_fields: Option<Map<String, Value>>,
}

/// How far below zero orders may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backorder {
    Limit(i64),
    Unlimited,
}

/// A typed number or word about a product, with what it means and when it matters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeDraft {
    pub handle: String,
    pub label: String,
    /// `text`, `number` or `truth`.
    pub kind: String,
    pub unit: String,
    pub value: String,
    /// The number in thousandths of its unit.
    pub milli: Option<i64>,
    pub means: String,
    pub matters: String,
}

/// A step of the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepDraft {
    pub title: String,
    pub minutes: i64,
    pub words: String,
    /// Its picture, here already; one that stands beside a step of this title stays where neither this nor an address is said.
    pub media: Option<i64>,
    /// The address of its picture, one of those of the product.
    pub picture: Option<String>,
}

/// A picture elsewhere, or one of the product's own by its address here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureDraft {
    pub url: String,
    pub alt: String,
    /// Whether somebody said what it shows; else `alt` stands only until somebody does.
    pub alt_said: bool,
    pub position: i64,
    /// Whether somebody said where it stands; else a picture that is known stays in its place.
    pub place_said: bool,
}
