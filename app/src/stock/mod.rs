//! What is there, what is promised, what is left, and why it moved. A number changes by a row of the ledger, or not at all.
pub mod actions;
pub mod list;
pub mod pages;
pub mod store;

/// Why stock was corrected by hand: the word of the table and how it is said.
pub const CORRECTIONS: [(&str, &str); 4] =
    [("corrected", "A mistake put right"), ("damaged", "Damaged"), ("lost", "Lost"), ("found", "Found again")];

/// The word of the table for a reason that was chosen; none where nobody offers it.
pub fn correction(word: &str) -> Option<&'static str> {
    CORRECTIONS.iter().find(|(w, _)| *w == word).map(|(w, _)| *w)
}

/// A reason of the ledger as people read it.
pub fn reason_words(reason: &str) -> String {
    let known = match reason {
        "counted" => "Counted",
        "imported" => "Came with an import",
        "placed" => "Ordered",
        "sent" => "Sent",
        "cancelled" => "Order cancelled",
        "lapsed" => "Order lapsed",
        "returned" => "Came back",
        "received" => "Received",
        "corrected" => "Corrected",
        "damaged" => "Damaged",
        "lost" => "Lost",
        "found" => "Found again",
        "withdrawn" => "Not sent after all",
        other => other,
    };
    known.into()
}

/// Which variants the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    /// As few are left as one is warned at.
    Low,
    /// None is left.
    Out,
    /// More are promised than are there.
    Owed,
}
impl Show {
    pub const ALL: [(Show, &'static str, &'static str); 4] = [
        (Show::All, "", "Everything"),
        (Show::Low, "low", "Low"),
        (Show::Out, "out", "None left"),
        (Show::Owed, "owed", "More promised than there"),
    ];
}

/// What narrows and sorts the list of the stock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Words of a title, a SKU or a bar code.
    pub q: String,
    pub show: Show,
    /// The most first, instead of the least.
    pub most: bool,
}
impl Wish {
    /// Out of the parameters of an address; what nobody offers is left out.
    pub fn read(pairs: &[(String, String)]) -> Wish {
        let of = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim());
        Wish {
            q: of("q").chars().take(100).collect(),
            show: Show::ALL.iter().find(|(_, word, _)| *word == of("show")).map_or(Show::All, |(show, ..)| *show),
            most: of("sort") == "most",
        }
    }
    /// Back into parameters, always in the same order.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let show = Show::ALL.iter().find(|(show, ..)| *show == self.show).map_or("", |(_, word, _)| *word);
        let all = [("q", self.q.as_str()), ("show", show), ("sort", if self.most { "most" } else { "" })];
        all.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| (n.to_string(), v.to_string())).collect()
    }
}

/// Whether so many left are more below zero than orders may go: a limit of none is no limit.
pub fn is_short(available: i64, backorder_limit: Option<i64>) -> bool {
    backorder_limit.is_some_and(|limit| available < -limit)
}

/// A number with its sign, as a ledger has it: `+3`, `−2`, `0`.
pub fn signed(n: i64) -> String {
    match n {
        0 => "0".into(),
        n if n > 0 => format!("+{n}"),
        n => format!("−{}", n.unsigned_abs()),
    }
}

/// A change that somebody typed: `3`, `+3`, `-2` or `−2`, never none, a million at the most.
pub fn change(typed: &str) -> Option<i64> {
    let n: i64 = typed.trim().replace('−', "-").parse().ok()?;
    (n != 0 && n.abs() <= 1_000_000).then_some(n)
}
/// A number of things that somebody typed: from none to a million.
pub fn amount(typed: &str) -> Option<i64> {
    typed.trim().parse().ok().filter(|n| (0..=1_000_000).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_may_go_below_zero_as_far_as_the_limit_and_no_further() {
        assert!(!is_short(0, Some(0)) && is_short(-1, Some(0)));
        assert!(!is_short(-5, Some(5)) && is_short(-6, Some(5)));
        assert!(!is_short(-1_000, None));
    }

    #[test]
    fn a_change_is_read_with_either_minus_and_is_never_nothing() {
        assert_eq!(["3", "+3", " -2 ", "−2"].map(change), [Some(3), Some(3), Some(-2), Some(-2)]);
        assert_eq!(["0", "", "two", "1.5", "9999999", "+-3"].map(change), [None; 6]);
        assert_eq!(["0", "7", "-1", "1000001"].map(amount), [Some(0), Some(7), None, None]);
        assert_eq!([3, -2, 0].map(signed), ["+3", "−2", "0"]);
    }

    #[test]
    fn what_narrows_the_list_comes_back_as_it_was_asked_for() {
        let pairs = |all: &[(&str, &str)]| all.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect::<Vec<_>>();
        let asked = pairs(&[("sort", "most"), ("after", "3~4"), ("q", " pan "), ("show", "low")]);
        assert_eq!(Wish::read(&asked).pairs(), pairs(&[("q", "pan"), ("show", "low"), ("sort", "most")]));
        assert_eq!(Wish::read(&pairs(&[("show", "everything"), ("sort", "x")])), Wish::default());
    }
}
