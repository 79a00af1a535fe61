//! Who on this page listens to what, and how far each has heard.
use std::cell::RefCell;
use std::rc::Rc;

/// One event, as the stream tells it.
pub struct News {
    pub id: i64,
    pub kind: String,
    /// What it is about: `post:12`.
    pub subject: String,
    /// Where it is heard, with commas.
    pub topics: String,
}
/// What is done with an event.
type Hear = Rc<dyn Fn(&News)>;
struct Ear {
    topics: Vec<String>,
    last: i64,
    hear: Hear,
}
thread_local!(static EARS: RefCell<Vec<Ear>> = const { RefCell::new(vec![]) });

/// Hears what happens in these topics after this event.
pub fn listen(topics: &str, last: i64, hear: impl Fn(&News) + 'static) {
    let topics = topics.split(',').map(String::from).collect();
    EARS.with_borrow_mut(|ears| ears.push(Ear { topics, last, hear: Rc::new(hear) }));
}
/// Everything that is listened to, each topic once, with commas.
pub fn topics() -> String {
    EARS.with_borrow(|ears| {
        let mut all: Vec<&str> = vec![];
        for topic in ears.iter().flat_map(|ear| &ear.topics) {
            if !all.contains(&topic.as_str()) {
                all.push(topic);
            }
        }
        all.truncate(super::leader::MOST);
        all.join(",")
    })
}
/// Up to which event everybody has heard everything.
pub fn position() -> i64 {
    EARS.with_borrow(|ears| ears.iter().map(|ear| ear.last).min().unwrap_or(0))
}
/// Tells everybody who has not heard it and listens there. What was missed altogether is told to all.
pub fn heard(news: &News) {
    let all = news.kind == "resync";
    let told: Vec<Hear> = EARS.with_borrow_mut(|ears| {
        let mut told = vec![];
        for ear in ears.iter_mut().filter(|ear| all || ear.last < news.id) {
            ear.last = news.id;
            if all || news.topics.split(',').any(|topic| ear.topics.iter().any(|own| own == topic)) {
                told.push(ear.hear.clone());
            }
        }
        told
    });
    if !told.is_empty() && news.kind == "withdrawn" {
        super::list::take_down(&news.subject);
    }
    told.iter().for_each(|hear| hear(news));
}
