//! Which rows of a file make one product. Rows of one handle may stand far apart; only their places are kept.
use super::remark::{Remark, What};
use super::table::{Place, Row, Table};
use crate::values::{Slug, fold};
use std::collections::{HashMap, HashSet};

/// The rows of one product, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub slug: String,
    /// The handle as it stands in the file.
    handle: String,
    /// The title, where a row says one.
    title: String,
    pub rows: Vec<Place>,
    /// What is to be told about how the handle came about.
    pub notes: Vec<Remark>,
}

/// A file's rows, sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Groups {
    pub products: Vec<Group>,
    /// Rows that belong to no product, with the handle they claim.
    pub stray: Vec<(String, Remark)>,
}

/// Sorts the rows of a file by their handles. A row with a title of its own never joins a product of another title.
pub fn groups(table: &Table, handle: Option<usize>, title: Option<usize>) -> Groups {
    let mut sorting = Sorting {
        handle,
        title,
        found: Groups::default(),
        by_slug: HashMap::new(),
        refused: HashSet::new(),
        last: Last::Nothing,
    };
    for row in table.rows() {
        sorting.take(table, &row);
    }
    sorting.found
}

struct Sorting {
    handle: Option<usize>,
    title: Option<usize>,
    found: Groups,
    by_slug: HashMap<String, usize>,
    /// Handles as they stand in the file that became another product's slug.
    refused: HashSet<String>,
    last: Last,
}

/// To what the row above belongs: a row without handle or title follows it.
#[derive(Clone, PartialEq)]
enum Last {
    Nothing,
    /// A product whose handle was made from its title.
    Made(usize),
    /// A row that clashed, by its handle.
    Clash(String),
}

impl Sorting {
    fn take(&mut self, table: &Table, row: &Row) {
        let handle = row.said(self.handle).unwrap_or_default().to_string();
        let title = row.said(self.title).unwrap_or_default().to_string();
        let line = row.place.line;
        let slug = match (handle.as_str(), title.as_str()) {
            ("", "") => {
                match self.last.clone() {
                    Last::Made(at) => self.found.products[at].rows.push(row.place),
                    _ => self.stray(
                        "",
                        row.flaw.clone().map_or(Remark::row(line, What::NoHandle), |w| Remark::row(line, w)),
                    ),
                }
                return;
            }
            ("", title) => Slug::of(title),
            (handle, _) => Slug::parse(handle).or_else(|| Slug::of(handle)),
        };
        let Some(slug) = slug.map(|s| s.to_string()) else {
            self.last = Last::Nothing;
            self.stray(&handle, Remark::row(line, What::NoHandle));
            return;
        };
        let Some(at) = self.by_slug.get(&slug).copied() else {
            self.begin(slug, handle, title, row.place);
            return;
        };
        let there = &mut self.found.products[at];
        let same_title = title.is_empty() || there.title.is_empty() || fold(&title) == fold(&there.title);
        let same_handle = handle == there.handle || (title.is_empty() && !self.refused.contains(&handle));
        let follows_clash = title.is_empty() && self.last == Last::Clash(handle.clone());
        if same_title && same_handle && !follows_clash {
            there.rows.push(row.place);
            if there.title.is_empty() {
                there.title = title;
            }
            self.last = if handle.is_empty() { Last::Made(at) } else { Last::Nothing };
            return;
        }
        let name = if there.title.is_empty() { there.slug.clone() } else { there.title.clone() };
        let what = What::HandleClash { title: name, line: there.rows.first().map_or(0, |p| p.line) };
        if handle != there.handle {
            self.refused.insert(handle.clone());
        }
        let column = self.handle.map(|c| table.name(c)).unwrap_or_default();
        let value = if handle.is_empty() { slug.clone() } else { handle.clone() };
        self.last = Last::Clash(handle);
        self.stray(&slug, Remark { line, column, value, what });
    }

    fn begin(&mut self, slug: String, handle: String, title: String, place: Place) {
        let at = self.found.products.len();
        let made = handle.is_empty();
        let notes = made.then(|| Remark::row(place.line, What::HandleMade { slug: slug.clone() }));
        self.last = if made { Last::Made(at) } else { Last::Nothing };
        self.by_slug.insert(slug.clone(), at);
        self.found.products.push(Group { slug, handle, title, rows: vec![place], notes: notes.into_iter().collect() });
    }

    fn stray(&mut self, handle: &str, remark: Remark) {
        self.found.stray.push((handle.to_string(), remark));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(rows: &str) -> Groups {
        let table = Table::open(format!("Handle,Title,SKU\n{rows}").as_bytes()).unwrap();
        groups(&table, Some(0), Some(1))
    }
    fn lines(found: &Groups) -> Vec<(&str, Vec<u64>)> {
        found.products.iter().map(|g| (g.slug.as_str(), g.rows.iter().map(|p| p.line).collect())).collect()
    }

    #[test]
    fn rows_of_one_handle_are_one_product_however_far_apart() {
        let found = sorted("mug,Mug,1\npan,Pan,2\n\nmug,,3\npan,Pan,4\nmug,,5\n");
        assert_eq!(lines(&found), [("mug", vec![2, 5, 7]), ("pan", vec![3, 6])]);
        assert_eq!(found.stray, []);
    }

    #[test]
    fn a_handle_is_never_written_over_by_another_product() {
        let found = sorted("Summer-Tee,First,1\nsummer-tee,Second,2\nsummer-tee,,3\nmug,Mug,4\nsummer-tee,,5\n");
        assert_eq!(lines(&found), [("summer-tee", vec![2]), ("mug", vec![5])]);
        let told: Vec<u64> = found.stray.iter().map(|(_, r)| r.line).collect();
        assert_eq!(told, [3, 4, 6]);
        assert_eq!(found.stray[0].1.what, What::HandleClash { title: "First".into(), line: 2 });
    }

    #[test]
    fn the_same_handle_far_apart_under_another_title_is_a_clash_with_what_follows_it() {
        let found = sorted("mug,Mug,1\npan,Pan,2\nmug,Another mug,3\nmug,,4\npan,,5\nmug,,6\n");
        assert_eq!(lines(&found), [("mug", vec![2, 7]), ("pan", vec![3, 6])]);
        assert_eq!(found.stray.iter().map(|(_, r)| r.line).collect::<Vec<_>>(), [4, 5]);
    }

    #[test]
    fn a_missing_handle_is_made_from_the_title_and_rows_below_follow() {
        let found = sorted(",Blue bowl,1\n,,2\nmug,Mug,3\n,,4\n,🍚,5\nBÁT ăn,Bowl,6\n");
        assert_eq!(lines(&found)[..2], [("blue-bowl", vec![2, 3]), ("mug", vec![4])]);
        assert_eq!(found.products[0].notes[0].what, What::HandleMade { slug: "blue-bowl".into() });
        assert_eq!(found.stray[0].1, Remark::row(5, What::NoHandle));
        assert!(found.products.iter().any(|g| g.slug == "bat-an"));
    }
}
