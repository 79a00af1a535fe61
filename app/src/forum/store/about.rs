//! What a topic can hang on, who is named in a post, what a post said before, and what is like a question.
use crate::db::{Build, Db, Result, Sql};
use crate::forum::text;
use crate::search::split;
use crate::values::Moment;
use sqlx::FromRow;
use std::collections::HashMap;

/// The steps of ordering, in their order: word and title.
pub async fn steps(db: &Db) -> Result<Vec<(String, String)>> {
    db.query("select step, title from order_step order by position").all().await
}

/// What a form asks to hang a topic on, as far as it is there.
#[derive(Clone, Debug, Default, PartialEq, FromRow)]
pub struct AnchorOf {
    pub product: Option<i64>,
    pub slug: Option<String>,
    pub title: Option<String>,
    pub attribute_id: Option<i64>,
    pub attribute: Option<String>,
    pub step: Option<String>,
}

/// The product of this address with one of its specifications by handle, or a step of ordering.
pub async fn anchor(db: &Db, product: &str, attribute: &str, step: &str) -> Result<AnchorOf> {
    if !product.is_empty() {
        let found: Option<AnchorOf> = db
            .query(
                "select p.id as product, p.slug, p.title, a.id as attribute_id, a.label as attribute, null as step from product p
                    left join attribute a on a.handle = $2
                        and exists (select 1 from product_attribute x where x.product = p.id and x.attribute = a.id)
                 where p.slug = $1 and p.status = 'active'",
            )
            .bind(product.to_string())
            .bind(attribute.to_string())
            .maybe()
            .await?;
        return Ok(found.unwrap_or_default());
    }
    let step: Option<(String,)> =
        db.query("select step from order_step where step = $1").bind(step.to_string()).maybe().await?;
    Ok(AnchorOf { step: step.map(|s| s.0), ..AnchorOf::default() })
}

/// Everybody who is mentioned in a post, by their number, under the name of today.
pub async fn names(db: &Db, post: i64) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> = db
        .query(
            "select a.id, case when h.person is not null and a.name <> '' then a.name else a.alias end
             from post_mention m join person a on a.id = m.person left join host h on h.person = a.id and h.listed
             where m.post = $1",
        )
        .bind(post)
        .all()
        .await?;
    Ok(rows.into_iter().collect())
}

/// Everybody who is mentioned in any of these posts.
pub async fn names_of(db: &Db, posts: Vec<i64>) -> Result<HashMap<i64, String>> {
    let mut q = Build::new(
        "select distinct a.id, case when h.person is not null and a.name <> '' then a.name else a.alias end
         from post_mention m join person a on a.id = m.person left join host h on h.person = a.id and h.listed where m.post",
    );
    q.within(posts);
    let rows: Vec<(i64, String)> = db.build(&q).all().await?;
    Ok(rows.into_iter().collect())
}

/// What a post said before, the latest first: revision, words, since when.
pub async fn revisions(db: &Db, post: i64) -> Result<Vec<(i64, String, Moment)>> {
    db.query("select revision, body, at from post_revision where post = $1 order by revision desc limit 100")
        .bind(post)
        .all()
        .await
}

/// Words that say nothing about what a question is about.
const SMALL: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "could", "do", "does", "for", "from", "get",
    "has", "have", "how", "i", "if", "in", "is", "it", "its", "me", "my", "no", "not", "of", "on", "one", "or", "so",
    "some", "than", "that", "the", "there", "they", "this", "to", "use", "was", "what", "when", "which", "who", "will",
    "with", "would", "you", "your", "why", "long", "should", "s", "t", "m", "does", "did", "am", "need", "anyone",
    "know", "please", "hello", "hi",
];

/// Questions that were answered and are about the same: at least half of the words that matter stand in them.
pub async fn like(db: &Db, product: Option<i64>, title: &str, body: &str) -> Result<Vec<super::Row>> {
    let mut asked: Vec<String> = split(&format!("{title} {}", text::plain(body)))
        .into_iter()
        .filter(|w| w.len() > 1 && !SMALL.contains(&w.as_str()))
        .collect();
    asked.sort();
    asked.dedup();
    asked.truncate(30);
    if asked.len() < 2 {
        return Ok(vec![]);
    }
    let stems: Vec<String> = asked.iter().map(|w| stem(w).to_string()).collect();
    let mut q = Build::new("select distinct p.topic from post p join topic t on t.id = p.topic ");
    let terms = stems.clone();
    q.push_each(Sql {
        sqlite: "join post_fts f on f.rowid = p.id where post_fts match ",
        postgres: "join post_search f on f.post = p.id where f.words @@ cast(",
    });
    // Each database has its own way to say "any of these words, or what begins with one".
    q.text_each(
        terms.iter().map(|t| format!("\"{t}\" *")).collect::<Vec<_>>().join(" OR "),
        terms.iter().map(|t| format!("'{t}':*")).collect::<Vec<_>>().join(" | "),
    );
    q.push_each(Sql { sqlite: "", postgres: " as tsquery)" });
    q.push(" and t.listed and t.kind = 'question' and t.answered_at is not null");
    match product {
        Some(product) => q.push(" and (t.product is null or t.product = ").int(product).push(")"),
        // What stands at a thing that is nobody's business is offered there alone.
        None => q.push(" and not exists (select 1 from product s where s.id = t.product and s.sensitive)"),
    };
    q.push(" limit 200");
    let found: Vec<(i64,)> = db.build(&q).all().await?;
    let mut best: Vec<(usize, i64)> = vec![];
    if found.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new("select t.id, t.title, p.body from topic t join post p on p.id = t.first_post where t.id");
    q.within(found.iter().map(|f| f.0).collect());
    let texts: Vec<(i64, String, String)> = db.build(&q).all().await?;
    for (topic, title, body) in texts {
        let words = split(&format!("{title} {}", text::plain(&body)));
        let hits = stems.iter().filter(|s| words.iter().any(|w| w.starts_with(s.as_str()))).count();
        if hits * 2 >= stems.len() && hits >= 2 {
            best.push((hits, topic));
        }
    }
    best.sort_by_key(|(hits, topic)| (std::cmp::Reverse(*hits), std::cmp::Reverse(*topic)));
    super::lists::rows(db, best.into_iter().take(4).map(|(_, t)| t).collect()).await
}

/// A word without the ending that number and time give it.
fn stem(word: &str) -> &str {
    let cut = ["ing", "ed", "es", "s", "e"]
        .iter()
        .find_map(|e| word.strip_suffix(e).filter(|rest| rest.chars().count() >= 3));
    cut.unwrap_or(word)
}

/// What was bought in the order of this thread: numbers and titles of products that are still here.
pub async fn bought(db: &Db, topic: i64) -> Result<Vec<(i64, String)>> {
    db.query(
        "select distinct p.id, p.title from topic t join order_line l on l.order_id = t.order_id join variant v on v.id = l.variant
            join product p on p.id = v.product
         where t.id = $1 and p.status = 'active' and not p.sensitive order by p.id",
    )
    .bind(topic)
    .all()
    .await
}

/// What the customer said last before this post in an order's thread.
pub async fn asked_before(db: &Db, topic: i64, post: i64) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .query(
            "select body from post where topic = $1 and id < $2 and state = 'live' and not as_host order by id desc limit 1",
        )
        .bind(topic)
        .bind(post)
        .maybe()
        .await?;
    Ok(row.map(|(body,)| body))
}

/// What this person said last in other topics than this one: posts and words.
pub async fn said_elsewhere(db: &Db, person: i64, topic: i64) -> Result<Vec<(i64, String)>> {
    db.query(
        "select id, body from post where author = $1 and state = 'live' and topic <> $2 order by id desc limit 200",
    )
    .bind(person)
    .bind(topic)
    .all()
    .await
}

/// The number of an order's own thread, if anybody wrote in it.
pub async fn thread_of(db: &Db, order: i64) -> Result<Option<i64>> {
    let row: Option<(i64,)> = db.query("select id from topic where order_id = $1").bind(order).maybe().await?;
    Ok(row.map(|(id,)| id))
}
