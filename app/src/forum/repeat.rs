//! A host who says nearly the same in another topic is shown where it stands already: linking helps more than repeating.
use super::text;
use super::verbs::Words;
use crate::problem::Problem;
use crate::site::Visit;

/// From how many percent on two answers are nearly the same.
const NEARLY: u32 = 80;

/// A fault where one of the last answers of this host is nearly the same; sending it once more with `anyway` posts it.
pub async fn warn(visit: &Visit, words: &Words, topic: i64) -> Result<(), Problem> {
    let Some(person) = visit.person().await else { return Ok(()) };
    let own: Vec<(i64, String)> = visit
        .db()
        .query(
            "select id, body from post where author = $1 and state = 'live' and topic <> $2 order by id desc limit 200",
        )
        .bind(person)
        .bind(topic)
        .all()
        .await?;
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
