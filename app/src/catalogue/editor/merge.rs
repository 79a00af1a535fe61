//! Two who edit one product meet here: what only one of them changed is kept, and where both did, both values are shown.
use super::{Base, Fields, keys, of, set};
use std::collections::{BTreeMap, BTreeSet};

/// Which of two values shall stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    Mine,
    Theirs,
}

/// A field that both changed, to different values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub field: String,
    pub mine: String,
    pub theirs: String,
}

/// What came of it: the fields as they shall be, with mine where they clash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    pub fields: Fields,
    pub clashes: Vec<Clash>,
}

/// The field that stands for a whole variant that is no longer there.
pub const ROW: &str = "row";

/// Merges what I typed with what stands now, by what my form was drawn from. `picks` decide where both changed a field.
pub fn merge(base: &Base, mine: &Fields, theirs: &Fields, picks: &BTreeMap<String, Pick>) -> Merged {
    let gone = gone(base, mine, theirs);
    let mut merged = Merged::default();
    let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).chain(base.0.keys()).collect();
    for name in names {
        if gone.contains(&row_of(name)) {
            continue;
        }
        let (m, t) = (of(mine, name), of(theirs, name));
        let clash = m != t && !base.is(name, m) && !base.is(name, t);
        let value = match (clash, picks.get(name)) {
            (true, Some(Pick::Theirs)) => t,
            (true, Some(Pick::Mine)) => m,
            (true, None) => {
                merged.clashes.push(Clash { field: name.clone(), mine: m.into(), theirs: t.into() });
                m
            }
            (false, Some(Pick::Theirs)) if base.is(name, t) => t,
            (false, _) if base.is(name, m) => t,
            (false, _) => m,
        };
        set(&mut merged.fields, name.clone(), value);
    }
    for key in gone.iter().flatten() {
        missing(base, mine, picks, key, &mut merged);
    }
    merged
}

/// A variant that somebody took away: it stays away where I did not touch it; else I am asked.
fn missing(base: &Base, mine: &Fields, picks: &BTreeMap<String, Pick>, key: &str, merged: &mut Merged) {
    let row: Vec<(&String, &String)> = mine.iter().filter(|(name, _)| row_of(name).as_deref() == Some(key)).collect();
    let touched = row.iter().any(|(name, value)| !base.is(name, value));
    let field = format!("v-{key}-{ROW}");
    match picks.get(&field) {
        _ if !touched => {}
        Some(Pick::Theirs) => {}
        pick => {
            if pick.is_none() {
                let sku = of(mine, &format!("v-{key}-sku")).to_string();
                merged.clashes.push(Clash { field, mine: sku, theirs: String::new() });
            }
            for (name, value) in row {
                set(&mut merged.fields, name.clone(), value);
            }
        }
    }
}

/// The variants that my form was drawn with and that are not there any more.
fn gone(base: &Base, mine: &Fields, theirs: &Fields) -> BTreeSet<Option<String>> {
    let there: BTreeSet<String> = keys(theirs, "v").into_iter().collect();
    let drawn = base.0.keys().filter_map(|name| row_of(name));
    let known: BTreeSet<String> =
        drawn.chain(keys(mine, "v").into_iter().filter(|key| !key.starts_with('n'))).collect();
    known.into_iter().filter(|key| !there.contains(key)).map(Some).collect()
}
fn row_of(name: &str) -> Option<String> {
    name.strip_prefix("v-")?.split('-').next().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let mut all = Fields::new();
        for (name, value) in pairs {
            set(&mut all, *name, value);
        }
        all
    }
    fn none() -> BTreeMap<String, Pick> {
        BTreeMap::new()
    }
    const DRAWN: &[(&str, &str)] = &[("title", "Pan"), ("words", "Mine."), ("v-1-sku", "P"), ("v-1-p-EUR", "10.00")];

    #[test]
    fn whoever_changed_a_field_alone_is_heard() {
        let base = Base::of(&fields(DRAWN));
        let mine = fields(&[("title", "Good pan"), ("words", "Mine."), ("v-1-sku", "P"), ("v-1-p-EUR", "10.00")]);
        let theirs = fields(&[("title", "Pan"), ("v-1-sku", "P"), ("v-1-p-EUR", "12.00"), ("kind", "Pans")]);
        let merged = merge(&base, &mine, &theirs, &none());
        let wanted = fields(&[("title", "Good pan"), ("v-1-sku", "P"), ("v-1-p-EUR", "12.00"), ("kind", "Pans")]);
        assert_eq!(merged, Merged { fields: wanted, clashes: vec![] });
    }

    #[test]
    fn the_same_change_twice_is_no_clash() {
        let base = Base::of(&fields(DRAWN));
        let both = fields(&[("title", "Good pan"), ("v-1-sku", "P")]);
        assert_eq!(merge(&base, &both, &both, &none()).clashes, []);
    }

    #[test]
    fn two_different_values_are_both_shown_and_either_can_be_taken() {
        let base = Base::of(&fields(DRAWN));
        let mine = fields(&[("title", "Good pan"), ("words", "Mine."), ("v-1-sku", "P"), ("v-1-p-EUR", "11.00")]);
        let theirs = fields(&[("title", "Best pan"), ("words", "Mine."), ("v-1-sku", "P"), ("v-1-p-EUR", "12.00")]);
        let merged = merge(&base, &mine, &theirs, &none());
        let clash = |field: &str, mine: &str, theirs: &str| Clash {
            field: field.into(),
            mine: mine.into(),
            theirs: theirs.into(),
        };
        let both = [clash("title", "Good pan", "Best pan"), clash("v-1-p-EUR", "11.00", "12.00")];
        assert_eq!(merged.clashes, both);
        assert_eq!(merged.fields["title"], "Good pan", "what I typed is still there");
        let picks = BTreeMap::from([("title".into(), Pick::Theirs), ("v-1-p-EUR".into(), Pick::Mine)]);
        let merged = merge(&base, &mine, &theirs, &picks);
        assert_eq!(merged.clashes, []);
        assert_eq!((&*merged.fields["title"], &*merged.fields["v-1-p-EUR"]), ("Best pan", "11.00"));
    }

    #[test]
    fn a_choice_holds_when_the_form_was_drawn_anew_and_not_when_a_third_came() {
        let now = fields(&[("title", "Best pan")]);
        let base = Base::of(&now);
        let mine = fields(&[("title", "Good pan")]);
        let theirs = BTreeMap::from([("title".to_string(), Pick::Theirs)]);
        assert_eq!(merge(&base, &mine, &now, &theirs).fields, now);
        assert_eq!(merge(&base, &mine, &now, &none()).fields, mine);
        let third = fields(&[("title", "Third")]);
        assert_eq!(merge(&base, &mine, &third, &none()).clashes.len(), 1);
    }

    #[test]
    fn emptying_a_field_is_a_change() {
        let base = Base::of(&fields(DRAWN));
        let mine = fields(&[("title", "Pan"), ("v-1-sku", "P"), ("v-1-p-EUR", "10.00")]);
        let same = fields(DRAWN);
        assert_eq!(of(&merge(&base, &mine, &same, &none()).fields, "words"), "");
        let theirs = fields(&[("title", "Pan"), ("words", "Theirs."), ("v-1-sku", "P"), ("v-1-p-EUR", "10.00")]);
        assert_eq!(merge(&base, &mine, &theirs, &none()).clashes[0].field, "words");
    }

    #[test]
    fn a_variant_that_another_added_is_kept_and_one_of_mine_too() {
        let base = Base::of(&fields(DRAWN));
        let mut mine = fields(DRAWN);
        set(&mut mine, "v-n0-sku", "NEW");
        let mut theirs = fields(DRAWN);
        set(&mut theirs, "v-2-sku", "OTHER");
        let merged = merge(&base, &mine, &theirs, &none());
        assert_eq!(keys(&merged.fields, "v"), ["1", "2", "n0"]);
        assert_eq!(merged.clashes, []);
    }

    #[test]
    fn a_variant_that_another_took_away_stays_away_unless_i_changed_it() {
        let base = Base::of(&fields(DRAWN));
        let theirs = fields(&[("title", "Pan"), ("words", "Mine.")]);
        assert_eq!(merge(&base, &fields(DRAWN), &theirs, &none()).fields, theirs);
        let mut mine = fields(DRAWN);
        set(&mut mine, "v-1-p-EUR", "15.00");
        let merged = merge(&base, &mine, &theirs, &none());
        assert_eq!(merged.clashes, [Clash { field: "v-1-row".into(), mine: "P".into(), theirs: String::new() }]);
        let pick = |pick| BTreeMap::from([("v-1-row".to_string(), pick)]);
        assert_eq!(merge(&base, &mine, &theirs, &pick(Pick::Theirs)).fields, theirs);
        let kept = merge(&base, &mine, &theirs, &pick(Pick::Mine));
        assert_eq!((&*kept.fields["v-1-p-EUR"], kept.clashes.len()), ("15.00", 0));
        let redrawn = merge(&Base::of(&theirs), &mine, &theirs, &none());
        assert_eq!(redrawn.clashes.len(), 1, "drawn anew without it, it is still asked about");
    }

    #[test]
    fn a_correction_of_stock_is_a_step_and_both_count() {
        let base = Base::of(&fields(DRAWN));
        let mut mine = fields(DRAWN);
        set(&mut mine, "v-1-move", "+5");
        assert_eq!(merge(&base, &mine, &fields(DRAWN), &none()).fields["v-1-move"], "+5");
    }
}
