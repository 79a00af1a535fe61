//! The making, the maker, what it is for, and what the numbers mean.
use super::Shown;
use crate::catalogue::store::{Attribute, Product};
use crate::media;
use crate::parts::picture::{Load, cropped};
use crate::words;
use leptos::prelude::*;

pub(super) fn making(s: &Shown) -> Option<impl IntoView + use<>> {
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
                    view! { <div class="pic scene">{cropped(hash, size.0, &alt, size, "(width >= 60rem) 22rem, 46vw", Load::Near, step.focus)}</div> }
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

pub(super) fn maker(p: &Product) -> Option<impl IntoView + use<>> {
    let (name, story) = (p.maker_name.clone()?, p.maker_story.clone().filter(|s| !s.is_empty())?);
    let face = p.maker_hash.as_deref().map(|hash| {
        let class = media::focus::face(p.maker_focus);
        view! { <img class=class src=media::url(hash, media::fallback_width(p.maker_width.unwrap_or(400))) width="400" height="400" loading="lazy" alt=p.maker_alt.clone().unwrap_or_default()/> }
    });
    let craft = p.maker_craft.clone().unwrap_or_default();
    let own = p.maker_host.clone().map(|handle| {
        let first = name.split(' ').next().unwrap_or(&name).to_string();
        view! { <a class="btn quiet" href=format!("/hosts/{handle}")>{format!("More about {first}")}</a> }
    });
    let all = p.maker_handle.clone().map(|h| {
        let first = name.split(' ').next().unwrap_or(&name).to_string();
        view! { <a class="btn quiet" href=format!("/products?maker={h}")>{format!("Everything {first} makes")}</a> }
    });
    Some(view! {
        <section class="band wrap tint maker" id="maker" aria-labelledby="maker-h">
            {face}
            <div class="stack gap-4">
                <h2 id="maker-h">{name}", "{craft}</h2>
                <div class="said mid"><p>"“"{story}"”"</p></div>
                <p class="row">{own}{all}</p>
            </div>
        </section>
    })
}

pub(super) fn purpose(p: &Product) -> Option<impl IntoView + use<>> {
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

pub(super) fn numbers(attributes: &[Attribute]) -> Option<impl IntoView + use<>> {
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
