//! Everything that a product's page shows: what only the catalogue can change is kept by its version, the stock is read anew.
use super::store::list::{self, Card};
use super::store::{self, Left, Parts, Product, Variant};
use crate::db::Result;
use crate::shipping::{self, Rate};
use crate::site::Visit;
use crate::viewer::Merchant;
use std::sync::Arc;

/// What the catalogue says of a product.
#[derive(Debug)]
pub struct Said {
    pub product: Product,
    pub parts: Parts,
    /// How a parcel is sent within the shop's own country.
    pub rate: Option<Rate>,
    /// Whether that costs more the more it weighs; the rate is that of the lightest parcel.
    pub by_weight: bool,
    variants: Vec<Variant>,
    beside: Vec<Card>,
}

/// A product with what is there of it now.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub said: Arc<Said>,
    pub variants: Vec<Variant>,
    pub beside: Vec<Card>,
}

/// The product at this slug; withdrawn ones too, drafts not.
pub async fn read(visit: &Visit, slug: &str) -> Result<Option<Sheet>> {
    let (db, facts) = (visit.db(), visit.facts().await?);
    let (kept, version, name) = (&visit.site.kept, facts.catalogue_version, format!("product/{slug}"));
    if let Some(said) = kept.find::<Said>(version, &name) {
        let mut sheet = Sheet::of(said);
        let products = sheet.beside.iter().map(|c| c.id).chain([sheet.said.product.id]).collect();
        sheet.count(&store::left(db, products).await?);
        return Ok(Some(sheet));
    }
    let Some(product) = store::product(db, slug).await? else { return Ok(None) };
    let said = Arc::new(said(visit, product).await?);
    kept.keep(version, &name, &said);
    Ok(Some(Sheet::of(said)))
}
/// The same for whoever prepares it: a draft too, and nothing of it is kept.
pub async fn preview(visit: &Visit, by: &Merchant, slug: &str) -> Result<Option<Sheet>> {
    let Some(product) = store::any_product(visit.db(), by, slug).await? else { return Ok(None) };
    Ok(Some(Sheet::of(Arc::new(said(visit, product).await?))))
}
async fn said(visit: &Visit, product: Product) -> Result<Said> {
    let (db, facts) = (visit.db(), visit.facts().await?);
    let variants = store::variants(db, product.id, facts.currency()).await?;
    let parts = store::parts(db, product.id).await?;
    let beside = list::of(db, parts.beside.clone(), &facts.currency).await?;
    let tariffs = shipping::store::tariffs(db, &facts.country, &facts.currency).await?;
    let tariff = tariffs.iter().find(|t| t.rate.ships);
    let by_weight = tariff.is_some_and(|t| t.steps.len() > 1);
    Ok(Said { product, parts, rate: tariff.and_then(|t| t.at(0)), by_weight, variants, beside })
}

impl Sheet {
    fn of(said: Arc<Said>) -> Sheet {
        Sheet { variants: said.variants.clone(), beside: said.beside.clone(), said }
    }
    /// Writes what is left now over what was left when the catalogue was read.
    fn count(&mut self, all: &[Left]) {
        for v in &mut self.variants {
            v.available = all.iter().find(|l| l.id == v.id).map_or(0, |l| l.remains);
        }
        for card in &mut self.beside {
            let product = card.id;
            card.count(all.iter().filter(|l| l.product == product));
        }
    }
}

/// The values of a variant's options as one text: `26 cm, seasoned`.
pub fn option_words(variant: &store::Variant, choices: &[store::Choice]) -> String {
    let named: Vec<&str> = variant
        .values()
        .iter()
        .filter_map(|id| choices.iter().find(|c| c.id == *id).map(|c| c.value.as_str()))
        .collect();
    named.join(", ")
}
