//! Making a private answer public. It takes both sides: a host proposes the words, the customer agrees to exactly these.
use super::{Author, Draft, Opening, Placed, Words, add, open, words};
use crate::audit::{self, store::Act};
use crate::db::{Db, Result, Tx};
use crate::forum::{Anchor, Kind, State, store, text};
use crate::moderation::Ruling;
use crate::notices;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::{Actor, Host};
use sqlx::FromRow;

/// What a host would make public.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    pub title: String,
    pub question: String,
    pub answer: String,
    pub product: Option<i64>,
}

/// A proposal as it stands.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Proposed {
    pub id: i64,
    pub post: i64,
    pub title: String,
    pub question: String,
    pub answer: String,
    pub product: Option<i64>,
    pub product_title: Option<String>,
    pub host: i64,
    pub host_name: String,
    pub agreed: Option<bool>,
    pub topic: Option<i64>,
}

const PROPOSED: &str =
    "select p.id, p.post, p.title, p.question, p.answer, p.product, pr.title as product_title, p.proposed_by as host,
    a.name as host_name, p.agreed, p.topic
 from publication p join post x on x.id = p.post join topic t on t.id = x.topic join person a on a.id = p.proposed_by
    left join product pr on pr.id = p.product
 where t.order_id = ";

/// The proposals in an order's thread, the latest first.
pub async fn proposals(db: &Db, order: i64) -> Result<Vec<Proposed>> {
    let mut q = crate::db::Build::new(PROPOSED);
    q.int(order).push(" order by p.id desc limit 20");
    db.build(&q).all().await
}

/// A host proposes words for the public. Only for an answer of theirs in an order's thread, and one proposal at a time.
pub async fn propose(db: &Db, by: &Host, post: i64, proposal: Proposal, now: Moment) -> Result<(), Problem> {
    check(&proposal)?;
    let mut tx = db.begin().await?;
    tx.query("update post set helpful = helpful where id = $1").bind(post).run().await?;
    let found = store::post(&mut tx, post)
        .await?
        .filter(|p| p.kind == "order" && p.state() == State::Live)
        .ok_or(Problem::Gone)?;
    if !found.as_host {
        return Err(Problem::NotYours);
    }
    let (open,): (i64,) =
        tx.query("select count(*) from publication where post = $1 and decided_at is null").bind(post).one().await?;
    if open > 0 {
        return Err(Problem::Fields(vec![(
            "answer",
            "A proposal for this answer waits for the customer already.".into(),
        )]));
    }
    tx.query(
        "insert into publication (post, proposed_by, product, title, question, answer, proposed_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(post)
    .bind(by.id())
    .bind(proposal.product)
    .bind(proposal.title)
    .bind(proposal.question)
    .bind(proposal.answer)
    .bind(now)
    .run()
    .await?;
    tx.commit().await?;
    Ok(())
}

fn check(p: &Proposal) -> Result<(), Problem> {
    let mut faults = vec![];
    for (field, text, most) in
        [("title", &p.title, crate::forum::TITLE), ("question", &p.question, 4_000), ("answer", &p.answer, 8_000)]
    {
        if text.trim().is_empty() {
            faults.push((field, "Write a few words.".to_string()));
        } else if text.chars().count() > most {
            faults.push((field, format!("At most {most} letters.")));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Problem::Fields(faults)) }
}

/// The customer, who holds the order's link, agrees to the words or does not. Agreed, they are a question and its answer that
/// everybody reads: the question under the customer's alias.
pub async fn decide(
    db: &Db,
    order: i64,
    publication: i64,
    agreed: bool,
    person: i64,
    now: Moment,
) -> Result<Option<Placed>, Problem> {
    let proposed = proposals(db, order).await?.into_iter().find(|p| p.id == publication).ok_or(Problem::Gone)?;
    let question = words(db, &proposed.question, None).await?;
    let answer = words(db, &proposed.answer, None).await?;
    let mut tx = db.begin().await?;
    let decided = tx
        .query(
            "update publication set decided_by = $2, decided_at = $3, agreed = $4 where id = $1 and decided_at is null",
        )
        .bind(publication)
        .bind(person)
        .bind(now)
        .bind(agreed)
        .run()
        .await?;
    if decided == 0 {
        return Err(Problem::Gone);
    }
    let (private,): (String,) = tx.query("select body from post where id = $1").bind(proposed.post).one().await?;
    let act = Act {
        actor: Actor::Person(person),
        act: if agreed { "publication.agreed" } else { "publication.declined" },
        subject: ("publication", publication),
        before: &private,
        after: if agreed { &proposed.answer } else { "" },
        from: "",
    };
    audit::store::append(&mut tx, act, now).await?;
    notices::store::put(&mut tx, proposed.host, "published", proposed.post, now).await?;
    let placed = match agreed {
        true => Some(show(&mut tx, &proposed, person, (question, answer), now).await?),
        false => None,
    };
    tx.commit().await?;
    Ok(placed)
}

/// The question under the alias of whoever agreed, the answer under the host's name.
async fn show(tx: &mut Tx, p: &Proposed, person: i64, said: (Words, Words), now: Moment) -> Result<Placed, Problem> {
    let write = |person, host, words| Draft {
        author: Author { person, host, network: None },
        stake: host.then(|| "sells".to_string()),
        reply_to: None,
        quoted: None,
        words,
        pictures: vec![],
        ruling: Ruling::Live,
        watch: None,
    };
    let anchor = Anchor { product: p.product, ..Anchor::default() };
    let title = text::excerpt(&p.title, crate::forum::TITLE);
    let opening = Opening { kind: Kind::Question, anchor, title, products: vec![] };
    let placed = open(tx, opening, write(person, false, said.0), now).await?;
    add(tx, placed.topic, write(p.host, true, said.1), now).await?;
    tx.query("update publication set topic = $2 where id = $1").bind(p.id).bind(placed.topic).run().await?;
    Ok(placed)
}
