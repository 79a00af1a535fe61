//! Why a request was not done, and the answer that a form gets when it was sent from within a page.
use serde::Serialize;

/// The one error of actions: a status and words, each from one match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// What was asked for is no longer here.
    Gone,
    /// Fewer are left than were wanted.
    Sold { left: i64 },
    /// This choice is not made, or has no price in the shop's currency.
    NotSold,
    /// No more than this many in one line.
    TooMany { most: i64 },
    /// A cart holds no more than this many different lines.
    CartFull { most: i64 },
    /// Nobody is signed in, and this is for somebody who is.
    SignIn,
    /// It is not theirs: it looks like a thing that is not there.
    NotYours,
    /// Too many tries; the words say when again.
    Busy(String),
    /// Faults, each at its field.
    Fields(Vec<(&'static str, String)>),
    /// Something broke on our side; the log has the cause under this id.
    Ours(String),
}

impl Problem {
    /// The status of HTTP that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Problem::Gone | Problem::NotYours => 404,
            Problem::SignIn => 401,
            Problem::Busy(_) => 429,
            Problem::Sold { .. } | Problem::NotSold | Problem::TooMany { .. } | Problem::CartFull { .. } => 422,
            Problem::Fields(_) => 422,
            Problem::Ours(_) => 500,
        }
    }
    /// One sentence for the person who asked.
    pub fn words(&self) -> String {
        match self {
            Problem::Gone => "This is no longer on the shelf.".into(),
            Problem::SignIn => "Sign in to do this.".into(),
            Problem::NotYours => "Nothing stands at this address.".into(),
            Problem::Busy(words) => words.clone(),
            Problem::Sold { left: 0 } => "Someone took the last one. There is none left.".into(),
            Problem::Sold { left } => format!("Only {left} left, counting what is in your cart."),
            Problem::NotSold => "It is not made in this combination. Choose another one.".into(),
            Problem::TooMany { most } => format!("At most {most} of one thing in an order. Ask us for more."),
            Problem::CartFull { most } => format!("A cart holds {most} different things at most."),
            Problem::Fields(faults) if faults.len() == 1 => "One thing to put right".into(),
            Problem::Fields(faults) => format!("{} things to put right", faults.len()),
            Problem::Ours(id) => format!("Something broke on our side, and nothing was changed. Its number is {id}."),
        }
    }
}

impl From<crate::viewer::Denied> for Problem {
    fn from(denied: crate::viewer::Denied) -> Self {
        match denied {
            crate::viewer::Denied::SignIn => Problem::SignIn,
            crate::viewer::Denied::NotYours => Problem::NotYours,
        }
    }
}
#[cfg(feature = "ssr")]
impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        ours(&format!("{error:#}"))
    }
}
#[cfg(feature = "ssr")]
impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        ours(&error)
    }
}
/// Logs the cause under a fresh id and gives the problem that carries it.
#[cfg(feature = "ssr")]
pub fn ours(cause: &dyn std::fmt::Display) -> Problem {
    let mut bytes = [0u8; 4];
    getrandom::fill(&mut bytes).ok();
    let id = format!("{:08x}", u32::from_be_bytes(bytes));
    tracing::error!(id, %cause, "a request broke");
    Problem::Ours(id)
}

/// What a form that was sent from within a page hears back, as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// One sentence to show where the form stands.
    pub words: String,
    /// How many things the cart holds now.
    pub cart: Option<i64>,
    /// A link to go on with: its address and its name.
    pub next: Option<(String, String)>,
    /// Faults by the name of their field.
    pub faults: Vec<(String, String)>,
    /// What was made by it, `post:12`: news to others, not to whoever made it.
    pub made: String,
}
