//! What somebody writes in a form is kept on this device until it was sent.
use super::{all_of, attr, every, get, later, say, set, when_shown};
use crate::browser::web::Kept;
use js_sys::{JSON, Object};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use web_sys::Element;

/// What is kept: what people write, nothing that is secret, chosen or the form's own.
const FIELDS: &str = "textarea[name],input[name]:not([type=hidden],[type=password],[type=file],[type=checkbox],[type=radio],[type=submit])";
/// Where a tab remembers what it just sent: the name of the draft, a line, the page.
const SENT: &str = "kitchen-sent";

thread_local! {
    /// Where somebody types, until it is kept.
    static ROOT: RefCell<Option<Element>> = const { RefCell::new(None) };
    static TYPED: Cell<u32> = const { Cell::new(0) };
    static PASSED: Cell<u32> = const { Cell::new(0) };
}

fn kept_as(key: &str) -> String {
    format!("kitchen-draft {key}")
}
fn value(field: &Element) -> String {
    get(field, "value").as_string().unwrap_or_default()
}
fn root_of(inside: Option<Element>) -> Option<Element> {
    inside?.closest("[data-draft]").ok()?
}

/// Puts back what was written into fields that came empty.
pub fn begin(root: Element) {
    let key = kept_as(&attr(&root, "data-draft"));
    let draft = Kept::Browser.text(&key).and_then(|text| JSON::parse(&text).ok());
    let mut filled = false;
    for field in all_of(&root, FIELDS) {
        let written = draft.as_ref().and_then(|draft| get(draft, &attr(&field, "name")).as_string());
        if let Some(written) = written.filter(|_| value(&field).is_empty()) {
            set(&field, "value", &written.into());
            filled = true;
        }
    }
    // Somebody was quicker than this program, or the browser put back what it had.
    let typed = all_of(&root, FIELDS).iter().any(|field| get(field, "defaultValue") != get(field, "value"));
    if typed {
        keep(&root, filled);
    }
}

/// Somebody types: it is kept when they pause.
pub fn typed(field: Option<Element>) {
    let Some(root) = root_of(field) else { return };
    if let Some(before) = ROOT.replace(Some(root.clone())).filter(|before| *before != root) {
        keep(&before, true);
    }
    TYPED.set(TYPED.get() + 1);
    later(300, || {
        PASSED.set(PASSED.get() + 1);
        if PASSED.get() == TYPED.get()
            && let Some(root) = ROOT.take()
        {
            keep(&root, true);
        }
    });
}
fn keep(root: &Element, says: bool) {
    let (draft, mut any) = (Object::new(), false);
    for field in all_of(root, FIELDS) {
        let written = value(&field);
        if !written.is_empty() {
            set(&draft, &attr(&field, "name"), &written.into());
            any = true;
        }
    }
    let key = kept_as(&attr(root, "data-draft"));
    if !any {
        return Kept::Browser.forget(&key);
    }
    let text = JSON::stringify(&draft).map(String::from).unwrap_or_default();
    if Kept::Browser.keep(&key, &text)
        && says
        && let Ok(Some(place)) = root.query_selector(":scope > output")
        && place.text_content().unwrap_or_default().is_empty()
    {
        say::say(&place, "What you wrote is kept on this device.".into());
    }
}

/// A form goes its plain way: this tab remembers it, until the next page says what became of it.
pub fn sending(form: Option<Element>) {
    let Some(root) = root_of(form) else { return };
    keep(&root, false);
    Kept::Tab.keep(SENT, &format!("{}\n{}", attr(&root, "data-draft"), here()));
}
/// A form was answered within its page.
pub fn answered(form: &Element, well: bool) {
    Kept::Tab.forget(SENT);
    if let Some(root) = root_of(Some(form.clone())).filter(|_| well) {
        ROOT.take();
        Kept::Browser.forget(&kept_as(&attr(&root, "data-draft")));
        for place in every("[data-draft] > output") {
            say::hush(&place);
        }
    }
}
/// On the next page: a form that was sent and led on by a redirect arrived, and its draft is forgotten. One that was refused
/// comes back with what was written, and one that never arrived leads nowhere: both keep theirs.
pub fn settle() {
    when_shown(|| {
        let Some(sent) = Kept::Tab.text(SENT) else { return };
        Kept::Tab.forget(SENT);
        let Some((key, from)) = sent.split_once('\n') else { return };
        let entry = super::super::navigation();
        let led_on =
            get(&entry, "redirectCount").as_f64().unwrap_or(0.0) > 0.0 && get(&entry, "type") != "back_forward";
        let referrer = get(&document(), "referrer").as_string().unwrap_or_default();
        if led_on && (referrer.is_empty() || referrer == from) {
            Kept::Browser.forget(&kept_as(key));
        }
    });
}
/// This page without what stands after `#`, as the next page hears of it.
fn here() -> String {
    location().href().unwrap_or_default().split('#').next().unwrap_or_default().to_string()
}
