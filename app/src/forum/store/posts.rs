//! A page of a topic: its posts with who wrote them, what they quote, their pictures and who may speak from owning it.
use super::Topic;
use crate::db::{Build, Db, Result};
use crate::forum::State;
use crate::values::Moment;
use sqlx::FromRow;
use std::collections::HashMap;

/// How many posts a page has.
pub const PAGE: i64 = 50;

/// Where in a topic a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// After this post; 0 is the beginning.
    After(i64),
    /// Before this post.
    Before(i64),
    /// At this post: a link to it, however many came later.
    At(i64),
    /// At the newest.
    End,
}

/// Who speaks, as others see them.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Speaker {
    pub person: i64,
    /// The name of one of the staff, the alias of anybody else.
    pub name: String,
    pub seed: i64,
    /// The address of a host's own page.
    pub handle: Option<String>,
    pub face: Option<String>,
    pub face_width: Option<i64>,
}

/// A post as a page shows it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Seen {
    pub id: i64,
    state: String,
    pub as_host: bool,
    pub stake: Option<String>,
    pub held_for: Option<String>,
    pub reply_to: Option<i64>,
    pub quoted: Option<i64>,
    pub quoted_text: Option<String>,
    pub title: Option<String>,
    pub body: String,
    pub html: String,
    pub render_version: i64,
    pub revision: i64,
    pub helpful: i64,
    pub created_at: Moment,
    pub edited_at: Option<Moment>,
    #[sqlx(flatten)]
    pub by: Speaker,
}
impl Seen {
    pub fn state(&self) -> State {
        State::of(&self.state)
    }
    /// Whether its words are for these eyes: what is live for everybody's, what waits for its author's and a host's, what was
    /// taken down for nobody's here.
    pub fn is_read_by(&self, me: &[i64], host: bool) -> bool {
        match self.state() {
            State::Live => true,
            State::Held => host || me.contains(&self.by.person),
            State::Removed => false,
        }
    }
    fn withhold(&mut self) {
        (self.body, self.html) = (String::new(), String::new());
        (self.title, self.quoted_text) = (None, None);
        self.by = Speaker::default();
    }
}

/// A picture of a post.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Picture {
    pub post: i64,
    pub hash: String,
    pub width: i64,
    pub height: i64,
    pub alt: String,
}

/// A post with everything that stands beside it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub post: Seen,
    /// Who is quoted.
    pub quoted_by: Option<String>,
    pub pictures: Vec<Picture>,
    /// Since when the author owns the product, by a delivered order.
    pub owns_since: Option<Moment>,
    /// Whether whoever looks said that it helped.
    pub thanked: bool,
    pub own: bool,
}

/// A page of a topic.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub posts: Vec<Shown>,
    /// Whether there are posts before and after these.
    pub before: bool,
    pub after: bool,
    /// Everybody who is mentioned, by their number.
    pub mentioned: HashMap<i64, Mentioned>,
}

const SEEN: &str = "select p.id, p.state, p.as_host, p.stake, p.held_for, p.reply_to, p.quoted, p.quoted_text, p.title, p.body, p.html,
    p.render_version, p.revision, p.helpful, p.created_at, p.edited_at, a.id as person,
    case when p.as_host and a.name <> '' then a.name else a.alias end as name, a.avatar_seed as seed,
    case when p.as_host then h.handle end as handle, case when p.as_host then m.hash end as face, case when p.as_host then m.width end as face_width
 from (select p.* from post p where p.topic = ";
/// The page is cut before anything is joined: a planner that thinks a topic short would sort all of a long one.
const SPOKEN: &str = ") p join person a on a.id = p.author left join host h on h.person = a.id and h.listed
    left join media m on m.id = h.media order by p.id";

/// What of a topic is shown: live posts, stubs of others where a reply stands below them, and one's own that wait.
fn visible(q: &mut Build, me: &[i64], host: bool) {
    q.push(" and (p.state = 'live' or p.id = (select t.first_post from topic t where t.id = p.topic)");
    q.push(" or (p.state = 'removed' and exists (select 1 from post r where r.reply_to = p.id and r.state = 'live'))");
    if host {
        q.push(" or p.state = 'held'");
    } else if !me.is_empty() {
        q.push(" or (p.state = 'held' and p.author").within(me.to_vec()).push(")");
    }
    q.push(")");
}

/// The posts of a topic from here on, for a person and the visitors they were; hosts see what is held too.
pub async fn page(db: &Db, topic: &Topic, from: Where, me: &[i64], host: bool) -> Result<Page> {
    let mut q = Build::new(SEEN);
    q.int(topic.id);
    visible(&mut q, me, host);
    let backwards = match from {
        Where::After(id) => {
            q.push(" and p.id > ").int(id).push(" order by p.id limit ").digits(PAGE + 1);
            false
        }
        Where::At(id) => {
            q.push(" and p.id >= ").int(id).push(" order by p.id limit ").digits(PAGE + 1);
            false
        }
        Where::Before(id) => {
            q.push(" and p.id < ").int(id).push(" order by p.id desc limit ").digits(PAGE + 1);
            true
        }
        Where::End => {
            q.push(" order by p.id desc limit ").digits(PAGE + 1);
            true
        }
    };
    q.push(SPOKEN).push(if backwards { " desc" } else { "" });
    let mut posts: Vec<Seen> = db.build(&q).all().await?;
    let more = posts.len() as i64 > PAGE;
    posts.truncate(PAGE as usize);
    let (mut before, mut after) = (false, more);
    if backwards {
        posts.reverse();
        before = more;
        after = matches!(from, Where::Before(_));
    } else if let Some(first) = posts.first() {
        before = first.id > topic.first_post && topic.first_post > 0;
    }
    // Of what others may not read nothing leaves this room but that it was there.
    for post in posts.iter_mut().filter(|p| !p.is_read_by(me, host)) {
        post.withhold();
    }
    let ids: Vec<i64> = posts.iter().filter(|p| p.state() != State::Removed).map(|p| p.id).collect();
    let pictures = pictures(db, &ids).await?;
    let quoted = quoted(db, posts.iter().filter_map(|p| p.quoted).collect()).await?;
    let owners = match topic.product.filter(|_| !topic.sensitive) {
        Some(product) => owners(db, product, posts.iter().map(|p| p.by.person).collect()).await?,
        None => HashMap::new(),
    };
    let thanked = thanked(db, &ids, me).await?;
    let mentioned = mentioned(db, &ids).await?;
    let posts = posts
        .into_iter()
        .map(|post| Shown {
            quoted_by: post.quoted.and_then(|q| quoted.get(&q).cloned()),
            pictures: pictures.iter().filter(|p| p.post == post.id).cloned().collect(),
            owns_since: owners.get(&post.by.person).copied(),
            thanked: thanked.contains(&post.id),
            own: me.contains(&post.by.person),
            post,
        })
        .collect();
    Ok(Page { posts, before, after, mentioned })
}

/// The pictures of these posts, in their order.
pub async fn pictures(db: &Db, posts: &[i64]) -> Result<Vec<Picture>> {
    if posts.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new(
        "select u.post, m.hash, m.width, m.height, u.alt from post_picture u join media m on m.id = u.media where u.post",
    );
    q.within(posts.to_vec()).push(" order by u.post, u.position, u.id");
    db.build(&q).all().await
}

/// The names of those who are quoted; only as long as what they wrote is there.
async fn quoted(db: &Db, posts: Vec<i64>) -> Result<HashMap<i64, String>> {
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let mut q = Build::new(
        "select p.id, case when p.as_host and a.name <> '' then a.name else a.alias end from post p join person a on a.id = p.author
         where p.state = 'live' and p.id",
    );
    q.within(posts);
    let rows: Vec<(i64, String)> = db.build(&q).all().await?;
    Ok(rows.into_iter().collect())
}

/// Who of these has the product from an order that was delivered, and since when.
async fn owners(db: &Db, product: i64, people: Vec<i64>) -> Result<HashMap<i64, Moment>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    // An order is somebody's by their account, or by the cart it came out of.
    let mut q = Build::new("select b.person, min(b.at) from (");
    for (n, person) in ["o.person", "c.person"].into_iter().enumerate() {
        q.push(if n == 0 { "" } else { " union all " });
        q.push("select ").push(person).push(
            " as person, f.delivered_at as at from orders o join cart c on c.id = o.cart join order_line l on l.order_id = o.id
                join variant v on v.id = l.variant join fulfilment f on f.order_id = o.id
                join fulfilment_line fl on fl.fulfilment = f.id and fl.order_line = l.id
             where f.delivered_at is not null and v.product = ",
        );
        q.int(product).push(" and ").push(person).within(people.clone());
    }
    q.push(") b group by b.person");
    let rows: Vec<(i64, Moment)> = db.build(&q).all().await?;
    Ok(rows.into_iter().collect())
}

async fn thanked(db: &Db, posts: &[i64], me: &[i64]) -> Result<Vec<i64>> {
    if posts.is_empty() || me.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new("select post from reaction where kind = 'helpful' and post");
    q.within(posts.to_vec()).push(" and person").within(me.to_vec());
    let rows: Vec<(i64,)> = db.build(&q).all().await?;
    Ok(rows.into_iter().map(|(p,)| p).collect())
}

/// Somebody's name, and the address of their page if they are a host.
pub type Mentioned = (String, Option<String>);
/// Everybody who is mentioned in these posts, by their number, under the name of today.
pub async fn mentioned(db: &Db, posts: &[i64]) -> Result<HashMap<i64, Mentioned>> {
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let mut q = Build::new(
        "select distinct a.id, case when h.person is not null and a.name <> '' then a.name else a.alias end, h.handle
         from post_mention m join person a on a.id = m.person left join host h on h.person = a.id and h.listed where m.post",
    );
    q.within(posts.to_vec());
    let rows: Vec<(i64, String, Option<String>)> = db.build(&q).all().await?;
    Ok(rows.into_iter().map(|(id, name, handle)| (id, (name, handle))).collect())
}

/// What can be quoted of a post that is live: its author's name and its words.
pub async fn quote_of(db: &Db, topic: i64, post: i64) -> Result<Option<(String, String)>> {
    db.query(
        "select case when p.as_host and a.name <> '' then a.name else a.alias end, p.body from post p join person a on a.id = p.author
         where p.id = $2 and p.topic = $1 and p.state = 'live'",
    )
    .bind(topic)
    .bind(post)
    .maybe()
    .await
}

/// After which post the page begins on which this one stands; 0 where it is the first page. Posts are counted back from it by
/// their numbers, a page at most, so a topic of any length is as quick.
pub async fn page_of(db: &Db, topic: i64, post: i64) -> Result<i64> {
    let row: Option<(i64,)> = db
        .query(
            "select id from (select id from post where topic = $1 and id < $2 and state = 'live' order by id desc limit 10) p
             order by id limit 1",
        )
        .bind(topic)
        .bind(post)
        .maybe()
        .await?;
    let Some((ten_before,)) = row else { return Ok(0) };
    let (earlier,): (i64,) = db
        .query("select count(*) from (select id from post where topic = $1 and id < $2 and state = 'live' order by id desc limit 50) p")
        .bind(topic)
        .bind(post)
        .one()
        .await?;
    Ok(if earlier < PAGE { 0 } else { ten_before - 1 })
}
