//! What the collections' forms do.
use super::pages::{self, Typed, filled};
use super::store::{self, Head, Line};
use super::{Condition, MOST, Rule};
use crate::admin::file;
use crate::catalogue::editor::pages::number;
use crate::db::is_taken;
use crate::house::store::newer;
use crate::parts::posted::Posted;
use crate::problem::{Problem, Said};
use crate::shell::{Instead, Page};
use crate::site::Visit;
use crate::values::{Currency, Slug};
use crate::viewer::Merchant;
use crate::words;
use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use futures::stream;

/// `POST /admin/collections`: makes one, moves one up or down, or saves the list as a file.
pub async fn make(visit: Visit, form: Posted) -> Response {
    if form.of("save") != "csv" {
        return visit.show(made(&visit, &form)).await;
    }
    match saved(&visit, &form).await {
        Ok(answer) => answer,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::list(&visit, "", Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// The list as it is shown; it is never longer than one page.
async fn saved(visit: &Visit, form: &Posted) -> Result<Response, Problem> {
    let by = file::leave(visit, form.of("password"), "collections.exported", &[]).await?;
    let all = store::lines(visit.db(), by.merchant()).await?;
    let cells =
        |c: Line| vec![c.title, format!("/collections/{}", c.slug), filled(c.by_rule).into(), c.shown.to_string()];
    let rows = stream::iter([Ok(all.into_iter().map(cells).collect())]);
    let head = ["name", "address", "filled", "on the shelf"];
    Ok(file::answer("collections", visit.now, &visit.facts().await?.zone(), &head, rows))
}

async fn made(visit: &Visit, form: &Posted) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    if let Some(id) = form.number("move") {
        let mut tx = visit.db().begin().await?;
        store::shift(&mut tx, id, form.of("act") == "up").await?;
        tx.commit().await?;
        return Err(Instead::Seen("/admin/collections".into()));
    }
    let title = form.of("title").trim();
    let mut faults: Vec<(&'static str, String)> = vec![];
    let slug = Slug::of(title);
    if title.is_empty() || title.chars().count() > 100 || slug.is_none() {
        faults.push(("title", "A collection needs a name of 1 to 100 letters.".into()));
    }
    if let Some(slug) = slug.filter(|_| faults.is_empty()) {
        let mut tx = visit.db().begin().await?;
        match store::named(&mut tx, slug.as_str()).await? {
            Some((_, other)) => faults.push(("title", format!("{other} has the address /collections/{slug} already."))),
            None => match store::make(&mut tx, &by, (title, slug.as_str()), &visit.network, visit.now).await {
                Ok(id) => {
                    newer(&mut tx).await?;
                    tx.commit().await?;
                    return Err(Instead::Seen(format!("/admin/collections/{id}?done=made")));
                }
                Err(error) if is_taken(&error) => faults.push(("title", "It was made at this very moment.".into())),
                Err(error) => return Err(error.into()),
            },
        }
    }
    pages::list(visit, title, Some(Problem::Fields(faults))).await
}

/// `POST /admin/collections/{id}`
pub async fn change(visit: Visit, Path(id): Path<String>, form: Posted) -> Response {
    if form.of("act") == "count" && visit.wants_json() {
        return match counted(&visit, &form).await {
            Ok(words) => Json(Said { words, ..Said::default() }).into_response(),
            Err(problem) => crate::shell::said(&problem),
        };
    }
    visit.show(async { changed(&visit, number(&id)?, &form).await }).await
}

/// What a rule would hold, in a sentence.
async fn counted(visit: &Visit, form: &Posted) -> Result<String, Problem> {
    visit.merchant().await?;
    if form.of("how") != "rule" {
        return Ok(String::new());
    }
    let currency = visit.facts().await?.currency();
    let typed = read(form);
    match parsed(&typed.conditions, form.of("match") == "any", currency) {
        Ok(rule) => {
            let (many, first) = store::count(visit.db(), &rule).await?;
            Ok(sentence(many, &first))
        }
        Err((_, fault)) => Ok(fault),
    }
}
/// How many products a rule finds, and the first of them.
pub fn sentence(many: i64, first: &[(String, String)]) -> String {
    let names: Vec<&str> = first.iter().map(|(title, _)| title.as_str()).collect();
    match many {
        0 => "No product meets it now.".into(),
        1_000 => format!("1,000 products or more meet it: {}…", names.join(", ")),
        n if n as usize > names.len() => {
            format!("{} meet it: {}…", words::count(n, "product", "products"), names.join(", "))
        }
        1 => format!("1 product meets it: {}.", names.join(", ")),
        n => format!("{} meet it: {}.", words::count(n, "product", "products"), names.join(", ")),
    }
}

fn read(form: &Posted) -> Typed {
    let of = |name: &str| form.of(name).trim().replace("\r\n", "\n");
    let conditions = (0..MOST)
        .map(|i| Condition {
            field: of(&format!("field-{i}")),
            op: of(&format!("op-{i}")),
            attribute: of(&format!("attribute-{i}")),
            value: of(&format!("value-{i}")),
        })
        .filter(|c| !c.field.is_empty())
        .collect();
    Typed {
        head: Head {
            id: 0,
            slug: of("slug"),
            title: of("title"),
            lead: of("lead"),
            said_by: of("said_by"),
            seo_title: of("seo_title"),
            seo_description: of("seo_description"),
            by_rule: form.of("how") == "rule",
            arranged: false,
            match_any: form.of("match") == "any",
        },
        conditions,
        find: of("find"),
        places: form
            .pairs
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix("place-")?.parse().ok()?, value.trim().to_string())))
            .collect(),
        off: form.pairs.iter().filter_map(|(name, _)| name.strip_prefix("off-")?.parse().ok()).collect(),
        add: form.all("add").filter_map(|id| id.parse().ok()).collect(),
    }
}
/// The rule of what was typed; else the place of the condition that is wrong, and why.
fn parsed(typed: &[Condition], any: bool, currency: Currency) -> Result<Rule, (usize, String)> {
    let conditions = typed
        .iter()
        .enumerate()
        .map(|(i, c)| Condition::parse(c, currency).map_err(|fault| (i, fault)))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Rule { any, conditions })
}

/// The names of the fields of a rule, for their faults.
const VALUES: [&str; MOST] =
    ["value-0", "value-1", "value-2", "value-3", "value-4", "value-5", "value-6", "value-7", "value-8", "value-9"];

async fn changed(visit: &Visit, id: i64, form: &Posted) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let currency = visit.facts().await?.currency();
    let typed = read(form);
    match form.of("act") {
        "find" | "count" => return pages::again(visit, id, typed, form.of("act"), None).await,
        "remove" => return Err(removed(visit, &by, id).await?),
        _ => {}
    }
    let mut faults: Vec<(&'static str, String)> = vec![];
    let mut most = |name: &'static str, text: &str, most: usize| {
        if text.chars().count() > most {
            faults.push((name, format!("At most {most} letters.")));
        }
    };
    most("title", &typed.head.title, 100);
    most("lead", &typed.head.lead, 500);
    most("seo_title", &typed.head.seo_title, 200);
    most("seo_description", &typed.head.seo_description, 500);
    if typed.head.title.is_empty() {
        faults.push(("title", "A collection needs a name.".into()));
    }
    if Slug::parse(&typed.head.slug).is_none() {
        faults.push(("slug", "An address is small letters, digits and single dashes.".into()));
    }
    let rule = match parsed(&typed.conditions, typed.head.match_any, currency) {
        Ok(rule) => rule,
        Err((at, fault)) => {
            faults.push((VALUES[at], fault));
            Rule::default()
        }
    };
    if typed.head.by_rule && rule.conditions.is_empty() && faults.is_empty() {
        faults.push(("how", "A rule needs one condition at least.".into()));
    }
    if typed.places.values().any(|place| !place.is_empty() && place.parse::<i64>().is_err()) {
        faults.push(("members", "A place is a whole number.".into()));
    }
    let mut tx = visit.db().begin().await?;
    store::hold(&mut tx).await?;
    let old = store::head(&mut tx, id).await?.ok_or(Instead::Missing)?;
    if let Some((_, other)) = store::named(&mut tx, &typed.head.slug).await?.filter(|(other, _)| *other != id) {
        faults.push(("slug", format!("{other} has this address.")));
    }
    if !faults.is_empty() {
        drop(tx);
        return pages::again(visit, id, typed, "", Some(Problem::Fields(faults))).await;
    }
    let (shown, wanted) = match typed.head.by_rule {
        true => (vec![], vec![]),
        false => {
            let there: Vec<i64> = store::members(&mut tx, id).await?.into_iter().map(|m| m.id).collect();
            // A product that somebody else put in meanwhile stays.
            let shown: Vec<i64> = there.iter().copied().filter(|p| typed.places.contains_key(p)).collect();
            (shown, order(&there, &typed))
        }
    };
    let before_rule = store::rule(&mut tx, &old).await?;
    let there: Vec<i64> = match typed.head.by_rule {
        true => vec![],
        false => store::members(&mut tx, id).await?.into_iter().map(|m| m.id).collect(),
    };
    let moved = there != wanted;
    let new = Head {
        id,
        arranged: old.arranged || (moved && there.iter().any(|p| wanted.contains(p))),
        ..typed.head.clone()
    };
    let (before, after) = told(&old, &new, (&before_rule, &rule), moved.then_some((there.len(), wanted.len())));
    if after.is_empty() {
        return Err(Instead::Seen(format!("/admin/collections/{id}?done=same")));
    }
    store::write(&mut tx, &old, &new, &rule, visit.now).await?;
    match new.by_rule {
        true => store::refill(&mut tx, id, &rule).await?,
        false if moved => store::arrange(&mut tx, id, &shown, &wanted).await?,
        false => {}
    }
    // Last of all, as whoever changes a product does it: the shop's own row is what all wait for.
    newer(&mut tx).await?;
    store::told(&mut tx, &by, ("collection.edited", id), (&before, &after), &visit.network, visit.now).await?;
    tx.commit().await?;
    Err(Instead::Seen(format!("/admin/collections/{id}?done=saved")))
}

/// The order that was typed: by place, then as it was; what is new comes last, what was ticked goes.
fn order(there: &[i64], typed: &Typed) -> Vec<i64> {
    let mut all: Vec<(i64, usize, i64)> = there
        .iter()
        .enumerate()
        .filter(|(_, id)| !typed.off.contains(id))
        .map(|(i, id)| (typed.places.get(id).and_then(|p| p.parse().ok()).unwrap_or(i64::MAX), i, *id))
        .collect();
    all.sort();
    let mut ids: Vec<i64> = all.into_iter().map(|(_, _, id)| id).collect();
    for id in &typed.add {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids
}

/// What was changed, for the audit.
fn told(old: &Head, new: &Head, rules: (&Rule, &Rule), members: Option<(usize, usize)>) -> (String, String) {
    let how = |h: &Head| if h.by_rule { "by rule" } else { "by hand" }.to_string();
    let short = |text: &str| text.chars().take(60).collect::<String>();
    let rule = |r: &Rule| {
        let all: Vec<String> =
            r.conditions.iter().map(|c| format!("{} {} {} {}", c.field, c.attribute, c.op, c.value)).collect();
        all.join(if r.any { " or " } else { " and " })
    };
    let mut sides = (vec![], vec![]);
    let mut tell = |name: &str, before: String, after: String| {
        if before != after {
            sides.0.push(format!("{name}: {}", short(&before)));
            sides.1.push(format!("{name}: {}", short(&after)));
        }
    };
    tell("Name", old.title.clone(), new.title.clone());
    tell("Address", old.slug.clone(), new.slug.clone());
    tell("Lead", old.lead.clone(), new.lead.clone());
    tell("Said by", old.said_by.clone(), new.said_by.clone());
    tell("Title for search engines", old.seo_title.clone(), new.seo_title.clone());
    tell("Description for search engines", old.seo_description.clone(), new.seo_description.clone());
    tell("Filled", how(old), how(new));
    tell("Rule", rule(rules.0), rule(rules.1));
    if let Some((before, after)) = members {
        sides.0.push(format!("Products: {before}"));
        sides.1.push(format!("Products: {after}, in an order of their own"));
    }
    (sides.0.join("; "), sides.1.join("; "))
}

async fn removed(visit: &Visit, by: &Merchant, id: i64) -> Result<Instead, Instead> {
    let mut tx = visit.db().begin().await?;
    store::hold(&mut tx).await?;
    let old = store::head(&mut tx, id).await?.ok_or(Instead::Missing)?;
    store::remove(&mut tx, id).await?;
    store::told(&mut tx, by, ("collection.removed", id), (&old.title, ""), &visit.network, visit.now).await?;
    tx.commit().await?;
    Ok(Instead::Seen("/admin/collections?done=removed".into()))
}
