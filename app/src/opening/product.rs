//! The first product, as the opening asks for it: a title, a price, how many, a sentence and a picture.
use crate::catalogue::draft::{Draft, VariantDraft};
use crate::house::store::Facts;
use crate::parts::posted::Posted;
use crate::values::{MOST_PRICE, Money, Slug};

/// The draft that was typed; or every fault. The picture comes after.
pub fn draft(posted: &Posted, facts: &Facts) -> Result<Draft, Vec<(&'static str, String)>> {
    let mut faults = vec![];
    let currency = facts.currency();
    let title = posted.of("title").split_whitespace().collect::<Vec<_>>().join(" ");
    let slug = Slug::of(&title);
    if slug.is_none() || title.chars().count() > 120 {
        faults.push(("title", "What it is called, in 120 letters at most.".to_string()));
    }
    let price = Money::parse(&posted.of("price").trim().replace(',', "."), currency).map(|m| m.minor);
    let price = price.filter(|m| (0..=MOST_PRICE).contains(m));
    if price.is_none() {
        faults.push((
            "price",
            format!("A price in {currency}, like {}.", Money::new(68 * currency.unit(), currency).plain()),
        ));
    }
    let stock = posted.of("stock").trim().parse::<i64>().ok().filter(|n| (0..=1_000_000).contains(n));
    if stock.is_none() {
        faults.push(("stock", "How many there are, like 12.".into()));
    }
    let weight = match posted.of("kilos").trim() {
        "" => Some(0),
        typed => crate::shipping::desk::grams(typed),
    };
    if weight.is_none() {
        faults.push(("kilos", "A weight in kilos, like 1.4, or nothing.".into()));
    }
    let words = posted.of("words").split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() || words.chars().count() > 400 {
        faults.push(("words", "One sentence: what it is for, or why you sell it.".into()));
    }
    match (slug, price, stock) {
        (Some(slug), Some(price), Some(stock)) if faults.is_empty() => Ok(Draft {
            slug: slug.as_str().into(),
            title: Some(title),
            purpose: Some(words),
            vendor: Some(facts.name.clone()),
            tax_class: Some("standard".into()),
            status: Some("active".into()),
            variants: vec![VariantDraft {
                sku: Some(slug.as_str().to_uppercase()),
                prices: vec![(currency, price, None)],
                on_hand: Some(stock),
                weight_grams: weight,
                ..VariantDraft::default()
            }],
            ..Draft::default()
        }),
        _ => Err(faults),
    }
}
