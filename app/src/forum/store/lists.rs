//! Lists of topics, a page at a time.
use crate::db::{Build, Db, Result};
use crate::values::Moment;
use sqlx::FromRow;

/// How many topics a page has.
pub const PAGE: i64 = 30;

/// Which topics are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// `questions`, `open`, `solved`, `talk`, `bench`; anything else is all.
    pub show: String,
    pub step: Option<String>,
    pub product: Option<i64>,
    /// Those before this one, by their last post: its moment and its number.
    pub after: Option<(i64, i64)>,
}

/// A topic as a list shows it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Row {
    pub id: i64,
    /// The post it began with: by it the event stream names a new topic.
    pub first_post: i64,
    pub kind: String,
    pub title: String,
    pub name: String,
    pub seed: i64,
    pub as_host: bool,
    pub posts: i64,
    pub created_at: Moment,
    pub last_at: Moment,
    pub answered_at: Option<Moment>,
    pub accepted: Option<i64>,
    pub product_slug: Option<String>,
    pub product_title: Option<String>,
    pub step_title: Option<String>,
}

/// A page of them, and where the next begins.
#[derive(Clone, Debug, Default)]
pub struct List {
    pub rows: Vec<Row>,
    pub next: Option<(i64, i64)>,
}

const ROW: &str = "select t.id, t.first_post, t.kind, t.title, case when fp.as_host and a.name <> '' then a.name else a.alias end as name,
    a.avatar_seed as seed, fp.as_host, t.posts, t.created_at, t.last_at, t.answered_at, t.accepted, p.slug as product_slug,
    p.title as product_title, s.title as step_title
 from topic t join person a on a.id = t.author join post fp on fp.id = t.first_post left join product p on p.id = t.product
    left join order_step s on s.step = t.step where t.listed = true";

/// The topics that fit, the one with the newest post first.
pub async fn list(db: &Db, filter: &Filter) -> Result<List> {
    let mut q = Build::new(ROW);
    match filter.show.as_str() {
        "questions" => q.push(" and t.kind = 'question'"),
        "open" => q.push(" and t.kind = 'question' and t.answered_at is null"),
        "solved" => q.push(" and t.kind = 'question' and t.accepted is not null"),
        "talk" => q.push(" and t.kind = 'discussion'"),
        "bench" => q.push(" and t.kind = 'bench'"),
        _ => &mut q,
    };
    if let Some(step) = &filter.step {
        q.push(" and t.step = ").text(step.as_str());
    }
    if let Some(product) = filter.product {
        q.push(" and t.product = ").int(product);
    }
    if let Some((at, id)) = filter.after {
        q.push(" and (t.last_at, t.id) < (").int(at).push(", ").int(id).push(")");
    }
    q.push(" order by t.last_at desc, t.id desc limit ").digits(PAGE + 1);
    let mut rows: Vec<Row> = db.build(&q).all().await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more).map(|r| (r.last_at.0, r.id));
    Ok(List { rows, next })
}

/// A topic at its product: with the words of the answer that solved it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct AtProduct {
    #[sqlx(flatten)]
    pub row: Row,
    pub question: String,
    pub answer: Option<String>,
    pub answer_post: Option<i64>,
    pub answer_name: Option<String>,
    pub answer_seed: Option<i64>,
    pub answer_as_host: Option<bool>,
    pub answer_handle: Option<String>,
    pub answer_face: Option<String>,
    pub answer_face_width: Option<i64>,
    pub answer_stake: Option<String>,
}

/// The words of a topic and of the answer that solved it, or else helped most.
const ANSWERED: &str =
    "case when fp.state = 'live' then fp.body else '' end as question, x.body as answer, x.id as answer_post,
    case when x.as_host and xa.name <> '' then xa.name else xa.alias end as answer_name, xa.avatar_seed as answer_seed,
    x.as_host as answer_as_host, case when x.as_host then h.handle end as answer_handle,
    case when x.as_host then m.hash end as answer_face, case when x.as_host then m.width end as answer_face_width,
    x.stake as answer_stake";
const ANSWER: &str = " left join post x on x.id = coalesce(t.accepted, (select r.id from post r
        where r.topic = t.id and r.state = 'live' and r.id > t.first_post order by r.helpful desc, r.id limit 1))
    left join person xa on xa.id = x.author left join host h on h.person = x.author and h.listed
    left join media m on m.id = h.media";

/// What a list of a product's topics begins with, for `and` to follow.
fn at_product(product: i64) -> Build {
    let mut q = Build::new(
        "select t.id, t.first_post, t.kind, t.title, case when fp.as_host and a.name <> '' then a.name else a.alias end as name,
            a.avatar_seed as seed, fp.as_host, t.posts, t.created_at, t.last_at, t.answered_at, t.accepted,
            null as product_slug, null as product_title, null as step_title, ",
    );
    q.push(ANSWERED)
        .push(" from topic t join person a on a.id = t.author join post fp on fp.id = t.first_post")
        .push(ANSWER)
        .push(" where t.listed = true and t.kind in ('question', 'discussion') and t.product = ")
        .int(product);
    q
}

/// The topics at a product that help most: solved ones first, then the newest.
pub async fn of_product(db: &Db, product: i64, most: i64) -> Result<Vec<AtProduct>> {
    let mut q = at_product(product);
    q.push(" order by case when t.accepted is null then 1 else 0 end, t.last_at desc, t.id desc limit ").digits(most);
    db.build(&q).all().await
}

/// The topics at a product that began after this post, the newest first, a page at most.
pub async fn newer_of_product(db: &Db, product: i64, after: i64) -> Result<Vec<AtProduct>> {
    let mut q = at_product(product);
    q.push(" and t.first_post > ").int(after).push(" order by t.first_post desc limit ").digits(PAGE);
    db.build(&q).all().await
}

/// The topics that a search finds, in its order, each with its answer. `meant` appends a table of their numbers and places,
/// `(select id, place …)`.
pub async fn found(db: &Db, meant: impl FnOnce(&mut Build)) -> Result<Vec<AtProduct>> {
    let mut q = Build::new(
        "select t.id, t.first_post, t.kind, t.title, case when fp.as_host and a.name <> '' then a.name else a.alias end as name,
            a.avatar_seed as seed, fp.as_host, t.posts, t.created_at, t.last_at, t.answered_at, t.accepted,
            p.slug as product_slug, p.title as product_title, s.title as step_title, ",
    );
    q.push(ANSWERED).push(" from ");
    meant(&mut q);
    q.push(" f join topic t on t.id = f.id join person a on a.id = t.author join post fp on fp.id = t.first_post");
    q.push(" left join product p on p.id = t.product left join order_step s on s.step = t.step").push(ANSWER);
    q.push(" order by f.place");
    db.build(&q).all().await
}

/// The questions that were answered last, each with its answer; none about what is nobody's business.
pub async fn lately_answered(db: &Db, most: i64) -> Result<Vec<AtProduct>> {
    found(db, |q| {
        q.push(
            "(select a.id, -a.answered_at as place from topic a left join product s on s.id = a.product
             where a.kind = 'question' and a.listed = true and a.answered_at is not null and coalesce(s.sensitive, false) = false
             order by a.answered_at desc limit ",
        )
        .digits(most)
        .push(")");
    })
    .await
}

/// Topics of the same product, or of the same step, beside the one that is read.
pub async fn near(db: &Db, topic: &super::Topic, most: i64) -> Result<Vec<Row>> {
    let mut q = Build::new(ROW);
    q.push(" and t.id <> ").int(topic.id);
    match (topic.product, &topic.step) {
        (Some(product), _) => q.push(" and t.product = ").int(product),
        (None, Some(step)) => q.push(" and t.step = ").text(step.as_str()),
        _ => q.push(" and t.product is null and t.step is null"),
    };
    q.push(" order by t.last_at desc, t.id desc limit ").digits(most);
    db.build(&q).all().await
}

/// The topics of these numbers, in this order, as far as they are listed.
pub async fn rows(db: &Db, ids: Vec<i64>) -> Result<Vec<Row>> {
    let mut q = Build::new(ROW);
    q.push(" and t.id").within(ids.clone());
    let mut rows: Vec<Row> = db.build(&q).all().await?;
    rows.sort_by_key(|r| ids.iter().position(|id| *id == r.id));
    Ok(rows)
}

/// Topics that began after this post, the newest first, a page at most.
pub async fn newer(db: &Db, after: i64) -> Result<Vec<Row>> {
    let mut q = Build::new(ROW);
    q.push(" and t.first_post > ").int(after).push(" order by t.first_post desc limit ").digits(PAGE);
    db.build(&q).all().await
}
