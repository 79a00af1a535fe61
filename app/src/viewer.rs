//! Who is asking, what that lets them do, and in whose name something is done. A permission is a type: what needs one takes
//! it as an argument, so that a check that was forgotten does not compile.
use crate::values::Moment;
use std::fmt;

/// In whose name a row was written: stored beside every move, event and price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody in the shop whom nobody knows yet.
    Shopper,
    /// A person of the shop's own table.
    Person(i64),
    /// Whoever sits at the command line.
    Console,
    /// The shop itself, by a job.
    Job,
}
impl Actor {
    /// The person it is, where it is one.
    pub fn person(self) -> Option<i64> {
        match self {
            Actor::Person(id) => Some(id),
            _ => None,
        }
    }
}
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Shopper => f.write_str("shopper"),
            Actor::Person(id) => write!(f, "person:{id}"),
            Actor::Console => f.write_str("console"),
            Actor::Job => f.write_str("job"),
        }
    }
}

/// For how long a password that was just given opens what is dear: money settings, roles, exports.
pub const FRESH: i64 = 15 * Moment::MINUTE;

/// A person as a request knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Known {
    pub id: i64,
    /// `visitor`, `customer` or `staff`.
    pub kind: String,
    pub alias: String,
    pub avatar_seed: i64,
    /// The name of a person of the staff; empty for others.
    pub name: String,
    /// The proven address; none for a visitor.
    pub email: Option<String>,
    pub host: bool,
    pub merchant: bool,
    /// Whether a second step is asked for at sign-in.
    pub two_steps: bool,
    pub has_password: bool,
}

/// Who is asking: nobody yet, or a person, and when they last gave their password.
#[derive(Clone, Debug, Default)]
pub struct Viewer {
    person: Option<Known>,
    proved_at: Option<Moment>,
}

/// Why somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Nobody is signed in.
    SignIn,
    /// Somebody is, without this right. It looks like a thing that is not there.
    NotYours,
}

impl Viewer {
    pub fn new(person: Option<Known>, proved_at: Option<Moment>) -> Viewer {
        Viewer { person, proved_at }
    }
    /// The person, whatever they may do.
    pub fn person(&self) -> Option<&Known> {
        self.person.as_ref()
    }
    /// Whether somebody with an account is asking.
    pub fn signed_in(&self) -> Option<&Known> {
        self.person.as_ref().filter(|p| p.kind != "visitor")
    }
    /// Somebody with an account: their own orders, addresses, sessions.
    pub fn customer(&self) -> Result<Customer, Denied> {
        self.signed_in().map(|p| Customer { person: p.id }).ok_or(Denied::SignIn)
    }
    /// A named person of the staff who speaks with customers.
    pub fn host(&self) -> Result<Host, Denied> {
        let person = self.signed_in().ok_or(Denied::SignIn)?;
        if person.host { Ok(Host { person: person.id }) } else { Err(Denied::NotYours) }
    }
    /// Somebody who runs the shop.
    pub fn merchant(&self) -> Result<Merchant, Denied> {
        let person = self.signed_in().ok_or(Denied::SignIn)?;
        match person.merchant {
            true => Ok(Merchant { actor: Actor::Person(person.id) }),
            false => Err(Denied::NotYours),
        }
    }
    /// Whether the password was given within the last quarter of an hour.
    pub fn is_fresh(&self, now: Moment) -> bool {
        self.proved_at.is_some_and(|at| at <= now && now.0 - at.0 < FRESH)
    }
    /// A merchant who gave the password just now; none: ask for it.
    pub fn fresh(&self, merchant: &Merchant, now: Moment) -> Option<FreshMerchant> {
        self.is_fresh(now).then_some(FreshMerchant { merchant: *merchant })
    }
}

/// May see and change what is their own.
#[derive(Clone, Copy, Debug)]
pub struct Customer {
    person: i64,
}
impl Customer {
    /// The number of their person: every statement about their things asks for it.
    pub fn id(&self) -> i64 {
        self.person
    }
    pub fn actor(&self) -> Actor {
        Actor::Person(self.person)
    }
}

/// May answer as themselves, welcome, and keep order.
#[derive(Clone, Copy, Debug)]
pub struct Host {
    person: i64,
}
impl Host {
    pub fn id(&self) -> i64 {
        self.person
    }
    pub fn actor(&self) -> Actor {
        Actor::Person(self.person)
    }
}

/// May run the shop: its catalogue, its orders, its money.
#[derive(Clone, Copy, Debug)]
pub struct Merchant {
    actor: Actor,
}
impl Merchant {
    /// The merchant at the command line, or a job of the shop. Nowhere else.
    pub fn at_the_console() -> Merchant {
        Merchant { actor: Actor::Console }
    }
    pub fn actor(&self) -> Actor {
        self.actor
    }
}

/// A merchant who gave the password within the last quarter of an hour: for roles, money settings and exports.
#[derive(Clone, Copy, Debug)]
pub struct FreshMerchant {
    merchant: Merchant,
}
impl FreshMerchant {
    /// The merchant at the command line needs no password.
    pub fn at_the_console() -> FreshMerchant {
        FreshMerchant { merchant: Merchant::at_the_console() }
    }
    pub fn actor(&self) -> Actor {
        self.merchant.actor
    }
    pub fn merchant(&self) -> &Merchant {
        &self.merchant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(kind: &str, host: bool, merchant: bool) -> Viewer {
        let person = Known { id: 7, kind: kind.into(), host, merchant, ..Known::default() };
        Viewer::new(Some(person), Some(Moment(1000)))
    }

    #[test]
    fn nobody_and_a_visitor_are_asked_to_sign_in_everywhere() {
        for viewer in [Viewer::default(), known("visitor", true, true)] {
            assert_eq!(viewer.customer().err(), Some(Denied::SignIn));
            assert_eq!(viewer.host().err(), Some(Denied::SignIn));
            assert_eq!(viewer.merchant().err(), Some(Denied::SignIn));
            assert!(viewer.signed_in().is_none());
        }
        assert!(Viewer::default().person().is_none());
        assert_eq!(known("visitor", false, false).person().map(|p| p.id), Some(7));
    }

    #[test]
    fn a_right_is_one_role_and_no_other() {
        let customer = known("customer", false, false);
        assert_eq!(customer.customer().map(|c| c.id()), Ok(7));
        assert_eq!(customer.customer().map(|c| c.actor()), Ok(Actor::Person(7)));
        assert_eq!(customer.host().err(), Some(Denied::NotYours));
        assert_eq!(customer.merchant().err(), Some(Denied::NotYours));
        let host = known("staff", true, false);
        assert_eq!(host.host().map(|h| (h.id(), h.actor())), Ok((7, Actor::Person(7))));
        assert_eq!(host.merchant().err(), Some(Denied::NotYours));
        assert!(host.customer().is_ok() && host.signed_in().is_some());
        let merchant = known("staff", false, true);
        assert_eq!(merchant.merchant().map(|m| m.actor()), Ok(Actor::Person(7)));
        assert_eq!(merchant.host().err(), Some(Denied::NotYours));
    }

    #[test]
    fn a_password_stays_fresh_for_a_quarter_of_an_hour() {
        assert_eq!(FRESH, 900_000);
        let viewer = known("staff", false, true);
        let merchant = viewer.merchant().expect("a merchant");
        let fresh = |now: i64| viewer.fresh(&merchant, Moment(now)).map(|f| f.actor());
        assert_eq!(fresh(1000), Some(Actor::Person(7)));
        assert_eq!(fresh(1000 + FRESH - 1), Some(Actor::Person(7)));
        assert_eq!(fresh(1000 + FRESH), None);
        assert_eq!(fresh(999), None, "a moment to come proves nothing");
        let never = Viewer::new(viewer.person().cloned(), None);
        assert!(!never.is_fresh(Moment(1000)));
    }

    #[test]
    fn an_actor_is_written_as_it_is_read() {
        let all = [Actor::Shopper, Actor::Person(12), Actor::Console, Actor::Job];
        assert_eq!(all.map(|a| a.to_string()), ["shopper", "person:12", "console", "job"]);
        assert_eq!(all.map(Actor::person), [None, Some(12), None, None]);
        assert_eq!(Merchant::at_the_console().actor(), Actor::Console);
        let fresh = FreshMerchant::at_the_console();
        assert_eq!((fresh.actor(), fresh.merchant().actor()), (Actor::Console, Actor::Console));
    }
}
