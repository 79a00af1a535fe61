//! What the forms of the queue do. One address takes them all, from the queue, a list of posts, and one post.
use super::pages;
use crate::moderation::log::appeal;
use crate::moderation::verdict::shut::Shut;
use crate::moderation::verdict::{self, Act, Decision, Done};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /counter/queue`
pub async fn decide(visit: Visit, posted: Posted) -> Response {
    let back = back(posted.of("back"));
    match act(&visit, &posted).await {
        Ok(done) => to(&back, &done),
        // The list behind the button was of another moment.
        Err(problem @ Problem::Fields(_)) => {
            let post = back.strip_prefix("/counter/posts/").and_then(|id| id.parse().ok());
            match post {
                Some(post) => visit.show(pages::read_post(&visit, post, Some(problem))).await,
                None => visit.show(pages::read(&visit, &ticked(&posted), posted.of("words"), Some(problem))).await,
            }
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// `POST /counter/posts/{post}`
pub async fn decide_one(visit: Visit, Path(post): Path<i64>, mut posted: Posted) -> Response {
    posted.pairs.retain(|(name, _)| name != "post" && name != "back");
    posted.pairs.push(("post".into(), post.to_string()));
    posted.pairs.push(("back".into(), format!("/counter/posts/{post}")));
    decide(visit, posted).await
}

/// `POST /counter/topics/{topic}`
pub async fn topic(visit: Visit, Path(topic): Path<i64>, posted: Posted) -> Response {
    let done = async {
        let host = visit.host().await?;
        let closed = match posted.of("act") {
            "close" => true,
            "open" => false,
            _ => return Err(Problem::Gone),
        };
        verdict::close(visit.db(), &host, topic, closed, &visit.network, visit.now).await
    };
    match done.await {
        Ok(_) => ([FORGET_AHEAD], Redirect::to(&format!("/forum/{topic}"))).into_response(),
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// Does it; the number of the batch, `answered` where none came of it, `over` where nothing was left to do.
async fn act(visit: &Visit, posted: &Posted) -> Result<String, Problem> {
    let host = visit.host().await?;
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    let act = match posted.of("act") {
        "remove" => Act::Removed,
        "stand" | "release" | "keep" => Act::Kept,
        "back" => Act::Restored,
        "undo" => {
            let batch = posted.number("batch").ok_or(Problem::Gone)?;
            return match verdict::undo(db, &host, batch, from, now).await {
                Ok(done) => Ok(word(done, "over")),
                Err(Problem::Gone) => Ok("over".into()),
                Err(problem) => Err(problem),
            };
        }
        how @ ("uphold" | "restore") => {
            let asked = (posted.number("appeal").ok_or(Problem::Gone)?, how == "uphold");
            let done = appeal::answer(db, &host, asked, posted.of("answer"), from, now).await?;
            return Ok(word(done, "answered"));
        }
        _ => return Err(Problem::Gone),
    };
    let posts = ticked(posted);
    if posts.is_empty() {
        return Err(Problem::Fields(vec![("post", "Tick the posts that are meant.".into())]));
    }
    let decision = Decision {
        act,
        posts,
        rule: posted.of("rule"),
        words: posted.of("words").trim(),
        shut: Shut::read(posted.of("shut"), posted.of("days")),
        from,
    };
    Ok(word(verdict::decide(db, &host, &decision, now).await?, "over"))
}
fn word(done: Done, none: &str) -> String {
    done.batch.map_or(none.to_string(), |batch| batch.to_string())
}

fn ticked(posted: &Posted) -> Vec<i64> {
    let mut posts: Vec<i64> = posted.all("post").filter_map(|id| id.parse().ok()).collect();
    posts.sort_unstable();
    posts.dedup();
    posts
}

/// Where the form came from, within the counter.
fn back(text: &str) -> String {
    let plain =
        text.starts_with("/counter/") && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"/?=&.".contains(&b));
    if plain { text.to_string() } else { "/counter/queue".into() }
}
fn to(back: &str, done: &str) -> Response {
    let join = if back.contains('?') { '&' } else { '?' };
    ([FORGET_AHEAD], Redirect::to(&format!("{back}{join}done={done}"))).into_response()
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn a_form_leads_back_within_the_counter_and_nowhere_else() {
        assert_eq!(back("/counter/posts/7"), "/counter/posts/7");
        assert_eq!(back("/counter/queue?after=1.2.3"), "/counter/queue?after=1.2.3");
        for bad in ["", "//evil.test", "/counterfeit", "https://evil.test/counter/", "/counter/\r\nx", "/counter/@evil"]
        {
            assert_eq!(back(bad), "/counter/queue", "{bad}");
        }
    }
}
