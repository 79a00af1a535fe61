//! The staff as a merchant sees them: who is here and as what, who is invited, and the forms that change it.
use super::Role;
use super::actions::Typed;
use super::goodwill::{self, Goodwill};
use super::store::{self, Invitation, Member};
use crate::accounts::password;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::field::{Field, fault, summary};
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use crate::values::Moment;
use crate::words;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use std::collections::HashMap;

/// `GET /admin/staff`
pub async fn staff(visit: Visit) -> Response {
    visit.show(read(&visit, Typed::default(), None)).await
}
/// The page once more, with what was typed and what is wrong with it.
pub async fn again(visit: &Visit, typed: Typed, problem: Problem) -> Result<Page, Instead> {
    read(visit, typed, Some(problem)).await
}

/// What every form on the page asks: whether the password has to be given, which form was sent, what was wrong with it.
pub(super) struct Sent {
    fresh: bool,
    pub(super) typed: Typed,
    problem: Option<Problem>,
    now: Moment,
    zone: TimeZone,
}
impl Sent {
    /// Whether this form was the one that was sent: its button, and whom or what it was about.
    pub(super) fn was(&self, act: &str, of: i64, role: &str) -> bool {
        let t = &self.typed;
        self.problem.is_some()
            && t.act == act
            && t.of == of.to_string()
            && (["withdraw", "goodwill"].contains(&act) || t.role == role)
    }
    fn invited(&self) -> bool {
        !["withdraw", "grant", "revoke", "goodwill"].contains(&self.typed.act.as_str())
    }
    pub(super) fn beside(&self, field: &str) -> Option<String> {
        faults::beside(&self.problem, field)
    }
    /// The field of the password, where it is asked for; `sent` in the form that was sent. One of them is called `password`.
    pub(super) fn password(&self, sent: bool, key: &str) -> Option<AnyView> {
        (!self.fresh).then(|| {
            let field = Field::text("password", "Your password", "current-password")
                .kind("password")
                .most(password::MOST)
                .filled("", self.beside("password").filter(|_| sent));
            let field = if sent { field } else { field.id(format!("password-{key}")) };
            field.view().drawn()
        })
    }
}

async fn read(visit: &Visit, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let viewer = visit.viewer().await?;
    let me = viewer.signed_in().cloned().unwrap_or_default();
    let members = store::roster(visit.db(), &merchant).await?;
    let invitations = store::invitations(visit.db(), &merchant).await?;
    let goodwill = goodwill::read(visit.db(), &members, visit.facts().await?.currency(), visit).await?;
    // A form that was sent proved the password, unless that is what is wrong with it.
    let proved =
        matches!(&problem, Some(Problem::Fields(faults)) if faults.iter().all(|(name, _)| *name != "password"));
    let status = problem.as_ref().map_or(200, Problem::status);
    let sent = Sent {
        fresh: proved || viewer.is_fresh(visit.now),
        typed,
        problem,
        now: visit.now,
        zone: visit.facts().await?.zone(),
    };
    let done = done(&visit.query("done"));
    let (name, two_steps) = (me.name, me.two_steps);
    Ok(Page::new("Staff", move |_: &Front| view((&members, &goodwill), &invitations, two_steps, done, &sent))
        .desk(name)
        .status(StatusCode::from_u16(status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)))
}

/// What was done, for whoever did it.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "invited" => "The invitation is on its way. Its link works once, within a week.",
        "withdrawn" => "The invitation is taken back. Its link opens nothing any more.",
        "granted" => "They have the role from now on.",
        "revoked" => "The role is taken back. They are signed out everywhere.",
        "goodwill" => "What they may give away is kept.",
        "over" => "Somebody else did that meanwhile. Nothing was changed.",
        _ => return None,
    })
}

fn view(
    (members, goodwill): (&[Member], &HashMap<i64, Goodwill>),
    invitations: &[Invitation],
    two_steps: bool,
    done: Option<&'static str>,
    sent: &Sent,
) -> impl IntoView + use<> {
    let over = sent.problem.as_ref().map(|problem| match problem {
        Problem::Fields(faults) => summary(problem.words(), faults).drawn(),
        _ => view! { <div class="notice bad" role="alert"><p>{problem.words()}</p></div> }.drawn(),
    });
    let done = done.filter(|_| sent.problem.is_none());
    let done = done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    let steps = (!two_steps).then(|| {
        view! {
            <div class="notice">
                <p><b>"Your account opens everything here by a password alone."</b>" A code from your phone as a second step keeps others out who learn it. "<a href="/account/two-steps">"Set a second step"</a></p>
            </div>
        }
    });
    let roster = members.iter().map(|m| member(m, goodwill.get(&m.id), sent)).collect_view();
    let waiting = (!invitations.is_empty()).then(|| {
        let rows = invitations.iter().map(|i| invitation(i, sent)).collect_view();
        view! {
            <section class="panel" aria-labelledby="waiting">
                <div class="head"><h2 id="waiting">"Invited"</h2></div>
                <ul class="roster">{rows}</ul>
            </section>
        }
    });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Staff"</h1><p class="soft">"Who works here, and as what. Everything on this page is written into the audit. "<a href="/counter/settings/roster">"Who is here when: the roster"</a></p></div>
            {over}
            {done}
            {steps}
            <div class="split a8b5">
                <div class="stack gap-5">
                    <section class="panel" aria-labelledby="here">
                        <div class="head"><h2 id="here">"Who is here"</h2></div>
                        <ul class="roster">{roster}</ul>
                    </section>
                    {waiting}
                </div>
                {invite_form(sent)}
            </div>
        </div>
    }
}

fn member(m: &Member, goodwill: Option<&Goodwill>, sent: &Sent) -> impl IntoView + use<> {
    let (class, steps) = if m.two_steps { ("badge ok", "Second step on") } else { ("badge", "No second step") };
    let roles = Role::ALL.map(|role| {
        let since = match role {
            Role::Host => m.host,
            Role::Merchant => m.merchant,
        };
        let (class, fact, act) = match since {
            Some(since) => (None, format!("{} since {}", role.title(), words::long_day(since, &sent.zone)), "revoke"),
            None => (Some("soft"), format!("Not {}", role.words()), "grant"),
        };
        view! { <li><p class=class>{fact}</p>{role_form(act, m, role, sent)}</li> }
    });
    view! {
        <li>
            <div class="row between"><h3>{m.name.clone()}</h3><span class=class>{steps}</span></div>
            <p class="soft">{m.email.clone()}</p>
            <ul class="roles">{roles.into_iter().collect_view()}{goodwill.map(|g| view! { <li>{goodwill::section(m, g, sent)}</li> })}</ul>
        </li>
    }
}

/// Gives a role or takes it back. The words say what happens.
fn role_form(act: &'static str, m: &Member, role: Role, sent: &Sent) -> impl IntoView + use<> {
    let was = sent.was(act, m.id, role.word());
    let (name, word) = (&m.name, role.word());
    let (open, says, button) = match act {
        "revoke" => (
            "Take it back…",
            format!(
                "{name} is signed out everywhere at once, and is no {word} from that moment. What they said and did stays under their name."
            ),
            format!("Take back the {word} role"),
        ),
        _ => (
            "Give it…",
            format!("{name} is {} at once. {}", role.words(), role.may()),
            format!("Make {}", role.words()),
        ),
    };
    let class = if act == "revoke" { "btn bad" } else { "btn quiet" };
    let fault = fault(sent.beside("person").filter(|_| was), Some("person".into()));
    view! {
        <details class="more" open=was>
            <summary>{open}<span class="vh">{format!(" {word}, {name}")}</span></summary>
            <form class="stack gap-3" method="post" action="/admin/staff" novalidate>
                <p class="small">{says}</p>
                {fault}
                <input type="hidden" name="of" value=m.id.to_string()/>
                <input type="hidden" name="role" value=word/>
                {sent.password(was, &format!("{act}-{word}-{}", m.id))}
                <p><button class=class name="act" value=act>{button}<span class="vh">{format!(", {name}")}</span></button></p>
            </form>
        </details>
    }
}

fn invitation(i: &Invitation, sent: &Sent) -> impl IntoView + use<> {
    let was = sent.was("withdraw", i.id, "");
    let role = Role::parse(&i.role).map_or("", Role::title);
    let until = match i.expires_at > sent.now {
        true => format!(
            "{role}, invited on {}. The link works until {}.",
            words::long_day(i.created_at, &sent.zone),
            words::long_day(i.expires_at, &sent.zone)
        ),
        false => {
            format!("{role}. The link was over on {}; nobody opened it.", words::long_day(i.expires_at, &sent.zone))
        }
    };
    view! {
        <li>
            <h3>{i.name.clone()}</h3>
            <p class="soft">{i.email.clone()}</p>
            <p class="small">{until}</p>
            <details class="more" open=was>
                <summary>"Take it back…"<span class="vh">{format!(" invitation, {}", i.name)}</span></summary>
                <form class="stack gap-3" method="post" action="/admin/staff" novalidate>
                    <p class="small">"The link in the mail opens nothing any more."</p>
                    <input type="hidden" name="of" value=i.id.to_string()/>
                    {sent.password(was, &format!("withdraw-{}", i.id))}
                    <p><button class="btn bad" name="act" value="withdraw">"Take back the invitation"<span class="vh">{format!(", {}", i.name)}</span></button></p>
                </form>
            </details>
        </li>
    }
}

fn invite_form(sent: &Sent) -> impl IntoView + use<> {
    let was = sent.invited();
    let typed = if was { sent.typed.clone() } else { Typed::default() };
    let beside = |field: &str| sent.beside(field).filter(|_| was);
    let roles = Role::ALL
        .map(|role| {
            let checked = typed.role == role.word();
            view! {
                <label class="tick">
                    <input type="radio" name="role" value=role.word() checked=checked/>
                    <span><b>{role.title()}</b><small>{role.may()}</small></span>
                </label>
            }
        })
        .into_iter()
        .collect_view();
    // The list of faults leads to the first choice.
    let fault = fault(beside("role"), Some("role".into()));
    view! {
        <section class="panel" aria-labelledby="invite">
            <div class="head"><h2 id="invite">"Invite somebody"</h2><p>"They get a mail with a link, and choose a password of their own."</p></div>
            <form class="stack gap-4" method="post" action="/admin/staff" novalidate>
                {Field::text("name", "Full name", "off").hint("Customers see it beside what they say.").most(60).filled(&typed.name, beside("name")).view()}
                {Field::text("email", "Email", "off").kind("email").filled(&typed.email, beside("email")).view()}
                <fieldset class="stack gap-2"><legend>"They come as"</legend>{fault}<div class="radios">{roles}</div></fieldset>
                {sent.password(was, "invite")}
                <p><button class="btn" name="act" value="invite">"Send the invitation"</button></p>
            </form>
        </section>
    }
}
