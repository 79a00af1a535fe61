//! Who is asking, and in whose name something is done.
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
