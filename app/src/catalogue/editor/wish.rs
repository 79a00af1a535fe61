//! What a form wishes a product to be: its fields as a draft that can be put, and what is wrong with them.
use super::store::{Beside, Known};
use super::{Fields, MOST_PICTURES, of};
use crate::catalogue::draft::{AttributeDraft, Draft, StepDraft};
use crate::catalogue::editor::fields::placed;
use crate::catalogue::put::sanitised;
use crate::values::{Currency, Slug, decimal, fold};

mod rows;

pub use rows::skus;

/// What is wrong, each at its field.
pub type Faults = Vec<(String, String)>;

/// What the form is about and what stands around it.
pub struct Ground<'g> {
    /// The product as it is; none where it is new.
    pub known: Option<&'g Known>,
    /// Its fields as they are: what is the same in the form is not judged again.
    pub before: &'g Fields,
    pub beside: &'g Beside,
    pub currency: Currency,
}

/// The reasons by which an editor corrects stock, where the shop knows them.
pub const REASONS: &[(&str, &str)] = &[
    ("counted", "Counted again"),
    ("received", "Received"),
    ("corrected", "A mistake put right"),
    ("broken", "Broken or lost"),
];

/// The most letters of each text.
const MOST: &[(&str, usize)] = &[
    ("title", 200),
    ("words", 300),
    ("purpose", 1_000),
    ("description", 60_000),
    ("vendor", 100),
    ("kind", 100),
    ("tags", 2_000),
    ("personal_label", 100),
    ("seo_title", 200),
    ("seo_description", 500),
    ("slug", 200),
];

/// Reads the form. What is wrong stands in the faults, and the draft is of no use then.
pub fn wish(fields: &Fields, ground: &Ground<'_>) -> (Draft, Faults) {
    let mut faults = vec![];
    let text = |name: &str| Some(of(fields, name).to_string());
    for (name, most) in MOST {
        too_long(fields, ground, name, *most, &mut faults);
    }
    if of(fields, "title").is_empty() {
        faults.push(("title".into(), "A product needs a name.".into()));
    }
    let slug = match of(fields, "slug") {
        "" if ground.known.is_none() => Slug::of(of(fields, "title")),
        typed => Slug::parse(typed),
    };
    if slug.is_none() && !of(fields, "title").is_empty() {
        let words = "An address is small letters, digits and single dashes.";
        faults.push(("slug".into(), words.into()));
    }
    chosen(fields, "maker", ground.beside.makers.iter().map(|(handle, _)| handle.as_str()), true, &mut faults);
    chosen(fields, "tax_class", ground.beside.taxes.iter().map(|(class, _)| class.as_str()), false, &mut faults);
    chosen(fields, "status", ["draft", "active", "withdrawn"].into_iter(), false, &mut faults);
    let tags: Vec<String> =
        of(fields, "tags").split([',', '\n']).map(str::trim).filter(|t| !t.is_empty()).map(String::from).collect();
    if tags.len() > 50 || tags.iter().any(|t| t.chars().count() > 100) {
        faults.push(("tags".into(), "At most 50 tags of 100 letters.".into()));
    }
    let mut draft = Draft {
        slug: slug.map(|s| s.to_string()).unwrap_or_default(),
        title: text("title"),
        maker: text("maker"),
        words: text("words"),
        purpose: text("purpose"),
        description: Some(described(of(fields, "description"), ground)),
        vendor: text("vendor"),
        kind: text("kind"),
        tax_class: text("tax_class"),
        status: text("status"),
        sensitive: Some(!of(fields, "sensitive").is_empty()),
        personal_label: text("personal_label"),
        seo_title: text("seo_title"),
        seo_description: text("seo_description"),
        tags: Some(tags),
        whole: true,
        ..Draft::default()
    };
    rows::rows(fields, ground, &mut draft, &mut faults);
    pictures(fields, ground, &mut draft, &mut faults);
    draft.steps = Some(steps(fields, ground, &mut faults));
    draft.attributes = Some(numbers(fields, ground, &mut faults));
    let shelves = ground.beside.shelves.iter().filter(|(id, ..)| !of(fields, &format!("c-{id}")).is_empty());
    draft.collections = Some(shelves.map(|(_, slug, title)| (slug.clone(), title.clone())).collect());
    (draft, faults)
}

/// Whether a field is the same as it stands.
fn same(fields: &Fields, ground: &Ground<'_>, name: &str) -> bool {
    of(fields, name) == of(ground.before, name)
}
fn too_long(fields: &Fields, ground: &Ground<'_>, name: &str, most: usize, faults: &mut Faults) {
    let long = of(fields, name).chars().count();
    if long > most && !same(fields, ground, name) {
        faults.push((name.into(), format!("At most {most} letters; these are {long}.")));
    }
}
fn chosen<'c>(
    fields: &Fields,
    name: &str,
    mut choices: impl Iterator<Item = &'c str>,
    none: bool,
    faults: &mut Faults,
) {
    let said = of(fields, name);
    let left_out = none && said.is_empty();
    if !left_out && !choices.any(|choice| choice == said) {
        faults.push((name.into(), "Choose one of these.".into()));
    }
}

/// A description as HTML: what has no tag is taken as plain paragraphs. What stands already was made clean when it came.
fn described(text: &str, ground: &Ground<'_>) -> String {
    if let Some(known) = ground.known.filter(|_| text == of(ground.before, "description")) {
        return known.head.description.clone();
    }
    if text.contains('<') {
        return sanitised(text);
    }
    let paragraphs = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    sanitised(&paragraphs.map(|p| format!("<p>{}</p>", p.replace('\n', "<br>"))).collect::<Vec<_>>().join("\n"))
}

fn pictures(fields: &Fields, ground: &Ground<'_>, draft: &mut Draft, faults: &mut Faults) {
    let kept = placed(fields, "m").into_iter().filter(|key| of(fields, &format!("m-{key}-off")).is_empty());
    let all: Vec<i64> = kept.filter_map(|key| key.parse().ok()).collect();
    for id in &all {
        too_long(fields, ground, &format!("m-{id}-alt"), 300, faults);
    }
    if all.len() > MOST_PICTURES {
        faults.push(("upload".into(), format!("At most {MOST_PICTURES} pictures of one product.")));
    }
    draft.alts = all.iter().map(|id| (*id, of(fields, &format!("m-{id}-alt")).to_string())).collect();
    draft.media = Some(all);
}

fn steps(fields: &Fields, ground: &Ground<'_>, faults: &mut Faults) -> Vec<StepDraft> {
    let mut steps = vec![];
    for key in placed(fields, "s") {
        let name = |column: &str| format!("s-{key}-{column}");
        let (title, words) = (of(fields, &name("title")), of(fields, &name("words")));
        if title.is_empty() && words.is_empty() {
            continue;
        }
        if title.is_empty() {
            faults.push((name("title"), "A step needs a name.".into()));
        }
        too_long(fields, ground, &name("title"), 100, faults);
        too_long(fields, ground, &name("words"), 1_000, faults);
        let minutes = whole(of(fields, &name("minutes"))).filter(|n| (0..=525_600).contains(n));
        if minutes.is_none() {
            faults.push((name("minutes"), "Minutes are a whole number.".into()));
        }
        steps.push(StepDraft {
            title: title.into(),
            minutes: minutes.unwrap_or(0),
            words: words.into(),
            media: of(fields, &name("media")).parse().ok(),
            picture: None,
        });
    }
    if steps.len() > 30 {
        faults.push(("s-0-title".into(), "At most 30 steps.".into()));
    }
    steps
}

fn numbers(fields: &Fields, ground: &Ground<'_>, faults: &mut Faults) -> Vec<AttributeDraft> {
    let mut all: Vec<AttributeDraft> = vec![];
    for key in placed(fields, "a") {
        let name = |column: &str| format!("a-{key}-{column}");
        let [label, value, means, matters] = ["label", "value", "means", "matters"].map(|c| of(fields, &name(c)));
        let nothing = [label, value, means, matters].iter().all(|text| text.is_empty());
        if nothing || !of(fields, &name("off")).is_empty() {
            continue;
        }
        for (column, most) in [("label", 60), ("unit", 20), ("value", 200), ("means", 300), ("matters", 300)] {
            too_long(fields, ground, &name(column), most, faults);
        }
        let attributes = &ground.beside.attributes;
        let there = match key.parse::<i64>() {
            Ok(id) => attributes.iter().find(|(a, ..)| *a == id),
            Err(_) => attributes.iter().find(|(_, _, l, ..)| !label.is_empty() && fold(l) == fold(label)),
        };
        let mut a = AttributeDraft {
            value: value.into(),
            means: means.into(),
            matters: matters.into(),
            ..AttributeDraft::default()
        };
        match there {
            Some((_, handle, label, kind, unit)) => {
                (a.handle, a.label, a.kind, a.unit) = (handle.clone(), label.clone(), kind.clone(), unit.clone());
            }
            None => {
                let taken = |handle: &str| attributes.iter().any(|(_, h, ..)| h == handle);
                let handle = Slug::of(label).map(|s| s.to_string()).filter(|handle| !taken(handle));
                if handle.is_none() {
                    faults.push((name("label"), "A specification needs a name of its own.".into()));
                }
                a.handle = handle.unwrap_or_default();
                a.label = label.into();
                a.unit = of(fields, &name("unit")).into();
                a.kind = match of(fields, &name("kind")) {
                    kind @ ("number" | "truth") => kind.into(),
                    _ => "text".into(),
                };
            }
        }
        if a.value.is_empty() {
            faults.push((name("value"), "Say the value, or take this line away.".into()));
        }
        a.milli = thousandths(&a.value);
        if a.kind == "number" && a.milli.is_none() && !a.value.is_empty() {
            faults.push((name("value"), format!("{} is a number: begin with it.", a.label)));
        }
        if a.kind != "number" {
            let before = ground.known.and_then(|k| k.numbers.iter().find(|n| n.handle == a.handle));
            a.milli = before.filter(|n| n.value == a.value).and_then(|n| n.milli);
        }
        if !a.handle.is_empty() && all.iter().any(|other| other.handle == a.handle) {
            faults.push((
                name(if key.starts_with('n') { "label" } else { "value" }),
                format!("{} stands here already.", a.label),
            ));
        }
        all.push(a);
    }
    all
}

/// The number that a value begins with, in thousandths: `1.46 kg`, `1,46`.
fn thousandths(value: &str) -> Option<i64> {
    let digits: String =
        value.trim().chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')).collect();
    decimal(&digits.trim_end_matches(['.', ',']).replace(',', "."), 3)
}
/// A whole number; an empty text is zero.
fn whole(text: &str) -> Option<i64> {
    if text.is_empty() { Some(0) } else { text.parse().ok() }
}

#[cfg(test)]
mod tests;
