//! The mails as a merchant sees them: the list, and each with its words, what they may name, and how it looks.
use super::store::{self, Version};
use super::{place, samples, title};
use crate::letters::{Letter, Wording};
use crate::parts::faults::{beside, over, status};
use crate::parts::field::Field;
use crate::parts::query;
use crate::problem::Problem;
use crate::settings::{Area, desk_name, done_note};
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::words;
use axum::extract::Path;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// `GET /admin/settings/mails`
pub async fn mails(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}
async fn read(visit: &Visit) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let own = store::own_kinds(visit.db(), &merchant).await?;
    let facts = visit.facts().await?.clone();
    let mut kinds = vec![];
    for kind in store::kinds(visit.db(), &merchant).await? {
        if samples::sample(visit.db(), &facts, &visit.site.public_url, &kind, visit.now).await?.is_some() {
            kinds.push(kind);
        }
    }
    kinds.sort_by_key(|kind| (place(kind), kind.clone()));
    Ok(Page::new("Mails", move |_| {
        let rows = kinds
            .into_iter()
            .map(|kind| {
                let whose = if own.contains(&kind) { "your words" } else { "as it came" };
                view! { <tr><th scope="row"><a href=format!("/admin/settings/mails/{kind}")>{title(&kind)}</a></th><td>{whose}</td></tr> }
            })
            .collect_view();
        view! {
            <div class="wrap stack gap-5">
                <div class="stack gap-1"><h1>"Mails"</h1><p class="soft">"What the shop writes by itself, and when. Sums, addresses and links stand in each whatever you write."</p></div>
                <section class="panel" aria-labelledby="mails"><h2 id="mails" class="vh">"Every mail"</h2>
                    <div class="scroll" tabindex="0" role="region" aria-label="Mails, table">
                        <table><thead><tr><th scope="col">"It is sent when"</th><th scope="col">"Wording"</th></tr></thead><tbody>{rows}</tbody></table>
                    </div>
                </section>
            </div>
        }
    })
    .desk(desk_name(visit).await?))
}

/// `GET /admin/settings/mails/{kind}`
pub async fn mail(visit: Visit, Path(kind): Path<String>) -> Response {
    visit.show(read_one(&visit, &kind, None, None)).await
}

struct One {
    kind: String,
    typed: Wording,
    letter: Letter,
    /// The letter in the words that were typed; none where they cannot be read.
    worded: Option<Letter>,
    versions: Vec<Version>,
    email: String,
    done: Option<&'static str>,
    problem: Option<Problem>,
}

/// A mail with the words that were typed, or those in use, and what was wrong with them.
pub async fn read_one(
    visit: &Visit,
    kind: &str,
    typed: Option<Wording>,
    problem: Option<Problem>,
) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let db = visit.db();
    let facts = visit.facts().await?.clone();
    let letter = samples::sample(db, &facts, &visit.site.public_url, kind, visit.now).await?.ok_or(Instead::Missing)?;
    let looked = typed.is_some();
    let typed = match typed {
        Some(typed) => typed,
        None => store::wording(db, kind).await?.unwrap_or_default(),
    };
    let done = match visit.query("done").as_str() {
        "kept" => Some("These words are sent from now on."),
        "back" => Some("The words that came with the program are sent again."),
        "same" => Some("It was so already."),
        "sent" => Some("A sample is on its way to you."),
        _ => None,
    };
    let me = visit.viewer().await?.signed_in().cloned().unwrap_or_default();
    let one = One {
        worded: letter.worded(&typed).ok(),
        versions: store::versions(db, &merchant, kind).await?,
        email: me.email.unwrap_or_default(),
        done: done.filter(|_| problem.is_none() && !looked),
        kind: kind.to_string(),
        typed,
        letter,
        problem,
    };
    let code = status(&one.problem);
    Ok(Page::new(title(kind), move |front: &Front| view(&one, &front.facts.zone())).desk(me.name).status(code))
}

fn view(one: &One, zone: &TimeZone) -> impl IntoView + use<> {
    let action = format!("/admin/settings/mails/{}#faults", one.kind);
    let wrong = |field: &str| beside(&one.problem, field);
    let named = one
        .letter
        .variables()
        .into_iter()
        .map(|(name, value)| view! { <tr><th scope="row"><code>{format!("{{{{ {name} }}}}")}</code></th><td>{value}</td></tr> })
        .collect_view();
    let subject = one.letter.subject.clone();
    let look = one.worded.as_ref().map(|letter| look(one, letter));
    let versions = (!one.versions.is_empty()).then(|| {
        let rows = one.versions.iter().enumerate().map(|(i, v)| version(one, v, i == 0, zone)).collect_view();
        view! { <section class="panel stack gap-3" aria-labelledby="before"><h2 id="before">"Wordings so far"</h2><ul class="roster">{rows}</ul></section> }
    });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><p class="small"><a class="link" href="/admin/settings/mails">"All mails"</a></p><h1>{title(&one.kind)}</h1></div>
            {over(&one.problem)}
            {done_note(one.done)}
            <div class="split">
                <div class="stack gap-5">
                    <section class="panel stack gap-4" aria-labelledby="words">
                        <h2 id="words">"Your words"</h2>
                        <p class="soft small">"What you leave empty is said as it came with the program."</p>
                        <form class="stack gap-4" method="post" action=action.clone() novalidate>
                            {Field::text("subject", "Subject", "off").optional().hint(format!("It came as: {subject}")).filled(&one.typed.subject, wrong("subject")).view()}
                            {Area { name: "opening", label: "How it begins", hint: "In place of the first sentences. {{ opening }} puts them in.", rows: 5, most: 4_000, optional: true }.view(&one.typed.opening, wrong("opening"))}
                            {Area { name: "closing", label: "What it says at the end", hint: "Before the button.", rows: 4, most: 4_000, optional: true }.view(&one.typed.closing, wrong("closing"))}
                            <p class="row gap-3"><button class="btn" name="act" value="keep">"Keep these words"</button><button class="btn quiet" name="act" value="look">"Look at it first"</button><button class="btn bare" name="act" value="back">"As it came"</button></p>
                        </form>
                        <form class="stack gap-2" method="post" action=action>
                            <p><button class="btn quiet sm" name="act" value="trial">"Send a sample to me"</button>" "<span class="small soft">{format!("The words that are kept, to {}.", one.email)}</span></p>
                        </form>
                    </section>
                    <section class="panel stack gap-3" aria-labelledby="named">
                        <h2 id="named">"What it may name"</h2>
                        <div class="scroll" tabindex="0" role="region" aria-label="What it may name, table"><table><thead><tr><th scope="col">"Written so"</th><th scope="col">"In this sample"</th></tr></thead><tbody>{named}</tbody></table></div>
                    </section>
                    {versions}
                </div>
                {look}
            </div>
        </div>
    }
}

/// How it looks, as text and as a page in a frame of its own.
fn look(one: &One, letter: &Letter) -> impl IntoView + use<> {
    let pairs = [("subject", &one.typed.subject), ("opening", &one.typed.opening), ("closing", &one.typed.closing)];
    let pairs: Vec<(String, String)> = pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
    let href = format!("/admin/settings/mails/{}/html?{}", one.kind, query(&pairs));
    view! {
        <section class="panel stack gap-4" aria-labelledby="look">
            <h2 id="look">"How it looks"</h2>
            <p><b>"Subject: "</b>{letter.subject.clone()}</p>
            <iframe class="mail" src=href.clone() title="The mail as a page" sandbox=""></iframe>
            <p class="small"><a href=href>"The mail alone"</a></p>
            <h3>"As text"</h3>
            <pre class="scroll mail" tabindex="0" role="region" aria-label="The mail as text">{letter.text.clone()}</pre>
        </section>
    }
}

fn version(one: &One, v: &Version, newest: bool, zone: &TimeZone) -> impl IntoView + use<> {
    let when = words::date_time(v.at, zone);
    let who = v.name.clone().unwrap_or_else(|| "a former member".into());
    let said = match v.own {
        true => [&v.wording.subject, &v.wording.opening, &v.wording.closing]
            .into_iter()
            .filter(|t| !t.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" / "),
        false => "As it came with the program".into(),
    };
    let action = format!("/admin/settings/mails/{}", one.kind);
    let back = (!newest).then(|| {
        let name = format!(" of {when}");
        view! { <form method="post" action=action><input type="hidden" name="of" value=v.id.to_string()/><button class="btn bare sm" name="act" value="restore">"Use these words again"<span class="vh">{name}</span></button></form> }
    });
    view! { <li><p class="small soft">{format!("{when}, {who}")}</p><p>{said}</p>{back}</li> }
}

/// `GET /admin/settings/mails/{kind}/html`: the page of a mail alone, in the words of its address. Nothing in it runs, and it may
/// stand in a frame of ours.
pub async fn html(visit: Visit, Path(kind): Path<String>) -> Response {
    match page_of(&visit, &kind).await {
        Ok(html) => (
            [
                (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"),
                (header::CACHE_CONTROL, "no-store"),
            ],
            Html(html),
        )
            .into_response(),
        Err(instead) => visit.show(async { Err(instead) }).await,
    }
}
async fn page_of(visit: &Visit, kind: &str) -> Result<String, Instead> {
    visit.merchant().await?;
    let facts = visit.facts().await?.clone();
    let letter = samples::sample(visit.db(), &facts, &visit.site.public_url, kind, visit.now).await?;
    let letter = letter.ok_or(Instead::Missing)?;
    let wording =
        Wording { subject: visit.query("subject"), opening: visit.query("opening"), closing: visit.query("closing") };
    Ok(letter.worded(&wording).map_err(Problem::Fields)?.html)
}
