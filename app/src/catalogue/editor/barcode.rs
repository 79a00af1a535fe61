//! Barcodes of trade items (GTIN-8, -12, -13, -14): their last digit is the sum of the others.

/// What is wrong with a barcode; nothing where it is a good one or empty.
pub fn fault(text: &str) -> Option<String> {
    let digits: Vec<u32> = text.chars().filter(|c| !matches!(c, ' ' | '-')).map_while(|c| c.to_digit(10)).collect();
    let all = text.chars().filter(|c| !matches!(c, ' ' | '-')).count();
    if text.is_empty() {
        return None;
    }
    if digits.len() != all || ![8, 12, 13, 14].contains(&digits.len()) {
        return Some("A barcode has 8, 12, 13 or 14 digits.".into());
    }
    let (last, rest) = digits.split_last()?;
    let wanted = check(rest);
    (*last != wanted).then(|| format!("A digit is wrong: the last one would be {wanted}."))
}

/// The check digit of these digits: by turns three times and once, from the right, up to a full ten.
fn check(digits: &[u32]) -> u32 {
    let sum: u32 = digits.iter().rev().enumerate().map(|(i, d)| if i % 2 == 0 { d * 3 } else { *d }).sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_barcodes_of_every_length_are_taken() {
        for good in ["", "4006381333931", "96385074", "036000291452", "10614141000415", "400 6381-333931"] {
            assert_eq!(fault(good), None, "{good}");
        }
    }

    #[test]
    fn a_wrong_digit_is_named_with_the_right_one() {
        assert_eq!(fault("4006381333932").unwrap(), "A digit is wrong: the last one would be 1.");
        for bad in ["123", "40063813339310000", "400638133393A"] {
            assert!(fault(bad).unwrap().starts_with("A barcode has"), "{bad}");
        }
    }
}
