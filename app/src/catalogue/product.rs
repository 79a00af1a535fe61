//! A product's page, craft first: the maker and the making, what it is for, the buying box, then what the numbers mean.
pub mod bench;
mod buying;
mod craft;
pub mod talk;

use super::cards::{Rank, shelf};
use super::sheet::{self, Said, Sheet};
use super::slugs;
use super::store::list::Card;
use super::store::{Product, Variant};
use super::structured::{self, first_of};
use crate::hosts;
use crate::media;
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use buying::{buying, shots};
use craft::{maker, making, numbers, purpose};
use leptos::prelude::*;
use std::sync::Arc;

/// What a visitor has chosen or typed on the page so far.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub sku: String,
    /// Ids of option values, in the order of the axes.
    pub options: Vec<i64>,
    pub quantity: String,
    pub personal: String,
    pub problem: Option<Problem>,
}
impl Asked {
    /// Reads `variant`, `option1`…, `quantity` and `personal` out of an address or a form.
    pub fn read(pairs: &[(String, String)]) -> Asked {
        let of = |name: &str| pairs.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone()).unwrap_or_default();
        let options = (1..=9).map_while(|n| of(&format!("option{n}")).parse().ok()).collect();
        Asked { sku: of("variant"), options, quantity: of("quantity"), personal: of("personal"), problem: None }
    }
    /// What is wrong with this field, if it is what was refused.
    fn fault(&self, field: &str) -> Option<String> {
        faults::beside(&self.problem, field)
    }
    /// The variant that is meant: by its options, else by its SKU, else the first that can be had.
    pub fn variant<'v>(&self, variants: &'v [Variant]) -> Option<&'v Variant> {
        if !self.options.is_empty() {
            return variants.iter().find(|v| v.values() == self.options);
        }
        variants
            .iter()
            .find(|v| !self.sku.is_empty() && v.sku == self.sku)
            .or_else(|| variants.iter().find(|v| v.availability().can_be_had()))
            .or(variants.first())
    }
}

/// `/products/{slug}`
pub async fn product(visit: Visit, Path(slug): Path<String>) -> Response {
    let asked = Asked::read(&visit.queries());
    visit.show(read(&visit, &slug, asked)).await
}

/// `GET /fragments/product-topics?product=…`: what is asked and answered about it, as the page has it.
pub async fn newer_topics(visit: Visit) -> Response {
    let read = async {
        let Some(product) = super::store::product(visit.db(), &visit.query("product")).await? else {
            return Ok(vec![]);
        };
        let after = visit.query("after").parse().unwrap_or(0);
        crate::forum::store::newer_of_product(visit.db(), product.id, after).await
    };
    match read.await {
        Ok(topics) => crate::forum::actions::fragment(|| topics.iter().map(talk::line).collect_view().drawn()),
        Err(error) => crate::shell::said(&error.into()),
    }
}

struct Shown {
    said: Arc<Said>,
    variants: Vec<Variant>,
    beside: Vec<Card>,
    asked: Asked,
    now: Moment,
}

/// Reads the page with what was asked for; a choice that names a variant moves to that variant's own address.
pub async fn read(visit: &Visit, slug: &str, asked: Asked) -> Result<Page, Instead> {
    let Some(sheet) = sheet::read(visit, slug).await? else {
        return Err(match slugs::moved(visit.db(), "product", slug).await? {
            Some(now) => Instead::Moved(format!("/products/{now}")),
            None => Instead::Missing,
        });
    };
    if sheet.said.product.status == "withdrawn" {
        return Err(Instead::Withdrawn(sheet.said.product.title.clone()));
    }
    shown(visit, sheet, asked).await
}

/// The page of a product that was read, whether it is on the shelf or prepared.
pub async fn shown(visit: &Visit, sheet: Sheet, asked: Asked) -> Result<Page, Instead> {
    let (db, facts) = (visit.db(), visit.facts().await?);
    let last = visit.front().await?.newest;
    let Sheet { said, variants, beside } = sheet;
    let product = &said.product;
    if !asked.options.is_empty()
        && asked.problem.is_none()
        && let Some(v) = asked.variant(&variants)
    {
        let sku = crate::parts::query(&[("variant".into(), v.sku.clone())]);
        return Err(Instead::Seen(format!("/products/{}?{sku}", product.slug)));
    }
    let status = faults::status(&asked.problem);
    let path = trail(product);
    let base = &visit.site.public_url;
    let data = vec![
        structured::product(base, facts, product, &variants, &said.parts.pictures),
        structured::crumbs(base, &path),
    ];
    let title = first_of([&product.seo_title, &product.title]);
    let description = first_of([&product.seo_description, &product.purpose, &product.words]);
    let canonical = format!("/products/{}", product.slug);
    let image = said.parts.pictures.first().map(|p| media::url(&p.hash, media::fallback_width(p.width)));
    let topics = crate::forum::store::of_product(db, product.id, talk::MOST + 1).await?;
    let talk = talk::Talk { topics, writer: crate::forum::form::Writer::of(visit, "").await?, last };
    let notes = hosts::store::notes(db, hosts::store::Of::Product(product.id), 0, bench::MOST).await?;
    let bench = bench::Bench { notes, product: product.id, slug: product.slug.clone(), last };
    let feed = (!product.sensitive && product.status == "active").then(|| format!("/feeds/products/{}", product.slug));
    let shown = Shown { said, variants, beside, asked, now: visit.now };
    let page = Page::new(title, move |front: &Front| view(shown, bench, talk, path, front))
        .description(description)
        .canonical(canonical)
        .picture(image)
        .kind("product")
        .data(data)
        .status(status);
    Ok(match feed {
        Some(path) => page.feed(path),
        None => page,
    })
}

fn trail(p: &Product) -> Vec<(String, String)> {
    let shelf = match (&p.collection_slug, &p.collection_title) {
        (Some(slug), Some(title)) => (format!("/collections/{slug}"), title.clone()),
        _ => ("/products".to_string(), "Products".to_string()),
    };
    vec![("/".into(), "Home".into()), shelf, (format!("/products/{}", p.slug), p.title.clone())]
}

fn view(
    s: Shown,
    bench: bench::Bench,
    talk: talk::Talk,
    path: Vec<(String, String)>,
    front: &Front,
) -> impl IntoView + use<> {
    let facts = front.facts.clone();
    let chosen = s.asked.variant(&s.variants).cloned();
    let price = chosen.as_ref().and_then(|v| v.price(facts.currency()));
    let bar_price = price.map(words::money);
    let making = making(&s);
    let maker = maker(&s.said.product);
    let purpose = purpose(&s.said.product);
    let numbers = numbers(&s.said.parts.attributes);
    let noted = !bench.notes.is_empty();
    let bench = bench::bench(&bench, s.now, &facts.zone());
    let talk = talk::talk(talk, s.said.product.id, &s.said.product.slug);
    let jumps = [
        (making.is_some(), "#making", "How it is made".to_string()),
        (maker.is_some(), "#maker", s.said.product.maker_name.clone().unwrap_or_default()),
        (purpose.is_some(), "#purpose", "What it is for".into()),
        (noted, "#bench", "From the workbench".into()),
        (true, "#questions", "Asked and answered".into()),
        (numbers.is_some(), "#numbers", "What the numbers mean".into()),
    ]
    .into_iter()
    .filter(|(there, ..)| *there)
    .map(|(_, href, name)| view! { <a href=href>{name}</a> })
    .collect_view();
    let beside = (!s.beside.is_empty()).then(|| {
        let by = s.said.product.maker_name.clone().unwrap_or_default();
        let all = s
            .said
            .product
            .maker_handle
            .clone()
            .map(|h| view! { <a class="link" href=format!("/products?maker={h}")>"All of it"</a> });
        let cards = shelf(s.beside.clone(), &facts, true, Rank::Three, 0);
        view! {
            <section class="band wrap" aria-labelledby="beside">
                <div class="head"><h2 id="beside">"Also by "{by}</h2>{all}</div>
                {cards}
            </section>
        }
    });
    view! {
        <div class="wrap">
            {crumbs(&path)}
            <div class="pdp">
                {shots(&s, chosen.as_ref())}
                {buying(&s, chosen.as_ref(), &facts)}
            </div>
        </div>
        <div class="inpage">
            <div class="wrap">
                <nav aria-label="On this page">{jumps}</nav>
                <span class="price" data-part="bar">{bar_price}</span>
                <a class="btn sm" href="#name">"Choose and add"</a>
            </div>
        </div>
        {making}
        {maker}
        {purpose}
        {bench}
        {talk}
        {numbers}
        {beside}
    }
}
