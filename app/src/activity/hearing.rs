//! What one reader hears: the rooms they asked for that are open to them, and which events are told in each.
use super::store::Heard;
use std::fmt;

/// How many rooms one reader may ask for.
pub const MOST: usize = 30;

/// A place where events are heard; its name in an address is that of its topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The whole shop, as everybody sees it.
    Shop,
    /// What is for the staff.
    Counter,
    /// What is for the person who asks.
    Me,
    Product(i64),
    Topic(i64),
    Host(i64),
}
impl Room {
    fn parse(text: &str) -> Option<Room> {
        let (kind, id) = text.split_once(':').unwrap_or((text, ""));
        let room = match (kind, id.parse()) {
            ("shop", _) => Room::Shop,
            ("counter", _) => Room::Counter,
            ("me", _) => Room::Me,
            ("product", Ok(id)) => Room::Product(id),
            ("topic", Ok(id)) => Room::Topic(id),
            ("host", Ok(id)) => Room::Host(id),
            _ => return None,
        };
        // One name for one room: `product:012` is none.
        (room.to_string() == text).then_some(room)
    }
    /// Under which topic its events stand when this person asks.
    pub fn topic(self, person: i64) -> String {
        if self == Room::Me { format!("person:{person}") } else { self.to_string() }
    }
}
impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Room::Shop => f.write_str("shop"),
            Room::Counter => f.write_str("counter"),
            Room::Me => f.write_str("me"),
            Room::Product(id) => write!(f, "product:{id}"),
            Room::Topic(id) => write!(f, "topic:{id}"),
            Room::Host(id) => write!(f, "host:{id}"),
        }
    }
}

/// The rooms named in an address, with commas; each once, the first 30, and nothing that is no room.
pub fn rooms(text: &str) -> Vec<Room> {
    let mut rooms: Vec<Room> = vec![];
    for room in text.split(',').filter_map(|name| Room::parse(name.trim())) {
        if !rooms.contains(&room) {
            rooms.push(room);
        }
    }
    rooms.truncate(MOST);
    rooms
}

/// What one reader hears.
#[derive(Clone, Debug)]
pub struct Hearing {
    /// Each room with its name and the topic of its events.
    rooms: Vec<(Room, String, String)>,
    person: i64,
}
impl Hearing {
    /// Rooms that are open to this person; 0 is nobody.
    pub fn new(rooms: Vec<Room>, person: i64) -> Hearing {
        Hearing { rooms: rooms.into_iter().map(|r| (r, r.to_string(), r.topic(person))).collect(), person }
    }
    /// The topics whose events are read, each with its room.
    pub fn topics(&self) -> impl Iterator<Item = (&str, Room)> {
        self.rooms.iter().map(|(room, _, topic)| (topic.as_str(), *room))
    }
    pub fn person(&self) -> i64 {
        self.person
    }
    /// Whether something of it is not for everybody.
    pub fn is_private(&self) -> bool {
        self.rooms.iter().any(|(room, ..)| matches!(room, Room::Counter | Room::Me))
    }
    /// The names of the rooms in which this event is told; in none where it is for others.
    pub fn rooms_of(&self, heard: &Heard) -> Vec<&str> {
        let told = |(room, _, topic): &&(Room, String, String)| {
            let here = match (heard.audience.as_str(), room) {
                ("public", room) => *room != Room::Me,
                ("staff", room) => *room == Room::Counter,
                ("person", room) => *room == Room::Me && heard.audience_person == Some(self.person),
                _ => false,
            };
            here && heard.topics.contains(topic)
        };
        self.rooms.iter().filter(told).map(|(_, name, _)| name.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(audience: &str, person: Option<i64>, topics: &[&str]) -> Heard {
        Heard {
            id: 1,
            kind: "post.replied".into(),
            subject_kind: "post".into(),
            subject: 12,
            at: 0,
            audience: audience.into(),
            audience_person: person,
            topics: topics.iter().map(|t| t.to_string()).collect(),
        }
    }

    #[test]
    fn rooms_are_read_out_of_an_address() {
        let all = "shop,counter,me,product:12,topic:7,host:3";
        let names: Vec<String> = rooms(all).iter().map(Room::to_string).collect();
        assert_eq!(names.join(","), all);
        assert_eq!(rooms("shop, shop,product:1"), [Room::Shop, Room::Product(1)]);
        for junk in
            ["", ",", "order:7", "person:7", "product:", "product:x", "product:+1", "product:01", "shop:1", "SHOP"]
        {
            assert!(rooms(junk).is_empty(), "{junk}");
        }
        let many: Vec<String> = (0..99).map(|n| format!("product:{n}")).collect();
        assert_eq!(rooms(&many.join(",")).len(), MOST);
    }

    #[test]
    fn an_event_is_told_to_whom_it_is_for() {
        let all = rooms("shop,counter,me,topic:7");
        let staff = Hearing::new(all.clone(), 5);
        let public = heard("public", None, &["shop", "topic:7", "topic:8", "counter"]);
        assert_eq!(staff.rooms_of(&public), ["shop", "counter", "topic:7"]);
        assert_eq!(Hearing::new(rooms("topic:7"), 0).rooms_of(&public), ["topic:7"]);
        assert!(Hearing::new(rooms("product:7"), 0).rooms_of(&public).is_empty());

        let for_staff = heard("staff", None, &["shop", "counter", "order:7"]);
        assert_eq!(staff.rooms_of(&for_staff), ["counter"]);
        assert!(Hearing::new(rooms("shop"), 5).rooms_of(&for_staff).is_empty());

        let mine = heard("person", Some(5), &["shop", "person:5", "topic:7"]);
        assert_eq!(staff.rooms_of(&mine), ["me"]);
        for other in [Hearing::new(all, 6), Hearing::new(rooms("shop,topic:7"), 5)] {
            assert!(other.rooms_of(&mine).is_empty());
        }
        assert!(staff.is_private() && !Hearing::new(rooms("shop,topic:7"), 5).is_private());
    }
}
