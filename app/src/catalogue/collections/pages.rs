//! The desk's pages of collections: the list, and one of them.
use super::actions::sentence;
use super::store::{self, Head, Line, Member};
use super::{Condition, FIELDS, MOST, OPS, Rule};
use crate::admin::file;
use crate::catalogue::editor::pages::number;
use crate::catalogue::editor::store as beside;
use crate::catalogue::islands::Keeping;
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::field::{Field, fault};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Currency;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What was typed into the form of a collection.
#[derive(Clone, Debug)]
pub struct Typed {
    pub head: Head,
    pub conditions: Vec<Condition>,
    pub find: String,
    pub places: BTreeMap<i64, String>,
    pub off: BTreeSet<i64>,
    pub add: Vec<i64>,
}

/// `GET /admin/collections`
pub async fn collections(visit: Visit) -> Response {
    visit.show(async { list(&visit, "", None).await }).await
}
/// The list with what was typed for a new one.
pub async fn list(visit: &Visit, title: &str, problem: Option<Problem>) -> Result<Page, Instead> {
    let by = visit.merchant().await?;
    let all = store::lines(visit.db(), &by).await?;
    let name = visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default();
    let fresh = visit.viewer().await?.is_fresh(visit.now);
    let (title, status) = (title.to_string(), faults::status(&problem));
    let done = (visit.query("done") == "removed" && problem.is_none())
        .then_some("The collection is gone. Its products are where they were.");
    Ok(Page::new("Collections", move |_: &Front| {
        let rows = all.iter().map(line).collect_view();
        let done = done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
        let field = Field::text("title", "Name of a new collection", "off").most(100).filled(&title, faults::beside(&problem, "title")).view();
        view! {
            <div class="wrap stack gap-5">
                <h1>"Collections"</h1>
                {faults::over(&problem)}
                {done}
                <div class="scroll" tabindex="0" role="region" aria-label="Collections">
                    <table class="full">
                        <thead><tr><th scope="col">"Name"</th><th scope="col">"Filled"</th><th scope="col" class="n">"On the shelf"</th><th scope="col">"Order"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {file::ask("/admin/collections", &[], fresh, faults::beside(&problem, "password"))}
                <form class="panel stack gap-3 measure" method="post" action="/admin/collections" novalidate>
                    {field}
                    <p><button class="btn">"Make the collection"</button></p>
                </form>
            </div>
        }
    })
    .desk(name)
    .status(status))
}
/// By what a collection is filled, in words.
pub fn filled(by_rule: bool) -> &'static str {
    if by_rule { "By rule" } else { "By hand" }
}
fn line(c: &Line) -> impl IntoView + use<> {
    let of = format!(" {}", c.title);
    view! {
        <tr>
            <th scope="row"><a href=format!("/admin/collections/{}", c.id)>{c.title.clone()}</a></th>
            <td>{filled(c.by_rule)}</td>
            <td class="n">{c.shown}</td>
            <td><form class="row nowrap gap-2" method="post" action="/admin/collections"><input type="hidden" name="move" value=c.id.to_string()/>
                <button class="btn bare sm" name="act" value="up">"Up"<span class="vh">{of.clone()}</span></button>
                <button class="btn bare sm" name="act" value="down">"Down"<span class="vh">{of}</span></button></form></td>
        </tr>
    }
}

/// `GET /admin/collections/{id}`
pub async fn collection(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .show(async {
            let id = number(&id)?;
            visit.merchant().await?;
            let head = store::head(visit.db(), id).await?.ok_or(Instead::Missing)?;
            let rule = store::rule(visit.db(), &head).await?;
            let currency = visit.facts().await?.currency();
            let typed = Typed {
                conditions: rule.conditions.iter().map(|c| c.typed(currency)).collect(),
                head,
                find: String::new(),
                places: BTreeMap::new(),
                off: BTreeSet::new(),
                add: vec![],
            };
            again(&visit, id, typed, "", None).await
        })
        .await
}

/// What the page of one shows.
struct Shown {
    title: String,
    slug: String,
    typed: Typed,
    members: Vec<Member>,
    found: Option<Vec<Member>>,
    counted: Option<String>,
    makers: Vec<(String, String)>,
    attributes: Vec<(String, String)>,
    problem: Option<Problem>,
    done: Option<&'static str>,
}

/// The page of one with what was typed; `act` says what was asked of it: `find`, `count`, or nothing.
pub async fn again(visit: &Visit, id: i64, typed: Typed, act: &str, problem: Option<Problem>) -> Result<Page, Instead> {
    visit.merchant().await?;
    let db = visit.db();
    let currency = visit.facts().await?.currency();
    let head = store::head(db, id).await?.ok_or(Instead::Missing)?;
    let members = if head.by_rule { vec![] } else { store::members(db, id).await? };
    let found = match act {
        "find" if !typed.find.is_empty() => Some(store::others(db, id, &typed.find).await?),
        _ => None,
    };
    let counted = match (act, rule(&typed, currency)) {
        ("count", Err(fault)) => Some(fault),
        ("count", Ok(rule)) => {
            let (many, first) = store::count(db, &rule).await?;
            Some(sentence(many, &first))
        }
        _ if head.by_rule && problem.is_none() => {
            let (many, first) = store::count(db, &store::rule(db, &head).await?).await?;
            Some(sentence(many, &first))
        }
        _ => None,
    };
    let around = beside::beside(db).await?;
    let name = visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default();
    let status = faults::status(&problem);
    let done = match visit.query("done").as_str() {
        "saved" => Some("It is saved."),
        "same" => Some("Nothing was changed."),
        "made" => Some("It is there, and empty. Fill it by hand or by a rule."),
        _ => None,
    };
    let shown = Shown {
        title: head.title.clone(),
        slug: head.slug,
        typed,
        members,
        found,
        counted,
        makers: around.makers,
        attributes: around.attributes.into_iter().map(|a| (a.1, a.2)).collect(),
        done: done.filter(|_| problem.is_none()),
        problem,
    };
    Ok(Page::new(head.title, move |_: &Front| view(&shown, id)).desk(name).lively().status(status))
}
fn rule(typed: &Typed, currency: Currency) -> Result<Rule, String> {
    let conditions = typed.conditions.iter().map(|c| Condition::parse(c, currency)).collect::<Result<Vec<_>, _>>()?;
    Ok(Rule { any: typed.head.match_any, conditions })
}

fn text(s: &Shown, name: &'static str, label: &str, value: &str, hint: &str) -> AnyView {
    let field = Field::text(name, label, "off").filled(value, faults::beside(&s.problem, name));
    let field = if name == "title" || name == "slug" { field } else { field.optional() };
    match hint {
        "" => field.view().drawn(),
        hint => field.hint(hint).view().drawn(),
    }
}

fn view(s: &Shown, id: i64) -> impl IntoView + use<> {
    let steps = [
        ("/admin/collections".to_string(), "Collections".to_string()),
        (format!("/admin/collections/{id}"), s.title.clone()),
    ];
    let h = &s.typed.head;
    let path = format!("/admin/collections/{id}");
    let done = s.done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    let makers = std::iter::once((String::new(), "Nobody: it stands for itself".to_string()))
        .chain(s.makers.clone())
        .map(|(handle, name)| {
            let chosen = handle == h.said_by;
            view! { <option value=handle selected=chosen>{name}</option> }
        })
        .collect_view();
    let lead = h.lead.clone();
    let wrong = faults::beside(&s.problem, "lead");
    let invalid = wrong.is_some().then_some("true");
    let how = faults::beside(&s.problem, "how");
    let seo = words::count(h.seo_title.chars().count() as i64, "letter", "letters");
    let fields = view! {
        <section class="panel stack gap-4" aria-labelledby="what">
            <h2 id="what">"What it is"</h2>
            {text(s, "title", "Name", &h.title, "")}
            <div class="field"><label for="lead">"A sentence that leads in"</label>{fault(wrong, Some("lead-fault".into()))}<textarea id="lead" name="lead" rows="2" maxlength="500" aria-invalid=invalid>{lead}</textarea></div>
            <div class="field"><label for="said_by">"Said by"</label><select id="said_by" name="said_by">{makers}</select></div>
            {text(s, "slug", "Address", &h.slug, "The old address leads on to the new one.")}
            {text(s, "seo_title", "Title for search engines", &h.seo_title, &format!("About 60 letters are shown; {seo} used."))}
            {text(s, "seo_description", "Description for search engines", &h.seo_description, "About 155 letters are shown.")}
        </section>
        <section class="panel stack gap-4" aria-labelledby="filled" id="how">
            <h2 id="filled">"How it is filled"</h2>
            {fault(how, None)}
            <label class="tick"><input type="radio" name="how" value="hand" checked=!h.by_rule/><span>"By hand, in the order below"</span></label>
            <label class="tick"><input type="radio" name="how" value="rule" checked=h.by_rule/><span>"By a rule: what meets it stands in it, from the moment it does"</span></label>
        </section>
        {conditions(s)}
        {members(s)}
    }
    .drawn();
    let action = path.clone();
    let title = s.title.clone();
    view! {
        <div class="wrap stack gap-5">
            {crumbs(&steps)}
            <div class="row between"><h1>{s.title.clone()}</h1><a class="btn quiet" href=format!("/collections/{}", s.slug)>"See it in the shop"</a></div>
            {faults::over(&s.problem)}
            {done}
            <Keeping>
                <form class="stack gap-5" method="post" action=action novalidate data-keep="count" data-warn="">
                    <p><button class="btn">"Save changes"</button></p>
                    {fields}
                    <p class="savebar"><button class="btn">"Save"</button></p>
                </form>
            </Keeping>
            <form class="panel stack gap-3" method="post" action=path>
                <p class="soft">"Taking a collection away leaves its products where they are. Its address leads nowhere then."</p>
                <p><button class="btn bad" name="act" value="remove">{format!("Take {title} away")}</button></p>
            </form>
        </div>
    }
}

fn options(all: &[(String, String)], chosen: &str) -> AnyView {
    all.iter()
        .map(|(word, text)| view! { <option value=word.clone() selected=word == chosen>{text.clone()}</option> })
        .collect_view()
        .drawn()
}
fn pairs<'p>(first: &str, all: impl Iterator<Item = (&'p str, &'p str)>) -> Vec<(String, String)> {
    let all = all.map(|(word, text)| (word.to_string(), text.to_string()));
    if first.is_empty() {
        all.collect()
    } else {
        std::iter::once((String::new(), first.to_string())).chain(all).collect()
    }
}

/// The conditions of the rule, with room for more.
fn conditions(s: &Shown) -> impl IntoView + use<> {
    let room = (s.typed.conditions.len() + 2).min(MOST);
    let fields = pairs("Nothing", FIELDS.iter().map(|(word, text, _)| (*word, *text)));
    let ops = pairs("", OPS.iter().copied());
    let attributes = pairs("", s.attributes.iter().map(|(word, text)| (word.as_str(), text.as_str())));
    let attributes: Vec<(String, String)> =
        std::iter::once((String::new(), "None".to_string())).chain(attributes).collect();
    let none = Condition::default();
    let lines = (0..room)
        .map(|i| {
            let c = s.typed.conditions.get(i).unwrap_or(&none);
            let id = |name: &str| format!("{name}-{i}");
            let n = i + 1;
            let wrong = match &s.problem {
                Some(Problem::Fields(all)) => all.iter().find(|(name, _)| *name == id("value")).map(|(_, words)| words.clone()),
                _ => None,
            };
            let invalid = wrong.is_some().then_some("true");
            view! {
                <li class="condition">
                    <div class="field"><label for=id("field")>{format!("Condition {n} is about")}</label><select id=id("field") name=id("field")>{options(&fields, &c.field)}</select></div>
                    <div class="field"><label for=id("attribute")>{format!("Specification of condition {n}")}</label><select id=id("attribute") name=id("attribute")>{options(&attributes, &c.attribute)}</select></div>
                    <div class="field"><label for=id("op")>{format!("How condition {n} asks")}</label><select id=id("op") name=id("op")>{options(&ops, &c.op)}</select></div>
                    <div class="field"><label for=id("value")>{format!("Measure of condition {n}")}</label>{fault(wrong, None)}<input id=id("value") name=id("value") type="text" autocomplete="off" maxlength="100" value=c.value.clone() aria-invalid=invalid/></div>
                </li>
            }
        })
        .collect_view();
    let counted = view! { <p role="status" id="counted" data-said="">{s.counted.clone()}</p> };
    let any = s.typed.head.match_any;
    view! {
        <section class="panel stack gap-4" aria-labelledby="rule">
            <div class="head"><h2 id="rule">"The rule"</h2><p>"Counts only while it is filled by a rule."</p></div>
            <div class="row gap-4">
                <label class="tick"><input type="radio" name="match" value="all" checked=!any/><span>"All conditions"</span></label>
                <label class="tick"><input type="radio" name="match" value="any" checked=any/><span>"Any of them"</span></label>
            </div>
            <ol class="plainlist stack gap-3">{lines}</ol>
            <p class="row gap-3"><button class="btn quiet sm" name="act" value="count">"Count"</button></p>
            {counted}
        </section>
    }
}

/// The products of a collection by hand, in their order, and the way to put more into it.
fn members(s: &Shown) -> Option<impl IntoView + use<>> {
    if s.members.is_empty() && s.typed.head.by_rule && s.found.is_none() {
        return None;
    }
    let state = |status: &str| match status {
        "active" => "On the shelf",
        "draft" => "Draft",
        _ => "Off the shelf",
    };
    let rows = s
        .members
        .iter()
        .enumerate()
        .map(|(i, m)| {
            let place = s.typed.places.get(&m.id).cloned().unwrap_or_else(|| (i + 1).to_string());
            let off = s.typed.off.contains(&m.id);
            view! {
                <tr>
                    <td><input class="place" type="text" inputmode="numeric" name=format!("place-{}", m.id) maxlength="6" autocomplete="off" value=place aria-label=format!("Place of {}", m.title)/></td>
                    <th scope="row"><a href=format!("/admin/products/{}", m.id)>{m.title.clone()}</a></th>
                    <td>{state(&m.status)}</td>
                    <td><label class="tick"><input type="checkbox" name=format!("off-{}", m.id) checked=off/><span>"Take out"<span class="vh">{format!(" {}", m.title)}</span></span></label></td>
                </tr>
            }
        })
        .collect_view();
    let found = s.found.as_ref().map(|all| {
        let none = all.is_empty().then(|| view! { <p class="soft">"No other product goes by that."</p> });
        let lines = all
            .iter()
            .map(|m| {
                let words = format!("{}, {}", m.title, state(&m.status).to_lowercase());
                let on = s.typed.add.contains(&m.id);
                view! { <li><label class="tick"><input type="checkbox" name="add" value=m.id.to_string() checked=on/><span>{words}</span></label></li> }
            })
            .collect_view();
        view! { {none}<ul class="plainlist">{lines}</ul> }
    });
    let kept = s.found.is_none().then(|| {
        s.typed.add.iter().map(|id| view! { <input type="hidden" name="add" value=id.to_string()/> }).collect_view()
    });
    let wrong = faults::beside(&s.problem, "members");
    let most = (s.members.len() as i64 == store::ARRANGED)
        .then(|| view! { <p class="small soft">{format!("The first {}. The others stand behind them.", store::ARRANGED)}</p> });
    let table = (!s.members.is_empty()).then(|| {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label="Products in it">
                <table class="full">
                    <thead><tr><th scope="col">"Place"</th><th scope="col">"Product"</th><th scope="col">"Stands"</th><th scope="col">"Out of it"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    let find = s.typed.find.clone();
    Some(view! {
        <section class="panel stack gap-4" aria-labelledby="members-head" id="members">
            <div class="head"><h2 id="members-head">"Products in it"</h2><p>"Write other places to arrange them; products of one place stay as they are."</p></div>
            {fault(wrong, None)}
            {table}
            {most}
            <div class="row gap-3">
                <div class="field grow"><label for="find">"Put products into it"</label><input id="find" name="find" type="text" autocomplete="off" maxlength="100" value=find placeholder="Name, address or SKU"/></div>
                <button class="btn quiet sm" name="act" value="find">"Find products"</button>
            </div>
            {found}
            {kept}
        </section>
    })
}
