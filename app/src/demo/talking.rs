//! The demo shop's people speak: hosts with their pages and hours, guests under their aliases, topics and notes, each through
//! the forum's own verbs at its own time.
use super::orders;
use super::shelf::{MAKERS, SHOP};
use super::talk::{ARRIVED, About, By, GUESTS, NOTES, Note, PAGES, Said, Thread, threads};
use crate::accounts::alias::Alias;
use crate::accounts::{password, store as people};
use crate::activity::purchases;
use crate::db::Db;
use crate::forum::verbs::{self, Author, Draft, Opening, Placed};
use crate::forum::{Anchor, Kind, store as forum};
use crate::hosts;
use crate::moderation::Ruling;
use crate::site::{Site, facts};
use crate::staff::{Role, store as staff};
use crate::values::{Email, Moment};
use crate::viewer::{FreshMerchant, Merchant};
use crate::words;
use anyhow::{Context, Result, anyhow};
use std::collections::HashMap;

/// Everybody who speaks, by handle or key.
struct Cast {
    hosts: HashMap<&'static str, i64>,
    guests: HashMap<&'static str, i64>,
}
impl Cast {
    fn author(&self, by: By) -> Result<Author> {
        let (person, host) = match by {
            By::Host(handle) => (self.hosts.get(handle), true),
            By::Guest(key) => (self.guests.get(key), false),
        };
        Ok(Author { person: *person.with_context(|| format!("nobody is {by:?}"))?, host, network: None })
    }
}

/// Everything that is said, and what is shown of the orders, each in its turn: the activity tells it in that order. How many
/// topics that makes.
pub async fn speak(site: &Site, merchant: &Merchant, pictures: &HashMap<String, i64>, now: Moment) -> Result<usize> {
    let db = &site.db;
    let zone = facts(db).await?.zone();
    let weekday = words::weekday(now, &zone);
    let at = |days: i64, (hour, minute): (i64, i64)| words::that_day(now, days, hour, minute, &zone);
    let cast = Cast { hosts: open_counter(db, pictures, now).await?, guests: arrive(site, merchant, now).await? };
    let mut all: Vec<(Moment, Piece)> = vec![];
    let mut talks: Vec<(&Thread, Vec<Placed>)> = vec![];
    for t in threads() {
        all.extend(pieces(talks.len(), t, at(t.began(weekday), t.at), now));
        talks.push((t, vec![]));
    }
    all.extend(NOTES.iter().map(|n| (at(n.written(weekday), n.at), Piece::Note(n))));
    all.extend(orders::to_show(db, now).await?.into_iter().map(|(order, at)| (at, Piece::Bought(order))));
    all.sort_by_key(|(at, _)| *at);
    for (at, piece) in all {
        match piece {
            Piece::Begin(k) => {
                let (t, placed) = &mut talks[k];
                placed.push(begin(db, &cast, t, at, now).await.with_context(|| t.title.to_string())?);
            }
            Piece::Say(k, n) => {
                let (t, placed) = &mut talks[k];
                placed
                    .push(answer(db, &cast, placed, &t.posts[n], at, now).await.with_context(|| t.title.to_string())?);
            }
            Piece::Choose(k, n) => {
                let (t, placed) = &talks[k];
                choose(db, &cast, t, placed[n + 1].post, at).await.with_context(|| t.title.to_string())?;
            }
            Piece::Note(n) => note(db, &cast, n, pictures, at, now).await.with_context(|| n.title.to_string())?,
            Piece::Bought(order) => drop(purchases::show(db, order, at).await?),
        }
    }
    orders::forget_mails(db).await?;
    Ok(talks.len() + NOTES.len())
}
/// Something that happens: in which talk, which of its posts.
enum Piece {
    Begin(usize),
    Say(usize, usize),
    Choose(usize, usize),
    Note(&'static Note),
    Bought(i64),
}
/// What happens in a talk that began then, one after another.
fn pieces(k: usize, t: &Thread, at: Moment, now: Moment) -> Vec<(Moment, Piece)> {
    let later = |minutes: i64| at.plus(minutes * Moment::MINUTE).min(now);
    let mut all = vec![(at, Piece::Begin(k))];
    let (mut last, mut chosen) = (at, None);
    for (n, post) in t.posts.iter().enumerate() {
        last = last.max(later(post.after_minutes));
        all.push((last, Piece::Say(k, n)));
        if t.accepted == Some(n) {
            chosen = Some((last.max(later(post.after_minutes + 17)), Piece::Choose(k, n)));
        }
    }
    all.extend(chosen);
    all
}

/// The hosts with their pages and hours. Nobody knows a password of theirs: their names are invented, so are their addresses.
async fn open_counter(db: &Db, pictures: &HashMap<String, i64>, now: Moment) -> Result<HashMap<&'static str, i64>> {
    let by = FreshMerchant::at_the_console();
    let mut all = HashMap::new();
    for (n, page) in PAGES.iter().enumerate() {
        let maker = MAKERS.iter().find(|m| m.handle == page.handle).with_context(|| page.handle.to_string())?;
        let address = if n == 0 { SHOP.email.to_string() } else { format!("{}@{}", page.handle, domain()) };
        let email = Email::parse(&address).context("an address")?;
        let since = now.plus(-600 * Moment::DAY);
        staff::add(db, &by, (Role::Host, maker.name, &email), password::nobodys(), "en", since).await?;
        let person = people::entry(db, &email.key()).await?.context("a host")?.person;
        let mut tx = db.begin().await?;
        let draft = hosts::store::PageDraft {
            title: page.title.into(),
            words: page.words.into(),
            specialities: page.specialities.into(),
            media: pictures.get(maker.picture).copied(),
        };
        hosts::store::open(&mut tx, person, page.handle, &draft, page.shifts, since).await?;
        tx.query("update maker set person = $2 where handle = $1").bind(page.handle).bind(person).run().await?;
        tx.commit().await?;
        all.insert(page.handle, person);
    }
    Ok(all)
}
fn domain() -> &'static str {
    SHOP.email.split_once('@').map_or("example.org", |(_, domain)| domain)
}

/// The guests under their names; those who own something have it from an order that reached them.
async fn arrive(site: &Site, merchant: &Merchant, now: Moment) -> Result<HashMap<&'static str, i64>> {
    let db = &site.db;
    let mut all = HashMap::new();
    for guest in GUESTS {
        let mut tx = db.begin().await?;
        let person = people::begin(&mut tx, "en", now.plus(-200 * Moment::DAY)).await?;
        let alias = Alias::parse(guest.alias).map_err(|words| anyhow!(words))?;
        if !people::rename(&mut tx, person, &alias).await? {
            anyhow::bail!("{} is somebody else's name", guest.alias);
        }
        tx.commit().await?;
        if let Some(slug) = guest.owns {
            let days = ARRIVED.iter().find(|(key, _)| *key == guest.key).map_or(60, |(_, days)| *days);
            orders::delivered(site, merchant, person, slug, now.plus(-days * Moment::DAY)).await?;
        }
        all.insert(guest.key, person);
    }
    Ok(all)
}

fn draft(author: Author, stake: Option<&str>, words: verbs::Words) -> Draft {
    Draft {
        author,
        stake: stake.map(str::to_string),
        reply_to: None,
        quoted: None,
        words,
        pictures: vec![],
        ruling: Ruling::Live,
        watch: None,
    }
}

async fn begin(db: &Db, cast: &Cast, t: &Thread, at: Moment, now: Moment) -> Result<Placed> {
    let anchor = match t.about {
        About::Product(slug) => of(db, slug, "").await?,
        About::Spec(slug, attribute) => of(db, slug, attribute).await?,
        About::Step(step) => Anchor { step: Some(step.into()), ..Anchor::default() },
        About::Free => Anchor::default(),
    };
    let kind = if t.question { Kind::Question } else { Kind::Discussion };
    let words = verbs::words(db, t.body, None).await.map_err(said)?;
    let opening = Opening { kind, anchor, title: t.title.into(), products: vec![] };
    let first = verbs::ask(db, opening, draft(cast.author(t.by)?, None, words), at).await.map_err(said)?;
    thanks(db, cast, first.post, t.helpful, at, now).await?;
    Ok(first)
}

/// Whoever asked chooses the answer.
async fn choose(db: &Db, cast: &Cast, t: &Thread, answer: i64, at: Moment) -> Result<()> {
    let by = people::known(db, cast.author(t.by)?.person).await?.context("who asked")?;
    let viewer = crate::viewer::Viewer::new(Some(by), None);
    verbs::accept(db, &viewer, answer, at).await.map_err(said)?;
    Ok(())
}

async fn answer(db: &Db, cast: &Cast, before: &[Placed], s: &Said, at: Moment, now: Moment) -> Result<Placed> {
    let topic = before.first().context("a beginning")?.topic;
    let words = verbs::words(db, s.body, Some(topic)).await.map_err(said)?;
    let mut draft = draft(cast.author(s.by)?, s.stake, words);
    if let Some((n, quote)) = s.quotes {
        let post = before.get(n).context("what is quoted")?.post;
        draft.reply_to = Some(post);
        draft.quoted = Some((post, quote.into()));
    }
    let placed = verbs::reply(db, topic, draft, at).await.map_err(said)?;
    thanks(db, cast, placed.post, s.helpful, at, now).await?;
    Ok(placed)
}

async fn note(db: &Db, cast: &Cast, n: &Note, pictures: &HashMap<String, i64>, at: Moment, now: Moment) -> Result<()> {
    let mut products = vec![];
    for slug in n.products {
        products.extend(of(db, slug, "").await?.product);
    }
    let words = verbs::words(db, n.body, None).await.map_err(said)?;
    let author = cast.author(By::Host(n.by))?;
    let mut draft = draft(author.clone(), Some("made"), words);
    if let Some((drawing, alt)) = n.picture {
        let media = pictures.get(drawing).with_context(|| format!("there is no drawing {drawing}"))?;
        let mut tx = db.begin().await?;
        let (id,): (i64,) = tx
            .query("insert into post_picture (media, person, created_at) values ($1, $2, $3) returning id")
            .bind(*media)
            .bind(author.person)
            .bind(at)
            .one()
            .await?;
        tx.commit().await?;
        draft.pictures = vec![(id, alt.to_string())];
    }
    let opening = Opening { kind: Kind::Bench, anchor: Anchor::default(), title: n.title.into(), products };
    let placed = verbs::ask(db, opening, draft, at).await.map_err(said)?;
    thanks(db, cast, placed.post, n.helpful, at, now).await
}

/// Whom a post helped, an hour apart.
async fn thanks(db: &Db, cast: &Cast, post: i64, guests: &[&str], at: Moment, now: Moment) -> Result<()> {
    for (n, key) in guests.iter().enumerate() {
        let person = *cast.guests.get(key).with_context(|| format!("nobody is {key}"))?;
        let when = at.plus((n as i64 + 1) * Moment::HOUR).min(now);
        verbs::helpful(db, person, post, true, when).await.map_err(said)?;
    }
    Ok(())
}

async fn of(db: &Db, slug: &str, attribute: &str) -> Result<Anchor> {
    let found = forum::anchor(db, slug, attribute, "").await?;
    found.product.with_context(|| format!("there is no product {slug}"))?;
    Ok(Anchor { product: found.product, attribute: found.attribute_id, ..Anchor::default() })
}

fn said(problem: crate::problem::Problem) -> anyhow::Error {
    match &problem {
        crate::problem::Problem::Fields(faults) => anyhow!("{faults:?}"),
        other => anyhow!(other.words()),
    }
}
