//! Orders that the staff writes for somebody: a cart with prices of its own, offered by a link or placed on the phone.
pub mod actions;
pub mod desk;
pub mod letters;
pub mod pages;
pub mod store;

use crate::secret::LinkKey;
use crate::values::{Moment, half_up};
use crate::words;
use jiff::tz::TimeZone;

/// For how long a draft is kept that nobody offers.
pub const KEPT: i64 = 30 * Moment::DAY;
/// For how many days an offer may stand.
pub const MOST_DAYS: i64 = 60;

/// The word of the link to a draft that was offered to this address: another address has another link.
pub fn word(links: &LinkKey, draft: i64, email_key: &str) -> String {
    links.word(&format!("draft:{email_key}"), draft)
}

/// A state in words, and the badge that draws it.
pub fn state_words(state: &str) -> (&'static str, &'static str) {
    match state {
        "open" => ("Being written", "badge"),
        "offered" => ("Offered", "badge warn"),
        "placed" => ("Ordered", "badge ok"),
        "withdrawn" => ("Taken back", "badge no"),
        "lapsed" => ("Over", "badge no"),
        _ => ("", "badge"),
    }
}

/// A price less so many percent, rounded half up.
pub fn less(price: i64, percent: i64) -> i64 {
    half_up(price as i128 * (100 - percent.clamp(0, 100)) as i128, 100)
}

/// The last moment of the day so many days from now, in the shop's zone.
pub fn until(now: Moment, days: i64, zone: &TimeZone) -> Moment {
    let day = (0..=days).fold(words::civil(now, zone), |day, _| day.tomorrow().unwrap_or(day));
    let midnight = day.at(0, 0, 0, 0).to_zoned(zone.clone());
    midnight.map_or(now, |at| Moment(at.timestamp().as_millisecond() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_stands_to_the_end_of_its_day() {
        let zone = words::zone("Europe/Amsterdam");
        let now = words::of_header_time("Sat, 24 Oct 2026 10:00:00 GMT").unwrap();
        assert_eq!(words::date_time(until(now, 1, &zone), &zone), "Sun 25 Oct 2026, 23:59");
        assert_eq!(words::date_time(until(now, 0, &zone), &zone), "Sat 24 Oct 2026, 23:59");
    }

    #[test]
    fn a_discount_is_rounded_half_up_and_never_below_nothing() {
        assert_eq!((less(1_995, 10), less(5, 10), less(1_200, 100), less(1_200, 0)), (1_796, 5, 0, 1_200));
        assert_eq!(less(1_200, 140), 0);
    }
}
