//! Products that are nobody's business: what is bought and asked about them stands in no feed.
use crate::activity::{Audience, Event, Kind, Subject, store::append};
use crate::audit::{self, Act};
use crate::catalogue::draft::Draft;
use crate::catalogue::put::{PutFault, put};
use crate::db::{Build, Db, Result, Tx};
use crate::problem::{Problem, ours};
use crate::values::{Moment, fold};
use crate::viewer::{Actor, Merchant};
use sqlx::FromRow;

/// How many products a search lists.
pub const MOST: i64 = 50;

/// A product of the list.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Row {
    pub slug: String,
    pub title: String,
    pub sensitive: bool,
}

/// The products whose title or address has these words; without words those that are marked. By title.
pub async fn find(db: &Db, _: &Merchant, typed: &str) -> Result<Vec<Row>> {
    let words = fold(typed);
    let mut q = Build::new("select slug, title, sensitive from product where status <> 'withdrawn'");
    match words.is_empty() {
        true => q.push(" and sensitive"),
        false => {
            let pattern = format!("%{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
            q.push(" and (title_key like ").text(pattern.clone());
            q.push(" escape '\\' or slug like ").text(pattern.replace(' ', "-")).push(" escape '\\')")
        }
    };
    q.push(" order by title_key, id limit ").digits(MOST);
    db.build(&q).all().await
}

/// Marks a product, or takes the mark away. From then on nothing about it is heard in a feed; what was heard is taken back, and
/// does not come again when the mark goes. False where it is so already.
pub async fn mark(
    db: &Db,
    by: &Merchant,
    slug: &str,
    on: bool,
    from: &str,
    now: Moment,
) -> std::result::Result<bool, Problem> {
    let mut tx = db.begin().await?;
    let row: Option<(i64, bool)> =
        tx.query("select id, sensitive from product where slug = $1").bind(slug.to_string()).maybe().await?;
    let (product, before) = row.ok_or(Problem::Gone)?;
    if before == on {
        return Ok(false);
    }
    let draft = Draft { slug: slug.into(), sensitive: Some(on), ..Draft::default() };
    put(&mut tx, by, &draft, "counted", now).await.map_err(|fault| match fault {
        PutFault::Database(error) => error.into(),
        fault => ours(&fault),
    })?;
    if on {
        take_back(&mut tx, product, now).await?;
    }
    let word = |on: bool| if on { "sensitive" } else { "open" };
    let act = Act {
        actor: by.actor(),
        act: "product.discreet",
        subject: ("product", product),
        before: word(before),
        after: word(on),
        from,
    };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// What is an act of people: conversation and purchases. What happens to the product itself is the shop's own.
const ACTS: &str = "'topic.asked', 'topic.opened', 'bench.posted', 'post.replied', 'post.edited', 'answer.accepted',
    'answer.unaccepted', 'post.helpful', 'purchase.shown'";

#[derive(FromRow)]
struct Heard {
    id: i64,
    subject_kind: String,
    subject: i64,
}

/// Takes the public acts about a product out of every feed, and tells open pages to drop them.
async fn take_back(tx: &mut Tx, product: i64, now: Moment) -> Result<()> {
    let mut q = Build::new(
        "select distinct e.id, e.subject_kind, e.subject from event e
         where e.withdrawn_at is null and e.audience = 'public' and e.kind in (",
    );
    q.push(ACTS).push(") and (e.id in (select x.event from event_topic x where x.topic = ");
    q.text(format!("product:{product}"));
    q.push(
        ") or (e.subject_kind = 'post' and e.subject in (
            select p.id from post p join topic t on t.id = p.topic where t.product = ",
    );
    q.int(product).push("))) order by e.id");
    let heard: Vec<Heard> = tx.build(&q).all().await?;
    if heard.is_empty() {
        return Ok(());
    }
    let mut q = Build::new("update event set withdrawn_at = ");
    q.int(now.0).push(" where id").within(heard.iter().map(|h| h.id).collect());
    tx.build(&q).run().await?;
    let mut told: Vec<Subject> = vec![];
    for h in &heard {
        let subject = match h.subject_kind.as_str() {
            "post" => Subject::Post(h.subject),
            "topic" => Subject::Topic(h.subject),
            // What was bought is told as an event of the product, and dropped as one.
            _ => Subject::Event(h.id),
        };
        if told.contains(&subject) {
            continue;
        }
        told.push(subject);
        let event = Event {
            kind: Kind::Withdrawn,
            actor: Actor::Job,
            subject,
            at: now,
            audience: Audience::Public,
            topics: vec!["shop".into(), "feed".into(), "feed:withdrawn".into()],
        };
        append(tx, event);
    }
    Ok(())
}
