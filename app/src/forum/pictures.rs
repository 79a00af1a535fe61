//! Pictures that come with a form of the forum: kept as soon as the gate lets their author through, so that what has to be put
//! right elsewhere makes nobody send them twice.
use super::form::Typed;
use crate::media::upload::{self, MOST};
use crate::moderation::Ruling;
use crate::moderation::gate::{self, Sent};
use crate::parts::posted::Files;
use crate::problem::Problem;
use crate::site::Visit;

/// What may be posted, after the gate has looked at it: `checked` is what became of everything else that was typed. The pictures
/// that came stand in the form by their numbers from then on.
pub async fn through<T>(
    visit: &Visit,
    typed: &mut Typed,
    files: Files,
    (title, body): (&str, &str),
    checked: Result<T, Problem>,
) -> Result<(T, Ruling), Problem> {
    let checked = match checked {
        Err(problem) if files.is_empty() || !matches!(problem, Problem::Fields(_)) => return Err(problem),
        checked => checked,
    };
    let pictures = typed.pictures.len() + files.count();
    let sent = Sent { title, body, pictures, stamp: &typed.stamp, trap: &typed.trap, edit: false };
    let ruling = gate::rule(visit, &sent).await?;
    let refused = take(visit, typed, files).await?;
    match (checked, refused) {
        (Ok(done), None) => Ok((done, ruling)),
        (Ok(_), Some(words)) => Err(Problem::Fields(vec![("pictures", words)])),
        (Err(Problem::Fields(mut faults)), Some(words)) => {
            faults.push(("pictures", words));
            Err(Problem::Fields(faults))
        }
        (Err(problem), _) => Err(problem),
    }
}

/// Takes the files in; what is wrong with some of them, in words.
async fn take(visit: &Visit, typed: &mut Typed, files: Files) -> Result<Option<String>, Problem> {
    if files.is_empty() {
        return Ok(None);
    }
    let person = visit.act().await?;
    let taken = upload::take(visit, person, files, MOST.saturating_sub(typed.pictures.len())).await?;
    let shows = typed.shows.clone();
    typed.pictures.extend(taken.kept.into_iter().map(|id| (id, shows.clone())));
    Ok((!taken.refused.is_empty()).then(|| taken.refused.join(" ")))
}

/// The form as it is shown again: with the pictures that it holds by their numbers.
pub async fn again(visit: &Visit, mut typed: Typed) -> Typed {
    if let (Some(person), false) = (visit.person().await, typed.pictures.is_empty()) {
        let ids: Vec<i64> = typed.pictures.iter().map(|(id, _)| *id).collect();
        typed.sent = upload::waiting(visit.db(), person, &ids).await.unwrap_or_default();
    }
    let there: Vec<i64> = typed.sent.iter().map(|s| s.id).collect();
    typed.pictures.retain(|(id, _)| there.contains(id));
    typed
}
