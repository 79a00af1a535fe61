//! One cell's text as a value. A blank cell never comes here.
use super::remark::What;
use crate::values::{Currency, MOST_UNITS, decimal, half_up};

/// The most a price or a cost may be, in minor units; a cart of it still fits 63 bits.
const MOST: i64 = 1_000_000_000_000;
/// The most pieces or grams.
const MOST_COUNT: i64 = 1_000_000_000;

/// A price in minor units: digits and a point, never a thousands separator, which could be read two ways. Where commas do not
/// part the cells, one comma before one or two digits is the point.
pub fn price(text: &str, currency: Currency, decimal_comma: bool) -> Result<i64, What> {
    let text = pointed(text, decimal_comma);
    let Some(amount) = decimal(&text, currency.decimals()) else {
        return Err(match decimal(&text, 9) {
            Some(n) if n < 0 => What::Negative,
            Some(_) => What::Decimals(currency),
            None => What::NotANumber,
        });
    };
    match amount {
        ..0 => Err(What::Negative),
        0..=MOST => Ok(amount),
        _ => Err(What::TooLarge),
    }
}

/// A whole number, below zero too; `5.0` is 5.
pub fn count(text: &str, decimal_comma: bool) -> Result<i64, What> {
    let n = decimal(&pointed(text, decimal_comma), 0).ok_or(What::NotANumber)?;
    if n.abs() > MOST_COUNT { Err(What::TooLarge) } else { Ok(n) }
}

/// A number in thousandths, below zero too.
pub fn thousandths(text: &str, decimal_comma: bool) -> Result<i64, What> {
    decimal(&pointed(text, decimal_comma), 3).ok_or(What::NotANumber)
}

/// A weight in whole grams, rounded half up.
pub fn grams(text: &str, unit: &str, decimal_comma: bool) -> Result<i64, What> {
    let nanograms: i128 = match unit.to_ascii_lowercase().as_str() {
        "g" | "gram" | "grams" => 1_000_000_000,
        "kg" | "kilogram" | "kilograms" => 1_000_000_000_000,
        "lb" | "lbs" | "pound" | "pounds" => 453_592_370_000,
        "oz" | "ounce" | "ounces" => 28_349_523_125,
        _ => return Err(What::Unit),
    };
    let millionths = decimal(&pointed(text, decimal_comma), 6).ok_or(What::NotANumber)?;
    match half_up(i128::from(millionths) * nanograms, 1_000_000_000_000_000) {
        ..0 => Err(What::Negative),
        g @ 0..=MOST_COUNT => Ok(g),
        _ => Err(What::TooLarge),
    }
}

/// `TRUE`, `FALSE` and what people write for them.
pub fn truth(text: &str) -> Result<bool, What> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "t" | "1" | "wahr" => Ok(true),
        "false" | "no" | "n" | "f" | "0" | "falsch" => Ok(false),
        _ => Err(What::Truth),
    }
}

/// Tags between commas; a tag within quotation marks may hold a comma.
pub fn tags(text: &str) -> Vec<String> {
    let mut all = vec![];
    let mut rest = text;
    while !rest.is_empty() {
        rest = rest.trim_start();
        let quoted = rest.strip_prefix('"').and_then(|inner| {
            let end = inner.find('"')?;
            let after = inner[end + 1..].trim_start();
            (after.is_empty() || after.starts_with(',')).then_some((&inner[..end], after))
        });
        let (tag, after) = quoted.unwrap_or_else(|| rest.split_at(rest.find(',').unwrap_or(rest.len())));
        if !tag.trim().is_empty() {
            all.push(tag.trim().to_string());
        }
        rest = after.strip_prefix(',').unwrap_or(after);
    }
    all
}

/// The address of a picture; one that begins with `//` is https.
pub fn address(text: &str) -> Result<String, What> {
    let text = if text.starts_with("//") { format!("https:{text}") } else { text.to_string() };
    let url = reqwest::Url::parse(&text).map_err(|_| What::Address)?;
    let good = matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty();
    if good { Ok(text) } else { Err(What::Address) }
}

/// What a variant holds and of how many the base price is said, both in one unit: 0.25 kg at a price for 1 kg is
/// `("g", 250, 1000)`.
pub fn measure(total: (&str, &str), base: (&str, &str), decimal_comma: bool) -> Result<(String, i64, i64), What> {
    // A unit as so many thousandths of the one it is counted in.
    let known = |unit: &str| match unit.to_ascii_lowercase().as_str() {
        "mg" => Some(("g", 1)),
        "g" => Some(("g", 1_000)),
        "kg" => Some(("g", 1_000_000)),
        "ml" => Some(("ml", 1_000)),
        "cl" => Some(("ml", 10_000)),
        "l" => Some(("ml", 1_000_000)),
        "m3" => Some(("ml", 1_000_000_000)),
        "mm" => Some(("cm", 100)),
        "cm" => Some(("cm", 1_000)),
        "m" => Some(("cm", 100_000)),
        "m2" => Some(("m²", 1_000)),
        "item" | "items" => Some(("piece", 1_000)),
        _ => None,
    };
    let whole = |(text, unit): (&str, &str)| {
        let (name, thousandths) = known(unit)?;
        let n = i128::from(decimal(&pointed(text, decimal_comma), 3)?) * thousandths;
        let n = i64::try_from(n / 1_000_000).ok().filter(|_| n % 1_000_000 == 0)?;
        (1..=MOST_UNITS).contains(&n).then_some((name, n))
    };
    match (whole(total), whole(base)) {
        (Some((unit, amount)), Some((other, base))) if unit == other => Ok((unit.into(), amount, base)),
        _ => Err(What::Measure),
    }
}

/// `34,90` as `34.90` where commas do not part the cells; anything else as it stands.
fn pointed(text: &str, decimal_comma: bool) -> String {
    match text.split_once(',') {
        Some((whole, part)) if decimal_comma && (1..=2).contains(&part.len()) && !text.contains('.') => {
            format!("{whole}.{part}")
        }
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn a_price_has_the_decimals_of_its_currency_and_no_thousands_separator() {
        for (text, code, told) in [
            ("34.90", "EUR", Ok(3490)),
            ("18", "EUR", Ok(1800)),
            ("34.9", "EUR", Ok(3490)),
            ("34.9000", "EUR", Ok(3490)),
            ("0", "EUR", Ok(0)),
            ("1500", "JPY", Ok(1500)),
            ("1500.00", "JPY", Ok(1500)),
            ("1.234", "KWD", Ok(1234)),
            ("1.2345", "CLF", Ok(12345)),
            ("34.905", "EUR", Err(What::Decimals(of("EUR")))),
            ("1.5", "JPY", Err(What::Decimals(of("JPY")))),
            ("1.299,00", "EUR", Err(What::NotANumber)),
            ("1,299.00", "EUR", Err(What::NotANumber)),
            ("1,299", "EUR", Err(What::NotANumber)),
            ("34,90", "EUR", Err(What::NotANumber)),
            ("€34.90", "EUR", Err(What::NotANumber)),
            ("1e3", "EUR", Err(What::NotANumber)),
            ("NaN", "EUR", Err(What::NotANumber)),
            ("twelve", "EUR", Err(What::NotANumber)),
            ("-5", "EUR", Err(What::Negative)),
            ("-5.005", "EUR", Err(What::Negative)),
            ("99999999999999", "EUR", Err(What::TooLarge)),
            ("99999999999999999999", "EUR", Err(What::NotANumber)),
        ] {
            assert_eq!(price(text, of(code), false), told, "{text} {code}");
        }
    }

    #[test]
    fn a_decimal_comma_is_read_only_where_it_can_be_nothing_else() {
        assert_eq!(price("34,90", Currency::EUR, true), Ok(3490));
        assert_eq!(price("34,9", Currency::EUR, true), Ok(3490));
        for text in ["1,299", "1.299,00", "1,299,00", "34,"] {
            assert_eq!(price(text, Currency::EUR, true), Err(What::NotANumber), "{text}");
        }
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(count("5.0", false), Ok(5));
        assert_eq!(count("-3", false), Ok(-3));
        assert_eq!(count("2.5", false), Err(What::NotANumber));
        assert_eq!(count("9999999999", false), Err(What::TooLarge));
    }

    #[test]
    fn every_unit_of_weight_comes_to_grams() {
        for (text, unit, told) in [
            ("420", "g", Ok(420)),
            ("1.5", "kg", Ok(1500)),
            ("19.8", "lb", Ok(8981)),
            ("1", "LB", Ok(454)),
            ("8", "oz", Ok(227)),
            ("0.5", "g", Ok(1)),
            ("2", "stone", Err(What::Unit)),
            ("2", "", Err(What::Unit)),
            ("heavy", "g", Err(What::NotANumber)),
            ("-1", "kg", Err(What::Negative)),
            ("999999999999", "kg", Err(What::TooLarge)),
        ] {
            assert_eq!(grams(text, unit, false), told, "{text} {unit}");
        }
    }

    #[test]
    fn a_tag_in_quotation_marks_may_hold_a_comma() {
        assert_eq!(tags("apron, cotton, new-in"), ["apron", "cotton", "new-in"]);
        assert_eq!(tags("\"bowl, small\",ceramic"), ["bowl, small", "ceramic"]);
        assert_eq!(tags("+jam,@home,-x"), ["+jam", "@home", "-x"]);
        assert_eq!(tags("6\" knife, \"odd, ,x,"), ["6\" knife", "\"odd", "x"]);
        assert_eq!(tags(" , "), Vec::<String>::new());
        assert_eq!(tags("bát, 🍚"), ["bát", "🍚"]);
    }

    #[test]
    fn a_picture_is_asked_for_by_http_alone() {
        assert_eq!(address("https://a.test/x.jpg"), Ok("https://a.test/x.jpg".into()));
        assert_eq!(address("//cdn.test/x y.jpg"), Ok("https://cdn.test/x y.jpg".into()));
        for text in ["file:///etc/passwd", "javascript:alert(1)", "x.jpg", "http://", "https://a:b@c.test/x"] {
            assert_eq!(address(text), Err(What::Address), "{text}");
        }
    }

    #[test]
    fn a_unit_price_is_counted_in_one_unit() {
        assert_eq!(measure(("250", "g"), ("1", "kg"), false), Ok(("g".into(), 250, 1000)));
        assert_eq!(measure(("0.75", "l"), ("1", "l"), false), Ok(("ml".into(), 750, 1000)));
        assert_eq!(measure(("250", "g"), ("1", "l"), false), Err(What::Measure));
        assert_eq!(measure(("0", "g"), ("1", "kg"), false), Err(What::Measure));
        assert_eq!(measure(("1", "ell"), ("1", "ell"), false), Err(What::Measure));
        assert_eq!(measure(("1", "g"), ("1000", "kg"), false), Ok(("g".into(), 1, MOST_UNITS)));
        for (total, base) in [("1", "1000001"), ("1000001", "1"), ("1", "9223372036854775"), ("-1", "1")] {
            assert_eq!(measure((total, "g"), (base, "g"), false), Err(What::Measure), "{total} {base}");
        }
    }
}
