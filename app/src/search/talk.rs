//! What was asked and answered, beside the products that a search found.
use crate::db::{Db, Result};
use crate::forum::pages::list::state;
use crate::forum::pages::post::{face, name};
use crate::forum::search::answered;
use crate::forum::store::{AtProduct, Speaker, names_of};
use crate::forum::text;
use crate::parts::drawn::Draw;
use crate::parts::query;
use crate::site::Visit;
use leptos::prelude::*;
use std::cell::Cell;
use std::collections::HashMap;

/// How many topics stand beside the products, and how many are suggested.
const BESIDE: usize = 5;
const SUGGESTED: i64 = 2;

/// The section of a search for products; nothing where no topic is about it.
pub async fn beside(visit: &Visit, typed: &str, readings: &[Vec<String>]) -> Result<Option<AnyView>> {
    let db = visit.db();
    let mut topics = answered(db, typed, readings, BESIDE as i64 + 1).await?;
    let more = topics.len() > BESIDE;
    topics.truncate(BESIDE);
    if topics.is_empty() {
        return Ok(None);
    }
    let names = named(db, &topics).await?;
    let lines = topics.iter().map(|t| line(t, &names)).collect_view();
    let all = more.then(|| {
        let href = format!("/forum?{}", query(&[("q".into(), typed.into())]));
        view! { <p><a class="link" href=href>"All topics"</a></p> }
    });
    Ok(Some(
        view! {
            <section class="band asked" aria-labelledby="asked">
                <div class="head"><h2 id="asked">"Asked and answered"</h2></div>
                <div class="qa">{lines}</div>
                {all}
            </section>
        }
        .drawn(),
    ))
}

/// Whoever is mentioned in the answers: read only where somebody is.
async fn named(db: &Db, topics: &[AtProduct]) -> Result<HashMap<i64, String>> {
    let mut posts = vec![];
    for t in topics {
        let mentions = Cell::new(false);
        text::with_names(t.answer.as_deref().unwrap_or(""), |_| {
            mentions.set(true);
            None
        });
        posts.extend(t.answer_post.filter(|_| mentions.get()));
    }
    if posts.is_empty() { Ok(HashMap::new()) } else { names_of(db, posts).await }
}

/// A topic with where it stands and the answer that helped.
fn line(t: &AtProduct, names: &HashMap<i64, String>) -> impl IntoView + use<> {
    let r = &t.row;
    let about = r.product_slug.clone().zip(r.product_title.clone());
    let about = about.map(|(slug, title)| view! { <a href=format!("/products/{slug}")>{title}</a> });
    let answer = t.answer.as_ref().zip(t.answer_name.clone()).map(|(body, by)| {
        let speaker = Speaker {
            person: 0,
            name: by.clone(),
            seed: t.answer_seed.unwrap_or(0),
            handle: t.answer_handle.clone(),
            face: t.answer_face.clone(),
            face_width: t.answer_face_width,
        };
        let badge = t.answer_as_host.unwrap_or(false).then(|| view! { <span class="badge host">"Host"</span> });
        let words = text::excerpt(&text::with_names(body, |person| names.get(&person).cloned()), 260);
        let href = format!("/posts/{}", t.answer_post.unwrap_or_default());
        view! {
            <div class="answer">
                {face(&speaker)}
                <p class="who">{name(&speaker)}{badge}</p>
                <p class="said">{words}" "<a href=href aria-label=format!("Read on in the answer by {by}")>"Read on"</a></p>
            </div>
        }
    });
    view! {
        <article>
            <h3><a href=format!("/forum/{}", r.id)>{r.title.clone()}</a></h3>
            <p class="row small soft">{about}{state(r)}</p>
            {answer}
        </article>
    }
}

/// The best of them while something is typed.
pub async fn suggested(db: &Db, typed: &str, readings: &[Vec<String>]) -> Result<Vec<AtProduct>> {
    answered(db, typed, readings, SUGGESTED).await
}
/// Their lines among the suggestions.
pub fn lines(topics: &[AtProduct]) -> impl IntoView + use<> {
    topics
        .iter()
        .map(|t| {
            let href = format!("/forum/{}", t.row.id);
            view! { <li><a href=href><span class="grow">{t.row.title.clone()}</span><span class="soft">{state(&t.row)}</span></a></li> }
        })
        .collect_view()
}
