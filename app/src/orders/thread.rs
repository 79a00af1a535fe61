//! The private thread of an order: between whoever holds its link and the house. What the customer agrees to is made public.
use super::store::{self, Order};
use crate::activity::purchases;
use crate::forum::actions::author;
use crate::forum::form::{Typed, Writer, guards, speech};
use crate::forum::pages::post::{drawn, face, name};
use crate::forum::pages::when;
use crate::forum::store::{Page as Posts, Where};
use crate::forum::verbs::publish::{self, Proposed};
use crate::forum::verbs::{self, Draft, Opening, Placed};
use crate::forum::{self, Anchor, Kind, State};
use crate::moderation::gate::{self, Sent};
use crate::parts::drawn::Draw;
use crate::parts::faults::beside;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::Moment;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Everything that an order's page shows of its thread.
pub struct Thread {
    posts: Posts,
    proposals: Vec<Proposed>,
    writer: Writer,
    typed: Typed,
    problem: Option<Problem>,
    now: Moment,
    zone: TimeZone,
}

/// Reads the thread with what was typed.
pub async fn read(visit: &Visit, order: &Order, typed: Typed, problem: Option<Problem>) -> Result<Thread, Instead> {
    let db = visit.db();
    let mut posts = Posts::default();
    if let Some(id) = forum::store::thread_of(db, order.id).await?
        && let Some(topic) = forum::store::topic(db, id).await?
    {
        posts = forum::store::page(db, &topic, Where::End, &visit.selves().await?, false).await?;
    }
    let proposals = publish::proposals(db, order.id).await?;
    let zone = visit.facts().await?.zone();
    Ok(Thread {
        posts,
        proposals,
        writer: Writer::of(visit, &typed.stamp).await?,
        typed,
        problem,
        now: visit.now,
        zone,
    })
}

/// `POST /orders/{code}`: a message to the house, a word about what may be made public, or that nobody is to see what was
/// chosen.
pub async fn act(visit: Visit, Path(code): Path<String>, posted: Posted) -> Response {
    let place = if posted.of("act") == "hide" { "shown" } else { "thread" };
    let done = async {
        let order = store::by_code(visit.db(), &code).await?.ok_or(Problem::Gone)?;
        match posted.of("act") {
            "hide" => purchases::hide(visit.db(), order.id, visit.now).await?,
            "agree" | "decline" => {
                let publication = posted.number("publication").ok_or(Problem::Gone)?;
                let agreed = posted.of("act") == "agree";
                let person = visit.act().await?;
                publish::decide(visit.db(), order.id, publication, agreed, person, visit.now).await?;
            }
            _ => {
                write(&visit, &order, &Typed::read(&posted)).await?;
            }
        }
        Ok::<_, Problem>(())
    };
    match done.await {
        Ok(()) => ([FORGET_AHEAD], Redirect::to(&format!("/orders/{code}#{place}"))).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            super::pages::again(&visit, &code, Typed::read(&posted), problem).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn write(visit: &Visit, order: &Order, typed: &Typed) -> Result<Placed, Problem> {
    let db = visit.db();
    let words = verbs::words(db, &typed.body, None).await?;
    let sent = Sent { body: &typed.body, stamp: &typed.stamp, trap: &typed.trap, ..Sent::default() };
    // Whoever holds the link is known to us: links and pictures wait for nobody.
    gate::private(visit, &sent).await?;
    let mut author = author(visit, "").await?;
    author.host = false;
    let draft = Draft {
        author,
        stake: None,
        reply_to: None,
        quoted: None,
        words,
        pictures: vec![],
        ruling: crate::moderation::Ruling::Live,
        watch: None,
    };
    match forum::store::thread_of(db, order.id).await? {
        Some(topic) => verbs::reply(db, topic, draft, visit.now).await,
        None => {
            let anchor = Anchor { order: Some(order.id), ..Anchor::default() };
            let title = format!("Order {}", order.number);
            let opening = Opening { kind: Kind::Order, anchor, title, products: vec![] };
            verbs::ask(db, opening, draft, visit.now).await
        }
    }
}

/// The thread on the order's page.
pub fn view(t: &Thread, code: &str) -> impl IntoView + use<> {
    let action = format!("/orders/{code}#thread");
    let lines = t
        .posts
        .posts
        .iter()
        .filter(|s| s.post.state() == State::Live)
        .map(|s| {
            let by = if s.post.as_host { name(&s.post.by) } else { view! { <b>"You"</b> }.drawn() };
            let badge = s.post.as_host.then(|| view! { <span class="badge host">"Host"</span> });
            view! {
                <article class="post" id=format!("post-{}", s.post.id)>
                    {face(&s.post.by)}
                    <p class="who">{by}{badge}<span class="at">{when(s.post.created_at, t.now, &t.zone)}</span></p>
                    <div class="body"><div class="said prose" inner_html=drawn(s, &t.posts)></div></div>
                </article>
            }
        })
        .collect_view();
    let proposals = t.proposals.iter().map(|p| proposal(p, &action)).collect_view();
    let over = t.problem.as_ref().map(|p| {
        let words = match p {
            Problem::Fields(faults) => faults.iter().map(|(_, w)| w.clone()).collect::<Vec<_>>().join(" "),
            other => other.words(),
        };
        view! { <div class="notice bad" role="alert"><p>{words}</p></div> }
    });
    view! {
        <section class="panel stack gap-4 noprint" aria-labelledby="thread">
            <h2 id="thread">"Between you and us"</h2>
            <p class="small soft">"Only whoever has the link to this page reads it, and we do."</p>
            {lines}
            {proposals}
            {over}
            <form class="composer stack" method="post" action=action.clone() novalidate>
                {speech("Your message", "A change, a question, something that went wrong.", &t.typed.body, beside(&t.problem, "body"), 3)}
                {guards(&t.writer)}
                <p><button class="btn" name="act" value="write">"Send"</button></p>
            </form>
        </section>
    }
}

fn proposal(p: &Proposed, action: &str) -> AnyView {
    if let Some(topic) = p.topic {
        return view! { <p class="notice ok">"You let us show an answer in public: "<a href=format!("/forum/{topic}")>{p.title.clone()}</a></p> }.drawn();
    }
    if p.agreed.is_some() {
        return view! { <p class="small soft">{format!("“{}” stays between us, as you wished.", p.title)}</p> }.drawn();
    }
    let about = p
        .product_title
        .clone()
        .map(|t| view! { <p class="small soft">{format!("It would stand at {t}, under your name to show.")}</p> });
    view! {
        <div class="notice stack gap-3">
            <p><b>{format!("{} would like to show this answer to everybody.", p.host_name)}</b>" It reads exactly so, and nothing else is shown:"</p>
            <div class="said asis stack gap-2"><p><b>{p.title.clone()}</b></p><p>{p.question.clone()}</p><p>{p.answer.clone()}</p></div>
            {about}
            <form class="row gap-2" method="post" action=action.to_string()>
                <input type="hidden" name="publication" value=p.id.to_string()/>
                <button class="btn sm" name="act" value="agree">"Yes, show it"</button>
                <button class="btn quiet sm" name="act" value="decline">"No, keep it between us"</button>
            </form>
        </div>
    }
    .drawn()
}
