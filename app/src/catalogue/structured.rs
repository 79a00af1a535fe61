//! What machines read about a product: schema.org's Product, Offer and BreadcrumbList, the same as the page says.
use super::store::{Picture, Product, Variant};
use crate::media;
use crate::site::Facts;
use serde_json::{Value, json};

/// The product with an offer for each variant that has a price.
pub fn product(base: &str, facts: &Facts, p: &Product, variants: &[Variant], pictures: &[Picture]) -> Value {
    let currency = facts.currency();
    let address = format!("{base}/products/{}", p.slug);
    let images: Vec<String> =
        pictures.iter().map(|i| format!("{base}{}", media::url(&i.hash, media::fallback_width(i.width)))).collect();
    let offers: Vec<Value> = variants
        .iter()
        .filter_map(|v| {
            let price = v.price(currency)?;
            Some(json!({
                "@type": "Offer",
                "url": format!("{address}?variant={}", v.sku),
                "sku": v.sku,
                "price": price.plain(),
                "priceCurrency": currency.code(),
                "availability": v.availability().schema(),
                "itemCondition": "https://schema.org/NewCondition",
                "seller": { "@type": "Organization", "name": facts.name },
            }))
        })
        .collect();
    let mut product = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": p.title,
        "url": address,
        "description": first_of([&p.seo_description, &p.purpose, &p.words]),
        "image": images,
        "offers": offers,
    });
    if let Some(first) = variants.first() {
        product["sku"] = json!(first.sku);
        if !first.barcode.is_empty() {
            product["gtin"] = json!(first.barcode);
        }
    }
    let brand = p.maker_name.clone().unwrap_or_else(|| p.vendor.clone());
    if !brand.is_empty() {
        product["brand"] = json!({ "@type": "Brand", "name": brand });
    }
    product
}

/// The path to a page: names and paths from the home page down.
pub fn crumbs(base: &str, steps: &[(String, String)]) -> Value {
    let items: Vec<Value> = steps
        .iter()
        .enumerate()
        .map(|(i, (path, name))| json!({ "@type": "ListItem", "position": i + 1, "name": name, "item": format!("{base}{path}") }))
        .collect();
    json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items })
}

/// The first text that is not empty.
pub fn first_of<const N: usize>(texts: [&String; N]) -> String {
    texts.into_iter().find(|t| !t.trim().is_empty()).cloned().unwrap_or_default()
}
