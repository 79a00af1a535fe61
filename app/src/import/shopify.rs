//! Shopify's product CSV: which column says what under the old header and the new one, and one row in our words.
use super::cells;
use super::own::Own;
use super::remark::What;
use super::said::{Reading, Said, status, unasked};
use super::table::{Row, Table};
use crate::values::{Currency, fold};

type Column = Option<usize>;

/// Columns that we do not model, as the new header calls them: of the variant, of the product.
pub const OF_VARIANT: [&str; 3] = ["Weight unit for display", "Tax code", "Fulfillment service"];
pub const OF_PRODUCT: [&str; 5] =
    ["Product category", "Option1 Linked To", "Option2 Linked To", "Option3 Linked To", "Template suffix"];

/// Where each column stands in a file. A file need not have them all.
pub struct Shopify {
    pub handle: Column,
    pub title: Column,
    description: Column,
    vendor: Column,
    kind: Column,
    tags: Column,
    published: Column,
    status: Column,
    gift_card: Column,
    collection: Column,
    seo_title: Column,
    seo_description: Column,
    options: Vec<(Column, Column)>,
    sku: Column,
    barcode: Column,
    grams: Column,
    tracker: Column,
    on_hand: Column,
    policy: Column,
    price: Column,
    compare_at: Column,
    cost: Column,
    ships: Column,
    taxed: Column,
    unit: [Column; 4],
    image: Column,
    image_position: Column,
    image_alt: Column,
    variant_image: Column,
    /// Columns we do not model that speak of the variant, kept under the names of the new header.
    of_variant: Vec<(usize, &'static str)>,
    /// Columns we do not model that speak of the product.
    of_product: Vec<(usize, &'static str)>,
    pub own: Own,
    /// Columns nobody knows: of the product in its first row, of the variant below.
    unknown: Vec<usize>,
    new: bool,
}

impl Shopify {
    /// Reads the header; none where it is not one of Shopify's.
    pub fn of(table: &Table) -> Option<Shopify> {
        let one = |names: &[&str]| table.column(names);
        let known = [
            "title",
            "body (html)",
            "description",
            "vendor",
            "tags",
            "published",
            "published on online store",
            "status",
            "option1 name",
            "option1 value",
            "variant sku",
            "sku",
            "variant price",
            "price",
            "variant inventory qty",
            "inventory quantity",
            "image src",
            "product image url",
            "seo title",
            "variant grams",
            "cost per item",
        ];
        // Without a handle, a title is too common a word to go by.
        let sure =
            ["option1 name", "option1 value", "published on online store", "variant price", "inventory quantity"];
        let handle = one(&["handle", "url handle"]);
        let ours = match handle {
            Some(_) => known.iter().any(|name| one(&[name]).is_some()),
            None => one(&["title"]).is_some() && sure.iter().any(|name| one(&[name]).is_some()),
        };
        if !ours {
            return None;
        }
        let mut shopify = Shopify {
            handle,
            title: one(&["title"]),
            description: one(&["body (html)", "body html", "description"]),
            vendor: one(&["vendor"]),
            kind: one(&["type"]),
            tags: one(&["tags"]),
            published: one(&["published", "published on online store"]),
            status: one(&["status"]),
            gift_card: one(&["gift card"]),
            collection: one(&["collection"]),
            seo_title: one(&["seo title"]),
            seo_description: one(&["seo description"]),
            options: (1..=9)
                .map(|n| (one(&[&format!("option{n} name")]), one(&[&format!("option{n} value")])))
                .collect(),
            sku: one(&["variant sku", "sku"]),
            barcode: one(&["variant barcode", "barcode"]),
            grams: one(&["variant grams", "weight value (grams)"]),
            tracker: one(&["variant inventory tracker", "inventory tracker"]),
            on_hand: one(&["variant inventory qty", "inventory quantity"]),
            policy: one(&["variant inventory policy", "continue selling when out of stock"]),
            price: one(&["variant price", "price"]),
            compare_at: one(&["variant compare at price", "compare-at price", "compare at price"]),
            cost: one(&["cost per item"]),
            ships: one(&["variant requires shipping", "requires shipping"]),
            taxed: one(&["variant taxable", "charge tax"]),
            unit: [
                one(&["unit price total measure", "variant unit price total measure"]),
                one(&["unit price total measure unit", "variant unit price total measure unit"]),
                one(&["unit price base measure", "variant unit price base measure"]),
                one(&["unit price base measure unit", "variant unit price base measure unit"]),
            ],
            image: one(&["image src", "product image url"]),
            image_position: one(&["image position"]),
            image_alt: one(&["image alt text"]),
            variant_image: one(&["variant image", "variant image url"]),
            of_variant: [
                (&["variant weight unit", "weight unit for display"][..], OF_VARIANT[0]),
                (&["variant tax code", "tax code"], OF_VARIANT[1]),
                (&["variant fulfillment service", "fulfillment service"], OF_VARIANT[2]),
            ]
            .iter()
            .filter_map(|(names, kept)| Some((one(names)?, *kept)))
            .collect(),
            of_product: OF_PRODUCT.iter().filter_map(|name| Some((one(&[&fold(name)])?, *name))).collect(),
            own: Own::of(table),
            unknown: vec![],
            new: one(&["url handle", "sku", "description", "published on online store"]).is_some(),
        };
        shopify.unknown = unasked(table, &shopify.asked());
        Some(shopify)
    }

    /// How the header is called.
    pub fn name(&self) -> &'static str {
        if self.new { "Shopify's new header" } else { "Shopify's old header" }
    }

    /// The columns that are kept with the product where they stand in its first row, and under which names.
    pub fn kept(&self, table: &Table) -> Vec<(usize, String)> {
        let known = self.of_product.iter().map(|(at, name)| (*at, name.to_string()));
        known.chain(self.unknown.iter().map(|at| (*at, table.name(*at)))).collect()
    }

    /// The columns nobody knows.
    pub fn unknown(&self) -> &[usize] {
        &self.unknown
    }

    /// Every column that is asked for by its name.
    pub fn asked(&self) -> Vec<Column> {
        let mut all = vec![
            self.handle,
            self.title,
            self.description,
            self.vendor,
            self.kind,
            self.tags,
            self.published,
            self.status,
            self.gift_card,
            self.collection,
            self.seo_title,
            self.seo_description,
            self.sku,
            self.barcode,
            self.grams,
            self.tracker,
            self.on_hand,
            self.policy,
            self.price,
            self.compare_at,
            self.cost,
            self.ships,
            self.taxed,
            self.image,
            self.image_position,
            self.image_alt,
            self.variant_image,
        ];
        all.extend(self.unit);
        all.extend(self.options.iter().flat_map(|(name, value)| [*name, *value]));
        all.extend(self.of_variant.iter().chain(&self.of_product).map(|(c, _)| Some(*c)));
        all.extend(self.own.all.iter().map(|c| Some(*c)));
        all
    }

    /// One row. Prices carry no currency in these files: they are in the shop's.
    pub fn row(&self, table: &Table, row: &Row, currency: Currency) -> Said {
        let mut r = Reading::new(table, row);
        r.exact = !self.own.all.is_empty();
        self.product(&mut r);
        self.own.product(&mut r);
        r.options(&self.options);
        let said = |column: &Column| row.said(*column).is_some();
        r.said.is_variant = r.said.options.iter().any(|(_, value)| value.is_some())
            || [self.sku, self.barcode, self.price, self.compare_at, self.grams, self.on_hand].iter().any(said);
        if r.said.is_variant {
            self.variant(&mut r, currency);
            self.own.variant(&mut r);
        }
        if r.picture(self.image, self.image_alt, self.image_position).is_some()
            && self.own.decorative(&mut r)
            && let Some(picture) = r.said.pictures.last_mut()
        {
            picture.alt.get_or_insert_default();
        }
        let of_rest = r.fields(&self.unknown);
        let first = r.said.title.is_some() || !r.said.is_variant;
        let fields = if first { &mut r.said.product_fields } else { &mut r.said.row_fields };
        fields.extend(of_rest);
        r.said
    }

    fn product(&self, r: &mut Reading) {
        r.said.title = r.text(self.title);
        r.said.description = r.text(self.description);
        r.said.vendor = r.text(self.vendor);
        r.said.kind = r.text(self.kind);
        r.said.tags = self.own.tags(r, self.tags).or(r.row.said(self.tags).map(cells::tags));
        r.said.seo_title = r.text(self.seo_title);
        r.said.seo_description = r.text(self.seo_description);
        r.said.collection = r.text(self.collection);
        r.said.gift_card = r.truth(self.gift_card) == Some(true);
        if r.row.said(self.status).is_some_and(|text| text.eq_ignore_ascii_case("unlisted")) {
            r.note(self.status, What::Unlisted);
            r.said.status = Some("draft");
        } else {
            r.said.status = r.needed(self.status, status);
        }
        if r.truth(self.published) == Some(false) && r.said.status.is_none_or(|s| s == "active") {
            if r.said.status.is_some() {
                r.note(self.published, What::Unpublished);
            }
            r.said.status = Some("draft");
        }
        r.said.product_fields = r.named(&self.of_product);
    }

    fn variant(&self, r: &mut Reading, shop: Currency) {
        let comma = r.table.decimal_comma();
        let said = r.needed(self.own.currency, |text| Currency::parse(text).ok_or(What::Currency));
        let currency = said.unwrap_or(shop);
        r.said.variant.sku = r.text(self.sku);
        // Shopify writes an apostrophe before digits, so that spreadsheets leave them alone.
        let marks: &[char] = if r.exact { &[] } else { &['\''] };
        r.said.variant.barcode = r.row.said(self.barcode).map(|text| text.trim_start_matches(marks).to_string());
        r.said.variant.weight_grams = r.wanted(self.grams, |text| cells::grams(text, "g", comma));
        // A blank tracker means that nobody counts.
        r.said.variant.tracked = r.row.cell(self.tracker).map(|text| !text.is_empty());
        r.on_hand(self.on_hand);
        r.backorder(self.policy);
        r.prices(self.price, self.compare_at, currency);
        r.said.variant.cost = r.wanted(self.cost, |text| match currency == shop {
            true => cells::price(text, currency, comma),
            false => Err(What::CostCurrency),
        });
        r.said.variant.ships = r.truth(self.ships);
        r.said.taxed = r.truth(self.taxed);
        let [total, total_unit, base, base_unit] = self.unit.map(|column| r.text(column));
        if let (Some(total), Some(total_unit), Some(base), Some(base_unit)) = (total, total_unit, base, base_unit) {
            r.said.variant.unit =
                r.wanted(self.unit[0], |_| cells::measure((&total, &total_unit), (&base, &base_unit), comma));
        }
        r.said.row_fields = r.named(&self.of_variant);
        r.said.variant.picture = r.picture(self.variant_image, None, None);
    }
}
