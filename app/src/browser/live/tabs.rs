//! The tabs of this browser: the one that holds the lock has the stream for all, the others hear it from that one. Where the
//! browser has no locks or no channel, each tab is its own.
//!
//! What they say to one another are lines: `who TAB` (I lead now: who is there?), `hello TAB POSITION TOPICS`, `bye TAB`,
//! `covers TAB FROM TOPICS` (I lead, and tell everything of these topics after this event), `event TAB ID KIND TOPICS SUBJECT`.
use super::ears::{self, News};
use super::{get, is_hidden, later, leader, pause, set};
use crate::browser::web::{AbortController, BroadcastChannel, locks};
use js_sys::{Function, Object, Promise};
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use std::cell::{Cell, RefCell};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Event;

/// The name of the lock and of the channel.
const NAME: &str = "openkitchen-live";
/// How long one waits for the tab that leads before one leads in its place, in milliseconds.
const PATIENCE: u32 = 5_000;

#[derive(Default)]
struct Tab {
    /// Whether this tab takes part: not while it is paused, hidden in the past, or listens to nothing.
    is_in: bool,
    me: String,
    channel: Option<BroadcastChannel>,
    /// Whose events are taken: of the tab that covers everything this one listens to.
    leader: String,
    /// Whether any tab that leads has answered.
    answered: bool,
    /// Gives up waiting for the lock, or lets it go.
    waiting: Option<AbortController>,
    release: Option<Function>,
}
thread_local! {
    static TAB: RefCell<Tab> = RefCell::default();
    /// How often the lock was asked for: what became of an earlier asking is of no interest.
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Takes part, once somebody listens.
pub fn join() {
    let joins = TAB.with_borrow_mut(|tab| {
        if tab.is_in || ears::topics().is_empty() {
            return false;
        }
        tab.is_in = true;
        tab.me = ((js_sys::Math::random() * 1e15) as i64).to_string();
        tab.channel = locks().and_then(|_| BroadcastChannel::new(NAME).ok());
        if let Some(channel) = &tab.channel {
            let hear = Closure::<dyn Fn(Event)>::new(|event: Event| {
                if let Some(line) = get(&event, "data").as_string() {
                    take(&line);
                }
            });
            channel.set_hear(hear.into_js_value().unchecked_ref());
        }
        true
    });
    if !joins {
        return hello();
    }
    if TAB.with_borrow(|tab| tab.channel.is_none()) {
        return leader::begin();
    }
    hello();
    ask(false);
}
/// Goes, so that another leads.
pub fn leave() {
    if !TAB.with_borrow(|tab| tab.is_in) {
        return;
    }
    leader::end();
    tell(&format!("bye {}", me()));
    let tab = TAB.take();
    if let Some(waiting) = tab.waiting {
        waiting.abort();
    }
    if let Some(release) = tab.release {
        release.call0(&release).ok();
    }
    if let Some(channel) = tab.channel {
        channel.close();
    }
}
/// The page is looked at again: whoever leads says so, or does not any more.
pub fn seen() {
    if !is_hidden() && !pause::is_on() {
        join();
    }
}

pub fn me() -> String {
    TAB.with_borrow(|tab| tab.me.clone())
}
/// Says a line to the other tabs.
pub fn tell(line: &str) {
    TAB.with_borrow(|tab| tab.channel.as_ref().and_then(|channel| channel.post(line).ok()));
}
/// Says a line to all tabs, this one too.
pub fn tell_all(line: &str) {
    tell(line);
    take(line);
}

/// Says to whoever leads what this tab listens to, and how far it has heard.
pub fn hello() {
    if !TAB.with_borrow(|tab| tab.is_in) {
        return;
    }
    let line = format!("hello {} {} {}", me(), ears::position(), ears::topics());
    if leader::leads() {
        return take(&line);
    }
    TAB.with_borrow_mut(|tab| tab.answered = false);
    tell(&line);
    later(PATIENCE, || {
        let silent = TAB.with_borrow(|tab| tab.is_in && !tab.answered);
        // Whoever leads sleeps, as the tabs of a phone do. A tab nobody looks at can wait.
        if silent && !leader::leads() && !is_hidden() {
            ask(true);
        }
    });
}

/// Asks for the lock; `steals` takes it from a tab that does not answer.
fn ask(steals: bool) {
    let Some(locks) = locks() else { return };
    let mine = ASKED.get() + 1;
    ASKED.set(mine);
    let options = Object::new();
    let waiting = AbortController::new();
    if steals {
        set(&options, "steal", &true.into());
    } else {
        set(&options, "signal", &waiting.signal());
    }
    if let Some(before) = TAB.with_borrow_mut(|tab| tab.waiting.replace(waiting)) {
        before.abort();
    }
    let granted = Closure::once_into_js(move || {
        Promise::new(&mut |release, _| {
            if mine == ASKED.get() && TAB.with_borrow(|tab| tab.is_in) {
                TAB.with_borrow_mut(|tab| tab.release = Some(release));
                leader::begin();
            } else {
                release.call0(&release).ok();
            }
        })
    });
    let asked = locks.request(NAME, &options, granted.unchecked_ref());
    spawn_local(async move {
        if JsFuture::from(asked).await.is_ok() || mine != ASKED.get() || !TAB.with_borrow(|tab| tab.is_in) {
            return;
        }
        if leader::leads() {
            // Another tab took it while this one slept.
            leader::end();
            ask(false);
            hello();
        } else {
            // No lock is to be had here.
            TAB.with_borrow_mut(|tab| tab.channel = None);
            leader::begin();
        }
    });
}

/// Does what a line asks for.
fn take(line: &str) {
    let mut words = line.split(' ');
    let mut word = || words.next().unwrap_or_default();
    let (what, who) = (word(), word());
    match what {
        "who" => hello(),
        "hello" => leader::welcome(who, word().parse().unwrap_or(0), word()),
        "bye" => leader::farewell(who),
        "covers" => {
            let from: i64 = word().parse().unwrap_or(i64::MAX);
            let covered: Vec<&str> = word().split(',').collect();
            let all = from <= ears::position() && ears::topics().split(',').all(|topic| covered.contains(&topic));
            TAB.with_borrow_mut(|tab| {
                tab.answered = true;
                tab.leader = if all { who.to_string() } else { String::new() };
            });
        }
        "event" if TAB.with_borrow(|tab| tab.leader == who) => {
            let id = word().parse().unwrap_or(0);
            let (kind, topics, subject) = (word().to_string(), word().to_string(), word().to_string());
            ears::heard(&News { id, kind, subject, topics });
        }
        _ => {}
    }
}
