//! The mails about a conversation, written when they are sent: of what is seen by then, under the names of then.
use super::{mails::parts, stop};
use crate::checkout::place;
use crate::db::{Build, Db, Result};
use crate::forum::store::names_of;
use crate::forum::text;
use crate::letters::{Letter, fill};
use crate::orders;
use crate::secret::LinkKey;
use crate::site::Facts;
use crate::values::Moment;
use crate::words;
use minijinja::context;
use sqlx::FromRow;

/// How many replies a mail shows, and how many letters of each.
const SHOWN: i64 = 5;
const LETTERS: usize = 400;

/// A mail that is ready, with what its header says besides.
#[derive(Clone, Debug)]
pub struct Outgoing {
    pub letter: Letter,
    /// Whose address it goes to now; none: the one it was written for.
    pub to: Option<String>,
    pub headers: Vec<(&'static str, String)>,
}

impl From<Letter> for Outgoing {
    fn from(letter: Letter) -> Outgoing {
        Outgoing { letter, to: None, headers: vec![] }
    }
}

/// A mail as its row says it.
#[derive(Clone, Debug, FromRow)]
struct Row {
    kind: String,
    about: String,
    order_id: Option<i64>,
    lang: String,
    created_at: Moment,
}
/// Somebody's words in a mail.
#[derive(Clone, Debug, FromRow)]
struct Said {
    id: i64,
    name: String,
    as_host: bool,
    body: String,
    /// How many there are with this one.
    many: i64,
}

/// Writes the mail of this number; none where nothing is left to say, or nobody wants to hear it any more.
pub async fn write(
    db: &Db,
    links: &LinkKey,
    public_url: &str,
    facts: &Facts,
    mail: i64,
) -> anyhow::Result<Option<Outgoing>> {
    let row: Option<Row> =
        db.query("select kind, about, order_id, lang, created_at from mail where id = $1").bind(mail).maybe().await?;
    let Some(row) = row else { return Ok(None) };
    match row.kind.as_str() {
        "forum.reply" => reply(db, links, public_url, facts, &row).await,
        "forum.order" => order(db, links, public_url, facts, &row).await,
        other => anyhow::bail!("there is no mail of the kind {other}"),
    }
}

async fn reply(
    db: &Db,
    links: &LinkKey,
    public_url: &str,
    facts: &Facts,
    row: &Row,
) -> anyhow::Result<Option<Outgoing>> {
    let Some((person, post)) = parts(&row.about) else { return Ok(None) };
    let wanted: Option<(i64, String, String)> = db
        .query(
            "select t.id, t.title, a.email from post p join topic t on t.id = p.topic
                join watch w on w.topic = t.id and w.person = $1 and w.by_mail join person a on a.id = w.person
             where p.id = $2 and t.listed and a.email is not null and a.erased_at is null",
        )
        .bind(person)
        .bind(post)
        .maybe()
        .await?;
    let Some((topic, title, email)) = wanted else { return Ok(None) };
    let replies = replies(db, person, topic, post, row.created_at).await?;
    let Some(first) = replies.first() else { return Ok(None) };
    let subject = match first.many {
        1 => format!("{} replied: {title}", first.name),
        n => format!("{}: {title}", new_replies(n)),
    };
    let opening = match first.many {
        1 => format!("You follow “{title}”. There is a new reply."),
        n => format!("You follow “{title}”. There are {}.", new_replies(n)),
    };
    let stop = format!("{public_url}/watch/{}", stop::word(links, person, topic));
    let content = context! {
        opening, replies => said(db, &replies).await?, more => more(&replies), button => "Read on",
        link => format!("{public_url}/posts/{}", first.id), stop => &stop,
        why => "You get this because you asked for mails about this conversation.",
    };
    let headers = vec![
        ("List-Unsubscribe", format!("<{stop}>")),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_string()),
    ];
    let letter = fill("forum", facts, &row.lang, subject, content)?;
    Ok(Some(Outgoing { letter, to: Some(email), headers }))
}

/// What this person was told of the topic since the mail was begun, as far as it is seen and was not read in the shop.
async fn replies(db: &Db, person: i64, topic: i64, post: i64, since: Moment) -> Result<Vec<Said>> {
    let mut q = Build::new(
        "select p.id, case when p.as_host and a.name <> '' then a.name else a.alias end as name, p.as_host, p.body,
            count(*) over () as many
         from post p join person a on a.id = p.author
         where p.state = 'live' and p.id in (select n.post from notice n join post x on x.id = n.post
            where n.kind in ('reply', 'mention') and n.read_at is null and n.person = ",
    );
    q.int(person).push(" and x.topic = ").int(topic).push(" and (n.at >= ").int(since.0);
    // Of two that were written at one moment the later may have come in first.
    q.push(" or n.id >= (select min(b.id) from notice b where b.person = ").int(person);
    q.push(" and b.post = ").int(post).push("))) order by p.id limit ").digits(SHOWN);
    db.build(&q).all().await
}

async fn order(
    db: &Db,
    links: &LinkKey,
    public_url: &str,
    facts: &Facts,
    row: &Row,
) -> anyhow::Result<Option<Outgoing>> {
    let (Some(order), Ok(post)) = (row.order_id, row.about.parse::<i64>()) else { return Ok(None) };
    let Some(order) = orders::store::by_id(db, order).await?.filter(|o| !o.email.is_empty()) else { return Ok(None) };
    let mut q = Build::new(
        "select p.id, case when a.name <> '' then a.name else a.alias end as name, p.as_host, p.body, count(*) over () as many
         from post p join topic t on t.id = p.topic join person a on a.id = p.author
         where p.state = 'live' and p.as_host and t.order_id = ",
    );
    q.int(order.id).push(" and p.id >= ").int(post).push(" order by p.id limit ").digits(SHOWN);
    let replies: Vec<Said> = db.build(&q).all().await?;
    let Some(first) = replies.first() else { return Ok(None) };
    let content = context! {
        opening => format!("{} wrote to you about your order {}.", first.name, order.number),
        replies => said(db, &replies).await?, more => more(&replies), button => "Read it and answer",
        link => format!("{public_url}/orders/{}#thread", place::code(links, order.cart)),
        why => "You get this because of your order. The link works without an account.",
    };
    let subject = format!("About your order {}", order.number);
    Ok(Some(Outgoing { letter: fill("forum", facts, &row.lang, subject, content)?, to: None, headers: vec![] }))
}

/// The words of each reply, shortened, with the names of today in them.
async fn said(db: &Db, replies: &[Said]) -> Result<Vec<minijinja::Value>> {
    let names = names_of(db, replies.iter().map(|r| r.id).collect()).await?;
    let words = |r: &Said| text::excerpt(&text::with_names(&r.body, |person| names.get(&person).cloned()), LETTERS);
    Ok(replies.iter().map(|r| context! { name => &r.name, host => r.as_host, words => words(r) }).collect())
}
fn more(replies: &[Said]) -> i64 {
    replies.first().map_or(0, |r| r.many - replies.len() as i64)
}
fn new_replies(n: i64) -> String {
    words::count(n, "new reply", "new replies")
}
