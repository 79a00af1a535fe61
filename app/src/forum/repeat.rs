//! A host who says nearly the same in another topic is shown where it stands already: linking helps more than repeating.
use super::verbs::Words;
use super::{store, text};
use crate::problem::Problem;
use crate::site::Visit;

/// From how many percent on two answers are nearly the same.
const NEARLY: u32 = 80;

/// A fault where one of the last answers of this host is nearly the same; sending it once more with `anyway` posts it.
pub async fn warn(visit: &Visit, words: &Words, topic: i64) -> Result<(), Problem> {
    let Some(person) = visit.person().await else { return Ok(()) };
    let own = store::said_elsewhere(visit.db(), person, topic).await?;
    match own.iter().find(|(_, body)| text::overlap(&words.body, body) > NEARLY) {
        Some((post, _)) => Err(Problem::Fields(vec![(
            "body",
            format!(
                "You said nearly this before: /posts/{post}. Link to it and add what is different here, or tick “Post it all the same”."
            ),
        )])),
        None => Ok(()),
    }
}
