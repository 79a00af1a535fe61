//! The pictures and the buying box: what can be chosen, what it costs, what is there, the button.
use super::Shown;
use crate::catalogue::islands::Choosing;
use crate::catalogue::pages::view_face;
use crate::catalogue::reduced_from;
use crate::catalogue::store::Variant;
use crate::media;
use crate::parts::drawn::Draw;
use crate::parts::field::Field;
use crate::parts::icon::{Ico, Icon};
use crate::parts::inplace::InPlace;
use crate::parts::picture::{Load, cropped};
use crate::problem::Problem;
use crate::site::Facts;
use crate::values::Money;
use crate::words;
use leptos::prelude::*;

pub(super) fn shots(s: &Shown, chosen: Option<&Variant>) -> impl IntoView + use<> {
    let first = chosen
        .and_then(|v| v.media)
        .and_then(|id| s.said.parts.pictures.iter().find(|p| p.id == id))
        .or(s.said.parts.pictures.first())
        .cloned();
    let main = first.as_ref().map(|p| {
        view! { <div class="pic main">{cropped(&p.hash, p.width, &p.alt, (p.width, p.height), "(width >= 60rem) 50vw, 92vw", Load::First, p.focus)}</div> }
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
                view! { <li><a href=href aria-current=here><span class="pic square">{cropped(&p.hash, p.width, &p.alt, (120, 120), "7.5rem", Load::Near, p.focus)}</span></a></li> }
            })
            .collect_view();
        view! { <ul>{items}</ul> }
    });
    view! { <section class="shots" aria-label="Pictures" data-part="shots">{main}{rest}</section> }
}

pub(super) fn buying(s: &Shown, chosen: Option<&Variant>, facts: &Facts) -> impl IntoView + use<> {
    let p = &s.said.product;
    let said = (!p.words.is_empty()).then(|| view! { <p class="said mid">"“"{p.words.clone()}"”"</p> });
    let byline = p.maker_name.clone().map(|name| {
        let face = p.maker_hash.as_deref().map(|hash| view_face(hash, p.maker_width, "", p.maker_focus));
        let craft = p.maker_craft.clone().unwrap_or_default();
        let name = match p.maker_host.clone() {
            Some(handle) => view! { <a class="plain" href=format!("/hosts/{handle}")><b>{name}</b></a> }.drawn(),
            None => view! { <b>{name}</b> }.drawn(),
        };
        view! { <div class="byline">{face}<p>{name}<br/><span class="soft">{craft}</span></p></div> }
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
    let price = price_line(s, chosen, facts).drawn();
    let picks = picks(s, chosen).drawn();
    let facts_list = facts_list(s, chosen, facts).drawn();
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
    let note = words::price_note(facts.prices_include_tax, parcel, s.said.by_weight, currency);
    match amount {
        Some(amount) => view! {
            <p class="row baseline gap-2"><span class="price big">{words::money(amount)}{was}</span>{lowest}{unit}<span class="small soft">{note}</span></p>
        }
        .drawn(),
        None => view! { <p class="soft">"Not for sale in this choice."</p> }.drawn(),
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
            <li><Ico icon=Icon::Return/><span>"You can send it back. "<a href="/pages/returns">"How returns work"</a></span></li>
        </ul>
    }
}
