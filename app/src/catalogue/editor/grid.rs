//! The grid of variants: option axes with their values, and a row for each combination that is made.
use super::fields::row;
use super::{Fields, MOST_VARIANTS, keys, of, set};
use crate::values::fold;
use std::collections::{BTreeMap, HashSet};

/// An option axis as the form has it. A value is named by its number, or by `=` and its text where it is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    pub key: String,
    pub name: String,
    /// Name and text of each value, in their order.
    pub values: Vec<(String, String)>,
}
impl Axis {
    /// The text of a value by its name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str())
    }
}

/// The axes of a form in their order: those that were there, then new ones; none that goes.
pub fn axes(fields: &Fields) -> Vec<Axis> {
    keys(fields, "axis").into_iter().filter_map(|key| axis(fields, key)).collect()
}
fn axis(fields: &Fields, key: String) -> Option<Axis> {
    let name = of(fields, &format!("axis-{key}-name")).to_string();
    if name.is_empty() || !of(fields, &format!("axis-{key}-drop")).is_empty() {
        return None;
    }
    let prefix = format!("axis-{key}-v-");
    let mut there: Vec<(i64, i64, String)> = fields
        .iter()
        .filter_map(|(field, text)| Some((field.strip_prefix(&prefix)?.parse::<i64>().ok()?, text.clone())))
        .map(|(id, text)| (of(fields, &format!("axis-{key}-at-{id}")).parse().unwrap_or(i64::MAX), id, text))
        .collect();
    there.sort();
    let mut values: Vec<(String, String)> = there.into_iter().map(|(_, id, text)| (id.to_string(), text)).collect();
    for line in of(fields, &format!("axis-{key}-more")).lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !values.iter().any(|(_, text)| fold(text) == fold(line)) {
            values.push((format!("={line}"), line.into()));
        }
    }
    Some(Axis { key, name, values })
}

/// What a row says of each axis: the names of its values, empty where it says none that is there.
pub fn options(fields: &Fields, axes: &[Axis], row: &str) -> Vec<String> {
    axes.iter()
        .map(|axis| {
            let said = of(fields, &format!("v-{row}-o-{}", axis.key));
            if axis.text(said).is_some() {
                return said.to_string();
            }
            // What was new when the row was drawn may have come meanwhile.
            let text = said.strip_prefix('=').map(fold);
            let same = axis.values.iter().find(|(_, t)| text.as_deref() == Some(fold(t).as_str()));
            same.map(|(name, _)| name.clone()).unwrap_or_default()
        })
        .collect()
}

/// Lays out rows for what the form's axes name: a row that says nothing of an axis gets its first value, and each value that
/// no row has gets its combinations; `all` of them that are missing where somebody asks for that. The number of rows that
/// are new; none where there would be too many.
pub fn lay(fields: &mut Fields, all: bool) -> Option<usize> {
    let axes = axes(fields);
    let rows = keys(fields, "v");
    let mut there: HashSet<Vec<String>> = HashSet::new();
    let mut used: BTreeMap<usize, HashSet<String>> = BTreeMap::new();
    for row in &rows {
        let mut said = options(fields, &axes, row);
        if goes(fields, row) {
            there.insert(said);
            continue;
        }
        for (i, axis) in axes.iter().enumerate() {
            if said[i].is_empty() {
                said[i] = axis.values.first().map(|(name, _)| name.clone()).unwrap_or_default();
            }
            set(fields, format!("v-{row}-o-{}", axis.key), &said[i]);
            used.entry(i).or_default().insert(said[i].clone());
        }
        there.insert(said);
    }
    let many = axes.iter().try_fold(1usize, |n, axis| n.checked_mul(axis.values.len())).unwrap_or(usize::MAX);
    if many > 10_000 {
        return None;
    }
    let fresh = |said: &[String]| {
        said.iter().enumerate().any(|(i, name)| used.get(&i).is_none_or(|names| !names.contains(name)))
    };
    let missing: Vec<Vec<String>> = combinations(&axes)
        .into_iter()
        .filter(|said| !there.contains(said) && (all || rows.is_empty() || fresh(said)))
        .collect();
    if rows.len() + missing.len() > MOST_VARIANTS {
        return None;
    }
    let next = rows.iter().map(|key| super::order(key)).filter(|(new, _)| *new).map(|(_, n)| n + 1).max().unwrap_or(0);
    for (n, said) in missing.iter().enumerate() {
        let key = format!("n{}", next + n as i64);
        row(fields, &key);
        for (axis, name) in axes.iter().zip(said) {
            set(fields, format!("v-{key}-o-{}", axis.key), name);
        }
    }
    Some(missing.len())
}
/// Whether a row is to be deleted: what it says does not matter any more.
fn goes(fields: &Fields, row: &str) -> bool {
    of(fields, &format!("v-{row}-state")) == "gone"
}
fn combinations(axes: &[Axis]) -> Vec<Vec<String>> {
    axes.iter().fold(vec![vec![]], |all, axis| {
        all.iter()
            .flat_map(|said| {
                axis.values.iter().map(move |(name, _)| said.iter().cloned().chain([name.clone()]).collect())
            })
            .collect()
    })
}

/// Whether somebody named a value that no row has yet: its rows have to be looked at before anything is saved.
pub fn waits(fields: &Fields) -> bool {
    let axes = axes(fields);
    let rows = keys(fields, "v").into_iter().filter(|row| !goes(fields, row));
    let rows: Vec<Vec<String>> = rows.map(|row| options(fields, &axes, &row)).collect();
    axes.iter().enumerate().any(|(i, axis)| {
        let new = axis.values.iter().filter(|(name, _)| name.starts_with('='));
        rows.iter().any(|said| said[i].is_empty())
            || new.into_iter().any(|(name, _)| !rows.iter().any(|said| said[i] == *name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pan() -> Fields {
        let mut f = Fields::new();
        for (name, value) in [
            ("axis-7-name", "Size"),
            ("axis-7-v-31", "20 cm"),
            ("axis-7-at-31", "1"),
            ("axis-7-v-32", "26 cm"),
            ("axis-7-at-32", "2"),
            ("v-1-o-7", "31"),
            ("v-1-sku", "P20"),
            ("v-2-o-7", "32"),
            ("v-2-sku", "P26"),
        ] {
            set(&mut f, name, value);
        }
        f
    }

    #[test]
    fn a_new_value_adds_its_rows_and_nothing_else() {
        let mut f = pan();
        assert!(!waits(&f));
        set(&mut f, "axis-7-more", "30 cm\n26 CM\n");
        assert!(waits(&f), "30 cm is new, 26 CM is there");
        assert_eq!(lay(&mut f, false), Some(1));
        assert_eq!(of(&f, "v-n0-o-7"), "=30 cm");
        assert!(!waits(&f));
        assert_eq!(lay(&mut f, false), Some(0), "once is enough");
    }

    #[test]
    fn a_new_axis_gives_what_is_there_its_first_value_and_rows_for_the_others() {
        let mut f = pan();
        set(&mut f, "axis-n0-name", "Finish");
        set(&mut f, "axis-n0-more", "Seasoned\nBare");
        assert_eq!(lay(&mut f, false), Some(2));
        assert_eq!(of(&f, "v-1-o-n0"), "=Seasoned");
        let rows: Vec<Vec<String>> = keys(&f, "v").iter().map(|row| options(&f, &axes(&f), row)).collect();
        assert_eq!(rows, [["31", "=Seasoned"], ["32", "=Seasoned"], ["31", "=Bare"], ["32", "=Bare"]]);
    }

    #[test]
    fn holes_are_filled_when_somebody_asks() {
        let mut f = pan();
        set(&mut f, "axis-9-name", "Finish");
        set(&mut f, "axis-9-v-41", "Seasoned");
        set(&mut f, "axis-9-v-42", "Bare");
        set(&mut f, "v-1-o-9", "41");
        set(&mut f, "v-2-o-9", "42");
        assert_eq!(lay(&mut f.clone(), false), Some(0));
        assert_eq!(lay(&mut f, true), Some(2));
    }

    #[test]
    fn there_is_an_end_to_it() {
        let mut f = pan();
        set(&mut f, "axis-7-more", (0..99).map(|n| format!("{n} mm\n")).collect::<String>());
        let before = f.clone();
        assert_eq!(lay(&mut f, false), None);
        assert_eq!(keys(&f, "v"), keys(&before, "v"));
        for n in 0..40 {
            set(&mut f, format!("axis-n{n}-name"), format!("Axis {n}"));
            set(&mut f, format!("axis-n{n}-more"), "a\nb\nc");
        }
        assert_eq!(lay(&mut f, true), None, "three to the fortieth is not counted through");
    }

    #[test]
    fn a_value_can_be_emptied_with_its_rows() {
        let mut f = pan();
        set(&mut f, "axis-7-v-32", "");
        assert!(waits(&f), "the row of 26 cm has no size");
        set(&mut f, "v-2-state", "gone");
        assert!(!waits(&f));
        assert_eq!(lay(&mut f, false), Some(0));
        assert_eq!(of(&f, "v-2-o-7"), "32");
    }

    #[test]
    fn an_axis_that_goes_is_none() {
        let mut f = pan();
        set(&mut f, "axis-7-drop", "on");
        assert_eq!(axes(&f), []);
        assert!(!waits(&f));
    }
}
