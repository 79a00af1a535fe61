use super::*;

#[test]
fn half_a_unit_rounds_away_from_zero() {
    assert_eq!(half_up(5, 2), 3);
    assert_eq!(half_up(-5, 2), -3);
    assert_eq!(half_up(-3, 2), -2);
    assert_eq!(half_up(22, 10), 2);
    assert_eq!(half_up(0, 7), 0);
}

#[test]
fn every_currency_of_iso_4217_has_its_decimals() {
    let Some(table) = shared("vectors/iso4217-minor-units.json") else { return };
    let mut checked = 0;
    for (code, digits) in table["current"].as_object().unwrap() {
        if let Some(currency) = Currency::parse(code) {
            assert_eq!(u64::from(currency.decimals()), digits.as_u64().unwrap(), "{code}");
            checked += 1;
        }
    }
    assert!(checked > 140, "{checked} currencies are known");
    for code in ["EUR", "JPY", "KWD", "CLF", "UYW"] {
        assert!(Currency::parse(code).is_some(), "{code}");
    }
}

#[test]
fn the_vectors_of_rounding_hold() {
    let Some(cases) = shared("vectors/rounding.json") else { return };
    let ours: Vec<_> = cases.as_array().unwrap().iter().filter(|c| c["mode"] == "half_up").collect();
    assert!(ours.len() >= 6);
    for case in ours {
        let x = case["x"].as_str().unwrap();
        let over = i128::from(decimal(x, 9).unwrap());
        assert_eq!(half_up(over, 1_000_000_000).to_string(), case["expected"].as_str().unwrap(), "{x}");
    }
    let others = modes(cases.as_array().unwrap(), "mode");
    assert!(others.iter().all(|m| ["half_up", "half_even", "half_down"].contains(&m.as_str())), "{others:?}");
}

#[test]
fn the_vectors_of_splitting_hold() {
    let Some(file) = shared("vectors/allocation.json") else { return };
    let mut checked = 0;
    for case in file["cases"].as_array().unwrap() {
        let numbers = |key: &str| case[key].as_array().unwrap().iter().map(|n| n.as_i64().unwrap()).collect::<Vec<_>>();
        let (total, weights) = (case["total_minor"].as_i64().unwrap(), numbers("weights"));
        let parts = split(total, &weights).unwrap();
        assert_eq!(parts.iter().sum::<i64>(), total, "{case}");
        if case["mode"] == "largest_remainder" {
            assert_eq!(parts, numbers("expected"), "{case}");
            checked += 1;
        }
    }
    assert!(checked >= 7);
    let weights = |v: &serde_json::Value| {
        v["weights"].as_array().unwrap().iter().map(|n| n.as_i64().unwrap()).collect::<Vec<_>>()
    };
    let refused: Vec<_> =
        file["error_cases"].as_array().unwrap().iter().map(|c| split(100, &weights(c)).unwrap_err()).collect();
    assert_eq!(refused, [Unsplittable::Empty, Unsplittable::NegativeWeight, Unsplittable::AllZero]);
    let others = modes(file["cases"].as_array().unwrap(), "mode");
    assert!(
        others
            .iter()
            .all(|m| ["largest_remainder", "floor_to_first", "moneyphp_largest_fraction"].contains(&m.as_str())),
        "{others:?}"
    );
}

#[test]
fn any_split_sums_to_its_total() {
    let mut seed = 7u64;
    let mut next = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    for _ in 0..2_000 {
        let weights: Vec<i64> = (0..=next(9)).map(|_| next(1_000_000) as i64).collect();
        let total = next(10_000_000) as i64 - 5_000_000;
        if weights.iter().sum::<i64>() == 0 {
            continue;
        }
        let parts = split(total, &weights).unwrap();
        assert_eq!(parts.iter().sum::<i64>(), total);
        assert!(parts.iter().all(|p| p.signum() * total.signum() >= 0));
        let sum: i64 = weights.iter().sum();
        for (part, weight) in parts.iter().zip(&weights) {
            let exact = total as i128 * *weight as i128 / sum as i128;
            assert!((*part as i128 - exact).abs() <= 1);
        }
    }
}

#[test]
fn a_decimal_is_read_whole_or_not_at_all() {
    for (text, places, expected) in [
        ("34.90", 2, Some(3490)),
        ("18", 2, Some(1800)),
        ("1.5", 0, None),
        ("1.0", 0, Some(1)),
        ("1.234", 3, Some(1234)),
        ("-3.1", 2, Some(-310)),
        ("1.299,00", 2, None),
        ("1e3", 2, None),
        ("", 2, None),
        (".5", 2, None),
        ("5.", 2, None),
        ("NaN", 2, None),
        ("99999999999999999999", 2, None),
    ] {
        assert_eq!(decimal(text, places), expected, "{text}");
    }
    let yen = Currency::parse("jpy").unwrap();
    assert_eq!(Money::parse("1200", yen).unwrap().plain(), "1200");
    assert_eq!(Money::new(-5, Currency::EUR).plain(), "-0.05");
}

#[test]
fn a_slug_is_plain() {
    assert!(Slug::parse("everyday-pan-26").is_some());
    for bad in ["", "-a", "a--b", "A", "é", "a/b", "a b", "../x"] {
        assert!(Slug::parse(bad).is_none(), "{bad}");
    }
}

#[cfg(feature = "ssr")]
#[test]
fn folding_forgets_case_accents_and_width() {
    assert_eq!(fold("  Màu Đỏ\u{a0}Gạch "), "mau do gach");
    assert_eq!(fold("ＡＢＣ Straße CRÈME"), "abc strasse creme");
}

#[cfg(feature = "ssr")]
#[test]
fn an_email_is_one_deliverable_address() {
    assert!(Email::parse(" noor@example.org ").is_some());
    assert_eq!(Email::parse("Noor@Example.org").unwrap().key(), "noor@example.org");
    for other in [
        "noor@exämple.org",
        "noör@example.org",
        "noor@exａmple.org",
        "noor@example.or\u{ff47}",
        "noo\u{212a}@example.org",
    ] {
        let key = Email::parse(other).map(|e| e.key());
        assert!(key.is_none_or(|k| k != "noor@example.org" && k != "nook@example.org"), "{other} is somebody else's");
    }
    for bad in
        ["", "noor", "noor@", "@x.org", "a b@x.org", "noor@localhost", "a@x.org, b@x.org", "a@x.org\r\nBcc: b@x.org"]
    {
        assert!(Email::parse(bad).is_none(), "{bad:?}");
    }
}

/// The test data beside the project; a line says so where it is absent.
fn shared(path: &str) -> Option<serde_json::Value> {
    let path = format!("{}/../../shared/data/{path}", env!("CARGO_MANIFEST_DIR"));
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            println!("skipped: no {path}");
            None
        }
    }
}
fn modes(cases: &[serde_json::Value], key: &str) -> Vec<String> {
    cases.iter().map(|c| c[key].as_str().unwrap().to_string()).collect()
}
