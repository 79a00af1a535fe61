//! Spree's product CSV: a master row for the product, a row a variant, and a row for each further currency of a variant.
use super::cells;
use super::remark::What;
use super::said::{MOST_OPTIONS, Reading, Said, status, unasked};
use super::table::{Row, Table};
use crate::values::Currency;

type Column = Option<usize>;

/// Where each column stands in a file.
pub struct Spree {
    pub slug: Column,
    pub name: Column,
    sku: Column,
    price: Column,
    compare_at: Column,
    currency: Column,
    status: Column,
    description: Column,
    seo_title: Column,
    seo_description: Column,
    tags: Column,
    kind: Column,
    vendor: Column,
    barcode: Column,
    cost: Column,
    options: Vec<(Column, Column)>,
    images: Vec<(Column, Column)>,
    weight: Column,
    weight_unit: Column,
    on_hand: Column,
    backorder: Column,
    tracked: Column,
    /// Columns we do not model that speak of the variant.
    of_variant: Vec<usize>,
    /// Columns we do not model that speak of the product where they stand in its master row.
    unknown: Vec<usize>,
}

impl Spree {
    /// Reads the header; none where it is not Spree's.
    pub fn of(table: &Table) -> Option<Spree> {
        let one = |names: &[&str]| table.column(names);
        let slug = one(&["slug"])?;
        one(&["sku", "name", "price", "status"])?;
        let mut spree = Spree {
            slug: Some(slug),
            name: one(&["name"]),
            sku: one(&["sku"]),
            price: one(&["price"]),
            compare_at: one(&["compare_at_price"]),
            currency: one(&["currency"]),
            status: one(&["status"]),
            description: one(&["description"]),
            seo_title: one(&["meta_title"]),
            seo_description: one(&["meta_description"]),
            tags: one(&["tags"]),
            kind: one(&["product_type"]),
            vendor: one(&["vendor", "vendor_name", "brand"]),
            barcode: one(&["barcode"]),
            cost: one(&["cost_price"]),
            options: (1..=9)
                .map(|n| (one(&[&format!("option{n}_name")]), one(&[&format!("option{n}_value")])))
                .collect(),
            images: (1..=9)
                .map(|n| (one(&[&format!("image{n}_src")]), one(&[&format!("image{n}_alt")])))
                .filter(|(src, _)| src.is_some())
                .collect(),
            weight: one(&["weight"]),
            weight_unit: one(&["weight_unit"]),
            on_hand: one(&["inventory_count"]),
            backorder: one(&["inventory_backorderable"]),
            tracked: one(&["track_inventory"]),
            of_variant: ["width", "height", "depth", "dimensions_unit"]
                .iter()
                .filter_map(|name| one(&[name]))
                .collect(),
            unknown: vec![],
        };
        spree.unknown = unasked(table, &spree.asked());
        Some(spree)
    }

    /// The columns nobody knows.
    pub fn unknown(&self) -> &[usize] {
        &self.unknown
    }

    fn asked(&self) -> Vec<Column> {
        let mut all = vec![
            self.slug,
            self.name,
            self.sku,
            self.price,
            self.compare_at,
            self.currency,
            self.status,
            self.description,
            self.seo_title,
            self.seo_description,
            self.tags,
            self.kind,
            self.vendor,
            self.barcode,
            self.cost,
            self.weight,
            self.weight_unit,
            self.on_hand,
            self.backorder,
            self.tracked,
        ];
        all.extend(self.options.iter().chain(&self.images).flat_map(|(a, b)| [*a, *b]));
        all.extend(self.of_variant.iter().map(|c| Some(*c)));
        all
    }

    /// One row. A price without a currency is in the shop's.
    pub fn row(&self, table: &Table, row: &Row, shop: Currency) -> Said {
        let comma = table.decimal_comma();
        let mut r = Reading::new(table, row);
        r.said.title = r.text(self.name);
        r.said.description = r.text(self.description);
        r.said.vendor = r.text(self.vendor);
        r.said.kind = r.text(self.kind);
        r.said.tags = r.row.said(self.tags).map(cells::tags);
        r.said.seo_title = r.text(self.seo_title);
        r.said.seo_description = r.text(self.seo_description);
        r.said.status = r.needed(self.status, status);
        r.options(&self.options);

        let said = |column: &Column| row.said(*column).is_some();
        r.said.is_variant = r.said.options.iter().any(|(_, value)| value.is_some())
            || [self.sku, self.price, self.barcode, self.on_hand].iter().any(said);
        r.said.variant.sku = r.text(self.sku);
        r.said.variant.barcode = r.text(self.barcode);
        let currency = match row.said(self.currency) {
            None => Some(shop),
            Some(_) => r.needed(self.currency, |text| Currency::parse(text).ok_or(What::Currency)),
        };
        if let Some(currency) = currency {
            r.prices(self.price, self.compare_at, currency);
        }
        r.said.variant.cost = r.wanted(self.cost, |text| cells::price(text, shop, comma));
        let unit = r.text(self.weight_unit).unwrap_or_default();
        r.said.variant.weight_grams = r.wanted(self.weight, |text| cells::grams(text, &unit, comma));
        r.on_hand(self.on_hand);
        r.backorder(self.backorder);
        r.said.variant.tracked = r.truth(self.tracked);

        let is_master = r.said.title.is_some();
        let own = |r: &Reading, column: &Column| r.row.said(*column).and_then(|text| cells::address(text).ok());
        let picture = self.images.first().and_then(|(src, _)| own(&r, src));
        for (src, alt) in &self.images {
            r.picture(*src, *alt, None);
        }
        let unknown = r.fields(&self.unknown);
        r.said.row_fields = r.fields(&self.of_variant);
        if is_master {
            r.said.product_fields = unknown;
        } else {
            r.said.row_fields.extend(unknown);
            r.said.variant.picture = picture;
        }
        r.said
    }

    /// Whether a row is the master of a product whose variants have rows of their own.
    pub fn is_master(said: &Said) -> bool {
        said.title.is_some() && (0..MOST_OPTIONS).all(|i| said.options[i].1.is_none())
    }
}
