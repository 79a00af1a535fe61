use super::*;
use crate::accounts::alias::Alias;
use crate::demo::shelf::{MAKERS, Product, products};
use std::collections::{HashMap, HashSet};

const STEPS: &[&str] = &["choosing", "paying", "making", "delivery", "returns"];
const STAKES: &[&str] = &["made", "sells", "owns", "given", "none"];

fn product(slug: &str) -> &'static Product {
    products().find(|p| p.slug == slug).unwrap_or_else(|| panic!("there is no {slug}"))
}

fn guest(key: &str) -> &'static Guest {
    GUESTS.iter().find(|g| g.key == key).unwrap_or_else(|| panic!("there is no guest {key}"))
}

fn name(by: By) -> &'static str {
    match by {
        By::Host(handle) => MAKERS.iter().find(|m| m.handle == handle).unwrap_or_else(|| panic!("no {handle}")).name,
        By::Guest(key) => guest(key).alias,
    }
}

/// Everybody who speaks in a thread with their words, the opening post first.
fn speech(t: &'static Thread) -> Vec<(By, &'static str)> {
    std::iter::once((t.by, t.body)).chain(t.posts.iter().map(|s| (s.by, s.body))).collect()
}

/// Every text that somebody says, with where it stands.
fn texts() -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = threads().flat_map(|t| speech(t).into_iter().map(|(_, body)| (t.title, body))).collect();
    all.extend(NOTES.iter().map(|n| (n.title, n.body)));
    all.extend(PAGES.iter().map(|p| (p.handle, p.words)));
    all
}

fn minute(at: (i64, i64)) -> i64 {
    assert!((0..24).contains(&at.0) && (0..60).contains(&at.1), "{at:?}");
    at.0 * 60 + at.1
}

#[test]
fn guests_have_names_that_could_be_given() {
    let mut keys = HashSet::new();
    let mut names: HashSet<String> = MAKERS.iter().map(|m| crate::accounts::alias::key(m.name)).collect();
    for g in GUESTS {
        assert!(keys.insert(g.key), "{} twice", g.key);
        let alias = Alias::parse(g.alias).unwrap_or_else(|e| panic!("{}: {e}", g.alias));
        assert_eq!(alias.as_str(), g.alias);
        assert!(names.insert(alias.key()), "{} can be read as somebody else", g.alias);
        let arrived = ARRIVED.iter().filter(|(key, _)| *key == g.key).count();
        assert_eq!(arrived, usize::from(g.owns.is_some()), "{}: when did the parcel arrive", g.key);
        g.owns.map(product);
        assert!(threads().any(|t| speech(t).iter().any(|(by, _)| *by == By::Guest(g.key))), "{} is silent", g.key);
    }
    assert!(ARRIVED.iter().all(|(key, _)| keys.contains(key)));
}

#[test]
fn topics_hang_on_what_there_is() {
    let mut titles = HashSet::new();
    for t in threads() {
        assert!((8..=120).contains(&t.title.chars().count()), "{}", t.title);
        assert!(titles.insert(t.title), "{} twice", t.title);
        match t.about {
            About::Product(slug) => assert_eq!(product(slug).slug, slug),
            About::Spec(slug, handle) => {
                assert!(
                    product(slug).attributes.iter().any(|a| a.key == handle),
                    "{}: {slug} has no {handle}",
                    t.title
                );
            }
            About::Step(step) => assert!(STEPS.contains(&step), "{}: {step}", t.title),
            About::Free => {}
        }
    }
    assert!((30..=34).contains(&titles.len()), "{}", titles.len());
    for step in STEPS {
        assert!(threads().any(|t| matches!(t.about, About::Step(s) if s == *step)), "nothing is asked about {step}");
    }
}

#[test]
fn posts_follow_one_another_and_none_is_to_come() {
    for t in threads() {
        let opened = minute(t.at);
        let mut last = 0;
        for s in t.posts {
            assert!(s.after_minutes > last, "{}: {} minutes", t.title, s.after_minutes);
            last = s.after_minutes;
        }
        assert!(t.days_ago >= 0 && t.days_ago * 1440 - last >= 0, "{} goes on tomorrow", t.title);
        // Whoever is of the house writes while the door is open, 9:00 to 18:00.
        for (by, at) in std::iter::once((t.by, opened)).chain(t.posts.iter().map(|s| (s.by, opened + s.after_minutes)))
        {
            assert!(matches!(by, By::Guest(_)) || (540..=1080).contains(&(at % 1440)), "{}: {by:?} at {at}", t.title);
        }
    }
}

#[test]
fn nobody_of_the_house_speaks_on_a_sunday() {
    let is_sunday = |weekday: i64, ago: i64| (weekday - ago).rem_euclid(7) == 0;
    for weekday in 1..=7 {
        for t in threads() {
            let began = t.began(weekday);
            assert!((t.days_ago..t.days_ago + 7).contains(&began), "{}", t.title);
            let days = t.posts.iter().map(|s| (s.by, (minute(t.at) + s.after_minutes) / 1440));
            for (by, day) in std::iter::once((t.by, 0)).chain(days) {
                let shut = matches!(by, By::Host(_)) && is_sunday(weekday, began - day);
                assert!(!shut, "{}: {by:?}, seen from weekday {weekday}", t.title);
            }
        }
        for n in NOTES {
            assert!(!is_sunday(weekday, n.written(weekday)), "{}", n.title);
        }
    }
    assert_eq!(open_on(0, &[], 7), 0);
    assert_eq!(open_on(0, &[0], 7), 1, "on a Sunday it was Saturday");
}

#[test]
fn stakes_are_named_and_true() {
    for t in threads() {
        let about = match t.about {
            About::Product(slug) | About::Spec(slug, _) => Some(product(slug)),
            _ => None,
        };
        for s in t.posts {
            name(s.by);
            assert!(s.stake.is_none_or(|stake| STAKES.contains(&stake)), "{}: {:?}", t.title, s.stake);
            match s.by {
                By::Host(handle) => {
                    let stake = s.stake.unwrap_or_else(|| panic!("{}: {handle} says no stake", t.title));
                    if let (Some(p), "made") = (about, stake) {
                        assert_eq!(p.maker, handle, "{}: who made {}", t.title, p.slug);
                    }
                }
                By::Guest(key) if s.stake == Some("owns") => {
                    assert!(about.is_some() && guest(key).owns == about.map(|p| p.slug), "{}: {key}", t.title);
                    let arrived = ARRIVED.iter().find(|(k, _)| *k == key).map_or(0, |(_, days)| *days);
                    let spoke = t.days_ago - (minute(t.at) + s.after_minutes) / 1440;
                    assert!(spoke < arrived, "{}: {key} had it not yet", t.title);
                }
                By::Guest(_) => assert_eq!(s.stake, None, "{}", t.title),
            }
        }
    }
}

#[test]
fn quotes_are_found_where_they_come_from() {
    for t in threads() {
        let said = speech(t);
        for (i, s) in t.posts.iter().enumerate() {
            if let Some((of, words)) = s.quotes {
                assert!(of <= i, "{}: quotes what was not said yet", t.title);
                assert!(said[of].1.contains(words), "{}: nobody said {words:?}", t.title);
                assert_ne!(said[of].0, s.by, "{}: quotes themselves", t.title);
            }
        }
    }
}

#[test]
fn mentions_and_links_lead_somewhere() {
    for t in threads() {
        let said = speech(t);
        for (by, body) in &said {
            for rest in body.split('@').skip(1) {
                let known = said.iter().map(|(by, _)| name(*by)).chain(MAKERS.iter().map(|m| m.name));
                assert!(known.into_iter().any(|who| rest.starts_with(who)), "{}: @{rest}", t.title);
            }
            for rest in body.split("](").skip(1) {
                let path = rest.split(')').next().unwrap();
                product(path.strip_prefix("/products/").unwrap_or_else(|| panic!("{}: {path}", t.title)));
                // What a visitor links to waits for a host first.
                assert!(matches!(by, By::Host(_)), "{}: a link by {by:?}", t.title);
            }
        }
    }
}

#[test]
fn answers_are_accepted_by_whoever_asked_and_never_their_own() {
    let (mut questions, mut accepted, mut open) = (0, 0, 0);
    for t in threads() {
        if let Some(i) = t.accepted {
            assert!(t.question, "{}: a discussion has no answer", t.title);
            assert!(i < t.posts.len() && t.posts[i].by != t.by, "{}: {i}", t.title);
            accepted += 1;
        }
        questions += i32::from(t.question);
        open += i32::from(t.question && t.posts.is_empty());
    }
    assert!((60..=75).contains(&(100 * accepted / questions)), "{accepted} of {questions}");
    assert_eq!(open, 1);
    let by_guests = |t: &&Thread| !t.posts.is_empty() && t.posts.iter().all(|s| matches!(s.by, By::Guest(_)));
    assert!(threads().any(|t| by_guests(&t)), "guests answer one another");
    assert!(threads().filter(|t| !t.question).count() >= 2);
}

#[test]
fn what_went_wrong_was_put_right_before_everybody() {
    for title in WENT_WRONG {
        let t = threads().find(|t| t.title == *title).unwrap_or_else(|| panic!("there is no {title}"));
        assert!(t.question && t.accepted.is_some(), "{title}");
        let sorry = |s: &Said| matches!(s.by, By::Host(_)) && s.body.contains("I am sorry");
        assert!(t.posts.iter().any(sorry), "{title}: nobody says sorry");
        let after = t.posts.iter().filter(|s| s.by == t.by && s.stake == Some("owns")).map(|s| s.after_minutes).max();
        assert!(after.is_some_and(|m| m > 14 * 1440), "{title}: and afterwards?");
    }
}

#[test]
fn helpful_is_said_by_guests_once_and_never_of_themselves() {
    let check = |place: &str, by: By, keys: &[&str]| {
        let once: HashSet<_> = keys.iter().collect();
        assert_eq!(once.len(), keys.len(), "{place}: {keys:?}");
        for key in keys {
            assert!(guest(key).key == *key && by != By::Guest(guest(key).key), "{place}: {key} of themselves");
        }
    };
    for t in threads() {
        check(t.title, t.by, t.helpful);
        t.posts.iter().for_each(|s| check(t.title, s.by, s.helpful));
    }
    NOTES.iter().for_each(|n| check(n.title, By::Host(n.by), n.helpful));
}

#[test]
fn notes_come_from_the_benches() {
    assert!((14..=18).contains(&NOTES.len()));
    for n in NOTES {
        name(By::Host(n.by));
        assert!((8..=120).contains(&n.title.chars().count()), "{}", n.title);
        assert!((0..=60).contains(&n.days_ago) && (540..=1080).contains(&minute(n.at)), "{}", n.title);
        assert!((1..=3).contains(&n.products.len()), "{}", n.title);
        assert!(n.products.iter().all(|slug| product(slug).slug == *slug), "{}", n.title);
        if let Some((drawing, alt)) = n.picture {
            assert!(crate::demo::Drawings::get(&format!("{drawing}.svg")).is_some(), "there is no drawing {drawing}");
            let shown = crate::demo::drawings();
            assert_eq!(shown.get(drawing).map(String::as_str), Some(alt), "{drawing} shows two things");
        }
    }
    assert!(NOTES.is_sorted_by_key(|n| n.days_ago));
}

#[test]
fn hosts_have_a_page_and_hours_within_opening_hours() {
    let mut seen = HashSet::new();
    let mut covered: HashMap<i64, Vec<(i64, i64)>> = HashMap::new();
    for p in PAGES {
        name(By::Host(p.handle));
        assert!(seen.insert(p.handle), "{} twice", p.handle);
        assert!((80..=200).contains(&p.words.split_whitespace().count()), "{}", p.handle);
        assert!(p.specialities.split(", ").count() >= 3 && !p.title.is_empty(), "{}", p.handle);
        for (weekday, from, to) in p.shifts {
            let open = (1..=6).contains(weekday) && 540 <= *from && from < to && *to <= 1080;
            assert!(open, "{}: {weekday} {from} {to}", p.handle);
            covered.entry(*weekday).or_default().push((*from, *to));
        }
    }
    assert_eq!(seen.len(), MAKERS.len());
    let at = |weekday: i64, m: i64| covered[&weekday].iter().any(|(from, to)| (*from..*to).contains(&m));
    let minutes = (1..=6).flat_map(|day| (540..1080).map(move |m| (day, m)));
    let share = 100 * minutes.filter(|(day, m)| at(*day, *m)).count() / (6 * 540);
    assert!((85..100).contains(&share), "somebody is at the counter {share} % of the time");
}

#[test]
fn plain_words_and_nobody_says_the_same_twice() {
    let mut seen = HashMap::new();
    for (place, text) in texts() {
        assert!(text.len() <= 4_000, "{place}: {} bytes", text.len());
        assert!(text.split_whitespace().count() >= 20, "{place}: {text}");
        assert_eq!(text, text.trim(), "{place}");
        for bad in ["!", "  ", " \n", "\u{2014}", "\"", "'", "<", "http"] {
            assert!(!text.contains(bad), "{place}: {bad:?} in {text}");
        }
        for sentence in text.split(['.', '?', '\n']).map(str::trim).filter(|s| s.len() > 30) {
            if let Some(before) = seen.insert(sentence, place) {
                panic!("{place} repeats {before}: {sentence}");
            }
        }
    }
}
