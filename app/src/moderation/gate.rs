//! The gate: every post goes through it before it is kept. Whoever it refuses is counted, and nothing else is written.
use super::Ruling;
use super::{standing, words};
use crate::accounts::attempts::Limit;
use crate::accounts::door::guard;
use crate::forum::text;
use crate::problem::Problem;
use crate::site::Visit;
use crate::values::Moment;
use crate::words as said;

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

/// The least time somebody takes to write something, and the longest a form is good for.
const LEAST: i64 = 2_000;
const LONGEST: i64 = Moment::DAY;
/// How many posts one person makes within how long.
const MOST: i64 = 10;
const WITHIN: i64 = 10 * Moment::MINUTE;

/// The stamp of a form that is drawn now; one that comes back keeps the stamp it came with while that is good.
pub fn stamp(visit: &Visit, came: &str) -> String {
    if made_at(visit, came).is_some_and(|at| (0..=LONGEST).contains(&(visit.now.0 - at.0))) {
        return came.into();
    }
    let made = visit.now.0 / 1000;
    format!("{made}.{}", visit.site.links.word("form", made))
}

/// When the form with this stamp was drawn; none where the stamp is not ours.
pub fn made_at(visit: &Visit, stamp: &str) -> Option<Moment> {
    let (made, word) = stamp.split_once('.')?;
    let made: i64 = made.parse().ok()?;
    (visit.site.links.word("form", made) == word).then(|| Moment(made.saturating_mul(1000)))
}

/// What is kept of the network a post came from: a keyed hash; none where the network is not known.
pub fn network(visit: &Visit) -> Option<Vec<u8>> {
    (!visit.network.is_empty()).then(|| visit.site.links.digest("network", &visit.network))
}

/// Whether this may be posted, at once or after a host has looked; a problem where it may not.
pub async fn rule(visit: &Visit, sent: &Sent<'_>) -> Result<Ruling, Problem> {
    if of_the_house(visit).await? {
        empty_trap(sent.trap, "body")?;
        return Ok(Ruling::Live);
    }
    let me = visit.selves().await?;
    shut_out(visit, &me).await?;
    by_hand(visit, sent.trap, sent.stamp, "body")?;
    let today = said::that_day(visit.now, 0, 0, 0, &visit.facts().await?.zone());
    let standing = standing::of(visit.db(), &me, today, visit.now).await?;
    if standing.known_only && !standing.before_today && visit.viewer().await?.signed_in().is_none() {
        return Err(Problem::Busy(ONLY_KNOWN.into()));
    }
    limits(visit, &me, sent).await?;
    if !standing.settled && !links(visit, sent).is_empty() {
        return Ok(Ruling::Held("links"));
    }
    if !standing.settled && sent.pictures > 0 {
        return Ok(Ruling::Held("pictures"));
    }
    let watched = words::keys(visit.db()).await?;
    let found = words::stands(&watched, sent.title) || words::stands(&watched, sent.body);
    Ok(if found { Ruling::Held("words") } else { Ruling::Live })
}

/// The same for what is said between a customer and the house about an order: whoever holds its link is heard, shut out of the
/// open conversation or not; only machines and floods are kept away.
pub async fn private(visit: &Visit, sent: &Sent<'_>) -> Result<(), Problem> {
    by_hand(visit, sent.trap, sent.stamp, "body")?;
    limits(visit, &visit.selves().await?, sent).await
}

const ONLY_KNOWN: &str = "Just now only people write here whom we know: with an account, or from a post before today. It is \
    nothing about you, we have trouble with a machine. Sign in, or try again later; everything can be read meanwhile.";

/// Whether somebody of the staff writes.
async fn of_the_house(visit: &Visit) -> Result<bool, Problem> {
    let viewer = visit.viewer().await?;
    Ok(viewer.host().is_ok() || viewer.merchant().is_ok())
}

/// A problem for whoever is shut out, with the way to a second look.
pub async fn shut_out(visit: &Visit, me: &[i64]) -> Result<(), Problem> {
    let Some(until) = standing::shut_until(visit.db(), me, network(visit), visit.now).await? else { return Ok(()) };
    let facts = visit.facts().await?;
    let until = said::date_time(until, &facts.zone());
    let mail = match facts.email.is_empty() {
        true => String::new(),
        false => format!(", or write to {}", facts.email),
    };
    Err(Problem::Busy(format!(
        "A host has shut this conversation to you until {until}. If that is wrong, ask for a second look under “What was taken \
         down, and why” at the foot of the page{mail}."
    )))
}

/// A fault where no person filled in the form, or so fast that nobody can tell: whoever it was presses the button once more.
pub fn by_hand(visit: &Visit, trap: &str, stamp: &str, field: &'static str) -> Result<(), Problem> {
    empty_trap(trap, field)?;
    let again = |words: &str| Err(Problem::Fields(vec![(field, words.into())]));
    match made_at(visit, stamp).map(|at| visit.now.0 - at.0) {
        Some(age) if age < LEAST => again("That was quick. Press the button once more."),
        Some(age) if age > LONGEST => again("This form lay here for more than a day. Press the button once more."),
        Some(_) => Ok(()),
        None => again("The form did not come whole. Press the button once more."),
    }
}
fn empty_trap(trap: &str, field: &'static str) -> Result<(), Problem> {
    if trap.is_empty() {
        return Ok(());
    }
    let words = "Something filled in a field that people do not see. Press the button once more.";
    Err(Problem::Fields(vec![(field, words.into())]))
}

/// Counts by network and by person; the posts of a person are counted where they stand.
async fn limits(visit: &Visit, me: &[i64], sent: &Sent<'_>) -> Result<(), Problem> {
    let db = visit.db();
    if let Some(until) = standing::rests_until(db, me, MOST, WITHIN, visit.now).await?.filter(|_| !sent.edit) {
        let at = said::clock(until, &visit.facts().await?.zone());
        let did = if sent.title.is_empty() { "wrote ten times" } else { "asked ten things" };
        return Err(Problem::Busy(format!("You {did} in ten minutes. You can go on at {at}.")));
    }
    guard(visit, Limit::PostNetwork, &visit.network).await?;
    if let Some(person) = me.first() {
        guard(visit, Limit::Post, &format!("person:{person}")).await?;
    }
    Ok(())
}

/// The hosts that a post leads to, our own left out.
fn links(visit: &Visit, sent: &Sent<'_>) -> Vec<String> {
    let own = own_host(&visit.site.public_url);
    let mut all = text::links(sent.title);
    all.extend(text::links(sent.body));
    all.retain(|host| host != own);
    all
}
/// The host in the shop's own address.
pub fn own_host(public_url: &str) -> &str {
    let rest = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    let rest = rest.split('/').next().unwrap_or(rest);
    rest.rsplit_once(':').map_or(rest, |(host, _)| host)
}

#[cfg(test)]
mod tests {
    use super::own_host;

    #[test]
    fn the_shops_own_host_is_read_from_its_address() {
        assert_eq!(own_host("https://shop.example"), "shop.example");
        assert_eq!(own_host("http://127.0.0.1:3000"), "127.0.0.1");
        assert_eq!(own_host("http://shop.test"), "shop.test");
    }
}
