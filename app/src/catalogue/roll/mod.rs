//! All products as the desk lists them, whatever their status: what narrows the list, and what it is sorted by.
pub mod actions;
pub mod pages;
pub mod store;

/// A word of an address, and how it is said.
pub type Choice = (&'static str, &'static str);

pub const STATUSES: &[Choice] = &[("active", "For sale"), ("draft", "Draft, not shown"), ("withdrawn", "Withdrawn")];
pub const STOCKS: &[Choice] =
    &[("now", "On the shelf now"), ("made", "Made when ordered"), ("out", "Sold out"), ("low", "Low in stock")];
pub const LACKS: &[Choice] = &[("picture", "A picture"), ("price", "A price"), ("meaning", "What a number means")];
pub const SORTS: &[Choice] = &[
    ("new", "Newest first"),
    ("title", "By title"),
    ("price", "Lowest price first"),
    ("stock", "Least in stock first"),
];

/// The status of a product in words.
pub fn status_words(status: &str) -> &str {
    STATUSES.iter().find(|(word, _)| *word == status).map_or(status, |(_, words)| words)
}

/// What narrows and sorts the list. Empty: it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Words of a title, a SKU or a bar code.
    pub q: String,
    pub status: &'static str,
    /// The slug of a collection.
    pub collection: String,
    /// The handle of a maker.
    pub maker: String,
    pub stock: &'static str,
    pub lacks: &'static str,
    pub tag: String,
    /// `new` where it is empty.
    pub sort: &'static str,
}
impl Wish {
    /// Out of the parameters of an address; what nobody offers is left out.
    pub fn read(pairs: &[(String, String)]) -> Wish {
        let of = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim());
        let text = |name: &str| of(name).chars().filter(|c| !c.is_control()).take(100).collect::<String>();
        let one = |name: &str, all: &[Choice]| all.iter().find(|(w, _)| *w == of(name)).map_or("", |(w, _)| *w);
        Wish {
            q: text("q"),
            status: one("status", STATUSES),
            collection: text("collection"),
            maker: text("maker"),
            stock: one("stock", STOCKS),
            lacks: one("lacks", LACKS),
            tag: text("tag"),
            sort: one("sort", &SORTS[1..]),
        }
    }
    /// Back into parameters, always in the same order.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let all = [
            ("q", self.q.as_str()),
            ("status", self.status),
            ("collection", &self.collection),
            ("maker", &self.maker),
            ("stock", self.stock),
            ("lacks", self.lacks),
            ("tag", &self.tag),
            ("sort", self.sort),
        ];
        all.into_iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| (n.to_string(), v.to_string())).collect()
    }
}

/// How many there are, in words: not counted beyond a thousand.
pub fn many(n: i64, one: &str, more: &str) -> String {
    if n > COUNTED { format!("1,000+ {more}") } else { crate::words::count(n, one, more) }
}
/// How far a list is counted.
pub const COUNTED: i64 = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_narrows_the_list_comes_back_as_it_was_asked_for() {
        let pairs = |all: &[(&str, &str)]| all.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect::<Vec<_>>();
        let asked = pairs(&[("sort", "price"), ("tag", "gift"), ("after", "1~2"), ("status", "draft"), ("q", " pan ")]);
        let wish = Wish::read(&asked);
        assert_eq!(wish.pairs(), pairs(&[("q", "pan"), ("status", "draft"), ("tag", "gift"), ("sort", "price")]));
        assert_eq!(Wish::read(&wish.pairs()), wish);
        assert_eq!(Wish::read(&pairs(&[("status", "gone"), ("sort", "new"), ("stock", "x")])), Wish::default());
    }

    #[test]
    fn a_long_list_is_not_counted_to_its_end() {
        let said = |n| many(n, "product", "products");
        assert_eq!([1, 12, 1_000, 1_001].map(said), ["1 product", "12 products", "1000 products", "1,000+ products"]);
    }
}
