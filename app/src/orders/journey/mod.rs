//! The way of an order, step by step, with who and when: as the customer follows it, and as the staff reads it.
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod verbs;
#[cfg(feature = "ssr")]
pub mod view;

#[cfg(feature = "ssr")]
pub use told::*;

/// The number of the person behind an actor as it is written; none for the shop itself or a guest.
pub fn person(actor: &str) -> Option<i64> {
    actor.strip_prefix("person:").and_then(|id| id.parse().ok())
}

#[cfg(feature = "ssr")]
mod told {
    use super::person;
    use super::store::{Hand, Move, Note, Parcel};
    use crate::credit::store::Credit;
    use crate::orders::refund::Reason;
    use crate::orders::refund::store::Refund;
    use crate::values::{Currency, Moment, Money};
    use crate::words;

    /// Who reads it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Reader {
        Customer,
        Staff,
    }

    /// Everything that happened to an order.
    #[derive(Clone, Debug, Default)]
    pub struct Journey {
        pub placed_at: Moment,
        /// Whether it is collected, not sent.
        pub pickup: bool,
        pub currency: String,
        pub moves: Vec<Move>,
        pub parcels: Vec<Parcel>,
        /// Parcel, and what lies in it: `2 × The mug`.
        pub packed: Vec<(i64, String)>,
        pub notes: Vec<Note>,
        pub refunds: Vec<Refund>,
        /// What was given about it for a next order.
        pub credits: Vec<Credit>,
        pub hands: Vec<Hand>,
    }

    /// A step of the way.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Stop {
        pub at: Moment,
        pub what: String,
        /// Their name, and the address of their page where everybody may see it.
        pub who: String,
        pub page: Option<String>,
        /// What was said with it.
        pub said: String,
        /// Facts beside it: what lies in a parcel, its number.
        pub facts: Vec<String>,
        /// Where the carrier shows the parcel.
        pub link: Option<String>,
    }

    impl Journey {
        /// The steps for a reader, oldest first. A customer reads nothing that was written for the staff, and the names of
        /// hosts alone.
        pub fn stops(&self, reader: Reader) -> Vec<Stop> {
            let stop = |at: Moment, what: String, actor: &str| {
                let (who, page) = self.who(actor, reader);
                Stop { at, what, who, page, said: String::new(), facts: vec![], link: None }
            };
            let you = if reader == Reader::Customer { "you" } else { "the customer" };
            let mut all = vec![Stop { who: you.into(), page: None, ..stop(self.placed_at, "Received".into(), "") }];
            for m in &self.moves {
                if let Some(what) = self.step(m, reader) {
                    all.push(stop(m.at, what, &m.actor));
                }
            }
            for p in &self.parcels {
                let what = if self.pickup { "Ready to collect" } else { "Packed and sent" };
                let packed = self.packed.iter().filter(|(id, _)| *id == p.id).map(|(_, words)| words.clone());
                let carried = [p.carrier.as_str(), p.tracking.as_str()].into_iter().filter(|w| !w.is_empty());
                let carried = carried.collect::<Vec<_>>().join(" ");
                let facts = packed.chain((!carried.is_empty()).then_some(carried)).collect();
                let link = Some(p.link.clone()).filter(|l| !l.is_empty());
                all.push(Stop { facts, link, ..stop(p.sent_at, what.into(), &p.actor) });
            }
            for n in self.notes.iter().filter(|n| n.for_customer || reader == Reader::Staff) {
                let what = match (reader, n.for_customer) {
                    (Reader::Customer, _) => "A note for you",
                    (Reader::Staff, true) => "Note for the customer",
                    (Reader::Staff, false) => "Note for the staff",
                };
                all.push(Stop { said: n.words.clone(), ..stop(n.at, what.into(), &n.actor) });
            }
            let currency = Currency::parse(&self.currency).unwrap_or(Currency::EUR);
            for r in &self.refunds {
                let what = match r.total {
                    0 => "Taken off the order".into(),
                    total => format!("{} paid back", words::money(Money::new(total, currency))),
                };
                let reason = Reason::parse(&r.reason).map_or("", Reason::title).to_string();
                let to_credit = (r.credited > 0)
                    .then(|| format!("{} of it to the credit", words::money(Money::new(r.credited, currency))));
                let facts = [reason].into_iter().chain(to_credit).collect();
                all.push(Stop { said: r.words.clone(), facts, ..stop(r.at, what, &r.actor) });
            }
            for c in &self.credits {
                let what = format!("Credit of {} for next time", words::money(Money::new(c.amount, currency)));
                all.push(stop(c.created_at, what, &c.actor));
            }
            all.sort_by_key(|s| s.at);
            all
        }

        /// A move in words; none where a parcel or a refund says it better.
        fn step(&self, m: &Move, reader: Reader) -> Option<String> {
            let what = match (m.axis.as_str(), m.to_state.as_str()) {
                ("payment", "paid") => "Paid",
                ("payment", "refund_due") if m.from_state != "refund_due" => "To be paid back",
                ("fulfilment", "delivered") if self.pickup => "Collected",
                ("fulfilment", "delivered") => "Delivered",
                ("order", "cancelled") => "Cancelled",
                ("order", "completed") if reader == Reader::Staff => "Completed",
                _ => return None,
            };
            Some(what.into())
        }

        /// Who an actor is to a reader, and their page.
        fn who(&self, actor: &str, reader: Reader) -> (String, Option<String>) {
            let hand = person(actor).and_then(|id| self.hands.iter().find(|h| h.person == id));
            match (hand, reader, actor) {
                (Some(Hand { name, handle: Some(handle), .. }), ..) => (name.clone(), Some(format!("/hosts/{handle}"))),
                (Some(hand), Reader::Staff, _) if !hand.name.is_empty() => (hand.name.clone(), None),
                (_, Reader::Staff, "console") => ("the command line".into(), None),
                (_, Reader::Staff, "job") => ("the shop itself".into(), None),
                (_, Reader::Staff, _) if person(actor).is_some() => ("a former member".into(), None),
                _ => ("the shop".into(), None),
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn journey() -> Journey {
            let step = |axis: &str, from: &str, to: &str, at, actor: &str| Move {
                axis: axis.into(),
                from_state: from.into(),
                to_state: to.into(),
                at: Moment(at),
                actor: actor.into(),
            };
            let note = |id, words: &str, for_customer, at| Note {
                id,
                words: words.into(),
                for_customer,
                actor: "person:7".into(),
                at: Moment(at),
            };
            let parcel = Parcel {
                id: 1,
                tracking: "3S1".into(),
                carrier: "Post".into(),
                link: "https://post.example/3S1".into(),
                sent_at: Moment(40),
                delivered_at: None,
                actor: "person:8".into(),
            };
            let hand = |person, name: &str, handle: Option<&str>| Hand {
                person,
                name: name.into(),
                handle: handle.map(String::from),
            };
            Journey {
                placed_at: Moment(10),
                currency: "EUR".into(),
                moves: vec![
                    step("payment", "awaiting", "paid", 20, "person:9"),
                    step("fulfilment", "waiting", "sent", 40, "person:8"),
                    step("order", "placed", "completed", 50, "job"),
                ],
                parcels: vec![parcel],
                packed: vec![(1, "2 × The mug".into()), (2, "another".into())],
                notes: vec![note(1, "The glaze is drying.", true, 30), note(2, "Wants it by Friday.", false, 31)],
                hands: vec![hand(7, "Ilse Brandsel", Some("ilse")), hand(8, "Pim Kollem", None)],
                ..Journey::default()
            }
        }
        fn told(reader: Reader) -> Vec<(String, String)> {
            journey().stops(reader).into_iter().map(|s| (s.what, s.who)).collect()
        }
        fn pair(what: &str, who: &str) -> (String, String) {
            (what.into(), who.into())
        }

        #[test]
        fn a_customer_reads_what_is_for_them_and_the_names_of_hosts_alone() {
            assert_eq!(
                told(Reader::Customer),
                [
                    pair("Received", "you"),
                    pair("Paid", "the shop"),
                    pair("A note for you", "Ilse Brandsel"),
                    pair("Packed and sent", "the shop"),
                ]
            );
            let stops = journey().stops(Reader::Customer);
            assert_eq!(
                (stops[2].page.as_deref(), stops[2].said.as_str()),
                (Some("/hosts/ilse"), "The glaze is drying.")
            );
            assert_eq!(stops[3].facts, ["2 × The mug", "Post 3S1"]);
            assert_eq!(stops[3].link.as_deref(), Some("https://post.example/3S1"));
        }

        #[test]
        fn the_staff_reads_everything_with_its_names() {
            assert_eq!(
                told(Reader::Staff),
                [
                    pair("Received", "the customer"),
                    pair("Paid", "a former member"),
                    pair("Note for the customer", "Ilse Brandsel"),
                    pair("Note for the staff", "Ilse Brandsel"),
                    pair("Packed and sent", "Pim Kollem"),
                    pair("Completed", "the shop itself"),
                ]
            );
        }
    }
}
