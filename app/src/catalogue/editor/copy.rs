//! A product once more, as a draft of its own: another name, other SKUs, nothing in stock.
use super::{Fields, grid, keys, of, set};
use crate::values::Slug;

/// What is put behind every SKU of a copy.
pub const SUFFIX: &str = "-COPY";

/// The fields of a copy: numbers of the old product's axes and variants become new ones, what is archived stays behind.
pub fn copied(fields: &Fields, slug: &Slug) -> Fields {
    let mut all: Fields =
        fields.iter().filter(|(name, _)| !name.starts_with("v-") && !name.starts_with("axis-")).map(pair).collect();
    set(&mut all, "slug", slug.as_str());
    set(&mut all, "status", "draft");
    set(&mut all, "title", format!("{} (copy)", of(fields, "title")));
    let axes = grid::axes(fields);
    for (n, axis) in axes.iter().enumerate() {
        set(&mut all, format!("axis-n{n}-name"), &axis.name);
        let values: Vec<&str> = axis.values.iter().map(|(_, text)| text.as_str()).collect();
        set(&mut all, format!("axis-n{n}-more"), values.join("\n"));
    }
    let sold = keys(fields, "v").into_iter().filter(|key| of(fields, &format!("v-{key}-state")) != "archived");
    for (n, key) in sold.enumerate() {
        let prefix = format!("v-{key}-");
        for (name, value) in fields.iter().filter_map(|(name, value)| Some((name.strip_prefix(&prefix)?, value))) {
            match name {
                "barcode" => {}
                "sku" => set(&mut all, format!("v-n{n}-sku"), format!("{value}{SUFFIX}")),
                name if name.starts_with("o-") => {}
                name => set(&mut all, format!("v-n{n}-{name}"), value),
            }
        }
        for (i, (axis, name)) in axes.iter().zip(grid::options(fields, &axes, &key)).enumerate() {
            let text = axis.text(&name).unwrap_or_default();
            set(&mut all, format!("v-n{n}-o-n{i}"), format!("={text}"));
        }
    }
    all
}
fn pair((name, value): (&String, &String)) -> (String, String) {
    (name.clone(), value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_nothing_of_the_old_numbers() {
        let mut f = Fields::new();
        for (name, value) in [
            ("title", "Pan"),
            ("status", "active"),
            ("a-3-value", "1 kg"),
            ("axis-7-name", "Size"),
            ("axis-7-v-31", "20 cm"),
            ("v-1-sku", "P20"),
            ("v-1-o-7", "31"),
            ("v-1-barcode", "4006381333931"),
            ("v-1-p-EUR", "20.00"),
            ("v-2-sku", "OLD"),
            ("v-2-o-7", "31"),
            ("v-2-state", "archived"),
        ] {
            set(&mut f, name, value);
        }
        let copy = copied(&f, &Slug::parse("pan-copy").unwrap());
        assert_eq!((of(&copy, "title"), of(&copy, "status")), ("Pan (copy)", "draft"));
        assert_eq!(keys(&copy, "v"), ["n0"]);
        assert_eq!(
            (of(&copy, "v-n0-sku"), of(&copy, "v-n0-p-EUR"), of(&copy, "v-n0-barcode")),
            ("P20-COPY", "20.00", "")
        );
        assert_eq!(
            (of(&copy, "v-n0-o-n0"), of(&copy, "axis-n0-more"), of(&copy, "a-3-value")),
            ("=20 cm", "20 cm", "1 kg")
        );
    }
}
