//! Products, variants, collections, makers: the nouns of the catalogue and their rules.
#[cfg(feature = "ssr")]
pub mod actions;
#[cfg(feature = "ssr")]
pub mod buy;
#[cfg(feature = "ssr")]
pub mod cards;
#[cfg(feature = "ssr")]
pub mod collections;
#[cfg(feature = "ssr")]
pub mod draft;
#[cfg(feature = "ssr")]
pub mod editor;
#[cfg(feature = "ssr")]
pub mod facets;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod lists;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod product;
#[cfg(feature = "ssr")]
pub mod put;
#[cfg(feature = "ssr")]
pub mod roll;
#[cfg(feature = "ssr")]
pub mod sheet;
#[cfg(feature = "ssr")]
pub mod slugs;
#[cfg(feature = "ssr")]
pub mod specifications;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod structured;

/// How many of a variant can be had, as the shop says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// More than a few, and how many.
    Plenty(i64),
    /// One to three.
    Few(i64),
    /// None on the shelf, but it is made when ordered.
    MadeForYou,
    /// Not counted: a course, a download.
    Always,
    /// None, and none to come.
    Out,
    /// No price in the shop's currency.
    Unpriced,
}
impl Availability {
    pub const FEW: i64 = 3;
    /// From what is counted: on hand less reserved, and how far below zero orders may go (none: without limit).
    pub fn of(priced: bool, tracked: bool, left: i64, backorder_limit: Option<i64>) -> Availability {
        match (priced, tracked) {
            (false, _) => Availability::Unpriced,
            (_, false) => Availability::Always,
            _ if left > Self::FEW => Availability::Plenty(left),
            _ if left > 0 => Availability::Few(left),
            _ if backorder_limit.is_none_or(|limit| left + limit > 0) => Availability::MadeForYou,
            _ => Availability::Out,
        }
    }
    pub fn can_be_had(self) -> bool {
        !matches!(self, Availability::Out | Availability::Unpriced)
    }
    /// The class that draws it: the state differs in shape, not in colour alone.
    pub fn class(self) -> &'static str {
        match self {
            Availability::Plenty(_) | Availability::Always => "stock",
            Availability::Few(_) => "stock few",
            Availability::MadeForYou => "stock made",
            Availability::Out | Availability::Unpriced => "stock out",
        }
    }
    /// The word of schema.org.
    pub fn schema(self) -> &'static str {
        match self {
            Availability::Plenty(_) | Availability::Always => "https://schema.org/InStock",
            Availability::Few(_) => "https://schema.org/LimitedAvailability",
            Availability::MadeForYou => "https://schema.org/BackOrder",
            Availability::Out | Availability::Unpriced => "https://schema.org/OutOfStock",
        }
    }
}

/// In which order a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best match of a search first.
    Best,
    /// As somebody arranged a collection.
    Arranged,
    #[default]
    Newest,
    Name,
    Cheapest,
    Dearest,
}
impl Sort {
    pub const ALL: [Sort; 6] = [Sort::Best, Sort::Arranged, Sort::Newest, Sort::Name, Sort::Cheapest, Sort::Dearest];
    /// The word in the address.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Best => "best",
            Sort::Arranged => "arranged",
            Sort::Newest => "newest",
            Sort::Name => "name",
            Sort::Cheapest => "price",
            Sort::Dearest => "price-down",
        }
    }
    pub fn label(self) -> &'static str {
        match self {
            Sort::Best => "Best match",
            Sort::Arranged => "As we arranged it",
            Sort::Newest => "Newest",
            Sort::Name => "Name",
            Sort::Cheapest => "Price, low to high",
            Sort::Dearest => "Price, high to low",
        }
    }
    /// The sort of this word, if it is one.
    pub fn parse(word: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// The lowest price is shown struck through only where it was really higher.
pub fn reduced_from(amount: i64, compare_at: Option<i64>) -> Option<i64> {
    compare_at.filter(|before| *before > amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_had_follows_the_count() {
        let of = |left, limit| Availability::of(true, true, left, limit);
        assert_eq!(of(7, Some(0)), Availability::Plenty(7));
        assert_eq!(of(3, Some(0)), Availability::Few(3));
        assert_eq!(of(0, Some(0)), Availability::Out);
        assert_eq!(of(0, Some(5)), Availability::MadeForYou);
        assert_eq!(of(-5, Some(5)), Availability::Out);
        assert_eq!(of(-50, None), Availability::MadeForYou);
        assert_eq!(Availability::of(true, false, 0, Some(0)), Availability::Always);
        assert_eq!(Availability::of(false, true, 9, Some(0)), Availability::Unpriced);
    }

    #[test]
    fn a_compare_price_below_the_price_is_no_sale() {
        assert_eq!(reduced_from(1000, Some(900)), None);
        assert_eq!(reduced_from(1000, Some(1000)), None);
        assert_eq!(reduced_from(1000, Some(1200)), Some(1200));
    }
}
