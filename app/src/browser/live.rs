//! What is live on this page: lists, strips, the pause, drafts. Each root says by `data-live` which it is.
pub mod drafts;
mod ears;
mod leader;
mod list;
mod pause;
mod say;
mod strip;
mod tabs;

use super::{all_of, every, get};
use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::cell::Cell;
use std::time::Duration;
use web_sys::{Element, Event, EventTarget};

pub use list::mine;

/// Wakes what is live on the page, once the islands are all there and the page is shown to somebody.
pub fn wake() {
    thread_local!(static DUE: Cell<bool> = const { Cell::new(false) });
    if !DUE.replace(true) {
        later(0, || {
            when_shown(|| {
                DUE.set(false);
                begin();
            })
        });
    }
}
fn begin() {
    thread_local!(static BEGUN: Cell<bool> = const { Cell::new(false) });
    if !BEGUN.replace(true) {
        listen(&document(), "click", |event| {
            let pressed = |css: &str| target(&event)?.closest(css).ok().flatten();
            if let Some(bar) = pressed(".newbar") {
                list::show(&bar);
            } else if pressed("[data-pause]").is_some() {
                pause::toggle();
            }
        });
        listen(&document(), "input", |event| drafts::typed(target(&event)));
        listen(&document(), "submit", |event| {
            if !event.default_prevented() {
                drafts::sending(target(&event));
            }
        });
        listen(&document(), "visibilitychange", |_| tabs::seen());
        listen(&window(), "pagehide", |_| tabs::leave());
        listen(&window(), "pageshow", |event| {
            // The browser had kept the page: what was paused elsewhere meanwhile is paused here.
            if get(&event, "persisted").is_truthy() {
                pause::follow();
            }
        });
        listen(&window(), "storage", |event| pause::changed_elsewhere(&event));
    }
    for root in every("[data-live]:not([data-awake])") {
        root.set_attribute("data-awake", "").ok();
        match attr(&root, "data-live").as_str() {
            "list" => list::begin(root),
            "strip" => strip::begin(root),
            "draft" => drafts::begin(root),
            _ => {}
        }
    }
    pause::follow();
}

/// Runs `f` now, or when somebody sees the page that was made ready ahead.
pub fn when_shown(f: impl FnOnce() + 'static) {
    if get(&document(), "prerendering").is_truthy() {
        let shown = Closure::once_into_js(f);
        document().add_event_listener_with_callback("prerenderingchange", shown.unchecked_ref()).ok();
    } else {
        f();
    }
}

fn later(millis: u32, f: fn()) {
    set_timeout(f, Duration::from_millis(u64::from(millis)));
}
/// What the clock shows, in milliseconds.
fn now() -> i64 {
    js_sys::Date::now() as i64
}
/// Listens for as long as the page lives.
fn listen(on: &EventTarget, kind: &str, f: fn(Event)) {
    let f = Closure::<dyn Fn(Event)>::new(f).into_js_value();
    on.add_event_listener_with_callback(kind, f.unchecked_ref()).ok();
}
fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
fn attr(of: &Element, name: &str) -> String {
    of.get_attribute(name).unwrap_or_default()
}
fn number(of: &Element, name: &str) -> i64 {
    attr(of, name).parse().unwrap_or(0)
}
fn set(of: &JsValue, name: &str, value: &JsValue) {
    js_sys::Reflect::set(of, &name.into(), value).ok();
}
/// How high an element stands, in pixels.
fn height(of: &Element) -> i64 {
    get(of, "offsetHeight").as_f64().unwrap_or(0.0) as i64
}
/// Keeps this room for an element, whatever stands in it.
fn hold(of: &Element, height: i64) {
    set(&get(of, "style"), "minHeight", &format!("{height}px").into());
}
fn is_hidden() -> bool {
    get(&document(), "hidden").is_truthy()
}
/// The element inside a root whose items come and go.
fn items_of(root: &Element) -> Option<Element> {
    root.query_selector("[data-live-list]").ok().flatten()
}
