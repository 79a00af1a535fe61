//! The tab that leads: it has the browser's one stream, open to whatever any tab listens to.
use super::{get, later, tabs};
use crate::activity::Kind;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use std::cell::RefCell;
use web_sys::{Event, EventSource};

/// How many topics one stream has at most; the tabs seen last have theirs.
pub const MOST: usize = 30;
/// How long hellos are gathered before the stream is opened for all of them, in milliseconds.
const GATHER: u32 = 150;

#[derive(Default)]
struct Lead {
    /// Each tab with its topics, the one seen last first.
    tabs: Vec<(String, Vec<String>)>,
    source: Option<EventSource>,
    covered: Vec<String>,
    /// Up to which event the stream has told.
    at: i64,
    /// From which event it has to be opened anew.
    due: Option<i64>,
    /// How often in a row it was refused.
    refused: u32,
}
impl Lead {
    fn wanted(&self) -> Vec<String> {
        let mut all: Vec<String> = vec![];
        for topic in self.tabs.iter().flat_map(|(_, topics)| topics) {
            if !all.contains(topic) {
                all.push(topic.clone());
            }
        }
        all.truncate(MOST);
        all
    }
    /// Whether the stream is open, or opens itself again.
    fn is_open(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.ready_state() != EventSource::CLOSED)
    }
    fn close(&mut self) {
        if let Some(source) = self.source.take() {
            source.close();
        }
    }
    fn covers(&self) -> String {
        format!("covers {} {} {}", tabs::me(), self.at, self.covered.join(","))
    }
}
thread_local!(static LEAD: RefCell<Option<Lead>> = const { RefCell::new(None) });

pub fn leads() -> bool {
    LEAD.with_borrow(Option::is_some)
}
/// Leads from now on, and asks who is there.
pub fn begin() {
    LEAD.set(Some(Lead::default()));
    tabs::tell(&format!("who {}", tabs::me()));
    tabs::hello();
}
pub fn end() {
    if let Some(mut lead) = LEAD.take() {
        lead.close();
    }
}

/// A tab says what it listens to and how far it has heard: the stream covers it already, or is opened anew from there.
pub fn welcome(tab: &str, position: i64, topics: &str) {
    let said = LEAD.with_borrow_mut(|lead| {
        let lead = lead.as_mut()?;
        lead.tabs.retain(|(other, _)| other != tab);
        lead.tabs.insert(0, (tab.to_string(), topics.split(',').map(String::from).collect()));
        let open = lead.is_open();
        let covered = open && position >= lead.at && lead.wanted().iter().all(|topic| lead.covered.contains(topic));
        if lead.due.is_none() && covered {
            return Some(lead.covers());
        }
        let from = if lead.source.is_some() { position.min(lead.at) } else { position };
        match &mut lead.due {
            Some(due) => *due = from.min(*due),
            None => {
                lead.due = Some(from);
                later(GATHER, open_now);
            }
        }
        None
    });
    if let Some(line) = said {
        tabs::tell_all(&line);
    }
}
pub fn farewell(tab: &str) {
    LEAD.with_borrow_mut(|lead| lead.iter_mut().for_each(|lead| lead.tabs.retain(|(other, _)| other != tab)));
}

fn open_now() {
    let said = LEAD.with_borrow_mut(|lead| {
        let lead = lead.as_mut()?;
        lead.at = lead.due.take()?;
        lead.close();
        lead.covered = lead.wanted();
        let source = EventSource::new(&format!("/live?topics={}&last_id={}", lead.covered.join(","), lead.at)).ok()?;
        let listen = |kinds: &[&str], f: fn(Event)| {
            let f = Closure::<dyn Fn(Event)>::new(f).into_js_value();
            for kind in kinds {
                source.add_event_listener_with_callback(kind, f.unchecked_ref()).ok();
            }
        };
        listen(&Kind::ALL.map(Kind::word), heard);
        listen(&["resync"], heard);
        listen(&["open"], |_| LEAD.with_borrow_mut(|lead| lead.iter_mut().for_each(|lead| lead.refused = 0)));
        listen(&["error"], |_| again());
        lead.source = Some(source);
        Some(lead.covers())
    });
    if let Some(line) = said {
        tabs::tell_all(&line);
    }
}
fn heard(event: Event) {
    let text = |of, name| get(of, name).as_string().unwrap_or_default();
    let Ok(id) = text(&event, "lastEventId").parse::<i64>() else { return };
    let Ok(data) = js_sys::JSON::parse(&text(&event, "data")) else { return };
    LEAD.with_borrow_mut(|lead| lead.iter_mut().for_each(|lead| lead.at = id));
    let topics = String::from(js_sys::Array::from(&get(&data, "topics")).join(","));
    let (kind, subject) = (text(&data, "kind"), text(&data, "subject"));
    tabs::tell_all(&format!("event {} {id} {kind} {topics} {subject}", tabs::me()));
}
/// The browser opens a broken stream again by itself; one that was refused is opened anew here, later each time.
fn again() {
    let wait = LEAD.with_borrow_mut(|lead| {
        let lead = lead.as_mut().filter(|lead| !lead.is_open() && lead.due.is_none())?;
        lead.due = Some(lead.at);
        lead.refused = (lead.refused + 1).min(6);
        Some(f64::from(1_000 << lead.refused) * (0.5 + js_sys::Math::random()))
    });
    if let Some(wait) = wait {
        later(wait as u32, open_now);
    }
}
