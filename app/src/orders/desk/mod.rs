//! The orders as the staff works on them: the list with what narrows it, and the page of one order with its acts.
pub mod actions;
pub mod list;
pub mod save;
pub mod sheet;
pub mod store;
mod view;

use crate::places::Country;
use crate::values::Moment;
use crate::words;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The parameters of the list's address, in the order in which they stand in it.
const NAMES: [&str; 7] = ["q", "payment", "parcel", "state", "country", "from", "to"];
/// The states of each axis that the list can be narrowed to.
pub const PAYMENTS: [&str; 6] = ["awaiting", "paid", "part_refunded", "refund_due", "refunded", "void"];
pub const PARCELS: [&str; 5] = ["waiting", "partly_sent", "sent", "delivered", "stopped"];
pub const STATES: [&str; 3] = ["placed", "completed", "cancelled"];

/// What narrows the list. What nobody could have chosen is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub payment: String,
    pub parcel: String,
    pub state: String,
    pub country: String,
    /// Days as `2026-11-23`; both ends belong to it.
    pub from: String,
    pub to: String,
}
impl Filter {
    /// Reads it out of the parameters of an address, or the fields of a form.
    pub fn read(pairs: &[(String, String)]) -> Filter {
        let of = |name: &str| {
            let value = pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim());
            value.chars().filter(|c| !c.is_control()).take(100).collect::<String>()
        };
        let one = |name: &str, all: &[&str]| Some(of(name)).filter(|v| all.contains(&v.as_str())).unwrap_or_default();
        let day = |name: &str| Some(of(name)).filter(|d| d.parse::<Date>().is_ok()).unwrap_or_default();
        Filter {
            q: of("q"),
            payment: one("payment", &PAYMENTS),
            parcel: one("parcel", &PARCELS),
            state: one("state", &STATES),
            country: Country::parse(&of("country")).map(|c| c.code().to_string()).unwrap_or_default(),
            from: day("from"),
            to: day("to"),
        }
    }
    /// What is set of it, as the parameters of an address.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let values = [&self.q, &self.payment, &self.parcel, &self.state, &self.country, &self.from, &self.to];
        let set = NAMES.iter().zip(values).filter(|(_, value)| !value.is_empty());
        set.map(|(name, value)| (name.to_string(), value.clone())).collect()
    }
    /// The moments between which it was placed, in the shop's zone: from the first of a day to before the first of the next.
    pub fn span(&self, zone: &TimeZone) -> (Option<Moment>, Option<Moment>) {
        let start = |day: Date| {
            let at = day.to_zoned(zone.clone()).ok()?;
            Some(Moment(at.timestamp().as_millisecond()))
        };
        let from = self.from.parse::<Date>().ok().and_then(start);
        let to = self.to.parse::<Date>().ok().and_then(|day| day.tomorrow().ok()).and_then(start);
        (from, to)
    }
    /// What was searched for: a number, an address, or words of a name.
    pub fn wanted(&self) -> Wanted {
        let q = self.q.trim_start_matches('#');
        match q {
            "" => Wanted::Anything,
            q if q.contains('@') => Wanted::Email(q.to_ascii_lowercase()),
            q if q.chars().all(|c| c.is_ascii_digit()) => Wanted::Number(q.into()),
            q => Wanted::Name(super::name_words(q)),
        }
    }
}

/// What a search over orders is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    Anything,
    Number(String),
    /// The beginning of an address.
    Email(String),
    /// The beginnings of words of a name, all of them.
    Name(Vec<String>),
}

/// Where a page of the list ended: the moment and the number of its last order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub at: i64,
    pub id: i64,
}
impl Place {
    pub fn parse(text: &str) -> Option<Place> {
        let (at, id) = text.split_once('.')?;
        Some(Place { at: at.parse().ok()?, id: id.parse().ok()? })
    }
}
impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

/// How many there are, where more than a thousand are not counted.
pub fn counted(n: i64) -> String {
    match n {
        n if n > MOST_COUNTED => "1,000+ orders".into(),
        n => words::count(n, "order", "orders"),
    }
}
/// Up to how many orders are counted.
pub const MOST_COUNTED: i64 = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Filter {
        Filter::read(&pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect::<Vec<_>>())
    }

    #[test]
    fn a_filter_is_what_could_be_chosen_and_nothing_else() {
        let filter = read(&[
            ("payment", "paid"),
            ("parcel", "lost"),
            ("country", "nl"),
            ("from", "2026-02-30"),
            ("to", "2026-03-01"),
        ]);
        let pairs = [("payment", "paid"), ("country", "NL"), ("to", "2026-03-01")];
        assert_eq!(filter.pairs(), pairs.map(|(k, v)| (k.to_string(), v.to_string())));
        assert_eq!(read(&[]).pairs(), []);
    }

    #[test]
    fn days_are_those_of_the_shop_even_where_the_clock_changes() {
        let zone = words::zone("Europe/Amsterdam");
        // The day of 29 March 2026 has 23 hours there.
        let (from, to) = read(&[("from", "2026-03-29"), ("to", "2026-03-29")]).span(&zone);
        assert_eq!(to.unwrap().0 - from.unwrap().0, 23 * Moment::HOUR);
        assert_eq!(read(&[]).span(&zone), (None, None));
    }

    #[test]
    fn a_search_is_for_a_number_an_address_or_a_name() {
        let wanted = |q: &str| read(&[("q", q)]).wanted();
        assert_eq!(wanted(" #10418 "), Wanted::Number("10418".into()));
        assert_eq!(wanted("Noor@Example"), Wanted::Email("noor@example".into()));
        assert_eq!(wanted("Veldhuis, N"), Wanted::Name(vec!["veldhuis".into(), "n".into()]));
        assert_eq!(wanted(""), Wanted::Anything);
    }

    #[test]
    fn a_place_is_read_as_it_is_written_and_a_count_ends_at_a_thousand() {
        let place = Place { at: 1_700_000_000_000, id: 9 };
        assert_eq!(Place::parse(&place.to_string()), Some(place));
        assert_eq!((Place::parse("9"), Place::parse("a.b")), (None, None));
        assert_eq!([1, 1_000, 1_001].map(counted), ["1 order", "1000 orders", "1,000+ orders"]);
    }
}
