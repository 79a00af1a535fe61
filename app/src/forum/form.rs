//! The form under a topic and the one that opens a topic: what was typed, what is wrong with it, how it looks.
use crate::media;
use crate::media::upload::{self, Sent};
use crate::moderation::gate;
use crate::parts::drawn::Draw;
use crate::parts::faults::beside;
use crate::parts::field::{Field, fault};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::site::Visit;
use leptos::prelude::*;

/// Everything a form carries, as typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub body: String,
    pub alias: String,
    pub stake: String,
    /// What it replies to, whether it quotes, and the words.
    pub reply_to: Option<i64>,
    pub quotes: bool,
    pub quote: String,
    pub kind: String,
    pub product: String,
    pub attribute: String,
    pub step: String,
    /// Whether it is asked although something like it was answered.
    pub anyway: bool,
    /// `here`, `mail` or nothing: whether and where the author wants to hear of answers.
    pub tell: String,
    pub stamp: String,
    pub trap: String,
    /// Pictures that came before: the number of each and what it shows.
    pub pictures: Vec<(i64, String)>,
    /// What the pictures show that come with the form.
    pub shows: String,
    /// The pictures above as a page draws them; filled in where the form is shown again.
    pub sent: Vec<Sent>,
    pub revision: Option<i64>,
}
impl Typed {
    pub fn read(posted: &Posted) -> Typed {
        let of = |name: &str| posted.of(name).to_string();
        let left_out = |id: &str| posted.all("leave").any(|left| left == id);
        let ids = posted.all("picture").filter(|id| !left_out(id)).filter_map(|id| id.parse().ok());
        let mut pictures: Vec<(i64, String)> = vec![];
        for id in ids.take(upload::MOST) {
            if pictures.iter().all(|(other, _)| *other != id) {
                pictures.push((id, line(posted.of(&format!("alt-{id}")))));
            }
        }
        Typed {
            body: of("body"),
            alias: of("alias"),
            stake: of("stake"),
            reply_to: posted.number("reply_to"),
            quotes: posted.of("quotes") == "on",
            quote: of("quote"),
            kind: of("kind"),
            product: of("product"),
            attribute: of("spec"),
            step: of("step"),
            anyway: posted.of("anyway") == "1",
            tell: of("tell"),
            stamp: of("stamp"),
            trap: of("website"),
            pictures,
            shows: line(posted.of("shows")),
            sent: vec![],
            revision: posted.number("revision"),
        }
    }
    /// Whether they want to hear of answers, and by mail too.
    pub fn watch(&self) -> Option<bool> {
        match self.tell.as_str() {
            "mail" => Some(true),
            "here" => Some(false),
            _ => None,
        }
    }
}

/// One line of text, of the length that describes a picture.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(ALT).collect()
}
/// The most letters of what a picture shows.
const ALT: usize = 200;

/// Who writes the form: what the shop knows of them.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// The name others see; none before the first act.
    pub alias: Option<String>,
    pub seed: i64,
    /// The name under which one of the staff writes.
    pub host: Option<String>,
    /// Whether a mail can reach them.
    pub has_email: bool,
    pub stamp: String,
}
impl Writer {
    /// For a form that comes back, `stamp` is the one it came with: whoever took their time once need not do so again.
    pub async fn of(visit: &Visit, stamp: &str) -> Result<Writer, Problem> {
        let viewer = visit.viewer().await?;
        let known = viewer.person();
        Ok(Writer {
            alias: known.map(|p| p.alias.clone()),
            seed: known.map_or(0, |p| p.avatar_seed),
            host: viewer.host().is_ok().then(|| known.map(|p| p.name.clone()).unwrap_or_default()),
            has_email: viewer.signed_in().is_some_and(|p| p.email.is_some()),
            stamp: gate::stamp(visit, stamp),
        })
    }
}

/// The field `body` for a text, with its label, its hint and what was wrong with it; one a page.
pub fn speech(label: &str, hint: &str, typed: &str, wrong: Option<String>, rows: usize) -> impl IntoView + use<> {
    let described = if wrong.is_some() { "body-hint body-fault" } else { "body-hint" };
    let bad = wrong.is_some();
    let (label, hint, typed) = (label.to_string(), hint.to_string(), typed.to_string());
    view! {
        <div class=if bad { "field wrong" } else { "field" }>
            <label for="body">{label}</label>
            <span class="hint" id="body-hint">{hint}</span>
            {fault(wrong, Some("body-fault".into()))}
            <textarea id="body" name="body" rows=rows.to_string() maxlength="12000" required aria-invalid=bad.then_some("true") aria-describedby=described>
                {typed}
            </textarea>
        </div>
    }
}

/// Under which name it stands: the alias in a field, or the name of one of the staff.
pub fn name_field(writer: &Writer, typed: &Typed, problem: &Option<Problem>) -> AnyView {
    if let Some(name) = &writer.host {
        return view! { <p class="small soft">"You write as "<b>{name.clone()}</b>", of the house."</p> }.drawn();
    }
    let value = if typed.alias.is_empty() { writer.alias.clone().unwrap_or_default() } else { typed.alias.clone() };
    let hint = match writer.alias {
        Some(_) => "Change it whenever you like.",
        None => "Leave it empty and the shop gives you a friendly one.",
    };
    Field::text("alias", "Name to show", "nickname")
        .hint(hint)
        .optional()
        .most(100)
        .filled(&value, beside(problem, "alias"))
        .view()
        .drawn()
}

/// The field that no person sees, the signed moment, and nothing else.
pub fn guards(writer: &Writer) -> impl IntoView + use<> {
    let stamp = writer.stamp.clone();
    view! {
        <input type="hidden" name="stamp" value=stamp/>
        <div class="trap" aria-hidden="true">
            <label>"Leave this empty"<input name="website" tabindex="-1" autocomplete="off"/></label>
        </div>
    }
}

/// How whoever writes comes to know: a choice of stakes.
pub fn stakes(writer: &Writer, typed: &Typed, problem: &Option<Problem>) -> impl IntoView + use<> {
    let host = writer.host.is_some();
    let all: &[(&str, &str)] = match host {
        true => &[
            ("made", "I made it"),
            ("sells", "I sell it"),
            ("given", "I was given it"),
            ("owns", "I own it"),
            ("none", "I have no stake in it"),
        ],
        false => &[("owns", "I own it"), ("given", "I was given it"), ("made", "I made it"), ("none", "None of these")],
    };
    let chosen = typed.stake.clone();
    let choices = all
        .iter()
        .map(|(value, words)| {
            let checked = *value == chosen;
            view! { <label class="tick"><input type="radio" name="stake" value=*value checked=checked/>{*words}</label> }
        })
        .collect_view();
    let wrong = beside(problem, "stake");
    let class = if wrong.is_some() { "field wrong" } else { "field" };
    let optional = (!host).then(|| view! { " "<span class="opt">"(optional)"</span> });
    view! {
        <fieldset class=class id="stake">
            <legend>"How do you know?"{optional}</legend>
            {fault(wrong, Some("stake-fault".into()))}
            <div class="row">{choices}</div>
        </fieldset>
    }
}

/// Whether and where to tell the author of answers.
pub fn telling(writer: &Writer, typed: &Typed) -> impl IntoView + use<> {
    let mail = writer.has_email.then(|| {
        let checked = typed.tell == "mail";
        view! { <label class="tick"><input type="radio" name="tell" value="mail" checked=checked/>"Here, and by mail"</label> }
    });
    let here = typed.tell == "here";
    view! {
        <fieldset class="field">
            <legend>"Tell me of replies"</legend>
            <div class="row">
                <label class="tick"><input type="radio" name="tell" value="" checked=typed.tell.is_empty()/>"No"</label>
                <label class="tick"><input type="radio" name="tell" value="here" checked=here/>"Here in the shop"</label>
                {mail}
            </div>
        </fieldset>
    }
}

/// Pictures that came with the form before, and the field for more.
pub fn pictures(typed: &Typed, problem: &Option<Problem>) -> impl IntoView + use<> {
    let there = typed.sent.iter().map(|p| sent(p, typed)).collect_view();
    let there = (!typed.sent.is_empty()).then(|| view! { <ul class="sent">{there}</ul> });
    let wrong = beside(problem, "pictures");
    let class = if wrong.is_some() { "field wrong" } else { "field" };
    let described = if wrong.is_some() { "pictures-hint pictures-fault" } else { "pictures-hint" };
    let bad = wrong.is_some().then_some("true");
    let room = upload::MOST.saturating_sub(typed.sent.len());
    let field = (room > 0 || wrong.is_some()).then(|| {
        let hint = format!("{room} at most, 25 MB each. What your camera wrote into them, the place too, is taken out.");
        view! {
            <div class=class>
                <label for="pictures">"Add pictures "<span class="opt">"(optional)"</span></label>
                <span class="hint" id="pictures-hint">{hint}</span>
                {fault(wrong, Some("pictures-fault".into()))}
                <input id="pictures" type="file" name="pictures" accept=ACCEPT multiple aria-invalid=bad aria-describedby=described/>
            </div>
            {Field::text("shows", "What they show", "off").hint("For whoever cannot see them.").optional().most(ALT).filled(&typed.shows, None).view()}
        }
    });
    view! { {there}{field} }
}
/// What a field for pictures takes.
pub const ACCEPT: &str = "image/jpeg,image/png,image/webp,image/gif";

/// A picture that was sent before: it is in the form by its number.
fn sent(p: &Sent, typed: &Typed) -> AnyView {
    let alt = typed.pictures.iter().find(|(id, _)| *id == p.id).map(|(_, alt)| alt.clone()).unwrap_or_default();
    let (id, name) = (p.id.to_string(), format!("alt-{}", p.id));
    view! {
        <li>
            <img src=media::url(&p.hash, media::WIDTHS[0]) width="160" height=(160 * p.height / p.width.max(1)).to_string() alt=alt.clone()/>
            <div class="stack gap-2">
                <input type="hidden" name="picture" value=id.clone()/>
                <div class="field"><label for=name.clone()>"What it shows "<span class="opt">"(optional)"</span></label><input id=name.clone() name=name maxlength=ALT.to_string() value=alt autocomplete="off"/></div>
                <label class="tick"><input type="checkbox" name="leave" value=id/>"Leave it out"</label>
            </div>
        </li>
    }
    .drawn()
}
