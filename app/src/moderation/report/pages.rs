//! The two steps of a report: which rule and why, then what exactly a host will read.
use super::LONGEST;
use super::store::{self, Report, Told};
use crate::accounts::attempts::Limit;
use crate::accounts::door::guard;
use crate::forum::store as forum;
use crate::forum::verbs::is_own;
use crate::forum::{State, text};
use crate::moderation::gate;
use crate::moderation::rules::{self, Rule};
use crate::parts::crumbs::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::field::fault;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead, Page};
use crate::site::{Front, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// What the form carries.
#[derive(Clone, Debug, Default)]
struct Typed {
    rule: String,
    words: String,
}

/// Which of the steps is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Choose,
    Look,
    Done,
}

/// `GET /posts/{post}/report`
pub async fn report(visit: Visit, Path(post): Path<i64>) -> Response {
    let step = if visit.query("told").is_empty() { Step::Choose } else { Step::Done };
    visit.show(read(&visit, post, step, Typed::default(), None)).await
}

/// `POST /posts/{post}/report`: the first time it is shown as it would be sent, the second time it is sent.
pub async fn reply(visit: Visit, Path(post): Path<i64>, posted: Posted) -> Response {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let typed = Typed { rule: posted.of("rule").into(), words: line(posted.of("words")) };
    match send(&visit, post, &typed, &posted).await {
        Ok(Step::Look) => visit.show(read(&visit, post, Step::Look, typed, None)).await,
        Ok(_) => ([FORGET_AHEAD], Redirect::to(&format!("/posts/{post}/report?told=1"))).into_response(),
        Err(Problem::Gone) => visit.show(async { Err(Instead::Missing) }).await,
        Err(problem) => visit.show(read(&visit, post, Step::Choose, typed, Some(problem))).await,
    }
}

async fn send(visit: &Visit, post: i64, typed: &Typed, posted: &Posted) -> Result<Step, Problem> {
    let db = visit.db();
    open(visit, post).await?;
    let rule = rules::one(db, &typed.rule).await?;
    let Some(rule) = rule else {
        return Err(Problem::Fields(vec![("rule", "Choose what is wrong with it.".into())]));
    };
    if typed.words.chars().count() > LONGEST {
        return Err(Problem::Fields(vec![("words", format!("At most {LONGEST} letters."))]));
    }
    if posted.of("act") != "send" {
        return Ok(Step::Look);
    }
    let me = visit.selves().await?;
    gate::shut_out(visit, &me).await?;
    if !posted.of("website").is_empty() || gate::made_at(visit, posted.of("stamp")).is_none() {
        return Err(Problem::Fields(vec![("rule", "The form did not come whole. Press the button once more.".into())]));
    }
    guard(visit, Limit::Report, &visit.network).await?;
    if let Some(person) = me.first() {
        guard(visit, Limit::Report, &format!("person:{person}")).await?;
    }
    if store::told(db, post, &me).await? {
        return Ok(Step::Done);
    }
    let report = Report {
        post,
        reporter: visit.act().await?,
        rule: rule.rule,
        words: typed.words.clone(),
        network: gate::network(visit),
    };
    let _: Told = store::put(db, report, visit.now).await?;
    Ok(Step::Done)
}

/// The post, where everybody sees it and it is not the reader's own; with the title of its topic.
async fn open(visit: &Visit, post: i64) -> Result<(forum::Post, String), Problem> {
    let db = visit.db();
    let found = forum::post(db, post).await?.filter(|p| p.state() == State::Live).ok_or(Problem::Gone)?;
    let topic = forum::topic(db, found.topic).await?.filter(|t| t.listed).ok_or(Problem::Gone)?;
    if let Some(me) = visit.viewer().await?.person()
        && is_own(db, me.id, found.author).await?
    {
        return Err(Problem::Gone);
    }
    Ok((found, topic.title))
}

async fn read(visit: &Visit, post: i64, step: Step, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    if step == Step::Done {
        // What was reported may be held by now, and nothing of it is said here.
        forum::post(visit.db(), post).await?.ok_or(Instead::Missing)?;
        return Ok(Page::new("Reported", move |_: &Front| done(post)).unlisted());
    }
    let (found, title) = open(visit, post).await?;
    let rules = rules::all(visit.db()).await?;
    let names = forum::names(visit.db(), post).await?;
    let words = text::with_names(&found.body, |person| names.get(&person).cloned());
    let excerpt = text::excerpt(&words, 240);
    let stamp = gate::stamp(visit, "");
    let status = faults::status(&problem);
    Ok(Page::new("Report a post", move |_: &Front| {
        let path = [
            ("/".into(), "Home".into()),
            ("/forum".into(), "Forum".into()),
            (format!("/forum/{}", found.topic), title),
            (String::new(), "Report".into()),
        ];
        let over = faults::over(&problem);
        let form = match step {
            Step::Look => look(post, &rules, &typed, &stamp).drawn(),
            _ => choose(post, &rules, &typed, &problem).drawn(),
        };
        view! {
            <div class="wrap page narrow">
                {crumbs(&path)}
                <div class="stack gap-5">
                    <h1>"Report a post"</h1>
                    {over}
                    <blockquote class="quoted"><p>{excerpt}</p></blockquote>
                    {form}
                </div>
            </div>
        }
    })
    .unlisted()
    .status(status))
}

fn choose(post: i64, rules: &[Rule], typed: &Typed, problem: &Option<Problem>) -> impl IntoView + use<> {
    let beside = |field: &str| match problem {
        Some(Problem::Fields(faults)) => faults.iter().find(|(name, _)| *name == field).map(|(_, w)| w.clone()),
        _ => None,
    };
    let choices = rules
        .iter()
        .map(|r| {
            let checked = r.rule == typed.rule;
            view! {
                <label class="tick">
                    <input type="radio" name="rule" value=r.rule.clone() checked=checked/>
                    <span><b>{r.title.clone()}</b><small>{r.words.clone()}</small></span>
                </label>
            }
        })
        .collect_view();
    let words = typed.words.clone();
    let (rule_fault, words_fault) = (beside("rule"), beside("words"));
    let (bad, described) = match words_fault {
        Some(_) => (Some("true"), "words-hint words-fault"),
        None => (None, "words-hint"),
    };
    view! {
        <form class="stack gap-4" method="post" action=format!("/posts/{post}/report#faults") novalidate>
            <fieldset class="stack gap-2" id="rule">
                <legend>"What is wrong with it"</legend>
                {fault(rule_fault, Some("rule-fault".into()))}
                <div class="radios">{choices}</div>
            </fieldset>
            <div class="field">
                <label for="words">"In your words "<span class="opt">"(optional)"</span></label>
                <span class="hint" id="words-hint">"A sentence, for the host who looks at it."</span>
                {fault(words_fault, Some("words-fault".into()))}
                <textarea id="words" name="words" rows="2" maxlength=LONGEST.to_string() aria-describedby=described aria-invalid=bad>{words}</textarea>
            </div>
            <p class="row"><button class="btn">"Report"</button><a class="btn quiet" href=format!("/posts/{post}")>"Leave it"</a></p>
        </form>
    }
}

fn look(post: i64, rules: &[Rule], typed: &Typed, stamp: &str) -> impl IntoView + use<> {
    let rule = rules.iter().find(|r| r.rule == typed.rule);
    let (title, says) = rule.map(|r| (r.title.clone(), r.words.clone())).unwrap_or_default();
    let own = (!typed.words.is_empty()).then(|| view! { <p class="said">{typed.words.clone()}</p> });
    let (rule, words, stamp) = (typed.rule.clone(), typed.words.clone(), stamp.to_string());
    view! {
        <form class="stack gap-4" method="post" action=format!("/posts/{post}/report#faults")>
            <div class="panel stack gap-2">
                <h2>"This is what a host reads"</h2>
                <p><b>{title}</b>" "{says}</p>
                {own}
                <p class="small soft">"With the name you are shown under, which only our hosts see. Whoever wrote the post is never told who reported it."</p>
            </div>
            <input type="hidden" name="rule" value=rule/>
            <input type="hidden" name="words" value=words/>
            <input type="hidden" name="stamp" value=stamp/>
            <div class="trap" aria-hidden="true"><label>"Leave this empty"<input name="website" tabindex="-1" autocomplete="off"/></label></div>
            <p class="row"><button class="btn" name="act" value="send">"Report"</button><a class="btn quiet" href=format!("/posts/{post}/report")>"Change it"</a></p>
        </form>
    }
}

fn done(post: i64) -> impl IntoView + use<> {
    view! {
        <div class="wrap page narrow">
            <div class="stack gap-4">
                <h1>"Thank you. A host looks at it"</h1>
                <p>"Until then it stays where it is, unless several people say the same. What we decide stands under "<a href="/moderation">"What was taken down, and why"</a>"."</p>
                <p><a class="link" href=format!("/posts/{post}")>"Back to the conversation"</a></p>
            </div>
        </div>
    }
}
