//! A product's page, craft first: the maker and the making, what it is for, the buying box, then what the numbers mean.
use super::cards::{Rank, shelf};
use super::list::Card;
use super::pages::view_face;
use super::sheet::{self, Said, Sheet};
use super::store::{Attribute, Product, Variant};
use super::structured::{self, first_of};
use super::{islands::Choosing, reduced_from, slugs};
use crate::media;
use crate::parts::crumbs::crumbs;
use crate::parts::field::Field;
use crate::parts::icon::{Ico, Icon};
use crate::parts::inplace::InPlace;
use crate::parts::picture::{Load, picture};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Facts, Front, Visit};
use crate::values::{Moment, Money};
use crate::words;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
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
        match &self.problem {
            Some(Problem::Fields(faults)) => {
                faults.iter().find(|(name, _)| *name == field).map(|(_, words)| words.clone())
            }
            _ => None,
        }
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

struct Shown {
    said: Arc<Said>,
    variants: Vec<Variant>,
    beside: Vec<Card>,
    asked: Asked,
    now: Moment,
}

/// Reads the page with what was asked for; a choice that names a variant moves to that variant's own address.
pub async fn read(visit: &Visit, slug: &str, asked: Asked) -> Result<Page, Instead> {
    let db = visit.db();
    let Some(Sheet { said, variants, beside }) = sheet::read(visit, slug).await? else {
        return Err(match slugs::moved(db, "product", slug).await? {
            Some(now) => Instead::Moved(format!("/products/{now}")),
            None => Instead::Missing,
        });
    };
    let product = &said.product;
    if product.status == "withdrawn" {
        return Err(Instead::Withdrawn(product.title.clone()));
    }
    let facts = visit.facts().await?;
    if !asked.options.is_empty()
        && asked.problem.is_none()
        && let Some(v) = asked.variant(&variants)
    {
        let sku = crate::parts::query(&[("variant".into(), v.sku.clone())]);
        return Err(Instead::Seen(format!("/products/{}?{sku}", product.slug)));
    }
    let status = asked
        .problem
        .as_ref()
        .map_or(StatusCode::OK, |p| StatusCode::from_u16(p.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY));
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
    let shown = Shown { said, variants, beside, asked, now: visit.now };
    Ok(Page::new(title, move |front: &Front| view(shown, path, front))
        .description(description)
        .canonical(canonical)
        .picture(image)
        .kind("product")
        .data(data)
        .status(status))
}

fn trail(p: &Product) -> Vec<(String, String)> {
    let shelf = match (&p.collection_slug, &p.collection_title) {
        (Some(slug), Some(title)) => (format!("/collections/{slug}"), title.clone()),
        _ => ("/products".to_string(), "Products".to_string()),
    };
    vec![("/".into(), "Home".into()), shelf, (format!("/products/{}", p.slug), p.title.clone())]
}

fn view(s: Shown, path: Vec<(String, String)>, front: &Front) -> impl IntoView + use<> {
    let facts = front.facts.clone();
    let chosen = s.asked.variant(&s.variants).cloned();
    let price = chosen.as_ref().and_then(|v| v.price(facts.currency()));
    let bar_price = price.map(words::money);
    let making = making(&s);
    let maker = maker(&s.said.product);
    let purpose = purpose(&s.said.product);
    let numbers = numbers(&s.said.parts.attributes);
    let jumps = [
        (making.is_some(), "#making", "How it is made".to_string()),
        (maker.is_some(), "#maker", s.said.product.maker_name.clone().unwrap_or_default()),
        (purpose.is_some(), "#purpose", "What it is for".into()),
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
        {numbers}
        {beside}
    }
}

fn shots(s: &Shown, chosen: Option<&Variant>) -> impl IntoView + use<> {
    let first = chosen
        .and_then(|v| v.media)
        .and_then(|id| s.said.parts.pictures.iter().find(|p| p.id == id))
        .or(s.said.parts.pictures.first())
        .cloned();
    let main = first.as_ref().map(|p| {
        view! { <div class="pic main">{picture(&p.hash, p.width, &p.alt, (p.width, p.height), "(width >= 60rem) 50vw, 92vw", Load::First)}</div> }
    });
    let rest = (s.said.parts.pictures.len() > 1).then(|| {
        let items = s
            .said
            .parts
            .pictures
            .iter()
            .map(|p| {
                let here = (Some(p) == first.as_ref()).then_some("true");
                let href = media::url(&p.hash, media::fallback_width(p.width));
                view! { <li><a href=href aria-current=here><span class="pic square">{picture(&p.hash, p.width, &p.alt, (120, 120), "7.5rem", Load::Near)}</span></a></li> }
            })
            .collect_view();
        view! { <ul>{items}</ul> }
    });
    view! { <section class="shots" aria-label="Pictures" data-part="shots">{main}{rest}</section> }
}

fn buying(s: &Shown, chosen: Option<&Variant>, facts: &Facts) -> impl IntoView + use<> {
    let p = &s.said.product;
    let said = (!p.words.is_empty()).then(|| view! { <p class="said mid">"“"{p.words.clone()}"”"</p> });
    let byline = p.maker_name.clone().map(|name| {
        let face = p.maker_hash.as_deref().map(|hash| view_face(hash, p.maker_width, ""));
        let craft = p.maker_craft.clone().unwrap_or_default();
        view! { <div class="byline">{face}<p><b>{name}</b><br/><span class="soft">{craft}</span></p></div> }
    });
    let can = chosen.is_some_and(|v| v.availability().can_be_had());
    let several = s.variants.len() > 1;
    let quantity = if s.asked.quantity.is_empty() { "1".to_string() } else { s.asked.quantity.clone() };
    let most = crate::values::Quantity::MOST;
    let (quantity_fault, personal_fault) = (s.asked.fault("quantity"), s.asked.fault("personal"));
    let wrong = s.asked.problem.clone().map(|problem| {
        let words = quantity_fault.clone().unwrap_or_else(|| problem.words());
        view! { <p class="notice bad" role="alert" id="buy-fault">{words}</p> }
    });
    let quantity_wrong = quantity_fault.is_some();
    let personal = p.personal_label.clone().map(|label| {
        let field = Field::text("personal", label, "off").optional().most(60);
        field.filled(&s.asked.personal, personal_fault).view()
    });
    let reason = (!can && !s.variants.is_empty()).then(|| {
        let text = match chosen {
            None => Problem::NotSold.words(),
            Some(_) if several => "This one is sold out. Another choice may be here.".into(),
            Some(_) => "Sold out for now. The page stays, and so does its maker.".into(),
        };
        view! { <p class="small soft">{text}</p> }
    });
    let fixed = (!several).then(|| chosen.map(|v| view! { <input type="hidden" name="variant" value=v.sku.clone()/> }));
    let show = several.then(|| view! { <p class="nojs-only"><button class="btn quiet sm" formmethod="get" formnovalidate>"Show this choice"</button></p> });
    let action = format!("/products/{}", p.slug);
    let title = p.title.clone();
    let price = price_line(s, chosen, facts).into_any();
    let picks = picks(s, chosen).into_any();
    let facts_list = facts_list(s, chosen, facts).into_any();
    view! {
        <section class="buy" aria-labelledby="name">
            <div class="stack gap-3"><h1 id="name">{title}</h1>{said}{byline}</div>
            {wrong}
            <Choosing>
                <InPlace>
                    <form method="post" action=action>
                        <div data-part="price">{price}</div>
                        {fixed}
                        <div class="stack" data-part="picks">{picks}</div>
                        {show}
                        {personal}
                        <div class="addrow">
                            <div class="qty">
                                <button class="js-only" type="button" data-step="-1" aria-label="One fewer"><Ico icon=Icon::Minus/></button>
                                <label class="vh" for="quantity">"Quantity"</label>
                                <input id="quantity" name="quantity" type="number" value=quantity min="1" max=most.to_string() inputmode="numeric" required aria-invalid=quantity_wrong.then_some("true") aria-describedby=quantity_wrong.then_some("buy-fault")/>
                                <button class="js-only" type="button" data-step="1" aria-label="One more"><Ico icon=Icon::Plus/></button>
                            </div>
                            <div class="grow" data-part="button"><button class="btn full" disabled=!can>"Add to cart"</button>{reason}</div>
                        </div>
                    </form>
                </InPlace>
            </Choosing>
            <div data-part="facts">{facts_list}</div>
        </section>
    }
}

fn price_line(s: &Shown, chosen: Option<&Variant>, facts: &Facts) -> impl IntoView + use<> {
    let currency = facts.currency();
    let amount = chosen.and_then(|v| v.price(currency));
    let money = |minor| words::money(Money::new(minor, currency));
    let reduced = chosen.and_then(|v| Some((v, reduced_from(v.amount?, v.compare_at)?))).map(|(v, before)| {
        let lowest = v.lowest.filter(|l| *l != before).map(|l| {
            view! { <span class="unit">{words::lowest(money(l))}</span> }
        });
        (view! { " "<s class="was"><span class="vh">"before "</span>{money(before)}</s> }, lowest)
    });
    let (was, lowest) = reduced.map_or((None, None), |(w, l)| (Some(w), l));
    let unit = chosen.zip(amount).and_then(|(v, money)| {
        let text = words::unit_price(money, v.unit.as_deref()?, v.unit_amount?, v.unit_base?);
        Some(view! { <span class="unit">{text}</span> })
    });
    let ships = chosen.is_none_or(|v| v.ships);
    let parcel = s.said.rate.as_ref().filter(|_| ships).map(|r| (r.amount, r.free_from));
    let note = words::price_note(facts.prices_include_tax, parcel, currency);
    match amount {
        Some(amount) => view! {
            <p class="row baseline gap-2"><span class="price big">{words::money(amount)}{was}</span>{lowest}{unit}<span class="small soft">{note}</span></p>
        }
        .into_any(),
        None => view! { <p class="soft">"Not for sale in this choice."</p> }.into_any(),
    }
}

fn picks(s: &Shown, chosen: Option<&Variant>) -> impl IntoView + use<> {
    let standing: Vec<i64> = match chosen {
        Some(v) => v.values(),
        None => s.asked.options.clone(),
    };
    let mut axes: Vec<(i64, String)> = vec![];
    for c in &s.said.parts.choices {
        if axes.last().is_none_or(|(id, _)| *id != c.axis) {
            axes.push((c.axis, c.axis_name.clone()));
        }
    }
    let single = axes.len() == 1;
    axes.into_iter()
        .enumerate()
        .map(|(i, (axis, name))| {
            let labels = s
                .said
                .parts
                .choices
                .iter()
                .filter(|c| c.axis == axis)
                .map(|c| {
                    let mut other = standing.clone();
                    if let Some(place) = other.get_mut(i) {
                        *place = c.id;
                    }
                    let variant = s.variants.iter().find(|v| v.values() == other);
                    let state = variant.map(Variant::availability);
                    let gone = !state.is_some_and(|a| a.can_be_had());
                    let line = match (variant, state) {
                        (None, _) => "not made".to_string(),
                        (Some(_), Some(a)) if gone => words::stock(a).to_lowercase(),
                        (Some(v), _) if single => v.note.clone(),
                        _ => String::new(),
                    };
                    let small = (!line.is_empty()).then(|| view! { <small>{line}</small> });
                    let checked = standing.get(i) == Some(&c.id);
                    view! {
                        <label class=if gone { "gone" } else { "" }>
                            <input type="radio" id=format!("value{}", c.id) name=format!("option{}", i + 1) value=c.id.to_string() checked=checked required/>
                            {c.value.clone()}{small}
                        </label>
                    }
                })
                .collect_view();
            view! { <fieldset><legend>{name}</legend><div class="picks">{labels}</div></fieldset> }
        })
        .collect_view()
}

fn facts_list(s: &Shown, chosen: Option<&Variant>, facts: &Facts) -> impl IntoView + use<> {
    let stock = chosen.map(|v| {
        let a = v.availability();
        view! { <li><Ico icon=Icon::Package/><span><b class=a.class()>{words::stock(a)}</b></span></li> }
    });
    let note = chosen.filter(|v| !v.note.is_empty()).map(|v| v.note.clone());
    let arrives = match (&s.said.rate, chosen) {
        (Some(rate), Some(v)) if v.ships && v.availability().can_be_had() => {
            let zone = facts.zone();
            let (a, b) = rate.arrival(s.now, &zone);
            Some(view! { <li><Ico icon=Icon::Truck/><span>"Arrives "<b>{words::span(a, b, &zone)}</b></span></li> })
        }
        _ => None,
    };
    let unsent = chosen.filter(|v| !v.ships).map(
        |_| view! { <li><Ico icon=Icon::Check/><span>"Nothing is sent: you come to us, and we write to you before"</span></li> },
    );
    let note = note
        .filter(|_| s.said.parts.choices.is_empty())
        .map(|n| view! { <li><Ico icon=Icon::Info/><span>{n}</span></li> });
    view! {
        <ul class="facts">
            {stock}
            {arrives}
            {unsent}
            {note}
            <li><Ico icon=Icon::Return/><span>"30 days to return it. "<a href="/pages/returns">"How returns work"</a></span></li>
        </ul>
    }
}

fn making(s: &Shown) -> Option<impl IntoView + use<>> {
    let minutes: i64 = s.said.parts.steps.iter().map(|step| step.minutes).sum();
    (!s.said.parts.steps.is_empty()).then(|| {
        let steps = s
            .said
            .parts
            .steps
            .iter()
            .map(|step| {
                let image = step.hash.as_ref().map(|hash| {
                    let size = (step.width.unwrap_or(800), step.height.unwrap_or(600));
                    let alt = step.alt.clone().unwrap_or_default();
                    view! { <div class="pic scene">{picture(hash, size.0, &alt, size, "(width >= 60rem) 22rem, 46vw", Load::Near)}</div> }
                });
                let time = (step.minutes > 0).then(|| view! { <span>{words::duration(step.minutes)}</span> });
                view! { <li>{image}<h3>{step.title.clone()}{time}</h3><p class="said">"“"{step.words.clone()}"”"</p></li> }
            })
            .collect_view();
        let note = (minutes > 0).then(|| view! { <p>{words::handwork(minutes)}</p> });
        view! {
            <section class="band wrap" id="making" aria-labelledby="making-h">
                <div class="head"><h2 id="making-h">"How it is made"</h2>{note}</div>
                <ol class="making">{steps}</ol>
            </section>
        }
    })
}

fn maker(p: &Product) -> Option<impl IntoView + use<>> {
    let (name, story) = (p.maker_name.clone()?, p.maker_story.clone().filter(|s| !s.is_empty())?);
    let face = p.maker_hash.as_deref().map(|hash| {
        view! { <img class="face sq" src=media::url(hash, media::fallback_width(p.maker_width.unwrap_or(400))) width="400" height="400" loading="lazy" alt=p.maker_alt.clone().unwrap_or_default()/> }
    });
    let craft = p.maker_craft.clone().unwrap_or_default();
    let all = p.maker_handle.clone().map(|h| {
        let first = name.split(' ').next().unwrap_or(&name).to_string();
        view! { <p class="row"><a class="btn quiet" href=format!("/products?maker={h}")>{format!("Everything {first} makes")}</a></p> }
    });
    Some(view! {
        <section class="band wrap tint maker" id="maker" aria-labelledby="maker-h">
            {face}
            <div class="stack gap-4">
                <h2 id="maker-h">{name}", "{craft}</h2>
                <div class="said mid"><p>"“"{story}"”"</p></div>
                {all}
            </div>
        </section>
    })
}

fn purpose(p: &Product) -> Option<impl IntoView + use<>> {
    if p.purpose.is_empty() && p.description.is_empty() {
        return None;
    }
    let purpose = (!p.purpose.is_empty()).then(|| view! { <p>{p.purpose.clone()}</p> });
    // Sanitised when it was written: see catalogue::put.
    let description = (!p.description.is_empty()).then(|| view! { <div inner_html=p.description.clone()></div> });
    Some(view! {
        <section class="band wrap" id="purpose" aria-labelledby="purpose-h">
            <div class="head"><h2 id="purpose-h">"What it is for"</h2></div>
            <div class="measure prose">{purpose}{description}</div>
        </section>
    })
}

fn numbers(attributes: &[Attribute]) -> Option<impl IntoView + use<>> {
    (!attributes.is_empty()).then(|| {
        let rows = attributes
            .iter()
            .map(|a| {
                let when = (!a.matters.is_empty()).then(|| view! { <dd class="when"><b>"Matters when"</b>" "{a.matters.clone()}</dd> });
                view! { <div class="spec"><dt>{a.label.clone()}<b>{a.value.clone()}</b></dt><dd>{a.means.clone()}</dd>{when}</div> }
            })
            .collect_view();
        view! {
            <section class="band wrap" id="numbers" aria-labelledby="numbers-h">
                <div class="head"><h2 id="numbers-h">"What the numbers mean"</h2><p>"The number, what it does in your kitchen, and when to care."</p></div>
                <dl class="specs">{rows}</dl>
            </section>
        }
    })
}
