//! What is said to whoever listens to the page: one thing in five seconds, however much happens.
use super::{later, now, pause};
use std::cell::{Cell, RefCell};
use web_sys::Element;

/// How long it is quiet after something was said, in milliseconds.
const QUIET: i64 = 5_000;

thread_local! {
    /// What waits to be said, and where: of one place the last words alone.
    static WAITING: RefCell<Vec<(Element, String)>> = const { RefCell::new(vec![]) };
    static NEXT: Cell<i64> = const { Cell::new(0) };
}

/// Says words at a place inside a status region: at once, where it was quiet.
pub fn say(place: &Element, words: String) {
    WAITING.with_borrow_mut(|waiting| {
        waiting.retain(|(other, _)| other != place);
        waiting.push((place.clone(), words));
    });
    speak();
}
/// Takes back what stands or waits at a place; that says nothing.
pub fn hush(place: &Element) {
    WAITING.with_borrow_mut(|waiting| waiting.retain(|(other, _)| other != place));
    put(place, "");
}
/// Says the next thing when it is time. What is live stays unsaid while everything is paused.
pub fn speak() {
    let wait = NEXT.get() - now();
    let next = WAITING.with_borrow_mut(|waiting| {
        let i = waiting.iter().position(|(place, _)| !(pause::is_on() && place.class_name() == "newbar"))?;
        if wait > 0 {
            later(wait as u32 + 1, speak);
            return None;
        }
        Some(waiting.remove(i))
    });
    if let Some((place, words)) = next {
        NEXT.set(now() + QUIET);
        put(&place, &words);
        speak();
    }
}
fn put(place: &Element, words: &str) {
    place.set_text_content(Some(words));
    place.toggle_attribute_with_force("hidden", words.is_empty()).ok();
}
