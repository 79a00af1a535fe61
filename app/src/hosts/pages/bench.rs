//! The form for a note from the workbench: words, pictures, products, one button. Made for a phone.
use crate::forum::form::{self, Typed, Writer, guards, speech};
use crate::hosts::store;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::parts::icon::{Ico, Icon};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::response::Response;
use leptos::prelude::*;

/// How many products stand there to be ticked, and how many are offered while somebody types.
const TICKS: usize = 8;
const OFFERED: i64 = 300;

/// What is chosen of products: ticked, and typed.
#[derive(Clone, Debug, Default)]
pub struct About {
    pub ticked: Vec<i64>,
    pub typed: String,
}

/// `GET /counter/bench`
pub async fn bench(visit: Visit) -> Response {
    let about = About { ticked: visit.query("product").parse().into_iter().collect(), typed: String::new() };
    visit.show(read(&visit, Typed::default(), about, None)).await
}

/// Reads the form with what was typed.
pub async fn read(visit: &Visit, typed: Typed, about: About, problem: Option<Problem>) -> Result<Page, Instead> {
    let me = visit.host().await?;
    let goods = store::goods(visit.db(), me.id(), OFFERED).await?;
    let writer = Writer::of(visit, &typed.stamp).await?;
    let name = writer.host.clone().unwrap_or_default();
    let status = status(&problem);
    Ok(Page::new("From the workbench", move |_: &Front| view(&typed, &about, &goods, &writer, &problem))
        .counter(name)
        .status(status))
}

fn view(
    typed: &Typed,
    about: &About,
    goods: &[(i64, String)],
    writer: &Writer,
    problem: &Option<Problem>,
) -> impl IntoView + use<> {
    // What is ticked stays in sight, whatever stands first.
    let (on, off): (Vec<_>, Vec<_>) = goods.iter().partition(|(id, _)| about.ticked.contains(id));
    let most = TICKS.max(on.len());
    let ticks = on
        .into_iter()
        .chain(off)
        .take(most)
        .map(|(id, title)| {
            let checked = about.ticked.contains(id);
            view! { <label class="tick"><input type="checkbox" name="product" value=id.to_string() checked=checked/>{title.clone()}</label> }
        })
        .collect_view();
    let offered = goods.iter().map(|(_, title)| view! { <option value=title.clone()></option> }).collect_view();
    let ticks = (!goods.is_empty()).then(|| {
        let fault = beside(problem, "another");
        view! {
            <fieldset class="field"><legend>"What it is about "<span class="opt">"(optional)"</span></legend><div class="ticks">{ticks}</div></fieldset>
            <div class="another">
                {Field::text("another", "Another product", "off").hint("Type its name.").optional().filled(&about.typed, fault).list("goods").view()}
                <datalist id="goods">{offered}</datalist>
            </div>
        }
    });
    view! {
        <div class="wrap narrow stack gap-5">
            <div class="stack gap-1"><h1>"From the workbench"</h1><p class="soft">"It stands on the pages of the products at once, and everybody can answer."</p></div>
            {over(problem)}
            <form class="composer stack" method="post" action="/counter/bench#faults" enctype="multipart/form-data" novalidate>
                {speech("What is on the bench", "The first line becomes the heading.", &typed.body, beside(problem, "body"), 4)}
                <div class="field">
                    <label class="row gap-2" for="camera"><Ico icon=Icon::Camera/>"Take a picture"</label>
                    <input id="camera" type="file" name="pictures" accept="image/*" capture="environment"/>
                </div>
                {form::pictures(typed, problem)}
                {ticks}
                {guards(writer)}
                <p><button class="btn wide">"Post"</button></p>
            </form>
        </div>
    }
}
