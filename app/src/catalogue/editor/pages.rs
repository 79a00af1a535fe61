//! The editor's pages: one form for all of a product, and beside it how well it informs.
use super::merge::Clash;
use super::store::{self, Beside, Known, Shown, Uses};
use super::wish::Faults;
use super::{Base, Fields, fields, keys, of, set};
use crate::catalogue::islands::Keeping;
use crate::catalogue::product::{self, Asked};
use crate::catalogue::sheet;
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::{Currency, Moment};
use crate::viewer::Merchant;
use crate::words;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use std::collections::BTreeSet;

mod clash;
mod craft;
mod details;
mod grid;
mod input;
mod side;

/// The page of the editor as it shall be drawn.
pub struct Editor {
    /// The product as it is; none where it is new.
    pub known: Option<Known>,
    pub fields: Fields,
    pub base: Base,
    pub faults: Faults,
    pub clashes: Vec<Clash>,
    /// A sentence over the form; whether it is good news.
    pub note: Option<(bool, String)>,
    /// When the draft that waits was kept.
    pub waiting: Option<Moment>,
    pub beside: Beside,
    pub currency: Currency,
    /// The currencies that have columns, the shop's own first.
    pub currencies: Vec<String>,
    /// The pictures that the form names.
    pub pictures: Vec<Shown>,
    /// What the library was asked for.
    pub library: Option<Vec<Shown>>,
    pub uses: Uses,
    pub status: StatusCode,
}

/// What a form brought beside the fields, for the next time it is drawn.
#[derive(Clone, Debug, Default)]
pub struct Control {
    pub currencies: Vec<String>,
    pub currency: String,
    pub library: Option<String>,
}

/// `GET /admin/products/new`
pub async fn new(visit: Visit) -> Response {
    visit.show(async { first(&visit, None).await }).await
}
/// `GET /admin/products/{id}`
pub async fn edit(visit: Visit, Path(id): Path<String>) -> Response {
    visit.show(async { first(&visit, Some(number(&id)?)).await }).await
}
/// `GET /admin/products/{id}/preview`: the page as a shopper will see it, for a merchant alone.
pub async fn preview(visit: Visit, Path(id): Path<String>) -> Response {
    visit.show(async { previewed(&visit, number(&id)?).await }).await
}
async fn previewed(visit: &Visit, id: i64) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let known = store::known(visit.db(), id).await?.ok_or(Instead::Missing)?;
    let sheet = sheet::preview(visit, &by, &known.head.slug).await?.ok_or(Instead::Missing)?;
    let page = product::shown(visit, sheet, Asked::default()).await?;
    let words = match known.head.status.as_str() {
        "active" => "This is the page as shoppers see it now.",
        "draft" => "A preview: nobody but merchants sees this page. Its buttons work when it is on the shelf.",
        _ => "A preview: it is off the shelf, and shoppers are told that it is no longer made.",
    };
    let bar = move || {
        view! { <aside class="demo noprint" aria-label="Preview"><p class="wrap"><b>{words}</b>" "<a href=format!("/admin/products/{id}")>"Back to the editor"</a></p></aside> }.drawn()
    };
    Ok(page.under(bar).unlisted())
}

/// The number in an address.
pub fn number(text: &str) -> Result<i64, Instead> {
    text.parse().map_err(|_| Instead::Missing)
}

/// The page as it is opened: the product as it stands, or the draft where somebody goes on with theirs.
async fn first(visit: &Visit, id: Option<i64>) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let db = visit.db();
    let currency = visit.facts().await?.currency();
    let known = match id {
        Some(id) => Some(store::known(db, id).await?.ok_or(Instead::Missing)?),
        None => None,
    };
    let stands = known.as_ref().map_or_else(fields::blank, |known| fields::fields(known, currency));
    let base = if known.is_some() { Base::of(&stands) } else { Base::default() };
    let kept = store::draft(db, &by, id).await?;
    let done = done(&visit.query("done"));
    let mut editor = match kept {
        Some(kept) if visit.query("draft") == "go-on" => {
            let mut editor = Editor::of(visit, known, kept.fields, kept.base, Control::default()).await?;
            let at = words::when(kept.at, visit.now, &visit.facts().await?.zone());
            editor.note = Some((true, format!("Your changes of {at} are back in the form. They are not saved yet.")));
            editor
        }
        kept => {
            let mut editor = Editor::of(visit, known, stands, base, Control::default()).await?;
            editor.waiting = kept.map(|kept| kept.at);
            editor
        }
    };
    if let Some(words) = done {
        editor.note = Some((true, words.into()));
    }
    editor.page(visit, &by).await
}

/// What was done, for whoever did it.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => "It is saved.",
        "same" => "Nothing was changed.",
        "made" => "It is in the catalogue now.",
        "kept" => "Your changes are kept as a draft. Nobody else sees them.",
        "discarded" => "The draft is thrown away.",
        "copied" => "This is the copy: a draft with SKUs of its own, and nothing in stock.",
        "withdrawn" => "It is off the shelf.",
        "over" => "It was so already.",
        _ => return None,
    })
}

impl Editor {
    /// Reads what stands around these fields.
    pub async fn of(
        visit: &Visit,
        known: Option<Known>,
        mut fields: Fields,
        base: Base,
        control: Control,
    ) -> Result<Editor, Instead> {
        let db = visit.db();
        let currency = visit.facts().await?.currency();
        let beside = store::beside(db).await?;
        let uses = match &known {
            Some(known) => store::uses(db, known.head.id).await?,
            None => Uses::default(),
        };
        let mut currencies = vec![currency.code().to_string()];
        let typed = control.currencies.iter().map(String::as_str).chain([control.currency.as_str()]);
        let named = fields.keys().filter_map(|n| n.split_once("-p-").map(|(_, code)| code));
        for code in named.chain(typed).filter_map(Currency::parse).map(|c| c.code().to_string()) {
            if !currencies.contains(&code) && currencies.len() < 12 {
                currencies.push(code);
            }
        }
        let library = match &control.library {
            Some(words) => Some(store::library(db, words, 24).await?),
            None => None,
        };
        set(&mut fields, "library", control.library.unwrap_or_default());
        let rows = keys(&fields, "v").into_iter().map(|key| format!("v-{key}-media"));
        let steps = keys(&fields, "s").into_iter().map(|key| format!("s-{key}-media"));
        let shown: BTreeSet<i64> = rows
            .chain(steps)
            .map(|name| of(&fields, &name).to_string())
            .chain(keys(&fields, "m"))
            .filter_map(|id| id.parse().ok())
            .collect();
        let pictures = store::pictures(db, shown.into_iter().collect()).await?;
        Ok(Editor {
            known,
            fields,
            base,
            faults: vec![],
            clashes: vec![],
            note: None,
            waiting: None,
            beside,
            currency,
            currencies,
            pictures,
            library,
            uses,
            status: StatusCode::OK,
        })
    }

    /// The pictures that a row or a step may have: those of the product, and the one it has.
    pub fn choosable(&self, chosen: &str) -> Vec<(String, String)> {
        let mut all = vec![(String::new(), "None of its own".to_string())];
        for (i, key) in fields::placed(&self.fields, "m").into_iter().enumerate() {
            let alt: String = of(&self.fields, &format!("m-{key}-alt")).chars().take(40).collect();
            all.push((key, format!("{}. {alt}", i + 1)));
        }
        if !all.iter().any(|(id, _)| id == chosen) {
            let alt = self.pictures.iter().find(|p| p.id.to_string() == chosen).map(|p| p.alt.clone());
            all.push((chosen.into(), alt.filter(|a| !a.is_empty()).unwrap_or("As it is".into())));
        }
        all
    }
    /// The path of the page, and of the form.
    fn path(&self) -> String {
        self.known.as_ref().map_or("/admin/products/new".into(), |k| format!("/admin/products/{}", k.head.id))
    }

    /// Draws the page.
    pub async fn page(self, visit: &Visit, _: &Merchant) -> Result<Page, Instead> {
        let name = visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default();
        let title = self.known.as_ref().map_or("A new product".to_string(), |k| k.head.title.clone());
        let (status, now) = (self.status, visit.now);
        Ok(Page::new(title.clone(), move |front: &Front| view(&self, title, now, front))
            .desk(name)
            .lively()
            .status(status))
    }
}

fn view(e: &Editor, title: String, now: Moment, front: &Front) -> impl IntoView + use<> {
    let steps = [("/admin/products".to_string(), "Products".to_string()), (e.path(), title.clone())];
    let status = e.known.as_ref().map(|k| side::badge(&k.head.status));
    let see = e.known.as_ref().map(|k| match k.head.status.as_str() {
        "active" => view! { <a class="btn quiet" href=format!("/products/{}", k.head.slug)>"See it in the shop"</a> }.drawn(),
        _ => view! { <a class="btn quiet" href=format!("/admin/products/{}/preview", k.head.id)>"See it as a shopper"</a> }.drawn(),
    });
    let note = e.note.as_ref().map(|(good, words)| {
        let class = if *good { "notice ok" } else { "notice bad" };
        view! { <div class=class role="status" id="note"><p>{words.clone()}</p></div> }
    });
    let faults = (!e.faults.is_empty()).then(|| summary(&e.faults));
    let waiting = e.waiting.map(|at| side::waiting(&e.path(), words::when(at, now, &front.facts.zone())));
    let publish = e.known.as_ref().is_none_or(|k| k.head.status == "draft" && !k.head.gift_card).then(|| {
        view! { <button class="btn quiet" name="act" value="publish">"Save and put on the shelf"</button> }
    });
    let states = input::choices(&[
        ("draft", "Draft: nobody sees it"),
        ("active", "On the shelf"),
        ("withdrawn", "Off the shelf: no longer made"),
    ]);
    let side = side::side(e);
    let fields = view! {
        {clash::clashes(e)}
        {details::craft(e)}
        {craft::pictures(e)}
        {grid::variants(e)}
        {craft::numbers(e)}
        {craft::steps(e)}
        {details::sorting(e)}
        {details::found(e)}
        <section class="panel stack gap-4" aria-labelledby="state"><h2 id="state">"Where it stands"</h2>{e.input("status", "Status").select(&states)}</section>
        <input type="hidden" name="base" value=e.base.text()/>
    }
    .drawn();
    let path = e.path();
    view! {
        <div class="wrap stack gap-5">
            {crumbs(&steps)}
            <div class="row between"><h1>{title}" "{status}</h1>{see}</div>
            {note}
            {waiting}
            {faults}
            <div class="split a8b5">
                <Keeping>
                    <form class="stack gap-5 editor" method="post" action=path enctype="multipart/form-data" novalidate data-keep="keep" data-warn="">
                        <p class="row gap-3"><button class="btn">"Save changes"</button></p>
                        {fields}
                        <div class="savebar row gap-3">
                            <button class="btn">"Save"</button>
                            {publish}
                            <button class="btn quiet" name="act" value="keep">"Save draft"</button>
                        </div>
                    </form>
                </Keeping>
                {side}
            </div>
        </div>
    }
}

fn summary(faults: &Faults) -> impl IntoView + use<> {
    let links = faults
        .iter()
        .map(|(field, text)| view! { <p><a href=format!("#{field}")>{text.clone()}</a></p> })
        .collect_view();
    let heading = match faults.len() {
        1 => "One thing to put right".to_string(),
        n => format!("{n} things to put right"),
    };
    view! { <div class="notice bad stack gap-1" role="alert" tabindex="-1" id="faults"><h2>{heading}</h2>{links}</div> }
}
