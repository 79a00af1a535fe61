//! What a person's pages lead to and send: links and forms, as somebody with a browser finds them.
use super::Row;
use crate::kit::wire::Ask;
use axum::Router;
use scraper::{ElementRef, Html, Selector};
use server::router::Who;
use std::collections::BTreeSet;

/// What a form would send, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sending {
    pub path: String,
    pub fields: Vec<(String, String)>,
}
/// What one person's pages hold.
#[derive(Default)]
pub struct Seen {
    links: BTreeSet<String>,
    pub forms: Vec<Sending>,
}
impl Seen {
    /// Every path that a page leads or sends to.
    pub fn paths(&self) -> Vec<String> {
        let all: BTreeSet<String> =
            self.links.iter().cloned().chain(self.forms.iter().map(|s| s.path.clone())).collect();
        all.into_iter().collect()
    }
}
/// What the owner's, a host's and the merchant's pages hold.
pub struct Found {
    pub customer: Seen,
    pub host: Seen,
    pub merchant: Seen,
}

/// Whether a path is one of a pattern of the table.
pub fn fits(pattern: &str, path: &str) -> bool {
    let (mut want, mut is) = (pattern.split('/'), path.split('/'));
    loop {
        match (want.next(), is.next()) {
            (None, None) => return true,
            (Some(want), Some(is)) if want == is || (want.starts_with('{') && !is.is_empty()) => {}
            _ => return false,
        }
    }
}

/// Opens every page of the table with this cookie, and whatever of the table those lead to; follows nothing that acts.
pub async fn walk(router: &Router, cookie: &str, rows: &[Row]) -> Seen {
    let pages: Vec<&Row> = rows.iter().filter(|r| r.0 == "GET" && !r.1.starts_with("/assets/")).collect();
    let mut todo: Vec<String> = pages.iter().filter(|r| !r.1.contains('{')).map(|r| r.1.to_string()).collect();
    let (mut done, mut seen) = (BTreeSet::new(), Seen::default());
    while let Some(path) = todo.pop() {
        let plain = path.split(['?', '#']).next().unwrap().to_string();
        // Three of a kind are enough.
        let kind = pages.iter().position(|r| fits(r.1, &plain));
        let Some(kind) = kind else { continue };
        if done.iter().filter(|(k, _)| *k == kind).count() >= 3 || !done.insert((kind, path.clone())) {
            continue;
        }
        let answer = Ask::get(&path).holding(cookie).to(router).await;
        if answer.status != 200 {
            continue;
        }
        let html = Html::parse_document(&answer.html);
        for link in html.select(&css("a[href]")).filter_map(|a| a.attr("href")).filter(|to| to.starts_with('/')) {
            seen.links.insert(link.split(['?', '#']).next().unwrap().to_string());
            todo.push(link.to_string());
        }
        // The shop's own forms are anybody's: of them the table's samples are enough.
        if matches!(pages[kind].2, Who::Customer | Who::Host | Who::Merchant) || pages[kind].1.starts_with("/sign-") {
            seen.forms.extend(html.select(&css("form")).flat_map(|form| sendings(form, &plain)));
        }
    }
    seen.forms.sort();
    seen.forms.dedup();
    seen
}
fn css(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

/// What a form sends, once for each of its buttons.
fn sendings(form: ElementRef, here: &str) -> Vec<Sending> {
    if !form.attr("method").is_some_and(|m| m.eq_ignore_ascii_case("post")) {
        return vec![];
    }
    let path = form.attr("action").filter(|a| !a.is_empty()).unwrap_or(here);
    let mut fields: Vec<(String, String)> = vec![];
    for control in form.select(&css("input[name], select[name], textarea[name]")) {
        let (name, kind) = (control.attr("name").unwrap(), control.attr("type").unwrap_or("text"));
        let value = match (control.value().name(), kind) {
            (_, "submit" | "button" | "file") => continue,
            (_, "radio") if fields.iter().any(|(n, _)| n == name) => continue,
            (_, "checkbox" | "radio") => control.attr("value").unwrap_or("on").to_string(),
            ("select", _) => control
                .select(&css("option"))
                .max_by_key(|o| o.attr("selected").is_some())
                .and_then(|o| o.attr("value"))
                .unwrap_or("")
                .to_string(),
            ("textarea", _) => control.text().collect(),
            _ => control.attr("value").unwrap_or("").to_string(),
        };
        fields.push((name.to_string(), if value.is_empty() { guess(name, kind) } else { value }));
    }
    let buttons: Vec<ElementRef> = form.select(&css("button")).filter(|b| b.attr("type") != Some("button")).collect();
    let mut all = vec![];
    for button in &buttons {
        let mut fields = fields.clone();
        if let Some(name) = button.attr("name") {
            fields.push((name.to_string(), button.attr("value").unwrap_or("").to_string()));
        }
        all.push(Sending {
            path: button.attr("formaction").unwrap_or(path).split('?').next().unwrap().to_string(),
            fields,
        });
    }
    all
}
/// What somebody would type who has nothing to lose.
fn guess(name: &str, kind: &str) -> String {
    match (kind, name) {
        ("hidden", _) => "",
        ("email", _) | (_, "email") => "somebody.else@example.org",
        ("password", _) => "no such words at all",
        ("number", _) => "1",
        (_, "code") => "123456",
        _ => "Somebody",
    }
    .to_string()
}
/// A form for a row that no page shows.
pub fn guessed() -> Vec<(String, String)> {
    [
        ("email", "somebody.else@example.org"),
        ("password", "no such words at all"),
        ("name", "Somebody"),
        ("alias", "Somebody"),
        ("code", "123456"),
        ("id", "1"),
        ("person", "1"),
        ("address", "1"),
        ("invitation", "1"),
        ("order", "1"),
        ("line", "1"),
        ("quantity", "1"),
        ("role", "host"),
        ("act", "save"),
    ]
    .map(|(k, v)| (k.to_string(), v.to_string()))
    .to_vec()
}
