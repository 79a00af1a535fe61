//! What a host said and made: answers, notes from the workbench, goods.
use crate::db::{Build, Db, Result};
use crate::values::{Moment, fold};
use sqlx::FromRow;

/// How many answers a page has.
pub const PAGE: i64 = 20;

/// An answer of a host, with the question it was given to.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Answer {
    pub post: i64,
    pub topic: i64,
    pub title: String,
    pub body: String,
    pub created_at: Moment,
    pub helpful: i64,
    pub accepted: bool,
    pub product_slug: Option<String>,
    pub product_title: Option<String>,
}
/// A page of them, and after which one the next begins.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    pub rows: Vec<Answer>,
    pub next: Option<i64>,
}

/// What of a host's words everybody may read: live replies in listed topics, none at a sensitive product. The state is looked at
/// in a way that no index serves: SQLite would go through everybody's posts by it, instead of through this person's.
const SEEN: &str = " from post p join topic t on t.id = p.topic left join product pr on pr.id = t.product
 where p.as_host = true and coalesce(p.state, '') = 'live' and t.listed = true and t.first_post <> p.id
    and coalesce(pr.sensitive, false) = false and p.author = ";

/// The answers of this person, the newest first, from before this one on.
pub async fn answers(db: &Db, person: i64, before: Option<i64>, most: i64) -> Result<Answers> {
    let mut q = Build::new(
        "select p.id as post, p.topic, t.title, p.body, p.created_at, p.helpful, coalesce(t.accepted = p.id, false) as accepted,
            case when pr.status = 'active' then pr.slug end as product_slug,
            case when pr.status = 'active' then pr.title end as product_title",
    );
    q.push(SEEN).int(person);
    if let Some(before) = before {
        q.push(" and p.id < ").int(before);
    }
    q.push(" order by p.id desc limit ").digits(most + 1);
    let mut rows: Vec<Answer> = db.build(&q).all().await?;
    let more = rows.len() as i64 > most;
    rows.truncate(most as usize);
    let next = rows.last().filter(|_| more).map(|a| a.post);
    Ok(Answers { rows, next })
}

/// What came of a host's answers, counted from the posts themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Figures {
    pub answers: i64,
    /// How often somebody said that one helped.
    pub helpful: i64,
    pub accepted: i64,
}
pub async fn figures(db: &Db, person: i64) -> Result<Figures> {
    let mut q = Build::new(
        "select count(*) as answers, cast(coalesce(sum(p.helpful), 0) as bigint) as helpful,
            cast(coalesce(sum(case when t.accepted = p.id then 1 else 0 end), 0) as bigint) as accepted",
    );
    q.push(SEEN).int(person);
    db.build(&q).one().await
}

/// A note from a workbench, with its first picture.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Note {
    pub topic: i64,
    /// The post it is: by it the event stream names it.
    pub post: i64,
    pub title: String,
    pub body: String,
    pub name: String,
    pub seed: i64,
    /// The address of the host's page, while they are one.
    pub handle: Option<String>,
    pub created_at: Moment,
    /// How many replies others see.
    pub replies: i64,
    pub hash: Option<String>,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub alt: Option<String>,
}
/// Whose notes are wanted, or about what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Host(i64),
    Product(i64),
}

/// The notes with a higher number than `after`, the newest first.
pub async fn notes(db: &Db, of: Of, after: i64, most: i64) -> Result<Vec<Note>> {
    let mut q = Build::new(
        "select t.id as topic, fp.id as post, t.title, fp.body, case when a.name <> '' then a.name else a.alias end as name,
            a.avatar_seed as seed, h.handle, t.created_at, t.posts - 1 as replies, m.hash, m.width, m.height, u.alt from ",
    );
    q.push(match of {
        Of::Host(_) => "topic t",
        Of::Product(_) => "topic_product tp join topic t on t.id = tp.topic",
    });
    q.push(
        " join post fp on fp.id = t.first_post join person a on a.id = t.author
            left join host h on h.person = a.id and h.listed = true
            left join post_picture u on u.id = (
                select x.id from post_picture x where x.post = fp.id order by x.position, x.id limit 1)
            left join media m on m.id = u.media and m.withheld = false
         where coalesce(t.kind, '') = 'bench' and t.listed = true and fp.state = 'live'",
    );
    match of {
        Of::Host(person) => {
            q.push(" and t.author = ").int(person).push(" and t.first_post > ").int(after).push(" order by t.id")
        }
        Of::Product(product) => {
            q.push(" and tp.product = ").int(product).push(" and t.first_post > ").int(after).push(" order by tp.topic")
        }
    };
    q.push(" desc limit ").digits(most);
    db.build(&q).all().await
}

/// The products of this person's own making, the newest first: numbers, and the handle of the maker they are.
pub async fn makes(db: &Db, person: i64, most: i64) -> Result<(Vec<i64>, Option<String>)> {
    let mut q = Build::new(
        "select p.id, m.handle from maker m join product p on p.maker = m.id
         where p.status = 'active' and p.sensitive = false and m.person = ",
    );
    q.int(person).push(" order by p.id desc limit ").digits(most);
    let rows: Vec<(i64, String)> = db.build(&q).all().await?;
    let maker = rows.first().map(|(_, handle)| handle.clone());
    Ok((rows.into_iter().map(|(id, _)| id).collect(), maker))
}

/// What a note can be about, before anything was typed: what the host makes and what their last notes were about, then the
/// newest; number and title.
pub async fn goods(db: &Db, person: i64, most: i64) -> Result<Vec<(i64, String)>> {
    let mut q = Build::new(
        "select p.id, p.title from product p left join maker m on m.id = p.maker where p.status = 'active'
         order by case when m.person = ",
    );
    q.int(person).push(
        " then 0 when exists (select 1 from topic_product tp join topic t on t.id = tp.topic
            where tp.product = p.id and t.kind = 'bench' and t.author = ",
    );
    q.int(person).push(") then 1 else 2 end, p.id desc limit ").digits(most);
    db.build(&q).all().await
}

/// The product that goes by this title, whatever its case and accents.
pub async fn titled(db: &Db, title: &str) -> Result<Option<i64>> {
    let row: Option<(i64,)> = db
        .query("select id from product where status = 'active' and title_key = $1 order by id limit 1")
        .bind(fold(title))
        .maybe()
        .await?;
    Ok(row.map(|(id,)| id))
}

/// Those of these products that are on the shelf, and whether all of them are this person's own making.
pub async fn note_products(db: &Db, person: i64, wanted: Vec<i64>) -> Result<(Vec<i64>, bool)> {
    if wanted.is_empty() {
        return Ok((vec![], false));
    }
    let mut q = Build::new(
        "select p.id, coalesce(m.person, 0) from product p left join maker m on m.id = p.maker where p.status = 'active' and p.id",
    );
    q.within(wanted.clone());
    let mut rows: Vec<(i64, i64)> = db.build(&q).all().await?;
    rows.sort_by_key(|(id, _)| wanted.iter().position(|w| w == id));
    let own = !rows.is_empty() && rows.iter().all(|(_, maker)| *maker == person);
    Ok((rows.into_iter().map(|(id, _)| id).collect(), own))
}
