//! The product page of the ceiling.
use super::parts::{Frame, Js, Pic, Tile, tiles};
use super::read::ProductRead;
use app::catalogue::reduced_from;
use app::catalogue::store::{Attribute, Picture, Product, Variant};
use app::media;
use app::site::Visit;
use app::values::Money;
use app::words;
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "product.html")]
struct ProductPage<'a> {
    f: Frame<'a>,
    p: &'a Product,
    steps: [(&'a str, &'a str, Js<'a>); 3],
    name: Js<'a>,
    brand: Js<'a>,
    description: Js<'a>,
    seller: Js<'a>,
    offers: Vec<Offer<'a>>,
    main: Option<Pic<'a>>,
    gallery: Vec<Pic<'a>>,
    price: Option<String>,
    before: Option<String>,
    lowest: Option<String>,
    unit: Option<String>,
    note: String,
    sku: &'a str,
    axes: Vec<Axis<'a>>,
    can: bool,
    class: &'static str,
    stock: String,
    arrives: Option<String>,
    maker: &'a str,
    first_name: &'a str,
    handle: &'a str,
    craft: &'a str,
    face_alt: &'a str,
    making: Vec<Making<'a>>,
    handwork: String,
    attributes: &'a [Attribute],
    beside: Vec<Tile<'a>>,
    alias: &'a str,
    stamp: &'a str,
}
struct Offer<'a> {
    schema: &'static str,
    price: String,
    sku: Js<'a>,
    plain_sku: &'a str,
}
struct Axis<'a> {
    name: &'a str,
    place: usize,
    picks: Vec<Pick<'a>>,
}
struct Pick<'a> {
    id: i64,
    value: &'a str,
    line: String,
    gone: bool,
    checked: bool,
}
struct Making<'a> {
    title: &'a str,
    time: String,
    words: &'a str,
    pic: Option<Pic<'a>>,
}

pub fn drawn(visit: &Visit, r: &ProductRead) -> Response {
    let (said, facts) = (&r.sheet.said, &r.front.facts);
    let p = &said.product;
    let currency = facts.currency();
    let money = |minor| words::money(Money::new(minor, currency));
    let title = if p.seo_title.is_empty() { &p.title } else { &p.seo_title };
    let described = [&p.seo_description, &p.purpose, &p.words].into_iter().find(|t| !t.is_empty());
    let described = described.map_or("", |t| t);
    let address = format!("/products/{}", p.slug);
    let shelf = p.collection_slug.as_ref().map(|slug| format!("/collections/{slug}"));
    let shelf = shelf.as_deref().unwrap_or("/products");
    let shelf_title = p.collection_title.as_deref().unwrap_or("Products");
    let mut f = Frame::new(visit, (&r.front, &r.strip), title, described, &address);
    f.kind = "product";
    f.feed = Some(format!("/feeds/products/{}", p.slug));
    f.image = said.parts.pictures.first().map(|i| media::url(&i.hash, media::fallback_width(i.width)));
    let nonce = f.nonce.clone();
    let chosen = r.asked.variant(&r.sheet.variants);
    let priced = chosen.and_then(|v| v.amount);
    let reduced = chosen.and_then(|v| Some((v, reduced_from(v.amount?, v.compare_at)?)));
    let unit = chosen
        .and_then(|v| Some(words::unit_price(v.price(currency)?, v.unit.as_deref()?, v.unit_amount?, v.unit_base?)));
    let ships = chosen.is_none_or(|v| v.ships);
    let parcel = said.rate.as_ref().filter(|_| ships).map(|r| (r.amount, r.free_from));
    let can = chosen.is_some_and(|v| v.availability().can_be_had());
    let arrives = said.rate.as_ref().filter(|_| can && ships).map(|rate| {
        let zone = facts.zone();
        let (a, b) = rate.arrival(visit.now, &zone);
        words::span(a, b, &zone)
    });
    let maker = p.maker_name.as_deref().unwrap_or("");
    let page = ProductPage {
        steps: [("/", "Home", Js("Home")), (shelf, shelf_title, Js(shelf_title)), (&address, &p.title, Js(&p.title))],
        name: Js(&p.title),
        brand: Js(if maker.is_empty() { &p.vendor } else { maker }),
        description: Js(described),
        seller: Js(&facts.name),
        offers: r.sheet.variants.iter().filter_map(|v| offer(v, r)).collect(),
        main: said.parts.pictures.first().map(|i| pic(i, (i.width, i.height), "(width >= 60rem) 50vw, 92vw", false)),
        gallery: said.parts.pictures.iter().map(|i| pic(i, (120, 120), "7.5rem", true)).collect(),
        price: priced.map(money),
        before: reduced.map(|(_, before)| money(before)),
        lowest: reduced
            .and_then(|(v, before)| v.lowest.filter(|l| *l != before))
            .map(|l| words::lowest(words::money(Money::new(l, currency)))),
        unit,
        note: words::price_note(facts.prices_include_tax, parcel, false, currency),
        sku: chosen.map_or("", |v| &v.sku),
        axes: axes(r, chosen),
        can,
        class: chosen.map_or("stock out", |v| v.availability().class()),
        stock: chosen.map(|v| words::stock(v.availability())).unwrap_or_default(),
        arrives,
        maker,
        first_name: maker.split(' ').next().unwrap_or(maker),
        handle: p.maker_handle.as_deref().unwrap_or(""),
        craft: p.maker_craft.as_deref().unwrap_or(""),
        face_alt: p.maker_alt.as_deref().unwrap_or(""),
        making: said.parts.steps.iter().map(making).collect(),
        handwork: words::handwork(said.parts.steps.iter().map(|s| s.minutes).sum()),
        attributes: &said.parts.attributes,
        beside: tiles(&r.sheet.beside, currency, 0),
        alias: r.writer.alias.as_deref().unwrap_or(""),
        stamp: &r.writer.stamp,
        p,
        f,
    };
    super::answer(page, &nonce)
}

fn offer<'a>(v: &'a Variant, r: &ProductRead) -> Option<Offer<'a>> {
    let price = v.price(r.front.facts.currency())?.plain();
    Some(Offer { schema: v.availability().schema(), price, sku: Js(&v.sku), plain_sku: &v.sku })
}
fn pic<'a>(i: &'a Picture, size: (i64, i64), sizes: &'static str, near: bool) -> Pic<'a> {
    Pic { hash: &i.hash, original: i.width, width: size.0, height: size.1, alt: &i.alt, sizes, near }
}
fn making(s: &app::catalogue::store::Step) -> Making<'_> {
    let (width, height) = (s.width.unwrap_or(800), s.height.unwrap_or(600));
    let alt = s.alt.as_deref().unwrap_or("");
    let sizes = "(width >= 60rem) 22rem, 46vw";
    let pic = s.hash.as_deref().map(|hash| Pic { hash, original: width, width, height, alt, sizes, near: true });
    Making { title: &s.title, time: words::duration(s.minutes), words: &s.words, pic }
}

/// The values that can be chosen, and what becomes of each beside what is chosen now.
fn axes<'a>(r: &'a ProductRead, chosen: Option<&Variant>) -> Vec<Axis<'a>> {
    let made: Vec<(Vec<i64>, &Variant)> = r.sheet.variants.iter().map(|v| (v.values(), v)).collect();
    let standing = chosen.map(Variant::values).unwrap_or_default();
    let mut axes: Vec<(i64, Axis)> = vec![];
    for c in &r.sheet.said.parts.choices {
        if axes.last().is_none_or(|(id, _)| *id != c.axis) {
            let place = axes.len() + 1;
            axes.push((c.axis, Axis { name: &c.axis_name, place, picks: vec![] }));
        }
        let place = axes.len() - 1;
        let mut other = standing.clone();
        if let Some(value) = other.get_mut(place) {
            *value = c.id;
        }
        let variant = made.iter().find(|(values, _)| *values == other).map(|(_, v)| *v);
        let gone = !variant.is_some_and(|v| v.availability().can_be_had());
        let line = match variant {
            None => "not made".to_string(),
            Some(v) if gone => words::stock(v.availability()).to_lowercase(),
            _ => String::new(),
        };
        let checked = standing.get(place) == Some(&c.id);
        axes[place].1.picks.push(Pick { id: c.id, value: &c.value, line, gone, checked });
    }
    axes.into_iter().map(|(_, axis)| axis).collect()
}
