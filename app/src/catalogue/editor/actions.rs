//! What the editor's form does: saves, keeps a draft, lays out rows, copies, takes off the shelf.
use super::merge::{Pick, merge};
use super::pages::{Control, Editor, number};
use super::store::{self, Known};
use super::wish::{self, Faults, Ground, REASONS, wish};
use super::{Base, Fields, changes, fields, grid, is_field, keys, of, set};
use crate::audit::{self, Act};
use crate::catalogue::put::{PutFault, put};
use crate::catalogue::slugs;
use crate::db::{is_clash, is_taken};
use crate::media::workshop::Fault;
use crate::parts::posted::{Files, MANY_FILES, Posted};
use crate::problem::{Problem, Said};
use crate::shell::{Instead, Page};
use crate::site::Visit;
use crate::values::Slug;
use crate::viewer::Merchant;
use crate::words;
use axum::Json;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;

mod whole;

/// What a form brought.
struct Typed {
    fields: Fields,
    base: Option<Base>,
    picks: BTreeMap<String, Pick>,
    /// Clashes that the form asked about.
    asked: Vec<String>,
    control: Control,
    act: String,
}
impl Typed {
    fn of(form: &Posted) -> Typed {
        let mut fields = Fields::new();
        for (name, value) in form.pairs.iter().filter(|(name, _)| is_field(name)) {
            set(&mut fields, name.clone(), value);
        }
        // A correction says why; without one nothing is said.
        if !keys(&fields, "v").iter().any(|key| !of(&fields, &format!("v-{key}-move")).is_empty()) {
            fields.remove("stock_reason");
        }
        let picks = form.pairs.iter().filter_map(|(name, value)| {
            let pick = if value == "theirs" { Pick::Theirs } else { Pick::Mine };
            Some((name.strip_prefix("pick-")?.to_string(), pick))
        });
        Typed {
            base: Base::parse(form.of("base")),
            picks: picks.collect(),
            asked: form.all("clash").map(String::from).collect(),
            control: Control {
                currencies: form.of("currencies").split(',').map(String::from).collect(),
                currency: form.of("currency").into(),
                library: None,
            },
            act: form.of("act").into(),
            fields,
        }
    }
}

/// `POST /admin/products/new`
pub async fn make(visit: Visit, request: Request) -> Response {
    answer(&visit, None, request).await
}
/// `POST /admin/products/{id}`
pub async fn change(visit: Visit, Path(id): Path<String>, request: Request) -> Response {
    match number(&id) {
        Ok(id) => answer(&visit, Some(id), request).await,
        Err(instead) => visit.show(async { Err(instead) }).await,
    }
}

/// Who it is comes first: a stranger's form is not even read.
async fn answer(visit: &Visit, id: Option<i64>, request: Request) -> Response {
    let by = match visit.merchant().await {
        Ok(by) => by,
        Err(problem) if visit.wants_json() => return crate::shell::said(&problem),
        Err(problem) => return visit.show(async { Err(Instead::Refused(problem)) }).await,
    };
    let form = match Posted::many(request).await {
        Ok(form) => form,
        Err(refusal) => return refusal.into_response(),
    };
    if form.of("act") == "keep" && visit.wants_json() {
        return match kept(visit, id, &Typed::of(&form)).await {
            Ok(()) => {
                let zone = visit.facts().await.map(|f| f.zone());
                let at = zone.map_or(String::new(), |zone| format!(" at {}", words::clock(visit.now, &zone)));
                Json(Said { words: format!("Your draft is kept{at}. It is not saved yet."), ..Said::default() })
                    .into_response()
            }
            Err(problem) => crate::shell::said(&problem),
        };
    }
    visit.show(act(visit, &by, id, form)).await
}

fn path(id: Option<i64>) -> String {
    id.map_or("/admin/products/new".into(), |id| format!("/admin/products/{id}"))
}
fn seen(id: Option<i64>, done: &str) -> Instead {
    Instead::Seen(format!("{}?done={done}#note", path(id)))
}

async fn act(visit: &Visit, by: &Merchant, id: Option<i64>, mut form: Posted) -> Result<Page, Instead> {
    let files = form.files();
    let mut typed = Typed::of(&form);
    match (typed.act.as_str(), id) {
        ("discard", _) => {
            let mut tx = visit.db().begin().await?;
            store::forget_draft(&mut tx, by, id).await?;
            tx.commit().await?;
            return Err(seen(id, "discarded"));
        }
        ("withdraw", Some(id)) => return Err(whole::withdraw(visit, by, id).await?),
        ("duplicate", Some(id)) => return Err(whole::duplicate(visit, by, id).await?),
        _ => {}
    }
    let refused = pictures(visit, &mut typed, &form, files).await?;
    match typed.act.as_str() {
        "keep" => {
            kept(visit, id, &typed).await?;
            Err(Instead::Seen(format!("{}?draft=go-on#note", path(id))))
        }
        "grid" | "fill" | "library" => {
            let mut faults = refused;
            if typed.act != "library" && grid::lay(&mut typed.fields, typed.act == "fill").is_none() {
                faults.push(("v".into(), too_many()));
            }
            if typed.act == "library" {
                typed.control.library = Some(form.of("library").trim().to_string());
            }
            let known = known(visit, id).await?;
            let mut editor =
                Editor::of(visit, known, typed.fields, typed.base.unwrap_or_default(), typed.control).await?;
            editor.status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            editor.faults = faults;
            editor.page(visit, by).await
        }
        _ => {
            if typed.act == "publish" {
                set(&mut typed.fields, "status", "active");
            }
            save(visit, by, id, typed, refused).await
        }
    }
}
fn too_many() -> String {
    format!("That would be more than {} variants. Leave values out, or make two products of it.", super::MOST_VARIANTS)
}

async fn known(visit: &Visit, id: Option<i64>) -> Result<Option<Known>, Instead> {
    Ok(match id {
        Some(id) => Some(store::known(visit.db(), id).await?.ok_or(Instead::Missing)?),
        None => None,
    })
}

async fn kept(visit: &Visit, id: Option<i64>, typed: &Typed) -> Result<(), Problem> {
    let by = visit.merchant().await?;
    let version = match id {
        Some(id) => store::known(visit.db(), id).await?.ok_or(Problem::Gone)?.head.updated_at.0,
        None => 0,
    };
    let base = typed.base.clone().unwrap_or_default();
    store::keep_draft(visit.db(), &by, id, (&typed.fields, &base, version), visit.now).await?;
    Ok(())
}

/// Keeps what was sent as pictures of the shop, and puts them and those of the library behind the others.
async fn pictures(visit: &Visit, typed: &mut Typed, form: &Posted, files: Files) -> Result<Faults, Problem> {
    let mut faults = vec![];
    let heavy = files.heavy.iter().map(|name| format!("{name}: {}", Fault::TooHeavy.words()));
    let many = files.many.iter().map(|name| format!("{name}: {MANY_FILES} pictures at a time, please."));
    faults.extend(heavy.chain(many).map(|words| ("upload".to_string(), words)));
    let mut new: Vec<i64> = form.all("take").filter_map(|id| id.parse().ok()).collect();
    if !new.is_empty() {
        new = store::pictures(visit.db(), new).await?.into_iter().map(|p| p.id).collect();
    }
    for came in files.came {
        match visit.site.workshop.file(came.file).await {
            Ok(made) => new.push(crate::media::store::keep(visit.db(), &visit.site.shelf, made, "", visit.now).await?),
            Err(fault) => faults.push(("upload".into(), format!("{}: {}", came.name, fault.words()))),
        }
    }
    let last = keys(&typed.fields, "m")
        .iter()
        .filter_map(|key| of(&typed.fields, &format!("m-{key}-at")).parse::<i64>().ok())
        .max()
        .unwrap_or(0);
    for (i, id) in new.into_iter().enumerate() {
        if of(&typed.fields, &format!("m-{id}-at")).is_empty() {
            set(&mut typed.fields, format!("m-{id}-at"), (last + 1 + i as i64).to_string());
        }
        typed.fields.remove(&format!("m-{id}-off"));
    }
    Ok(faults)
}

/// What a save came to when it did not go through: the form once more.
struct Again {
    fields: Fields,
    base: Base,
    faults: Faults,
    clashes: Vec<super::merge::Clash>,
    note: Option<String>,
}
enum Saved {
    Done(i64, &'static str),
    Again(Box<Again>),
}

async fn save(visit: &Visit, by: &Merchant, id: Option<i64>, typed: Typed, refused: Faults) -> Result<Page, Instead> {
    let mut tries = 0;
    let saved = loop {
        tries += 1;
        match tried(visit, by, id, &typed, &refused).await {
            // PostgreSQL gave this one up for another: nothing was written, it is done anew.
            Err(Halt::Database(error)) if is_clash(&error) && tries < 4 => {}
            Err(Halt::Database(error)) => return Err(error.into()),
            Err(Halt::Instead(instead)) => return Err(*instead),
            Ok(saved) => break saved,
        }
    };
    match saved {
        Saved::Done(product, word) => Err(seen(Some(product), word)),
        Saved::Again(again) => {
            let known = known(visit, id).await?;
            let mut editor = Editor::of(visit, known, again.fields, again.base, typed.control).await?;
            editor.status = match again.clashes.is_empty() {
                true => StatusCode::UNPROCESSABLE_ENTITY,
                false => StatusCode::CONFLICT,
            };
            (editor.faults, editor.clashes) = (again.faults, again.clashes);
            editor.note = again.note.map(|words| (false, words));
            editor.page(visit, by).await
        }
    }
}

enum Halt {
    Database(sqlx::Error),
    Instead(Box<Instead>),
}
impl From<sqlx::Error> for Halt {
    fn from(error: sqlx::Error) -> Halt {
        Halt::Database(error)
    }
}

async fn tried(visit: &Visit, by: &Merchant, id: Option<i64>, typed: &Typed, refused: &Faults) -> Result<Saved, Halt> {
    let currency = visit.facts().await?.currency();
    let mut tx = visit.db().begin().await?;
    let known = match id {
        None => None,
        Some(id) => {
            store::hold(&mut tx, id).await?;
            Some(store::known(&mut tx, id).await?.ok_or_else(|| Halt::Instead(Box::new(Instead::Missing)))?)
        }
    };
    let theirs = known.as_ref().map(|known| fields::fields(known, currency)).unwrap_or_default();
    let again =
        |fields: Fields, faults: Faults| Again { fields, base: Base::of(&theirs), faults, clashes: vec![], note: None };
    let nothing = Base::default();
    let Some(base) = typed.base.as_ref().or(Some(&nothing).filter(|_| id.is_none())) else {
        let mut form = again(typed.fields.clone(), vec![]);
        form.note = Some("The form did not come whole. Look at it once more, and save again.".into());
        return Ok(Saved::Again(Box::new(form)));
    };
    let merged = merge(base, &typed.fields, &theirs, &typed.picks);
    let mut wanted = merged.fields;
    let mut clashes = merged.clashes;
    // A clash that was shown and not decided is still one.
    for field in typed.asked.iter().filter(|field| !typed.picks.contains_key(*field)) {
        let (mine, now) = (of(&typed.fields, field), of(&theirs, field));
        if mine != now && !clashes.iter().any(|c| c.field == *field) {
            clashes.push(super::merge::Clash { field: field.clone(), mine: mine.into(), theirs: now.into() });
        }
    }
    if !clashes.is_empty() {
        let mut form = again(wanted, refused.clone());
        form.clashes = clashes;
        return Ok(Saved::Again(Box::new(form)));
    }
    if grid::waits(&wanted) {
        let mut form = match grid::lay(&mut wanted, false) {
            Some(_) => again(wanted, refused.clone()),
            None => again(wanted, vec![("v".into(), too_many())]),
        };
        form.note = form.faults.is_empty().then(|| {
            "There are rows for what is new. Give them a price, or say that they are not made, and save again.".into()
        });
        return Ok(Saved::Again(Box::new(form)));
    }
    let beside = store::beside(&mut tx).await?;
    let ground = Ground { known: known.as_ref(), before: &theirs, beside: &beside, currency };
    let (mut draft, mut faults) = wish(&wanted, &ground);
    faults.splice(0..0, refused.clone());
    let skus = wish::skus(&wanted);
    for (sku, other, title) in store::skus_of_others(&mut tx, id.unwrap_or(0), skus.keys().cloned().collect()).await? {
        let typed = of(&wanted, &skus[&sku]).to_string();
        faults.push((skus[&sku].clone(), format!("The SKU {typed} belongs to {title} (product {other}).")));
    }
    let slug = Slug::parse(&draft.slug);
    if let Some(slug) = &slug {
        let taken = store::named(&mut tx, slug.as_str()).await?.filter(|(other, _)| Some(*other) != id);
        match taken {
            Some(_) if of(&wanted, "slug").is_empty() => {
                draft.slug = store::free_slug(&mut tx, slug.as_str()).await?.map(|s| s.to_string()).unwrap_or_default();
            }
            Some((_, title)) => faults.push(("slug".into(), format!("{title} has this address."))),
            None => {}
        }
    }
    if !faults.is_empty() {
        return Ok(Saved::Again(Box::new(again(wanted, faults))));
    }
    if let (Some(known), Some(to)) = (&known, Slug::parse(&draft.slug))
        && let Some(from) = Slug::parse(&known.head.slug).filter(|from| *from != to)
    {
        slugs::rename(&mut tx, by, &from, &to, visit.now).await?;
    }
    let reason = REASONS
        .iter()
        .find(|(word, _)| *word == of(&wanted, "stock_reason") && beside.reasons.iter().any(|r| r == word))
        .map_or("counted", |(word, _)| word);
    let product = match put(&mut tx, by, &draft, reason, visit.now).await {
        Ok(put) => put.product,
        Err(PutFault::Database(error)) if is_taken(&error) && id.is_none() => {
            let words = "Somebody took this address or one of the SKUs at the same moment. Save once more.";
            return Ok(Saved::Again(Box::new(again(wanted, vec![("slug".into(), words.into())]))));
        }
        Err(PutFault::Database(error)) => return Err(error.into()),
        Err(PutFault::SkuTaken { sku, title }) => {
            let field = skus.get(&crate::values::fold(&sku)).cloned().unwrap_or("v".into());
            return Ok(Saved::Again(Box::new(again(
                wanted,
                vec![(field, format!("The SKU {sku} belongs to {title}."))],
            ))));
        }
        Err(fault) => return Ok(Saved::Again(Box::new(again(wanted, vec![("v".into(), format!("{fault}."))])))),
    };
    let (before, after) = changes::told(&theirs, &wanted, known.as_ref());
    store::forget_draft(&mut tx, by, id).await?;
    if after.is_empty() && id.is_some() {
        tx.commit().await?;
        return Ok(Saved::Done(product, "same"));
    }
    let act = Act {
        actor: by.actor(),
        act: if id.is_some() { "product.edited" } else { "product.made" },
        subject: ("product", product),
        before: &before,
        after: &after,
        from: &visit.network,
    };
    audit::append(&mut tx, act, visit.now).await?;
    tx.commit().await?;
    Ok(Saved::Done(product, if id.is_some() { "saved" } else { "made" }))
}
