//! The form that opens a topic, and what was answered already.
use super::list::small;
use super::topic::assurance;
use crate::activity::islands::Draft;
use crate::forum::form::{self, Typed, Writer, guards, name_field, speech, telling};
use crate::forum::store::{self, AnchorOf, Row};
use crate::parts::crumbs::crumbs;
use crate::parts::faults;
use crate::parts::faults::beside;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::response::Response;
use leptos::prelude::*;

/// `GET /forum/ask?product=…`
pub async fn ask(visit: Visit) -> Response {
    let of = |name| visit.query(name);
    let typed = Typed {
        product: of("product"),
        attribute: of("spec"),
        step: of("step"),
        kind: of("kind"),
        tell: "here".into(),
        ..Typed::default()
    };
    visit.show(read(&visit, typed, None, vec![])).await
}

/// Reads the page with what was typed and, before it is sent, what is like it.
pub async fn read(visit: &Visit, typed: Typed, problem: Option<Problem>, like: Vec<Row>) -> Result<Page, Instead> {
    let anchor = store::anchor(visit.db(), &typed.product, &typed.attribute, &typed.step).await?;
    let steps = store::steps(visit.db()).await?;
    let writer = Writer::of(visit, &typed.stamp).await?;
    let status = faults::status(&problem);
    Ok(Page::new("Ask a question", move |_: &Front| view(typed, problem, like, anchor, steps, writer))
        .unlisted()
        .status(status))
}

fn view(
    typed: Typed,
    problem: Option<Problem>,
    like: Vec<Row>,
    anchor: AnchorOf,
    steps: Vec<(String, String)>,
    writer: Writer,
) -> impl IntoView + use<> {
    let mut path = vec![("/".to_string(), "Home".to_string()), ("/forum".into(), "Forum".into())];
    if let (Some(slug), Some(title)) = (&anchor.slug, &anchor.title) {
        path.push((format!("/products/{slug}"), title.clone()));
    }
    path.push(("/forum/ask".into(), "Ask".into()));
    let over = faults::over(&problem);
    let about = match (&anchor.title, &anchor.attribute) {
        (Some(title), Some(spec)) => format!("About {spec} of {title}"),
        (Some(title), None) => format!("About {title}"),
        _ => String::new(),
    };
    let about = (!about.is_empty()).then(|| view! { <p class="soft">{about}</p> });
    let free = anchor.product.is_none().then(|| {
        let chosen = typed.step.clone();
        let options = steps
            .iter()
            .map(|(word, title)| {
                let selected = *word == chosen;
                view! { <option value=word.clone() selected=selected>{title.clone()}</option> }
            })
            .collect_view();
        view! {
            <div class="field">
                <label for="step">"What it is about"</label>
                <select id="step" name="step"><option value="">"Something else"</option>{options}</select>
            </div>
        }
    });
    let talk = typed.kind == "discussion";
    let asked = !like.is_empty();
    let like = asked.then(|| {
        let rows = like.iter().map(small).collect_view();
        view! {
            <section class="notice stack gap-3" aria-labelledby="like" id="faults">
                <h2 id="like">"This may be answered already"</h2>
                <ul class="stack gap-3 plainlist">{rows}</ul>
                <p class="small">"If none of these helps, ask all the same. Nothing you wrote is lost."</p>
            </section>
        }
    });
    let draft = format!("ask:{}", anchor.product.unwrap_or(0));
    view! {
        <div class="wrap page narrow">
            {crumbs(&path)}
            <div class="stack gap-5">
                <header class="stack gap-2"><h1>"Ask a question"</h1>{about}<p class="soft">"Everybody can read it, and whoever knows may answer."</p></header>
                {over}
                {like}
                <Draft key=draft>
                    <form class="composer stack" id="ask" method="post" action="/forum/ask#faults" enctype="multipart/form-data" novalidate>
                        <input type="hidden" name="product" value=typed.product.clone()/>
                        <input type="hidden" name="spec" value=typed.attribute.clone()/>
                        <input type="hidden" name="anyway" value=if asked { "1" } else { "" }/>
                        {speech("Your question", "The first line becomes the heading. Say what you have and what you want from it.", &typed.body, beside(&problem, "body"), 5)}
                        {form::pictures(&typed, &problem)}
                        {free}
                        <fieldset class="field">
                            <legend>"What it is"</legend>
                            <div class="row">
                                <label class="tick"><input type="radio" name="kind" value="question" checked=!talk/>"A question"</label>
                                <label class="tick"><input type="radio" name="kind" value="discussion" checked=talk/>"Something to talk about"</label>
                            </div>
                        </fieldset>
                        {name_field(&writer, &typed, &problem)}
                        {telling(&writer, &typed)}
                        {guards(&writer)}
                        <p class="row between"><span class="small soft">{assurance(&writer)}</span><button class="btn">{if asked { "Ask anyway" } else { "Ask" }}</button></p>
                    </form>
                </Draft>
            </div>
        </div>
    }
}
