//! The cart: lines, what a buyer had added to them, and what it all comes to.
#[cfg(feature = "ssr")]
pub mod actions;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod totals;

#[cfg(feature = "ssr")]
pub use nouns::*;

#[cfg(feature = "ssr")]
mod nouns {
    use crate::catalogue::Availability;
    use crate::problem::Problem;
    use sqlx::FromRow;

    /// How long a cart is kept after its last change, in days.
    pub const KEPT_DAYS: i64 = 30;
    /// How many different lines a cart may hold.
    pub const MOST_LINES: i64 = 100;

    /// What the buyer had added to a thing: names and texts, in their order.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Properties(pub Vec<(String, String)>);
    impl Properties {
        /// One text under the product's own label; nothing where either is empty. At most 60 letters, no line breaks.
        pub fn of(label: Option<&str>, typed: &str) -> Result<Properties, Problem> {
            let typed: String = typed.split_whitespace().collect::<Vec<_>>().join(" ");
            match label {
                Some(label) if !typed.is_empty() => {
                    if typed.chars().count() > 60 || typed.chars().any(char::is_control) {
                        return Err(Problem::Fields(vec![("personal", crate::words::personal_fault())]));
                    }
                    Ok(Properties(vec![(label.to_string(), typed)]))
                }
                _ => Ok(Properties::default()),
            }
        }
        pub fn to_json(&self) -> String {
            serde_json::to_string(&self.0).unwrap_or_else(|_| "[]".into())
        }
        pub fn from_json(text: &str) -> Properties {
            Properties(serde_json::from_str(text).unwrap_or_default())
        }
        /// `Name on the handle: Noor`, for people.
        pub fn words(&self) -> String {
            self.0.iter().map(|(label, text)| format!("{label}: “{text}”")).collect::<Vec<_>>().join(", ")
        }
    }

    /// `Everyday pan, 26 cm, seasoned`: a product with the words of its options.
    pub fn full_title(title: &str, options: &str) -> String {
        if options.is_empty() { title.to_string() } else { format!("{title}, {options}") }
    }

    /// A line of a cart as it stands now: the price of today, what is left, what the price was when it was added.
    #[derive(Clone, Debug, FromRow)]
    pub struct Line {
        pub id: i64,
        pub variant: i64,
        pub product: i64,
        pub slug: String,
        pub title: String,
        pub sku: String,
        pub options: String,
        pub properties: String,
        pub quantity: i64,
        pub price_seen: i64,
        pub amount: Option<i64>,
        pub tax_class: String,
        pub ships: bool,
        pub tracked: bool,
        pub backorder_limit: Option<i64>,
        pub available: i64,
        pub weight_grams: i64,
        pub for_sale: bool,
        pub hash: Option<String>,
        pub width: Option<i64>,
        pub alt: Option<String>,
    }
    impl Line {
        pub fn full_title(&self) -> String {
            full_title(&self.title, &self.options)
        }
        pub fn properties(&self) -> Properties {
            Properties::from_json(&self.properties)
        }
        pub fn availability(&self) -> Availability {
            Availability::of(self.amount.is_some() && self.for_sale, self.tracked, self.available, self.backorder_limit)
        }
        /// The price today; the one it was added at where it is not sold any more.
        pub fn unit_price(&self) -> i64 {
            self.amount.unwrap_or(self.price_seen)
        }
        /// How many of its variant may be ordered now; none: as many as wanted.
        pub fn most(&self) -> Option<i64> {
            if !self.for_sale || self.amount.is_none() {
                return Some(0);
            }
            if !self.tracked {
                return None;
            }
            self.backorder_limit.map(|limit| (self.available + limit).max(0))
        }
    }

    /// What stands between a cart and an order.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Trouble {
        /// It is not sold any more.
        Unsold { line: i64 },
        /// Fewer are left than the lines of this variant want together.
        Short { line: i64, left: i64 },
        /// The price has changed since it was added: it was this.
        Price { line: i64, was: i64 },
    }
    impl Trouble {
        pub fn line(&self) -> i64 {
            match self {
                Trouble::Unsold { line } | Trouble::Short { line, .. } | Trouble::Price { line, .. } => *line,
            }
        }
        /// Whether an order cannot be placed before it is mended.
        pub fn blocks(&self) -> bool {
            !matches!(self, Trouble::Price { .. })
        }
    }

    /// What has changed about these lines since they were added. Lines of one variant count against one stock.
    pub fn troubles(lines: &[Line]) -> Vec<Trouble> {
        let mut found = vec![];
        for line in lines {
            let together: i64 = lines.iter().filter(|l| l.variant == line.variant).map(|l| l.quantity).sum();
            match line.most() {
                Some(0) if !line.for_sale || line.amount.is_none() => found.push(Trouble::Unsold { line: line.id }),
                Some(most) if together > most => found.push(Trouble::Short { line: line.id, left: most }),
                _ => {}
            }
            if line.amount.is_some_and(|now| now != line.price_seen) {
                found.push(Trouble::Price { line: line.id, was: line.price_seen });
            }
        }
        found
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn line(id: i64, variant: i64, quantity: i64, available: i64) -> Line {
            Line {
                id,
                variant,
                product: 1,
                slug: "pan".into(),
                title: "Pan".into(),
                sku: "PAN".into(),
                options: String::new(),
                properties: "[]".into(),
                quantity,
                price_seen: 100,
                amount: Some(100),
                tax_class: "standard".into(),
                ships: true,
                tracked: true,
                backorder_limit: Some(0),
                available,
                weight_grams: 0,
                for_sale: true,
                hash: None,
                width: None,
                alt: None,
            }
        }

        #[test]
        fn two_lines_of_one_variant_count_against_one_stock() {
            let lines = [line(1, 7, 2, 3), line(2, 7, 2, 3), line(3, 8, 3, 3)];
            let short: Vec<i64> = troubles(&lines).iter().map(Trouble::line).collect();
            assert_eq!(short, [1, 2]);
        }

        #[test]
        fn a_changed_price_is_said_and_does_not_block() {
            let mut dearer = line(1, 7, 1, 3);
            dearer.amount = Some(120);
            assert_eq!(troubles(&[dearer]), [Trouble::Price { line: 1, was: 100 }]);
            assert!(!Trouble::Price { line: 1, was: 100 }.blocks());
        }

        #[test]
        fn a_personal_text_is_one_short_line() {
            assert_eq!(Properties::of(Some("Name"), "  for \n Noor ").unwrap().words(), "Name: “for Noor”");
            assert_eq!(Properties::of(None, "x").unwrap(), Properties::default());
            assert!(Properties::of(Some("Name"), &"x".repeat(61)).is_err());
        }
    }
}
