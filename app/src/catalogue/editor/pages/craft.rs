//! Pictures, steps of the making, specifications and what they mean.
use super::Editor;
use super::input::choices;
use crate::catalogue::editor::fields::placed;
use crate::catalogue::editor::store::Shown;
use crate::catalogue::editor::{keys, of};
use crate::media::{fallback_width, url};
use crate::parts::drawn::Draw;
use crate::parts::field::fault;
use leptos::prelude::*;

fn thumb(picture: &Shown) -> impl IntoView + use<> {
    let src = url(&picture.hash, fallback_width(picture.width).min(160));
    view! { <img src=src alt="" width="120" height="120" loading="lazy"/> }
}

/// The pictures of the product, the library, and a field for new ones.
pub fn pictures(e: &Editor) -> impl IntoView + use<> {
    let own = placed(&e.fields, "m")
        .into_iter()
        .enumerate()
        .filter_map(|(i, key)| {
            let picture = e.pictures.iter().find(|p| p.id.to_string() == key)?;
            let n = i + 1;
            Some(view! {
                <li class="shot">
                    {thumb(picture)}
                    <div class="stack gap-2">
                        {e.input(format!("m-{key}-alt"), format!("What picture {n} shows")).most(300).line()}
                        <div class="row gap-3">
                            {e.input(format!("m-{key}-at"), format!("Place of picture {n}")).mode("numeric").most(4).line()}
                            {e.tick(format!("m-{key}-off"), format!("Take picture {n} off the page"))}
                        </div>
                    </div>
                </li>
            })
        })
        .collect_view();
    let none = keys(&e.fields, "m")
        .is_empty()
        .then(|| view! { <p class="soft">"No picture yet. The first one stands for the product in lists."</p> });
    let wrong = e.beside("upload");
    let (class, described) = match wrong {
        Some(_) => ("field wrong", "upload-hint upload-fault"),
        None => ("field", "upload-hint"),
    };
    let library = e.library.as_ref().map(|all| {
        let free = all.iter().filter(|p| !e.fields.keys().any(|n| n.starts_with(&format!("m-{}-", p.id))));
        let items = free
            .map(|p| {
                let called = if p.alt.is_empty() { format!("Picture {}", p.id) } else { p.alt.clone() };
                view! { <li><label class="pick">{thumb(p)}<span class="row nowrap gap-2"><input type="checkbox" name="take" value=p.id.to_string()/><span class="small">{called}</span></span></label></li> }
            })
            .collect_view();
        view! {
            <p class="small soft">"Tick what shall stand with this product; it comes along when you save."</p>
            <ul class="plainlist library">{items}</ul>
        }
    });
    view! {
        <section class="panel stack gap-4" aria-labelledby="pictures">
            <div class="head"><h2 id="pictures">"Pictures"</h2><p>"Say what each shows: it is read to whoever does not see it, and by search engines."</p></div>
            {none}
            <ol class="plainlist stack gap-4">{own}</ol>
            <div class=class>
                <label for="upload">"Add pictures"</label>
                <span class="hint" id="upload-hint">"Four at a time. They are made smaller here; where they were taken is taken out."</span>
                {fault(wrong, Some("upload-fault".into()))}
                <input id="upload" type="file" name="upload" accept="image/jpeg,image/png,image/webp,image/gif" multiple aria-describedby=described/>
            </div>
            <details open=e.library.is_some()>
                <summary>"Choose from the library"</summary>
                <div class="stack gap-3">
                    <div class="row gap-3">
                        {e.input("library", "What the picture shows").bare().line()}
                        <button class="btn quiet sm" name="act" value="library">"Look in the library"</button>
                    </div>
                    {library}
                </div>
            </details>
        </section>
    }
}

/// The steps of the making.
pub fn steps(e: &Editor) -> impl IntoView + use<> {
    let mut all = placed(&e.fields, "s");
    let next = all.iter().map(|key| key.trim_start_matches('n').parse::<i64>().unwrap_or(0) + 1).max().unwrap_or(0);
    all.push(format!("n{next}"));
    let count = all.len();
    let lines = all
        .iter()
        .enumerate()
        .map(|(i, key)| {
            let name = |column: &str| format!("s-{key}-{column}");
            let n = i + 1;
            let called = if n == count { "a new step".to_string() } else { format!("step {n}") };
            view! {
                <li class="stack gap-3 part">
                    <div class="pair">
                        {e.input(name("title"), format!("Name of {called}")).most(100).line()}
                        {e.input(name("minutes"), format!("Minutes of {called}")).mode("numeric").most(6).line()}
                        {e.input(name("at"), format!("Place of {called}")).mode("numeric").most(4).line()}
                    </div>
                    {e.input(name("words"), format!("What happens in {called}")).most(1000).rows(2).area()}
                    {e.input(name("media"), format!("Picture of {called}")).select(&e.choosable(of(&e.fields, &name("media"))))}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="panel stack gap-4" aria-labelledby="steps">
            <div class="head"><h2 id="steps">"How it is made"</h2><p>"A step without a name and words goes."</p></div>
            <ol class="plainlist stack gap-4">{lines}</ol>
        </section>
    }
}

/// The specifications, each with what it means and when it matters.
pub fn numbers(e: &Editor) -> impl IntoView + use<> {
    let mut all = placed(&e.fields, "a");
    let next = all.iter().filter_map(|k| k.strip_prefix('n')?.parse::<i64>().ok()).max().map_or(0, |n| n + 1);
    all.push(format!("n{next}"));
    let lines = all.iter().map(|key| number(e, key)).collect_view();
    let labels = e.beside.attributes.iter().map(|a| view! { <option value=a.2.clone()></option> }).collect_view();
    view! {
        <section class="panel stack gap-4" aria-labelledby="numbers">
            <div class="head"><h2 id="numbers">"Specifications and what they mean"</h2><p>"A number alone helps nobody choose."</p></div>
            <datalist id="labels">{labels}</datalist>
            <ol class="plainlist stack gap-4">{lines}</ol>
        </section>
    }
}
fn number(e: &Editor, key: &str) -> AnyView {
    let name = |column: &str| format!("a-{key}-{column}");
    let there = e.beside.attributes.iter().find(|a| a.0.to_string() == key);
    let called = match there {
        Some(a) => a.2.clone(),
        None if of(&e.fields, &name("label")).is_empty() => "a new one".into(),
        None => of(&e.fields, &name("label")).to_string(),
    };
    let kinds = choices(&[("text", "Words"), ("number", "A number"), ("truth", "Yes or no")]);
    let head = match there {
        Some(a) => {
            let unit = (!a.4.is_empty()).then(|| format!(" ({})", a.4));
            view! { <h3>{a.2.clone()}{unit}</h3> }.drawn()
        }
        None => view! {
            <div class="pair">
                {e.input(name("label"), format!("Name of {called}")).list("labels").most(60).line()}
                {e.input(name("kind"), format!("Kind of {called}")).select(&kinds)}
                {e.input(name("unit"), format!("Unit of {called}")).most(20).line()}
            </div>
        }
        .drawn(),
    };
    let lacks = there.is_some() && of(&e.fields, &name("means")).is_empty();
    let means = e.input(name("means"), format!("What {called} means")).most(300);
    let means = if lacks { means.hint("It has no meaning yet. One sentence, or leave the number out.") } else { means };
    let off = there.map(|_| e.tick(name("off"), format!("Take {called} away")));
    view! {
        <li class="stack gap-3 part">
            {head}
            <div class="pair">
                {e.input(name("value"), format!("Value of {called}")).line()}
                {e.input(name("at"), format!("Place of {called}")).mode("numeric").most(4).line()}
            </div>
            {means.line()}
            {e.input(name("matters"), format!("{called} matters when")).most(300).line()}
            {off}
        </li>
    }
    .drawn()
}
