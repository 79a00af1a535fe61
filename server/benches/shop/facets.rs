//! Facets, found as a visitor finds them: the links and fields under `data-facet` on the list's page.
use crate::goods::Dice;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

type Pair = (String, String);

/// The values of each facet as parameters of the address, in the order they stand.
fn facets(html: &str) -> BTreeMap<String, Vec<Pair>> {
    let page = Html::parse_document(html);
    let css = |text: &str| Selector::parse(text).expect("BUG: a selector");
    let mut found: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for facet in page.select(&css("[data-facet]")) {
        let name = facet.attr("data-facet").unwrap_or("").to_string();
        let values = found.entry(name).or_default();
        values.extend(facet.select(&css("input[name][value]:not([type=hidden])")).filter_map(field));
        if values.is_empty() {
            values.extend(facet.select(&css("a[href]")).filter_map(link));
        }
    }
    found.retain(|_, values| !values.is_empty());
    found
}
fn field(input: ElementRef) -> Option<Pair> {
    let pair = (input.attr("name")?.to_string(), input.attr("value")?.to_string());
    (!pair.1.is_empty() && matches!(input.attr("type"), Some("checkbox" | "radio"))).then_some(pair)
}
fn link(link: ElementRef) -> Option<Pair> {
    let query = link.attr("href")?.split_once('?')?.1;
    let (name, value) = query.split('&').next_back()?.split_once('=')?;
    Some((name.to_string(), value.to_string()))
}

/// Addresses of the list with two values of two facets chosen: each pair once, well shuffled, so that a round meets every
/// kind of pair. None where the page has no two facets.
pub fn two_chosen(html: &str, dice: &mut Dice) -> Vec<String> {
    let all: Vec<Vec<Pair>> = facets(html).into_values().collect();
    let mut paths = vec![];
    for (i, one) in all.iter().enumerate() {
        for other in &all[i + 1..] {
            for a in one.iter().take(6) {
                paths.extend(
                    other.iter().take(6).map(|b| format!("/products?{}", app::parts::query(&[a.clone(), b.clone()]))),
                );
            }
        }
    }
    for i in (1..paths.len()).rev() {
        paths.swap(i, dice.below(i + 1));
    }
    paths
}
