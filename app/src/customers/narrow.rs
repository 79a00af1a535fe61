//! What narrows the list of customers, as its address says it.
use crate::values::{Moment, fold};

/// How many letters of a search are looked at.
const LONGEST: usize = 100;

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Who was here last.
    #[default]
    Last,
    Spent,
    Orders,
}
impl Sort {
    pub const ALL: [(Sort, &'static str, &'static str); 3] = [
        (Sort::Last, "last", "Last order"),
        (Sort::Spent, "spent", "Spent most"),
        (Sort::Orders, "orders", "Most orders"),
    ];
    pub fn word(self) -> &'static str {
        Sort::ALL.iter().find(|(sort, ..)| *sort == self).map_or("last", |(_, word, _)| word)
    }
    fn of(word: &str) -> Sort {
        Sort::ALL.iter().find(|(_, w, _)| *w == word).map_or(Sort::Last, |(sort, ..)| *sort)
    }
}

/// Since when, or for how long not, somebody ordered: the word, the label, the days, and whether it is since then.
pub const WHEN: &[(&str, &str, i64, bool)] = &[
    ("30", "In the last 30 days", 30, true),
    ("90", "In the last 90 days", 90, true),
    ("365", "In the last year", 365, true),
    ("not-90", "Not for 90 days", 90, false),
    ("not-365", "Not for a year", 365, false),
];

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    pub q: String,
    /// With an account, or without one.
    pub account: Option<bool>,
    /// At least so many orders.
    pub orders: Option<i64>,
    /// One of `WHEN`.
    pub when: Option<&'static str>,
    pub sort: Sort,
}
impl Narrow {
    /// What an address or a form says.
    pub fn read(of: impl Fn(&str) -> String) -> Narrow {
        let account = match of("account").as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let when = of("when");
        Narrow {
            q: of("q").trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect(),
            account,
            orders: of("orders").trim().parse().ok().filter(|n| (1..=1_000_000).contains(n)),
            when: WHEN.iter().find(|(word, ..)| *word == when).map(|(word, ..)| *word),
            sort: Sort::of(&of("sort")),
        }
    }
    /// The same as names and values of an address; what narrows nothing is left out.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let all = [
            ("q", (!self.q.is_empty()).then(|| self.q.clone())),
            ("account", self.account.map(|with| if with { "yes" } else { "no" }.to_string())),
            ("orders", self.orders.map(|n| n.to_string())),
            ("when", self.when.map(String::from)),
            ("sort", (self.sort != Sort::Last).then(|| self.sort.word().to_string())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?))).collect()
    }
    /// The moment that `when` counts from, and whether it is since then.
    pub fn since(&self, now: Moment) -> Option<(Moment, bool)> {
        let (.., days, since) = WHEN.iter().find(|(word, ..)| Some(*word) == self.when)?;
        Some((now.plus(-days * Moment::DAY), *since))
    }
}

/// The pattern of `like` that finds a text which holds what was typed, its signs taken as they are: `\` keeps them so.
pub fn holding(typed: &str) -> String {
    let escaped: String =
        fold(typed).chars().flat_map(|c| if "%_\\".contains(c) { vec!['\\', c] } else { vec![c] }).collect();
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[(&str, &str)]) -> Narrow {
        Narrow::read(|name| query.iter().find(|(n, _)| *n == name).map_or(String::new(), |(_, v)| v.to_string()))
    }

    #[test]
    fn what_narrows_is_written_as_it_was_read_and_nonsense_narrows_nothing() {
        let all = [("q", "noor"), ("account", "no"), ("orders", "3"), ("when", "not-90"), ("sort", "spent")];
        let written: Vec<(String, String)> = all.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect();
        assert_eq!(read(&all).pairs(), written);
        let none = [("q", "  "), ("account", "perhaps"), ("orders", "-1"), ("when", "7"), ("sort", "name")];
        assert_eq!((read(&none), read(&none).pairs()), (Narrow::default(), vec![]));
        let now = Moment(100 * Moment::DAY);
        assert_eq!(read(&[("when", "not-90")]).since(now), Some((Moment(10 * Moment::DAY), false)));
        assert_eq!(read(&[("when", "30")]).since(now), Some((Moment(70 * Moment::DAY), true)));
    }

    #[test]
    fn signs_of_a_pattern_are_taken_as_they_are() {
        assert_eq!(holding("Noor_50%"), "%noor\\_50\\%%");
        assert_eq!(holding("Åse"), "%ase%");
    }
}
