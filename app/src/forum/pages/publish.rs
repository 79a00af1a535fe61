//! The form with which a host proposes a private answer for the public.
use crate::forum::State;
use crate::forum::store;
use crate::forum::text;
use crate::forum::verbs::publish::{Proposal, propose as put};
use crate::parts::faults;
use crate::parts::field::{Field, fault};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Front, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// `GET /counter/publish/{post}`
pub async fn propose(visit: Visit, Path(post): Path<i64>) -> Response {
    visit.show(read(&visit, post, None, None)).await
}

/// `POST /counter/publish/{post}`
pub async fn reply(visit: Visit, Path(post): Path<i64>, posted: Posted) -> Response {
    let proposal = Proposal {
        title: posted.of("title").trim().into(),
        question: text::clean(posted.of("question")),
        answer: text::clean(posted.of("answer")),
        product: posted.number("product"),
    };
    let done = async {
        let host = visit.host().await?;
        let topic = store::post(visit.db(), post).await?.ok_or(Problem::Gone)?.topic;
        let bought = store::bought(visit.db(), topic).await?;
        let product = proposal.product.filter(|id| bought.iter().any(|(b, _)| b == id));
        put(visit.db(), &host, post, Proposal { product, ..proposal.clone() }, visit.now).await?;
        Ok::<_, Problem>(topic)
    };
    match done.await {
        Ok(topic) => ([FORGET_AHEAD], Redirect::to(&format!("/forum/{topic}"))).into_response(),
        Err(problem @ Problem::Fields(_)) => visit.show(read(&visit, post, Some(proposal), Some(problem))).await,
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn read(visit: &Visit, post: i64, typed: Option<Proposal>, problem: Option<Problem>) -> Result<Page, Instead> {
    visit.host().await?;
    let db = visit.db();
    let who = visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default();
    let found = store::post(db, post)
        .await?
        .filter(|p| p.kind == "order" && p.as_host && p.state() == State::Live)
        .ok_or(Instead::Missing)?;
    let asked = store::asked_before(db, found.topic, post).await?.unwrap_or_default();
    let bought = store::bought(db, found.topic).await?;
    let typed = typed.unwrap_or_else(|| Proposal {
        title: text::excerpt(&asked, 100),
        question: text::plain(&asked),
        answer: text::plain(&found.body),
        product: bought.first().map(|(id, _)| *id),
    });
    let status = faults::status(&problem);
    let topic = found.topic;
    Ok(Page::new("Show an answer to everybody", move |_: &Front| {
        let wrong = |name: &str| faults::beside(&problem, name);
        let over = faults::over(&problem);
        let area = |name: &'static str, label: &'static str, words: &str| {
            let id = format!("{name}-fault");
            let words = words.to_string();
            view! {
                <div class="field"><label for=name>{label}</label>{fault(wrong(name), Some(id))}<textarea id=name name=name rows="6">{words}</textarea></div>
            }
        };
        let options = bought
            .iter()
            .map(|(id, title)| view! { <option value=id.to_string() selected=Some(*id) == typed.product>{title.clone()}</option> })
            .collect_view();
        view! {
            <div class="wrap stack gap-5 measure">
                <h1>"Show an answer to everybody"</h1>
                <p class="soft">"Leave out everything that says who the customer is: names, addresses, dates, the number of the order. They read exactly these words and agree to them, or not. Without their yes nothing is shown."</p>
                {over}
                <form class="stack" method="post" action=format!("/counter/publish/{post}") novalidate>
                    {Field::text("title", "Heading", "off").filled(&typed.title, wrong("title")).view()}
                    {area("question", "What was asked", &typed.question)}
                    {area("answer", "What you answer", &typed.answer)}
                    <div class="field"><label for="product">"Where it stands"</label><select id="product" name="product"><option value="">"In the forum"</option>{options}</select></div>
                    <p class="row"><button class="btn">"Propose it to the customer"</button><a class="btn quiet" href=format!("/forum/{topic}")>"Back"</a></p>
                </form>
            </div>
        }
    })
    .counter(who)
    .status(status))
}
