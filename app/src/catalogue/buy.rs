//! Buying a product from where it is spoken about: its picture, its price, and the button.
use super::sheet::{self, Sheet};
use super::store::Variant;
use crate::db::Result;
use crate::media;
use crate::parts::drawn::Draw;
use crate::parts::inplace::InPlace;
use crate::site::Visit;
use crate::values::Currency;
use crate::words;
use leptos::prelude::*;

/// A product to be bought from where it is spoken about.
pub struct Buy {
    sheet: Sheet,
    variant: Variant,
    currency: Currency,
}

/// The product at this slug; none where it is not for sale.
pub async fn read(visit: &Visit, slug: &str) -> Result<Option<Buy>> {
    let Some(sheet) = sheet::read(visit, slug).await?.filter(|s| s.said.product.status == "active") else {
        return Ok(None);
    };
    let currency = visit.facts().await?.currency();
    let chosen = sheet.variants.iter().find(|v| v.availability().can_be_had()).or(sheet.variants.first()).cloned();
    Ok(chosen.map(|variant| Buy { sheet, variant, currency }))
}

/// Its picture, its price, its button.
pub fn view(b: Buy) -> impl IntoView + use<> {
    let Buy { sheet, variant, currency } = b;
    let product = &sheet.said.product;
    let image = sheet.said.parts.pictures.first().map(|p| {
        view! { <img src=media::url(&p.hash, 160) width="72" height="72" alt="" loading="lazy"/> }
    });
    let price = variant.price(currency).map(words::money).unwrap_or_default();
    let stock = words::stock(variant.availability());
    let href = format!("/products/{}", product.slug);
    let can = variant.availability().can_be_had();
    // What is made to measure or comes in several kinds is chosen on its own page.
    let simple = sheet.variants.len() == 1 && product.personal_label.is_none() && can;
    let act = if simple {
        view! {
            <InPlace>
                <form method="post" action=href.clone()>
                    <input type="hidden" name="variant" value=variant.sku.clone()/>
                    <input type="hidden" name="quantity" value="1"/>
                    <button class="btn">"Add to cart"</button>
                </form>
            </InPlace>
        }
        .drawn()
    } else if can && product.personal_label.is_none() {
        let options = sheet
            .variants
            .iter()
            .filter(|v| v.availability().can_be_had())
            .map(|v| {
                let title = sheet::option_words(v, &sheet.said.parts.choices);
                let price = v.price(currency).map(words::money).unwrap_or_default();
                let selected = v.sku == variant.sku;
                view! { <option value=v.sku.clone() selected=selected>{format!("{title}, {price}")}</option> }
            })
            .collect_view();
        view! {
            <InPlace>
                <form class="row gap-2" method="post" action=href.clone()>
                    <label class="vh" for="insert-variant">"Which one"</label>
                    <select id="insert-variant" name="variant">{options}</select>
                    <input type="hidden" name="quantity" value="1"/>
                    <button class="btn">"Add to cart"</button>
                </form>
            </InPlace>
        }
        .drawn()
    } else {
        view! { <a class="btn quiet" href=href.clone()>"See it"</a> }.drawn()
    };
    let (title, page) = (product.title.clone(), format!("/products/{}", product.slug));
    view! {
        <div class="insert">
            {image}
            <p class="grow"><b><a class="plain" href=page>{title}</a></b><br/><span class="small soft">{format!("{price} · {stock}")}</span></p>
            {act}
        </div>
    }
}
