use super::*;
use std::collections::{HashMap, HashSet};

const SCENES: &[&str] = &[
    "pan-step1",
    "pan-step2",
    "pan-step3",
    "pan-step4",
    "crocks-bench",
    "spoons-bench",
    "mill",
    "linen-bench",
    "pantry-bench",
];

fn makers() -> HashSet<&'static str> {
    MAKERS.iter().map(|m| m.handle).collect()
}

fn ean_is_valid(code: &str) -> bool {
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits.iter().enumerate().map(|(i, d)| if i % 2 == 0 { *d } else { 3 * d }).sum();
    digits.len() == 13 && code.len() == 13 && code.starts_with('2') && sum.is_multiple_of(10)
}

/// Every text of the shelf with the place it stands.
fn texts() -> Vec<(String, &'static str)> {
    let mut all = vec![];
    let mut put = |place: &str, texts: &[&'static str]| {
        all.extend(texts.iter().map(|text| (place.to_owned(), *text)));
    };
    put("shop", &[SHOP.tagline, SHOP.purpose, SHOP.hours, SHOP.seo_title, SHOP.seo_description]);
    for page in [SHOP.imprint, SHOP.privacy, SHOP.returns, SHOP.shipping, SHOP.about] {
        put("page", page);
    }
    for m in MAKERS {
        put(m.handle, &[m.name, m.craft, m.words, m.story, m.picture]);
    }
    for c in COLLECTIONS {
        put(c.slug, &[c.title, c.lead]);
    }
    for p in products() {
        put(p.slug, &[p.name, p.picture, p.alt, p.words, p.purpose, p.seo_title, p.seo_description]);
        p.faces.iter().filter(|face| face.1 != p.picture).for_each(|face| put(p.slug, &[face.1, face.2]));
        p.making.iter().for_each(|s| put(p.slug, &[s.title, s.words]));
        p.variants.iter().for_each(|v| put(v.sku, &[v.note]));
        p.attributes.iter().for_each(|a| put(p.slug, &[a.label, a.value, a.means, a.matters]));
    }
    all
}

#[test]
fn forty_one_products_with_their_own_slugs_and_skus() {
    assert_eq!(products().count(), 41);
    let slugs: HashSet<_> = products().map(|p| p.slug).collect();
    assert_eq!(slugs.len(), 41);
    let mut skus = HashSet::new();
    let mut barcodes = HashSet::new();
    for v in products().flat_map(|p| p.variants) {
        assert!(skus.insert(v.sku), "{} twice", v.sku);
        assert!(v.barcode.is_empty() || ean_is_valid(v.barcode), "{}: {}", v.sku, v.barcode);
        assert!(v.barcode.is_empty() || barcodes.insert(v.barcode), "{}: {} twice", v.sku, v.barcode);
    }
}

#[test]
fn variants_stand_on_the_axes() {
    for p in products() {
        assert!(p.options.len() <= 2, "{}", p.slug);
        assert!(!p.variants.is_empty(), "{}", p.slug);
        let combinations: HashSet<_> = p.variants.iter().map(|v| v.options).collect();
        assert_eq!(combinations.len(), p.variants.len(), "{}: a combination twice", p.slug);
        for v in p.variants {
            assert_eq!(v.options.len(), p.options.len(), "{}", v.sku);
            for (value, (axis, values)) in v.options.iter().zip(p.options) {
                assert!(values.contains(value), "{}: {axis} has no {value}", v.sku);
            }
            assert!(v.price > 0 && v.stock >= 0 && v.backorder >= 0, "{}", v.sku);
            assert!(v.compare_at.is_none_or(|before| before > v.price), "{}", v.sku);
            assert!(!p.ships || v.grams > 0, "{}: no weight", v.sku);
        }
        for (axis, values) in p.options {
            for (n, value) in values.iter().enumerate() {
                assert!(!values[..n].contains(value), "{}: {axis} {value} twice", p.slug);
            }
        }
        for (i, (axis, values)) in p.options.iter().enumerate() {
            for value in *values {
                assert!(p.variants.iter().any(|v| v.options[i] == *value), "{}: {axis} {value} unused", p.slug);
            }
        }
    }
}

#[test]
fn each_product_and_each_face_has_its_own_drawing() {
    let mut whose = HashMap::new();
    for p in products() {
        assert!(whose.insert(p.picture, p.slug).is_none(), "{}: {} is another's", p.slug, p.picture);
    }
    for p in products() {
        let mut faces = HashSet::new();
        for (value, drawing, alt) in p.faces {
            assert!(p.options.iter().any(|(_, values)| values.contains(value)), "{}: no {value} to choose", p.slug);
            assert!(faces.insert(drawing), "{}: {drawing} twice", p.slug);
            let owner = whose.entry(*drawing).or_insert(p.slug);
            assert_eq!(*owner, p.slug, "{}: {drawing} is another's", p.slug);
            assert!(*drawing != p.picture || *alt == p.alt, "{}: {drawing} shows two things", p.slug);
        }
        let values: HashSet<_> = p.faces.iter().map(|face| face.0).collect();
        assert_eq!(values.len(), p.faces.len(), "{}: a value with two faces", p.slug);
    }
    for drawing in whose.keys() {
        assert!(crate::demo::Drawings::get(&format!("{drawing}.svg")).is_some(), "there is no drawing {drawing}");
    }
}

#[test]
fn makers_collections_and_scenes_exist() {
    let (makers, shelves) = (makers(), COLLECTIONS.iter().map(|c| c.slug).collect::<HashSet<_>>());
    assert_eq!(makers.len(), MAKERS.len());
    assert_eq!(shelves.len(), COLLECTIONS.len());
    assert!(makers.contains(SHOP.purpose_by));
    for c in COLLECTIONS {
        assert!(makers.contains(c.said_by), "{}", c.slug);
        assert!(products().any(|p| p.collections.contains(&c.slug)), "{} is empty", c.slug);
    }
    for p in products() {
        assert!(makers.contains(p.maker), "{}", p.slug);
        assert!(!p.collections.is_empty(), "{}", p.slug);
        assert!(p.collections.iter().all(|c| shelves.contains(c)), "{}", p.slug);
        assert!((2..=4).contains(&p.making.len()), "{}: {} steps", p.slug, p.making.len());
        assert!(p.making.iter().all(|s| s.minutes > 0), "{}", p.slug);
        assert!(p.making.iter().filter_map(|s| s.picture).all(|scene| SCENES.contains(&scene)), "{}", p.slug);
        assert!(["standard", "reduced"].contains(&p.tax), "{}", p.slug);
        assert_eq!(p.tax == "reduced", p.variants[0].unit.is_some(), "{}: food has a unit price", p.slug);
    }
}

#[test]
fn no_number_without_its_meaning() {
    let mut labels: HashMap<&str, (&str, Option<&str>)> = HashMap::new();
    for p in products() {
        assert!(p.attributes.len() >= 2, "{}", p.slug);
        let keys: HashSet<_> = p.attributes.iter().map(|a| a.key).collect();
        assert_eq!(keys.len(), p.attributes.len(), "{}: a key twice", p.slug);
        for a in p.attributes {
            assert!(a.means.ends_with('.') && a.matters.len() > 10, "{}: {}", p.slug, a.key);
            assert!(!a.matters.starts_with(|c: char| c.is_uppercase() && c != 'I'), "{}: {}", p.slug, a.matters);
            assert!(!a.matters.to_lowercase().starts_with("matters"), "{}: {}", p.slug, a.matters);
            assert_eq!(a.number.is_some(), !a.unit.is_empty(), "{}: {}", p.slug, a.key);
            let (label, unit) = labels.entry(a.key).or_insert((a.label, None));
            assert_eq!(*label, a.label, "{}: one key, one label", a.key);
            if a.number.is_some() {
                assert_eq!(*unit.get_or_insert(a.unit), a.unit, "{}: one key, one unit", a.key);
            }
        }
    }
}

#[test]
fn plain_words() {
    let mut seen = HashMap::new();
    for (place, text) in texts() {
        assert!(!text.trim().is_empty(), "{place}: nothing said");
        assert_eq!(text, text.trim(), "{place}");
        for bad in ["!", "  ", "\n", "\u{2014}", "\"", "<"] {
            assert!(!text.contains(bad), "{place}: {bad:?} in {text}");
        }
        if text.len() > 60
            && let Some(before) = seen.insert(text, place.clone())
        {
            panic!("{place} repeats {before}: {text}");
        }
    }
}

#[test]
fn short_enough_for_a_result_page() {
    for p in products() {
        assert!(p.seo_title.chars().count() <= 60, "{}", p.seo_title);
        assert!((60..=160).contains(&p.seo_description.chars().count()), "{}: {}", p.slug, p.seo_description);
    }
}
