//! A list that tells of new things beside it, and shows them when somebody asks.
use super::{attr, ears, every, height, hold, items_of, number, say};
use crate::browser::{all_of, text_of};
use ears::News;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

struct List {
    root: Element,
    bar: Element,
    items: Element,
    /// What is new and does not stand on the page: `post:12`, in a feed `event:99`.
    new: RefCell<Vec<String>>,
    /// More happened than could be told.
    missed: Cell<bool>,
    asking: Cell<bool>,
}
thread_local! {
    static LISTS: RefCell<Vec<Rc<List>>> = const { RefCell::new(vec![]) };
    /// What this tab did itself.
    static MINE: RefCell<Vec<String>> = const { RefCell::new(vec![]) };
}

/// Listens for what is new in a list.
pub fn begin(root: Element) {
    let Some(items) = items_of(&root) else { return };
    let Ok(Some(bar)) = root.query_selector(".newbar") else { return };
    let (topics, last) = (attr(&root, "data-topics"), number(&root, "data-last"));
    let list = Rc::new(List { root, bar, items, new: RefCell::default(), missed: false.into(), asking: false.into() });
    LISTS.with_borrow_mut(|lists| lists.push(list.clone()));
    ears::listen(&topics, last, move |news| list.hear(news));
}
/// Shows what is new in the list of this bar.
pub fn show(bar: &Element) {
    if let Some(list) = lists().into_iter().find(|list| list.bar == *bar) {
        list.show();
    }
}
/// This tab did it itself: it is new to others.
pub fn mine(subject: &str) {
    MINE.with_borrow_mut(|mine| mine.push(subject.to_string()));
    lists().iter().for_each(|list| list.drop_new(subject));
}
fn lists() -> Vec<Rc<List>> {
    LISTS.with_borrow(Clone::clone)
}

impl List {
    fn hear(&self, news: &News) {
        match news.kind.as_str() {
            "resync" => self.missed.set(true),
            "withdrawn" => return self.drop_new(&news.subject),
            kind if !attr(&self.root, "data-kinds").split(' ').any(|own| own == kind) => return,
            _ => {
                let name = if self.is_feed() { format!("event:{}", news.id) } else { news.subject.clone() };
                let known = on_page(&name)
                    || self.new.borrow().contains(&name)
                    || MINE.with_borrow(|mine| mine.contains(&news.subject));
                if known {
                    return;
                }
                self.new.borrow_mut().push(name);
            }
        }
        self.tell();
    }
    /// A line of a feed is an event; an item of another list is what an event is about.
    fn is_feed(&self) -> bool {
        attr(&self.items, "data-live-list") == "feed" || !all_of(&self.items, "[data-event]").is_empty()
    }
    fn drop_new(&self, name: &str) {
        let before = self.new.borrow().len();
        self.new.borrow_mut().retain(|new| new != name);
        if self.new.borrow().len() < before {
            self.tell();
        }
    }
    fn tell(&self) {
        let n = self.new.borrow().len();
        if self.missed.get() {
            say::say(&self.bar, "Something was missed. Show what is new".into());
        } else if n == 0 {
            say::hush(&self.bar);
        } else {
            let noun = attr(&self.root, if n == 1 { "data-one" } else { "data-many" });
            say::say(&self.bar, format!("{n} new {noun}, show"));
        }
    }

    fn show(self: Rc<Self>) {
        if self.missed.get() {
            // Nobody knows what else changed meanwhile: the page is read again. What was written is kept.
            location().reload().ok();
            return;
        }
        if self.asking.replace(true) {
            return;
        }
        spawn_local(async move {
            let fragment = attr(&self.root, "data-fragment");
            let and = if fragment.contains('?') { '&' } else { '?' };
            let cursor = String::from(js_sys::encode_uri_component(&self.cursor()));
            match text_of(&format!("{fragment}{and}after={cursor}"), "text/html").await {
                Ok((_, html)) => {
                    if self.insert(&html) == 0 {
                        self.new.borrow_mut().clear();
                    }
                    self.new.borrow_mut().retain(|name| !on_page(name));
                    self.tell();
                }
                Err(_) => say::say(&self.bar, "That did not work. Try once more".into()),
            }
            self.asking.set(false);
        });
    }
    /// The list's own cursor, else the number of its newest item.
    fn cursor(&self) -> String {
        let newest = || {
            let of = |item: &Element| match number(item, "data-event") {
                0 => attr(item, "data-subject").rsplit(':').next().and_then(|id| id.parse().ok()).unwrap_or(0),
                id => id,
            };
            all_of(&self.items, "[data-subject]").iter().map(of).max().unwrap_or(0).to_string()
        };
        self.items.get_attribute("data-cursor").unwrap_or_else(newest)
    }
    /// Puts what the server drew where new things stand, without what stands there already; how many there were.
    fn insert(&self, html: &str) -> usize {
        let at_end = self.root.has_attribute("data-end");
        let Ok(fresh) = document().create_element("div") else { return 0 };
        fresh.set_inner_html(html);
        let first = self.items.first_element_child();
        let mut put: Vec<Element> = vec![];
        while let Some(item) = fresh.first_element_child() {
            item.remove();
            let name = match number(&item, "data-event") {
                0 => attr(&item, "data-subject"),
                id => format!("event:{id}"),
            };
            if !name.is_empty() && stands(&self.items, &name) {
                continue;
            }
            match &first {
                Some(first) if !at_end => first.insert_adjacent_element("beforebegin", &item),
                _ => self.items.insert_adjacent_element("beforeend", &item),
            }
            .ok();
            put.push(item);
        }
        // An item without a cursor of its own stands for itself by its number.
        match if at_end { put.last() } else { put.first() }.map(|newest| newest.get_attribute("data-cursor")) {
            Some(Some(cursor)) => self.items.set_attribute("data-cursor", &cursor),
            Some(None) => self.items.remove_attribute("data-cursor"),
            None => Ok(()),
        }
        .ok();
        if let Some(item) = put.first() {
            // What said that nothing is here yet.
            all_of(&self.items, "[data-empty]").iter().for_each(Element::remove);
            // The button that was pressed goes: whoever pressed it goes on at what it showed.
            focus(item);
        }
        put.len()
    }
}

fn focus(item: &Element) {
    item.set_attribute("tabindex", "-1").ok();
    if let Some(item) = item.dyn_ref::<HtmlElement>() {
        item.focus().ok();
    }
}
/// How an item is found by its name.
fn selector(name: &str) -> String {
    match name.strip_prefix("event:") {
        Some(id) => format!("[data-event='{id}'],[data-subject='{name}']"),
        None => format!("[data-subject='{name}']"),
    }
}
fn stands(within: &Element, name: &str) -> bool {
    within.query_selector(&selector(name)).is_ok_and(|found| found.is_some())
}
fn on_page(name: &str) -> bool {
    document().document_element().is_some_and(|page| stands(&page, name))
}

/// Puts "Taken down." in place of something that was withdrawn, which keeps its room: nothing around it moves.
pub fn take_down(name: &str) {
    let any = format!("{},[data-about='{name}']", selector(name));
    for item in every(&any).into_iter().filter(|item| item.closest("[data-live-list]").is_ok_and(|l| l.is_some())) {
        hold(&item, height(&item));
        let held = item.matches(":focus-within").unwrap_or(false);
        item.set_inner_html("<p class=\"gone\">Taken down.</p>");
        if held {
            focus(&item);
        }
    }
}
