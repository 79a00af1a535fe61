//! Who comes by, counted without a row, a cookie or a list of anybody. Each node keeps, in memory alone, a number for each
//! visitor of the day: a hash of network and browser under a key that is drawn at the beginning of the day and thrown away at
//! its end. Once a minute the count goes into the table, never the numbers. A visitor who is served by two nodes, or by one
//! that was started anew, counts on each.
use super::store;
use crate::db::{Db, Result};
use crate::hosts::roster::date_of;
use crate::site::{Visit, facts};
use crate::values::Moment;
use axum::http::{HeaderMap, Method, StatusCode};
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::Date;
use sha2::Sha256;
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many visitors of a day are told apart: eight bytes each. Beyond, nobody new counts.
const MOST: usize = 500_000;

/// The visitors of today, and the counts that wait to be written. Cheap to clone.
#[derive(Clone, Default)]
pub struct Visits(Arc<Mutex<Today>>);
#[derive(Default)]
struct Today {
    day: Option<Date>,
    key: [u8; 32],
    seen: HashSet<u64>,
    waiting: BTreeMap<Date, i64>,
}

impl Visits {
    /// Whether this visitor was counted before on this day.
    pub fn knows(&self, day: Date, network: &str, agent: &str) -> bool {
        let mut today = self.today();
        today.turn(day);
        let number = today.number(network, agent);
        today.seen.contains(&number)
    }
    /// Counts a visitor of this day, once.
    pub fn count(&self, day: Date, network: &str, agent: &str) {
        let mut today = self.today();
        today.turn(day);
        let number = today.number(network, agent);
        if today.seen.len() < MOST && today.seen.insert(number) {
            *today.waiting.entry(day).or_default() += 1;
        }
    }
    /// Writes the counts; on a new day what was known of the last one is thrown away first. What cannot be written waits on.
    pub async fn write(&self, db: &Db, now: Moment) -> Result<()> {
        let day = date_of(now, &facts(db).await?.zone());
        let waiting = {
            let mut today = self.today();
            today.turn(day);
            std::mem::take(&mut today.waiting)
        };
        let mut failed = Ok(());
        for (day, visits) in waiting {
            if failed.is_ok() {
                failed = store::visits::add(db, day, visits).await;
            }
            if failed.is_err() {
                *self.today().waiting.entry(day).or_default() += visits;
            }
        }
        failed
    }
    fn today(&self) -> MutexGuard<'_, Today> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
impl Today {
    /// Begins another day under another key.
    fn turn(&mut self, day: Date) {
        if self.day != Some(day) {
            self.day = Some(day);
            self.seen = HashSet::new();
            getrandom::fill(&mut self.key).expect("BUG: the system gives randomness");
        }
    }
    fn number(&self, network: &str, agent: &str) -> u64 {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("BUG: HMAC takes keys of any length");
        mac.update(network.as_bytes());
        mac.update(&[0]);
        mac.update(agent.as_bytes());
        let bytes = mac.finalize().into_bytes();
        u64::from_be_bytes(std::array::from_fn(|i| bytes[i]))
    }
}

impl Visit {
    /// Counts this visit where it is one: a person who looks at a page of the shop, and is not of the staff.
    pub(crate) async fn counted(&self, status: StatusCode, day: Date) {
        let agent = self.agent();
        if self.method != Method::GET || status != StatusCode::OK || is_ahead(&self.headers) || is_machine(&agent) {
            return;
        }
        let visits = &self.site.visits;
        if visits.knows(day, &self.network, &agent) {
            return;
        }
        let staff = self.viewer().await.is_ok_and(|v| v.host().is_ok() || v.merchant().is_ok());
        if !staff {
            visits.count(day, &self.network, &agent);
        }
    }
}

/// Whether a browser fetches this before anybody asks for it.
fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-purpose", "x-moz"].iter().any(|name| {
        let says = headers.get(*name).and_then(|v| v.to_str().ok()).unwrap_or("");
        says.contains("prefetch") || says.contains("preview") || says.contains("prerender")
    })
}

/// Words by which machines name themselves.
const MACHINES: &[&str] = &[
    "crawl",
    "spider",
    "slurp",
    "scrap",
    "archiver",
    "facebookexternalhit",
    "preview",
    "headless",
    "lighthouse",
    "monitor",
    "uptime",
    "validator",
    "feedfetcher",
    "feedly",
    "curl",
    "wget",
    "python",
    "java/",
    "perl",
    "ruby",
    "php",
    "go-http",
    "okhttp",
    "axios",
    "node-fetch",
    "undici",
    "httpclient",
    "http-client",
    "libwww",
    "postman",
    "insomnia",
];
/// Whether this agent is a machine by its own word, or says nothing.
fn is_machine(agent: &str) -> bool {
    let agent = agent.to_ascii_lowercase();
    // Cubot makes phones.
    let bot = agent
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| (word.ends_with("bot") || word.starts_with("bot")) && word != "cubot");
    agent.trim().is_empty() || bot || MACHINES.iter().any(|word| agent.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue, header};

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }
    fn waiting(visits: &Visits) -> Vec<i64> {
        visits.today().waiting.values().copied().collect()
    }

    #[test]
    fn a_visitor_counts_once_a_day_and_anew_on_the_next() {
        let visits = Visits::default();
        let (today, tomorrow) = (day("2026-11-28"), day("2026-11-29"));
        for _ in 0..3 {
            visits.count(today, "203.0.113.7", FIREFOX);
        }
        visits.count(today, "203.0.113.8", FIREFOX);
        visits.count(today, "203.0.113.7", "another browser");
        assert_eq!(waiting(&visits), [3]);
        let number = visits.today().number("203.0.113.7", FIREFOX);
        let key = visits.today().key;
        assert!(visits.knows(today, "203.0.113.7", FIREFOX) && !visits.knows(today, "203.0.113.9", FIREFOX));
        assert!(!visits.knows(tomorrow, "203.0.113.7", FIREFOX));
        assert_eq!(visits.today().seen.len(), 0, "nothing of yesterday is kept");
        assert_ne!(visits.today().key, key);
        assert_ne!(visits.today().number("203.0.113.7", FIREFOX), number, "the same visitor is another number");
        visits.count(tomorrow, "203.0.113.7", FIREFOX);
        assert_eq!(waiting(&visits), [3, 1]);
    }

    #[test]
    fn memory_has_an_end() {
        let visits = Visits::default();
        let today = day("2026-11-28");
        visits.today().turn(today);
        visits.today().seen = (0..MOST as u64).collect();
        visits.count(today, "203.0.113.7", FIREFOX);
        assert_eq!(visits.today().seen.len(), MOST);
        assert!(waiting(&visits).is_empty());
    }

    #[test]
    fn machines_and_pages_fetched_ahead_are_no_visits() {
        for machine in [
            "",
            "Mozilla/5.0 (compatible; Googlebot/2.1)",
            "Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0) Chrome/130.0",
            "facebookexternalhit/1.1",
            "curl/8.5.0",
            "python-requests/2.32",
            "Mozilla/5.0 (X11) HeadlessChrome/140.0",
            "GPTBot/1.2",
        ] {
            assert!(is_machine(machine), "{machine}");
        }
        for person in [
            FIREFOX,
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 14; CUBOT NOTE 50) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
        ] {
            assert!(!is_machine(person), "{person}");
        }
        let says = |name: &'static str, value: &'static str| {
            let agent = (header::USER_AGENT, HeaderValue::from_static(FIREFOX));
            is_ahead(&HeaderMap::from_iter([agent, (HeaderName::from_static(name), HeaderValue::from_static(value))]))
        };
        assert!(says("sec-purpose", "prefetch;prerender") && says("purpose", "prefetch") && says("x-moz", "prefetch"));
        assert!(!says("sec-fetch-dest", "document"));
    }
}
