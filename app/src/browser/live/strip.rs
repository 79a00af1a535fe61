//! A strip that follows what happens: calm, a line in eight seconds at most, and never under somebody's hand.
use super::{attr, ears, height, hold, is_hidden, items_of, later, now, number, pause};
use crate::browser::text_of;
use crate::browser::web::wants_stillness;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// How long its lines stand at least, in milliseconds.
const STANDS: i64 = 8_000;

struct Strip {
    root: Element,
    items: Element,
    /// Whether there is something newer than its lines.
    due: Cell<bool>,
    next: Cell<i64>,
}
thread_local! {
    static STRIPS: RefCell<Vec<Rc<Strip>>> = const { RefCell::new(vec![]) };
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

pub fn begin(root: Element) {
    let Some(items) = items_of(&root) else { return };
    let (topics, last) = (attr(&root, "data-topics"), number(&root, "data-last"));
    let strip = Rc::new(Strip { root, items, due: false.into(), next: 0.into() });
    STRIPS.with_borrow_mut(|strips| strips.push(strip.clone()));
    ears::listen(&topics, last, move |_| {
        strip.due.set(true);
        turn();
    });
}

/// Draws anew whatever is due and may be, and looks again while something waits.
fn turn() {
    let strips = STRIPS.with_borrow(Clone::clone);
    for strip in strips.iter().filter(|strip| strip.due.get() && strip.may_change() && now() >= strip.next.get()) {
        strip.due.set(false);
        strip.next.set(now() + STANDS);
        let strip = strip.clone();
        spawn_local(async move {
            match text_of(&attr(&strip.root, "data-fragment"), "text/html").await {
                Ok((_, html)) if strip.may_change() => strip.draw(&html),
                _ => {
                    strip.due.set(true);
                    look_again();
                }
            }
        });
    }
    if strips.iter().any(|strip| strip.due.get()) {
        look_again();
    }
}
fn look_again() {
    if !WAITS.replace(true) {
        later(2_000, || {
            WAITS.set(false);
            turn();
        });
    }
}

impl Strip {
    fn may_change(&self) -> bool {
        let held = self.root.matches(":hover,:focus-within").unwrap_or(false);
        !(held || wants_stillness() || is_hidden() || pause::is_on())
    }
    /// Its new lines take no more room than the old ones had, and no less: nothing below it moves. The oldest give way.
    fn draw(&self, html: &str) {
        let (before, room) = (self.items.inner_html(), height(&self.items));
        hold(&self.items, room);
        self.items.set_inner_html(html);
        while height(&self.items) > room && self.items.child_element_count() > 1 {
            if let Some(oldest) = self.items.last_element_child() {
                oldest.remove();
            }
        }
        if height(&self.items) > room {
            self.items.set_inner_html(&before);
        }
    }
}
