//! The forms of somebody's hours and absences, for a host's own page and for the merchant's table of everybody.
use crate::hosts::hours::{DAYS, Leave, Week};
use crate::hosts::roster::Away;
use crate::hosts::{first_name, store::Host};
use crate::parts::faults::beside;
use crate::parts::field::{Field, fault};
use crate::problem::Problem;
use crate::values::Moment;
use crate::words;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// What the two forms show: whose they are, where they are sent, what was typed and what was wrong with it.
pub struct Forms<'a> {
    pub host: &'a Host,
    /// Whether the host is looking at their own.
    pub own: bool,
    pub action: &'a str,
    pub week: &'a Week,
    pub leave: &'a Leave,
    pub away: &'a [Away],
    pub problem: &'a Option<Problem>,
    pub zone: &'a TimeZone,
}

impl Forms<'_> {
    fn whose(&self) -> String {
        if self.own { "your".into() } else { format!("{}’s", first_name(&self.host.name)) }
    }
    fn of(&self) -> impl IntoView + use<> {
        let person = self.host.person.to_string();
        (!self.own).then(|| view! { <input type="hidden" name="of" value=person/> })
    }

    /// The hours of a week, two stretches a day.
    pub fn hours(&self) -> impl IntoView + use<> {
        let rows =
            DAYS.iter().zip(&self.week.0).map(|((day, names), typed)| self.day(day, names, typed)).collect_view();
        let heading = if self.own {
            "When you are here".to_string()
        } else {
            format!("When {} is here", first_name(&self.host.name))
        };
        view! {
            <section class="panel" aria-labelledby="hours">
                <div class="head"><h2 id="hours">{heading}</h2><p>"Every week, by the clock of the shop. Leave a day empty that is off. An end before the beginning is on the next day."</p></div>
                <form class="stack gap-3" method="post" action=self.action.to_string() novalidate>
                    {self.of()}
                    <div class="week">{rows}</div>
                    <p><button class="btn" name="act" value="hours">{format!("Keep {} hours", self.whose())}</button></p>
                </form>
            </section>
        }
    }
    fn day(&self, day: &'static str, names: &[&'static str; 4], typed: &[String; 4]) -> impl IntoView + use<> {
        let wrong = names.iter().find_map(|name| Some((*name, beside(self.problem, name)?)));
        let (bad, words) = match wrong {
            Some((name, words)) => (Some(name), Some(words)),
            None => (None, None),
        };
        let id = format!("{}-fault", names[0]);
        let field = |i: usize| {
            let (name, value) = (names[i], typed[i].clone());
            let label = format!(
                "{day}, {}{}",
                if i.is_multiple_of(2) { "from" } else { "until" },
                if i > 1 { " (second)" } else { "" }
            );
            let invalid = (bad == Some(name)).then_some("true");
            let described = invalid.map(|_| id.clone());
            view! { <input id=name name=name type="time" value=value aria-label=label aria-invalid=invalid aria-describedby=described/> }
        };
        let class = if bad.is_some() { "field wrong day" } else { "field day" };
        let stretch =
            |i: usize| view! { <span class="stretch">{field(i)}<span class="soft">"to"</span>{field(i + 1)}</span> };
        view! {
            <fieldset class=class>
                <legend>{day}</legend>
                {fault(words, Some(id.clone()))}
                <div class="row gap-3">{stretch(0)}{stretch(2)}</div>
            </fieldset>
        }
    }

    /// The absences that stand, and the form for another one.
    pub fn absences(&self) -> impl IntoView + use<> {
        let rows = self.away.iter().map(|a| self.absence(a)).collect_view();
        let rows = (!self.away.is_empty()).then(|| view! { <ul class="roster">{rows}</ul> });
        let l = self.leave;
        let hint = if self.own { "Everybody reads it on your page." } else { "Everybody reads it on their page." };
        view! {
            <section class="panel" aria-labelledby="away">
                <div class="head"><h2 id="away">"Away"</h2><p>"Whole days that the hours do not count on."</p></div>
                {rows}
                <form class="stack gap-3" method="post" action=self.action.to_string() novalidate>
                    {self.of()}
                    <div class="pair even">
                        {Field::text("first", "First day", "off").kind("date").most(10).filled(&l.first, beside(self.problem, "first")).view()}
                        {Field::text("last", "Last day", "off").kind("date").most(10).optional().filled(&l.last, beside(self.problem, "last")).view()}
                    </div>
                    {Field::text("away-words", "Why", "off").hint(hint).most(120).optional().filled(&l.words, beside(self.problem, "away-words")).view()}
                    <p><button class="btn quiet" name="act" value="away">"Add the absence"</button></p>
                </form>
            </section>
        }
    }
    fn absence(&self, a: &Away) -> impl IntoView + use<> {
        let days = span(a, self.zone);
        let words = (!a.words.is_empty()).then(|| view! { <p class="soft">{a.words.clone()}</p> });
        let name = format!(", {days}");
        view! {
            <li class="row between">
                <div><p><b>{days}</b></p>{words}</div>
                <form method="post" action=self.action.to_string()>
                    {self.of()}
                    <input type="hidden" name="away" value=a.id.to_string()/>
                    <button class="btn bare sm" name="act" value="back">"Take it back"<span class="vh">{name}</span></button>
                </form>
            </li>
        }
    }
}

/// `Wed 25 to Fri 27 Nov`: the days of an absence.
pub fn span(a: &Away, zone: &TimeZone) -> String {
    words::span(a.from, Moment(a.to.0 - 1), zone)
}
