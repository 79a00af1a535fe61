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

/// How many open pages are told of: they hold the newest.
const TOLD: usize = 200;

/// Takes what people did about a product out of every feed, and tells open pages to drop it. In its own topics it stays.
async fn take_back(tx: &mut Tx, product: i64, now: Moment) -> Result<()> {
    let mut q = Build::new("update event set withdrawn_at = ");
    q.int(now.0).push(
        " where withdrawn_at is null and audience = 'public' and subject_kind in ('post', 'product')
            and kind not in ('withdrawn', 'product.added', 'product.changed')
            and exists (select 1 from event_topic f where f.topic = 'feed' and f.event = event.id)
            and (exists (select 1 from event_topic x where x.event = event.id and x.topic = ",
    );
    q.text(format!("product:{product}"));
    q.push(
        ") or (subject_kind = 'post' and subject in (
            select p.id from post p join topic t on t.id = p.topic where t.product = ",
    );
    q.int(product).push("))) returning id");
    let mut gone: Vec<i64> = tx.build(&q).all::<(i64,)>().await?.into_iter().map(|(id,)| id).collect();
    gone.sort_unstable_by(|a, b| b.cmp(a));
    for event in gone.into_iter().take(TOLD) {
        let dropped = Event {
            kind: Kind::Withdrawn,
            actor: Actor::Job,
            subject: Subject::Event(event),
            at: now,
            audience: Audience::Public,
            topics: vec!["shop".into()],
        };
        append(tx, dropped);
    }
    Ok(())
}
