//! A product as it stands, as the fields of the form that changes it.
use super::store::Known;
use super::{Fields, of, set};
use crate::values::{Currency, Money};

/// The fields of a product, in a shop of this currency.
pub fn fields(known: &Known, currency: Currency) -> Fields {
    let mut all = Fields::new();
    let h = &known.head;
    let texts = [
        ("title", &h.title),
        ("words", &h.words),
        ("purpose", &h.purpose),
        ("description", &h.description),
        ("vendor", &h.vendor),
        ("kind", &h.kind),
        ("tax_class", &h.tax_class),
        ("seo_title", &h.seo_title),
        ("seo_description", &h.seo_description),
        ("slug", &h.slug),
        ("status", &h.status),
    ];
    for (name, text) in texts {
        set(&mut all, name, text);
    }
    set(&mut all, "maker", h.maker.as_deref().unwrap_or(""));
    set(&mut all, "tags", known.tags.join(", "));
    set(&mut all, "sensitive", tick(h.sensitive));
    set(&mut all, "personal_label", h.personal_label.as_deref().unwrap_or(""));
    for (axis, name) in &known.axes {
        set(&mut all, format!("axis-{axis}-name"), name);
    }
    let mut place = (0, 0);
    for (axis, id, _, value) in &known.values {
        place = if place.0 == *axis { (*axis, place.1 + 1) } else { (*axis, 1) };
        set(&mut all, format!("axis-{axis}-v-{id}"), value);
        set(&mut all, format!("axis-{axis}-at-{id}"), place.1.to_string());
    }
    variants(known, currency, &mut all);
    for (i, picture) in known.pictures.iter().enumerate() {
        set(&mut all, format!("m-{}-at", picture.id), (i + 1).to_string());
        set(&mut all, format!("m-{}-alt", picture.id), &picture.alt);
    }
    for (i, step) in known.steps.iter().enumerate() {
        set(&mut all, format!("s-{i}-at"), (i + 1).to_string());
        set(&mut all, format!("s-{i}-title"), &step.title);
        set(&mut all, format!("s-{i}-minutes"), step.minutes.to_string());
        set(&mut all, format!("s-{i}-words"), &step.words);
        set(&mut all, format!("s-{i}-media"), number(step.media));
    }
    for (i, a) in known.numbers.iter().enumerate() {
        set(&mut all, format!("a-{}-at", a.id), (i + 1).to_string());
        set(&mut all, format!("a-{}-value", a.id), &a.value);
        set(&mut all, format!("a-{}-means", a.id), &a.means);
        set(&mut all, format!("a-{}-matters", a.id), &a.matters);
    }
    for (id, _, _, by_rule) in &known.collections {
        set(&mut all, format!("c-{id}"), tick(!by_rule));
    }
    all
}

fn variants(known: &Known, own: Currency, all: &mut Fields) {
    for v in &known.variants {
        let key = |column: &str| format!("v-{}-{column}", v.id);
        set(all, key("sku"), &v.sku);
        set(all, key("note"), &v.note);
        set(all, key("barcode"), &v.barcode);
        set(all, key("weight"), v.weight_grams.to_string());
        set(all, key("ships"), tick(v.ships));
        set(all, key("tracked"), tick(v.tracked));
        set(all, key("backorder"), v.backorder_limit.map_or("any".into(), |n| n.to_string()));
        set(all, key("unit"), v.unit.as_deref().unwrap_or(""));
        set(all, key("unit_amount"), number(v.unit_amount));
        set(all, key("unit_base"), number(v.unit_base));
        set(all, key("media"), number(v.media));
        set(all, key("cost"), v.cost.map_or(String::new(), |cost| Money::new(cost, own).plain()));
        set(all, key("state"), if v.archived { "archived" } else { "sold" });
    }
    for (variant, axis, value) in &known.options {
        set(all, format!("v-{variant}-o-{axis}"), value.to_string());
    }
    for (variant, code, amount, before) in &known.prices {
        let Some(currency) = Currency::parse(code) else { continue };
        set(all, format!("v-{variant}-p-{code}"), Money::new(*amount, currency).plain());
        set(all, format!("v-{variant}-q-{code}"), before.map_or(String::new(), |b| Money::new(b, currency).plain()));
    }
}

/// The fields of a product that is not there yet.
pub fn blank() -> Fields {
    let mut all = Fields::new();
    set(&mut all, "status", "draft");
    set(&mut all, "tax_class", "standard");
    row(&mut all, "n0");
    all
}

/// What a new variant begins with.
pub fn row(all: &mut Fields, key: &str) {
    for (column, value) in [("ships", "on"), ("tracked", "on"), ("backorder", "0"), ("state", "sold")] {
        set(all, format!("v-{key}-{column}"), value);
    }
}

pub fn tick(on: bool) -> &'static str {
    if on { "on" } else { "" }
}
fn number(n: Option<i64>) -> String {
    n.map_or(String::new(), |n| n.to_string())
}

/// The keys of a list in the order that its places say: what has no place stands last.
pub fn placed(fields: &Fields, list: &str) -> Vec<String> {
    let mut all = super::keys(fields, list);
    let place = |key: &str| of(fields, &format!("{list}-{key}-at")).parse::<i64>().unwrap_or(i64::MAX);
    all.sort_by_key(|key| (place(key), super::order(key)));
    all
}
