//! The pause: kept by the browser, for all its tabs. While it is on no stream is open, and nothing live changes the page;
//! what happened meanwhile is told when it ends.
use super::{every, get, now, say, tabs};
use crate::browser::web::Kept;
use std::cell::Cell;
use web_sys::Event;

const KEY: &str = "kitchen-paused";

thread_local! {
    /// Since when, in milliseconds; 0 while everything is live. The browser may refuse to keep it.
    static SINCE: Cell<i64> = const { Cell::new(0) };
}

pub fn is_on() -> bool {
    SINCE.get() > 0
}
/// Somebody pressed the button.
pub fn toggle() {
    if is_on() {
        Kept::Browser.forget(KEY);
        become_(0);
    } else {
        let since = now();
        Kept::Browser.keep(KEY, &since.to_string());
        become_(since);
    }
}
/// Takes part in what the browser keeps, and in what happens if that is not paused.
pub fn follow() {
    become_(Kept::Browser.text(KEY).and_then(|text| text.parse().ok()).unwrap_or(0));
}
/// Another tab paused, or went on.
pub fn changed_elsewhere(event: &Event) {
    if get(event, "key").as_string().is_none_or(|key| key == KEY) {
        follow();
    }
}

fn become_(since: i64) {
    SINCE.set(since);
    draw();
    if is_on() {
        tabs::leave();
    } else {
        tabs::join();
        say::speak();
    }
}
fn draw() {
    let (name, note) = if is_on() {
        let at = js_sys::Date::new(&(SINCE.get() as f64).into());
        ("Resume live updates", format!("Paused since {}:{:02}", at.get_hours(), at.get_minutes()))
    } else {
        ("Pause live updates", String::new())
    };
    for button in every("[data-pause] > span") {
        button.set_text_content(Some(name));
    }
    for place in every("[data-since]") {
        place.set_text_content(Some(&note));
    }
}
