//! A host's own page as they change it: words, portrait, hours, absences.
use super::week::Forms;
use super::{done, portrait};
use crate::forum::form::ACCEPT;
use crate::hosts::hours::{Leave, Week};
use crate::hosts::roster::Away;
use crate::hosts::store::{self, Host};
use crate::hosts::{About, SPECIALITIES, TITLE, WORDS};
use crate::parts::faults::{beside, over, status};
use crate::parts::field::{Field, fault};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::response::Response;
use leptos::prelude::*;

/// What was typed into one of the forms; the others show what stands.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub about: Option<About>,
    pub week: Option<Week>,
    pub leave: Option<Leave>,
}

/// `GET /counter/page`
pub async fn page(visit: Visit) -> Response {
    visit.show(read(&visit, Typed::default(), None)).await
}

/// Reads the page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    let me = visit.host().await?;
    let db = visit.db();
    let name = visit.viewer().await?.person().map(|p| p.name.clone()).unwrap_or_default();
    // Whoever became a host before hosts had pages has none until they keep something.
    let host = store::of_person(db, me.id()).await?.unwrap_or_else(|| Host {
        person: me.id(),
        handle: String::new(),
        name: name.clone(),
        title: String::new(),
        words: String::new(),
        specialities: String::new(),
        media: None,
        hash: None,
        focus: None,
        width: None,
        listed: false,
        since: visit.now,
    });
    let hours = store::hours_of(db, me.id()).await?;
    let away = store::away_of(db, me.id(), visit.now).await?;
    let done = if problem.is_some() { None } else { done(&visit.query("done")) };
    let status = status(&problem);
    Ok(Page::new("Your page", move |front: &Front| {
        let about = typed.about.clone().unwrap_or_else(|| About {
            title: host.title.clone(),
            words: host.words.clone(),
            specialities: host.specialities.clone(),
        });
        let week = typed.week.clone().unwrap_or_else(|| Week::of(&hours));
        let leave = typed.leave.clone().unwrap_or_default();
        view(&host, &about, &week, &leave, &away, &problem, done, front)
    })
    .counter(name)
    .status(status))
}

#[allow(clippy::too_many_arguments)]
fn view(
    host: &Host,
    about: &About,
    week: &Week,
    leave: &Leave,
    away: &[Away],
    problem: &Option<Problem>,
    done: Option<AnyView>,
    front: &Front,
) -> impl IntoView + use<> {
    let zone = front.facts.zone();
    let forms = Forms { host, own: true, action: ACTION, week, leave, away, problem, zone: &zone };
    let link = (host.listed && !host.handle.is_empty())
        .then(|| view! { <a class="link" href=format!("/hosts/{}", host.handle)>"See it as others do"</a> });
    view! {
        <div class="wrap stack gap-5">
            <div class="row between"><h1>"Your page"</h1>{link}</div>
            {over(problem)}
            {done}
            <div class="split">
                {words_form(host, about, problem)}
                <div class="stack gap-5">{forms.hours()}{forms.absences()}</div>
            </div>
        </div>
    }
}
const ACTION: &str = "/counter/page#faults";

fn words_form(host: &Host, about: &About, problem: &Option<Problem>) -> impl IntoView + use<> {
    let face = portrait(host.hash.as_deref(), host.width, host.focus, &host.name, 160)
        .map(|img| view! { <div class="own-face">{img}</div> });
    let (words_fault, face_fault) = (beside(problem, "words"), beside(problem, "portrait"));
    let (words_wrong, face_wrong) = (words_fault.is_some(), face_fault.is_some());
    view! {
        <section class="panel" aria-labelledby="own">
            <div class="head"><h2 id="own">"What it says"</h2><p>"It is yours: nobody else changes these words."</p></div>
            <form class="stack gap-4" method="post" action=ACTION enctype="multipart/form-data" novalidate>
                {Field::text("title", "What you do here", "off").hint("Like: smith, at the forge.").most(TITLE).optional().filled(&about.title, beside(problem, "title")).view()}
                <div class=if words_wrong { "field wrong" } else { "field" }>
                    <label for="words">"Your own words "<span class="opt">"(optional)"</span></label>
                    <span class="hint" id="words-hint">"As you would say it across the counter. *Stars* make emphasis, an empty line a paragraph."</span>
                    {fault(words_fault, words_wrong.then(|| "words-fault".to_string()))}
                    <textarea id="words" name="words" rows="8" maxlength=WORDS.to_string() aria-invalid=words_wrong.then_some("true") aria-describedby=if words_wrong { "words-hint words-fault" } else { "words-hint" }>{about.words.clone()}</textarea>
                </div>
                {Field::text("specialities", "What to ask you about", "off").hint("With commas between: steel, fire, handles, rust.").most(SPECIALITIES).optional().filled(&about.specialities, beside(problem, "specialities")).view()}
                <div class=if face_wrong { "field wrong" } else { "field" }>
                    <label for="portrait">"Portrait "<span class="opt">"(optional)"</span></label>
                    <span class="hint" id="portrait-hint">"Square is best. It stands beside everything you answer."</span>
                    {fault(face_fault, face_wrong.then(|| "portrait-fault".to_string()))}
                    {face}
                    <input id="portrait" type="file" name="portrait" accept=ACCEPT aria-invalid=face_wrong.then_some("true") aria-describedby=if face_wrong { "portrait-hint portrait-fault" } else { "portrait-hint" }/>
                </div>
                <p><button class="btn" name="act" value="words">"Keep your page"</button></p>
            </form>
        </section>
    }
}
