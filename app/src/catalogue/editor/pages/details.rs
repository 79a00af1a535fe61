//! What the product is, in words; where it stands; how it is found.
use super::Editor;
use super::input::choices;
use crate::catalogue::editor::of;
use leptos::prelude::*;

/// Name, the maker's sentence, what it is for.
pub fn craft(e: &Editor) -> impl IntoView + use<> {
    let mut makers = choices(&[("", "Nobody named yet")]);
    makers.extend(e.beside.makers.clone());
    let used = of(&e.fields, "words").chars().count();
    view! {
        <section class="panel stack gap-4" aria-labelledby="craft">
            <div class="head"><h2 id="craft">"Craft comes first"</h2><p>"Shown above everything else."</p></div>
            {e.input("title", "Name").line()}
            {e.input("words", "One sentence, by the person who makes it").hint(format!("In their words, 300 letters at most; {used} used.")).most(300).rows(2).area()}
            {e.input("maker", "Maker").select(&makers)}
            {e.input("purpose", "What it is for").most(1000).area()}
            {e.input("description", "Description").hint("Plain paragraphs, or HTML: lists, tables and links stay, everything else is taken out.").most(60000).rows(6).area()}
        </section>
    }
}

/// Kind, tags, tax, collections.
pub fn sorting(e: &Editor) -> impl IntoView + use<> {
    let kinds = e.beside.kinds.iter().map(|kind| view! { <option value=kind.clone()></option> }).collect_view();
    let shelves = e.beside.shelves.iter().map(|(id, _, title)| e.tick(format!("c-{id}"), title.clone())).collect_view();
    let none = e.beside.shelves.is_empty().then(|| view! { <p class="soft">"No collection is filled by hand."</p> });
    let ruled: Vec<String> =
        e.known.iter().flat_map(|k| k.collections.iter().filter(|c| c.3).map(|c| c.2.clone())).collect();
    let ruled = (!ruled.is_empty()).then(|| {
        view! { <p class="small soft">{format!("By their rules it stands in {}, too.", ruled.join(", "))}</p> }
    });
    view! {
        <section class="panel stack gap-4" aria-labelledby="sorting">
            <h2 id="sorting">"Where it belongs"</h2>
            <div class="pair">
                {e.input("kind", "Kind").list("kinds").most(100).line()}
                {e.input("vendor", "Vendor").most(100).line()}
            </div>
            <datalist id="kinds">{kinds}</datalist>
            {e.input("tags", "Tags").hint("With commas between them.").most(2000).line()}
            <fieldset class="stack gap-1"><legend>"Collections"</legend>{none}{shelves}{ruled}</fieldset>
            <div class="pair">
                {e.input("tax_class", "Tax").select(&e.beside.taxes)}
                {e.input("personal_label", "Text of the buyer").hint("What they are asked for, ‘Name on the handle’. Empty: nothing is asked.").most(100).line()}
            </div>
            {e.tick("sensitive", "Sensitive: that somebody bought it or asked about it stands in no feed")}
        </section>
    }
}

/// Address, title and description for search engines, with how they will look.
pub fn found(e: &Editor) -> impl IntoView + use<> {
    let text = |name: &str| of(&e.fields, name).to_string();
    let first = |names: [&str; 3]| names.iter().map(|n| text(n)).find(|t| !t.is_empty()).unwrap_or_default();
    let (title, about) = (first(["seo_title", "title", "title"]), first(["seo_description", "purpose", "words"]));
    let cut = |text: &str, most: usize| match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    };
    let length = |name: &str, most: usize| {
        let n = of(&e.fields, name).chars().count();
        match n > most {
            true => format!("About {most} letters are shown; these are {n}, so the end is cut."),
            false => format!("About {most} letters are shown; {n} used. Empty: the page's own words."),
        }
    };
    let slug = text("slug");
    let address = if slug.is_empty() { "/products/…".into() } else { format!("/products/{slug}") };
    let hint = match e.known {
        Some(_) => "Small letters, digits and dashes. The old address leads on to the new one.",
        None => "Small letters, digits and dashes. Empty: made of the name.",
    };
    view! {
        <section class="panel stack gap-4" aria-labelledby="found">
            <h2 id="found">"How it is found"</h2>
            {e.input("slug", "Address").hint(hint).line()}
            {e.input("seo_title", "Title for search engines").hint(length("seo_title", 60)).line()}
            {e.input("seo_description", "Description for search engines").hint(length("seo_description", 155)).most(500).rows(2).area()}
            <div class="stack gap-1 snippet">
                <p class="small soft">"As a search engine may show it, as of the last time this page was drawn:"</p>
                <p><b>{cut(&title, 60)}</b></p>
                <p class="small">{address}</p>
                <p class="small soft">{cut(&about, 155)}</p>
            </div>
        </section>
    }
}
