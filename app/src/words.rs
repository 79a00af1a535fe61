//! Money, dates, numbers and sentences as people read them. No sentence is glued together anywhere else.
use crate::catalogue::Availability;
use crate::values::{Currency, Moment, Money};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// `€1,299.00`; a currency without a sign of its own stands by its code, `CHF 12.00`.
pub fn money(amount: Money) -> String {
    let plain = Money::new(amount.minor.abs(), amount.currency).plain();
    let (whole, part) = plain.split_once('.').map_or((plain.as_str(), None), |(w, p)| (w, Some(p)));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let number = part.map_or(grouped.clone(), |p| format!("{grouped}.{p}"));
    let minus = if amount.minor < 0 { "−" } else { "" };
    match amount.currency.code() {
        "EUR" => format!("{minus}€{number}"),
        "USD" => format!("{minus}${number}"),
        "GBP" => format!("{minus}£{number}"),
        "JPY" => format!("{minus}¥{number}"),
        code => format!("{minus}{code}\u{a0}{number}"),
    }
}

/// The price, or that it costs nothing.
pub fn money_or_free(amount: Money) -> String {
    if amount.minor == 0 { "Free".into() } else { money(amount) }
}

/// The time zone of this name; UTC where the name is unknown.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}
fn stamp(at: Moment) -> Timestamp {
    Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH)
}
/// `Mon 23 Nov 2026, 14:08`, in the shop's zone.
pub fn date_time(at: Moment, zone: &TimeZone) -> String {
    stamp(at).to_zoned(zone.clone()).strftime("%a %-d %b %Y, %H:%M").to_string()
}
/// `Mon 30 Nov`, in the shop's zone.
pub fn day(at: Moment, zone: &TimeZone) -> String {
    stamp(at).to_zoned(zone.clone()).strftime("%a %-d %b").to_string()
}
/// `30 November 2026`, in the shop's zone.
pub fn long_day(at: Moment, zone: &TimeZone) -> String {
    stamp(at).to_zoned(zone.clone()).strftime("%-d %B %Y").to_string()
}
/// `Oct 2025`, in the shop's zone.
pub fn month(at: Moment, zone: &TimeZone) -> String {
    stamp(at).to_zoned(zone.clone()).strftime("%b %Y").to_string()
}
/// `14:08`, in the shop's zone.
pub fn clock(at: Moment, zone: &TimeZone) -> String {
    stamp(at).to_zoned(zone.clone()).strftime("%H:%M").to_string()
}
/// `Today, 14:08`, `Yesterday, 9:30`, `Mon 23 Nov`, `23 Nov 2025`: when something was, seen from now.
pub fn when(at: Moment, now: Moment, zone: &TimeZone) -> String {
    let (then, today) = (stamp(at).to_zoned(zone.clone()), stamp(now).to_zoned(zone.clone()));
    let clock = then.strftime("%H:%M");
    if then.date() == today.date() {
        format!("Today, {clock}")
    } else if today.date().yesterday().is_ok_and(|day| day == then.date()) {
        format!("Yesterday, {clock}")
    } else if then.year() == today.year() {
        then.strftime("%a %-d %b").to_string()
    } else {
        then.strftime("%-d %b %Y").to_string()
    }
}
/// The day that a moment falls on in the shop's zone.
pub fn civil(at: Moment, zone: &TimeZone) -> Date {
    stamp(at).to_zoned(zone.clone()).date()
}
/// The same as `2026-11-23`.
pub fn civil_day(at: Moment, zone: &TimeZone) -> String {
    civil(at, zone).to_string()
}
/// `Today`, `Yesterday`, `Monday 23 November`, `23 November 2025`: a day as a heading, seen from now.
pub fn day_name(at: Moment, now: Moment, zone: &TimeZone) -> String {
    let (then, today) = (stamp(at).to_zoned(zone.clone()), stamp(now).to_zoned(zone.clone()));
    if then.date() == today.date() {
        "Today".into()
    } else if today.date().yesterday().is_ok_and(|day| day == then.date()) {
        "Yesterday".into()
    } else if then.year() == today.year() {
        then.strftime("%A %-d %B").to_string()
    } else {
        then.strftime("%-d %B %Y").to_string()
    }
}
/// `Mon, 23 Nov 2026 13:08:00 GMT`, as headers say a moment.
pub fn header_time(at: Moment) -> String {
    stamp(at).to_zoned(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
/// The moment that a header says; none where it says none.
pub fn of_header_time(text: &str) -> Option<Moment> {
    let then = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(Moment(then.as_millisecond()))
}
/// `2026-11-23T14:08:00+01:00`, for machines.
pub fn machine_time(at: Moment, zone: &TimeZone) -> String {
    stamp(at).to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
/// `Wed 25 to Fri 27 Nov`: the days something arrives.
pub fn span(from: Moment, to: Moment, zone: &TimeZone) -> String {
    let (a, b) = (stamp(from).to_zoned(zone.clone()), stamp(to).to_zoned(zone.clone()));
    if a.date() == b.date() {
        day(from, zone)
    } else if a.month() == b.month() {
        format!("{} to {}", a.strftime("%a %-d"), b.strftime("%a %-d %b"))
    } else {
        format!("{} to {}", a.strftime("%a %-d %b"), b.strftime("%a %-d %b"))
    }
}
/// The moment `days` working days (Monday to Saturday) after this one, at noon in the shop's zone.
pub fn working_days_after(at: Moment, days: i64, zone: &TimeZone) -> Moment {
    let mut date: Date = stamp(at).to_zoned(zone.clone()).date();
    let mut left = days;
    while left > 0 || date.weekday() == jiff::civil::Weekday::Sunday {
        date = date.tomorrow().unwrap_or(date);
        if date.weekday() != jiff::civil::Weekday::Sunday {
            left -= 1;
        }
    }
    let noon = date.at(12, 0, 0, 0).to_zoned(zone.clone());
    noon.map_or(at, |z| Moment(z.timestamp().as_millisecond()))
}

/// The day of the week in the shop's zone, 1 for Monday.
pub fn weekday(at: Moment, zone: &TimeZone) -> i64 {
    i64::from(stamp(at).to_zoned(zone.clone()).weekday().to_monday_one_offset())
}
/// The moment so many days before this one at this hour and minute of the shop's zone.
pub fn that_day(at: Moment, days_before: i64, hour: i64, minute: i64, zone: &TimeZone) -> Moment {
    let date = stamp(at.plus(-days_before * Moment::DAY)).to_zoned(zone.clone()).date();
    let then = date.at(hour as i8, minute as i8, 0, 0).to_zoned(zone.clone());
    then.map_or(at, |z| Moment(z.timestamp().as_millisecond())).min(at)
}

/// `1 thing`, `3 things`: a number with its noun.
pub fn count(n: i64, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// The state of a variant's stock, in words.
pub fn stock(availability: Availability) -> String {
    match availability {
        Availability::Plenty(n) => format!("{n} in stock"),
        Availability::Few(1) => "The last one".into(),
        Availability::Few(n) => format!("{n} left"),
        Availability::MadeForYou => "Made for you".into(),
        Availability::Always => "Always available".into(),
        Availability::Out => "Sold out".into(),
        Availability::Unpriced => "Not for sale here".into(),
    }
}

/// `€26.00 / kg`: what a base amount costs, rounded half up.
pub fn unit_price(price: Money, unit: &str, amount: i64, base: i64) -> String {
    let per =
        Money::new(crate::values::half_up(price.minor as i128 * base as i128, amount.max(1) as i128), price.currency);
    let name = match (unit, base) {
        ("g", 1000) => "kg".into(),
        ("ml", 1000) => "litre".into(),
        (unit, 1) => unit.to_string(),
        (unit, base) => format!("{base} {unit}"),
    };
    format!("{} / {name}", money(per))
}

/// `incl. VAT, shipping €4.90, free from €75.00`: what a price says about tax and shipping; `by_weight` where that is the price
/// of the lightest parcel.
pub fn price_note(
    includes_tax: bool,
    parcel: Option<(i64, Option<i64>)>,
    by_weight: bool,
    currency: Currency,
) -> String {
    let tax = if includes_tax { "incl. VAT" } else { "excl. VAT" };
    let amount = |minor| money(Money::new(minor, currency));
    let shipping = if by_weight { "shipping from" } else { "shipping" };
    match parcel {
        Some((0, _)) if !by_weight => format!("{tax}, shipping included"),
        Some((rate, Some(free))) => format!("{tax}, {shipping} {}, free from {}", amount(rate), amount(free)),
        Some((rate, None)) => format!("{tax}, {shipping} {}", amount(rate)),
        None => tax.into(),
    }
}

/// What stands beside a reduced price: the lowest of the thirty days before it fell.
pub fn lowest(money: String) -> String {
    format!("lowest in the 30 days before {money}")
}

/// `Total, incl. €15.46 VAT`.
pub fn total_label(tax: Money, includes_tax: bool) -> String {
    match (tax.minor, includes_tax) {
        (0, _) => "Total".into(),
        (_, true) => format!("Total, incl. {} VAT", money(tax)),
        (_, false) => format!("Total, with {} VAT", money(tax)),
    }
}

/// The heading over what a search found.
pub fn results(search: &str) -> String {
    format!("Results for ‘{search}’")
}
/// What a search says that found nothing.
pub fn nothing_called(search: &str) -> String {
    format!("Nothing here goes by ‘{search}’.")
}
/// That words stand nowhere in the shop.
pub fn no_such_word(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("‘{w}’")).collect();
    format!("Nothing here goes by {}.", quoted.join(" or "))
}
/// That a search stops at its best.
pub fn best_of(most: i64) -> String {
    format!("These are the best {most}. Another word narrows it.")
}
/// The last of the suggestions.
pub fn all_results(all: i64, search: &str) -> String {
    if all == 1 {
        format!("The one result for ‘{search}’")
    } else {
        format!("All {all} results for ‘{search}’")
    }
}
/// A range of prices: `€20 to €50`, `Up to €75`, `From €20`.
pub fn price_band(least: Option<Money>, most: Option<Money>) -> String {
    match (least.map(short), most.map(short)) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("From {least}"),
        (None, Some(most)) => format!("Up to {most}"),
        (None, None) => String::new(),
    }
}
/// An amount without the decimals that say nothing.
fn short(amount: Money) -> String {
    let text = money(amount);
    match text.split_once('.') {
        Some((whole, part)) if part.bytes().all(|b| b == b'0') => whole.to_string(),
        _ => text,
    }
}
/// `Filters`, `Filters, 2 set`.
pub fn filters(set: usize) -> String {
    if set == 0 { "Filters".into() } else { format!("Filters, {set} set") }
}
/// The button that shows what a form narrows to.
pub fn show(all: i64) -> String {
    format!("Show {}", count(all, "product", "products"))
}
/// The heading over what one maker makes.
pub fn everything_by(maker: &str) -> String {
    format!("Everything by {maker}")
}

/// `Everyday pan, 26 cm, is in your cart.`
pub fn added(title: &str, quantity: i64) -> String {
    if quantity == 1 { format!("{title} is in your cart.") } else { format!("{quantity} of {title} are in your cart.") }
}
/// `Coarse mustard is out of your cart.`
pub fn removed(title: &str) -> String {
    format!("{title} is out of your cart.")
}

/// `10 min`, `1 h 10 min`, `3 days`: how long a step takes.
pub fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (h, _) if h >= 48 => format!("{} days", (h + 12) / 24),
        (h, _) if h >= 24 => "a day".into(),
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m} min"),
    }
}
/// `In all 2 h 40 min for each one.`
pub fn handwork(minutes: i64) -> String {
    format!("In all {} for each one.", duration(minutes))
}

/// What is wrong with a quantity.
pub fn quantity_fault() -> String {
    "A whole number from 1 to 999.".into()
}
/// What is wrong with a text that a thing is to carry.
pub fn personal_fault() -> String {
    "At most 60 letters, in one line.".into()
}

/// An IBAN in groups of four, as on paper.
pub fn iban(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(minor: i64) -> String {
        money(Money::new(minor, Currency::EUR))
    }

    #[test]
    fn money_reads_as_on_a_price_tag() {
        assert_eq!(eur(129_900), "€1,299.00");
        assert_eq!(eur(5), "€0.05");
        assert_eq!(eur(-250), "−€2.50");
        assert_eq!(money(Money::new(1_234_567, Currency::parse("JPY").unwrap())), "¥1,234,567");
        assert_eq!(money(Money::new(1_500, Currency::parse("KWD").unwrap())), "KWD\u{a0}1.500");
    }

    #[test]
    fn days_are_said_in_the_zone_of_the_shop() {
        let amsterdam = zone("Europe/Amsterdam");
        let at = Moment(1_795_478_400_000); // 2026-11-24 00:00 UTC
        assert_eq!(date_time(at, &amsterdam), "Tue 24 Nov 2026, 01:00");
        assert_eq!(span(at, at.plus(2 * Moment::DAY), &amsterdam), "Tue 24 to Thu 26 Nov");
    }

    #[test]
    fn sunday_is_no_working_day() {
        let utc = zone("UTC");
        let friday = Moment(1_795_737_600_000); // 2026-11-27
        assert_eq!(day(friday, &utc), "Fri 27 Nov");
        assert_eq!(day(working_days_after(friday, 2, &utc), &utc), "Mon 30 Nov");
    }

    #[test]
    fn a_unit_price_is_rounded_half_up() {
        assert_eq!(unit_price(Money::new(650, Currency::EUR), "g", 250, 1000), "€26.00 / kg");
        let most = Money::new(crate::values::MOST_PRICE, Currency::EUR);
        assert!(unit_price(most, "g", 1, crate::values::MOST_UNITS).ends_with(" / 1000000 g"), "the dearest there is");
    }
}
