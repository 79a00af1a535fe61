use super::*;
use crate::catalogue::editor::{fields::blank, set};

fn ground<'g>(beside: &'g Beside, before: &'g Fields) -> Ground<'g> {
    Ground { known: None, before, beside, currency: Currency::EUR }
}
fn beside() -> Beside {
    Beside {
        makers: vec![("joost".into(), "Joost".into())],
        taxes: vec![("standard".into(), "Standard".into())],
        attributes: vec![(3, "weight".into(), "Weight".into(), "number".into(), "kg".into())],
        ..Beside::default()
    }
}
fn filled(pairs: &[(&str, &str)]) -> Fields {
    let mut fields = blank();
    set(&mut fields, "title", "Pan");
    for (name, value) in pairs {
        set(&mut fields, *name, value);
    }
    fields
}
fn faults(pairs: &[(&str, &str)]) -> Vec<String> {
    let (beside, before) = (beside(), Fields::new());
    wish(&filled(pairs), &ground(&beside, &before))
        .1
        .into_iter()
        .map(|(field, words)| format!("{field}: {words}"))
        .collect()
}

#[test]
fn a_good_form_is_a_whole_draft() {
    let (beside, before) = (beside(), Fields::new());
    let fields = filled(&[
        ("v-n0-p-EUR", "12,50"),
        ("v-n0-p-JPY", "900"),
        ("v-n0-q-EUR", "15"),
        ("v-n0-backorder", "any"),
        ("v-n0-move", "+4"),
        ("tags", "iron, Pans"),
        ("a-n0-label", "weight"),
        ("a-n0-value", "1.46 kg"),
        ("description", "One.\n\nTwo."),
    ]);
    let (draft, faults) = wish(&fields, &ground(&beside, &before));
    assert_eq!(faults, []);
    assert_eq!((draft.slug.as_str(), draft.description.as_deref()), ("pan", Some("<p>One.</p>\n<p>Two.</p>")));
    let v = &draft.variants[0];
    let jpy = Currency::parse("JPY").unwrap();
    assert_eq!(v.prices, [(Currency::EUR, 1_250, Some(1_500)), (jpy, 900, None)]);
    assert_eq!((v.on_hand, v.sku.clone()), (Some(4), None));
    let a = &draft.attributes.unwrap()[0];
    assert_eq!((a.handle.as_str(), a.milli), ("weight", Some(1_460)));
    assert_eq!(draft.tags.unwrap(), ["iron", "Pans"]);
}

#[test]
fn every_bad_field_is_named() {
    let long = "x".repeat(301);
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[("title", "")], "title: A product needs a name."),
        (&[("words", &long)], "words: At most 300 letters; these are 301."),
        (&[("slug", "Not so")], "slug: An address is small letters, digits and single dashes."),
        (&[("maker", "nobody")], "maker: Choose one of these."),
        (&[("v-n0-p-EUR", "twelve")], "v-n0-p-EUR: Write an amount of EUR like 12.50."),
        (&[("v-n0-p-EUR", "-1")], "v-n0-p-EUR: Write an amount of EUR like 12.50."),
        (&[("v-n0-p-EUR", "1.005")], "v-n0-p-EUR: Write an amount of EUR like 12.50."),
        (&[("v-n0-p-ZZZ", "1")], "v-n0-p-ZZZ: ZZZ is no currency."),
        (&[("v-n0-q-EUR", "1")], "v-n0-p-EUR: A price before needs a price now."),
        (&[("v-n0-barcode", "4006381333932")], "v-n0-barcode: A digit is wrong: the last one would be 1."),
        (&[("v-n0-weight", "heavy")], "v-n0-weight: A whole number, please."),
        (&[("v-n0-move", "-1")], "v-n0-move: No more than the 0 on hand can go."),
        (&[("v-n0-move", "some")], "v-n0-move: Say how many more or fewer: 5 or -2."),
        (&[("v-n0-state", "none")], "v: A product needs one variant at least."),
        (&[("v-n1-state", "sold")], "v-n1-sku: Two rows, and no option that tells them apart."),
        (&[("s-0-words", "It is cut.")], "s-0-title: A step needs a name."),
        (&[("s-0-title", "Cut"), ("s-0-minutes", "long")], "s-0-minutes: Minutes are a whole number."),
        (&[("a-3-value", "heavy")], "a-3-value: Weight is a number: begin with it."),
        (&[("a-3-means", "Light.")], "a-3-value: Say the value, or take this line away."),
        (
            &[("a-3-value", "1"), ("a-n0-label", "Weight"), ("a-n0-value", "2")],
            "a-n0-label: Weight stands here already.",
        ),
    ];
    for (pairs, fault) in cases {
        assert_eq!(faults(pairs), [*fault], "{pairs:?}");
    }
}

#[test]
fn what_stands_already_is_not_judged_again() {
    let beside = beside();
    let before = filled(&[("v-n0-barcode", "house code 7"), ("words", &"x".repeat(900))]);
    assert_eq!(wish(&before, &ground(&beside, &before)).1, []);
}

#[test]
fn too_many_variants_are_too_many() {
    let mut fields = filled(&[("axis-n0-name", "Size"), ("axis-n0-more", "a")]);
    for n in 0..101 {
        set(&mut fields, format!("v-n{n}-state"), "sold");
    }
    let (beside, before) = (beside(), Fields::new());
    let faults = wish(&fields, &ground(&beside, &before)).1;
    assert!(faults.iter().any(|(field, words)| field == "v" && words.contains("these are 101")), "{faults:?}");
}

#[test]
fn a_unit_holds_no_more_than_its_price_can_be_counted_for() {
    let all = |amount, base| {
        faults(&[("v-n0-p-EUR", "12"), ("v-n0-unit", "g"), ("v-n0-unit_amount", amount), ("v-n0-unit_base", base)])
    };
    assert_eq!(all("1", "1000000"), [""; 0]);
    assert_eq!(all("1", "1000001"), ["v-n0-unit_base: A whole number, please."]);
    assert_eq!(all("9223372036854775807", "1"), ["v-n0-unit_amount: A whole number, please."]);
}
