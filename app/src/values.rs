//! Values that are parsed once and valid ever after: money, moments, slugs, email addresses, quantities.
//! The one rounding rule lives here: to whole minor units, half away from zero, a line at a time; splits by largest remainder.
use iso_currency::Currency as Iso;
use std::fmt;

/// An instant, milliseconds since 1970 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(transparent))]
pub struct Moment(pub i64);
impl Moment {
    pub const MINUTE: i64 = 60_000;
    pub const HOUR: i64 = 60 * Self::MINUTE;
    pub const DAY: i64 = 24 * Self::HOUR;
    /// Now, for whoever stands at the edge; everything within takes it as an argument.
    #[cfg(feature = "ssr")]
    pub fn now() -> Moment {
        Moment(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_millis() as i64))
    }
    /// This much later, in milliseconds.
    pub fn plus(self, millis: i64) -> Moment {
        Moment(self.0 + millis)
    }
}

/// A currency of ISO 4217 with its number of decimals, 0 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency(Iso);
impl Currency {
    pub const EUR: Currency = Currency(Iso::EUR);
    /// The currency of this three-letter code, in any case.
    pub fn parse(code: &str) -> Option<Currency> {
        Iso::from_code(&code.trim().to_ascii_uppercase()).map(Currency)
    }
    pub fn code(self) -> &'static str {
        self.0.code()
    }
    /// How many digits stand after the point.
    pub fn decimals(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }
    /// How many minor units one major unit has.
    pub fn unit(self) -> i64 {
        10i64.pow(self.decimals())
    }
}
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in whole minor units of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}
impl Money {
    pub fn new(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }
    /// Reads `12`, `12.3`, `12.30`; no thousands separators, no more digits than the currency has.
    pub fn parse(text: &str, currency: Currency) -> Option<Money> {
        Some(Money::new(decimal(text, currency.decimals())?, currency))
    }
    /// `12.30`: digits and a point, for machines.
    pub fn plain(self) -> String {
        let places = self.currency.decimals();
        let unit = 10i64.pow(places);
        let sign = if self.minor < 0 { "-" } else { "" };
        let (whole, part) = (self.minor.unsigned_abs() / unit as u64, self.minor.unsigned_abs() % unit as u64);
        match places {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{part:0width$}", width = places as usize),
        }
    }
}

/// A decimal number as whole units of its last place: `decimal("1.5", 2)` is 150. Trailing zeros beyond are allowed.
pub fn decimal(text: &str, places: u32) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 15 || !all_digits(whole) || !all_digits(part) || digits.ends_with('.') {
        return None;
    }
    let (kept, beyond) = part.split_at(part.len().min(places as usize));
    if beyond.bytes().any(|b| b != b'0') {
        return None;
    }
    let shifted = format!("{whole}{kept:0<width$}", width = places as usize);
    let amount: i64 = shifted.parse().ok()?;
    Some(if negative { -amount } else { amount })
}

/// `over / under`, rounded half away from zero. `under` is positive.
pub fn half_up(over: i128, under: i128) -> i64 {
    let twice = (over.unsigned_abs() * 2 + under.unsigned_abs()) / (under.unsigned_abs() * 2);
    let rounded = i64::try_from(twice).expect("BUG: an amount of money fits 63 bits");
    if over < 0 { -rounded } else { rounded }
}

/// The most a price may be, in minor units: a cart of it still fits 63 bits.
pub const MOST_PRICE: i64 = 100_000_000_000;
/// The most units a variant may hold or its unit price be said for: such a price fits 63 bits too.
pub const MOST_UNITS: i64 = 1_000_000;

/// The tax that a gross amount holds, at a rate in basis points.
pub fn tax_within(gross: i64, basis_points: i64) -> i64 {
    half_up(gross as i128 * basis_points as i128, 10_000 + basis_points as i128)
}
/// The tax that comes on top of a net amount, at a rate in basis points.
pub fn tax_on_top(net: i64, basis_points: i64) -> i64 {
    half_up(net as i128 * basis_points as i128, 10_000)
}

/// Why an amount cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsplittable {
    Empty,
    NegativeWeight,
    AllZero,
}
/// Splits a total by weights: every part rounded down, what is left goes to the largest remainders, the first of equals
/// first. The parts sum to the total and keep its sign.
pub fn split(total: i64, weights: &[i64]) -> Result<Vec<i64>, Unsplittable> {
    if weights.is_empty() {
        return Err(Unsplittable::Empty);
    }
    if weights.iter().any(|w| *w < 0) {
        return Err(Unsplittable::NegativeWeight);
    }
    let sum: i128 = weights.iter().map(|w| *w as i128).sum();
    if sum == 0 {
        return Err(Unsplittable::AllZero);
    }
    let size = total.unsigned_abs() as i128;
    let mut parts: Vec<i64> = weights.iter().map(|w| (size * *w as i128 / sum) as i64).collect();
    let left = size - parts.iter().map(|p| *p as i128).sum::<i128>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(size * weights[*i] as i128 % sum));
    for i in order.into_iter().take(left as usize) {
        parts[i] += 1;
    }
    Ok(if total < 0 { parts.iter().map(|p| -p).collect() } else { parts })
}

/// A word of an address: lower-case letters, digits and single dashes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(transparent))]
pub struct Slug(String);
impl Slug {
    pub fn parse(text: &str) -> Option<Slug> {
        let good = !text.is_empty()
            && text.len() <= 200
            && text
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        good.then(|| Slug(text.to_string()))
    }
    /// The slug that a title suggests; none where no letter survives.
    #[cfg(feature = "ssr")]
    pub fn of(title: &str) -> Option<Slug> {
        let mut text = slug::slugify(title);
        text.truncate(200);
        Slug::parse(text.trim_matches('-'))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An email address as it was typed, in a shape that can be delivered to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(transparent))]
pub struct Email(String);
impl Email {
    /// None unless it is one address: `name@host.tld`, at most 254 bytes.
    #[cfg(feature = "ssr")]
    pub fn parse(text: &str) -> Option<Email> {
        let text = text.trim();
        let address: lettre::Address = text.parse().ok()?;
        let dotted = address.domain().contains('.') && !address.domain().ends_with('.');
        (text.len() <= 254 && dotted).then(|| Email(text.to_string()))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The form that is compared and searched: the same address, and no other that looks like it (`exämple.org` is not
    /// `example.org`, and a mail to one must never open what is the other's).
    #[cfg(feature = "ssr")]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// How many of a thing somebody wants: 1 to 999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i64);
impl Quantity {
    pub const MOST: i64 = 999;
    pub const ONE: Quantity = Quantity(1);
    pub fn parse(text: &str) -> Option<Quantity> {
        Quantity::new(text.trim().parse().ok()?)
    }
    pub fn new(n: i64) -> Option<Quantity> {
        (1..=Self::MOST).contains(&n).then_some(Quantity(n))
    }
    pub fn get(self) -> i64 {
        self.0
    }
}

/// A text in the form that is compared, searched and sorted: NFKC, case and accents folded, spaces single.
#[cfg(feature = "ssr")]
pub fn fold(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let folded: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' => 'd',
            'ø' => 'o',
            'ł' => 'l',
            'ı' => 'i',
            c => c,
        })
        .collect::<String>()
        .replace('ß', "ss")
        .replace('æ', "ae")
        .replace('œ', "oe");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
