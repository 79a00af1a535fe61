//! What each act says. A sentence is made here and nowhere else.
use super::feed::{Act, Line, Whom};
use crate::accounts::erase::FORMER;

/// An act in words: who, what they did, and the thing it was done to, which leads to the real one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub who: String,
    pub does: String,
    pub thing: String,
}
impl Said {
    /// The whole sentence, for those who read no links.
    pub fn sentence(&self) -> String {
        format!("{} {} {}", self.who, self.does, self.thing)
    }
}

/// What a line says.
pub fn said(line: &Line) -> Said {
    let about = match (&line.product, &line.step) {
        (Some(product), _) => format!(" about the {product}:"),
        (None, Some(step)) => format!(" about {}:", lower(step)),
        _ => ":".into(),
    };
    let does = match line.act {
        Act::Asked => format!("asked{about}"),
        Act::Opened => format!("began a conversation{about}"),
        Act::Noted => "posted from the workbench:".into(),
        Act::Replied => replied(line),
        Act::Chose => match &line.whom {
            Whom::Other(name) => format!("chose {}’s answer:", person(name)),
            Whom::Themselves => "chose their own answer:".into(),
            Whom::Nobody => "chose the answer to".into(),
        },
        Act::Bought => "chose the".into(),
    };
    let who = line.who.as_ref().map_or("Someone".into(), |w| capital(&person(&w.name)));
    Said { who, does, thing: line.title.clone() }
}

fn replied(line: &Line) -> String {
    let answers = line.in_question && !line.by_asker;
    match (&line.whom, answers) {
        (Whom::Themselves, _) => "wrote more on".into(),
        (Whom::Other(name), true) => format!("answered {}:", person(name)),
        (Whom::Other(name), false) => format!("replied to {}:", person(name)),
        (Whom::Nobody, true) => "answered".into(),
        (Whom::Nobody, false) => "replied on".into(),
    }
}

/// Somebody in the middle of a sentence: whoever left has no name to be called by.
fn person(name: &str) -> String {
    if name == FORMER { format!("a {FORMER}") } else { name.to_string() }
}
fn capital(text: &str) -> String {
    let mut signs = text.chars();
    match (text.starts_with("a former"), signs.next()) {
        (true, Some(first)) => first.to_uppercase().chain(signs).collect(),
        _ => text.to_string(),
    }
}
fn lower(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_lowercase().chain(signs).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forum::store::Speaker;
    use crate::values::Moment;

    fn line(act: Act, whom: Whom) -> Line {
        Line {
            event: 1,
            at: Moment(0),
            act,
            who: (act != Act::Bought).then(|| Speaker { name: "Small Whisk".into(), ..Speaker::default() }),
            as_host: false,
            whom,
            in_question: true,
            by_asker: false,
            post: Some(1),
            title: "Does the 26 work on induction?".into(),
            product: None,
            step: None,
            href: "/forum/1".into(),
        }
    }
    fn sentence(line: &Line) -> String {
        said(line).sentence()
    }

    #[test]
    fn a_question_says_what_it_hangs_on() {
        let mut asked = line(Act::Asked, Whom::Nobody);
        assert_eq!(sentence(&asked), "Small Whisk asked: Does the 26 work on induction?");
        asked.step = Some("Delivery".into());
        assert_eq!(sentence(&asked), "Small Whisk asked about delivery: Does the 26 work on induction?");
        asked.product = Some("Everyday pan".into());
        assert_eq!(sentence(&asked), "Small Whisk asked about the Everyday pan: Does the 26 work on induction?");
    }

    #[test]
    fn an_answer_names_whom_it_answers_unless_they_want_to_be_in_no_feed() {
        let other = || Whom::Other("Joost Averink".into());
        let mut reply = line(Act::Replied, other());
        assert_eq!(said(&reply).does, "answered Joost Averink:");
        reply.by_asker = true;
        assert_eq!(said(&reply).does, "replied to Joost Averink:");
        reply.whom = Whom::Nobody;
        assert_eq!(said(&reply).does, "replied on");
        assert_eq!(said(&line(Act::Replied, Whom::Themselves)).does, "wrote more on");
        assert_eq!(said(&line(Act::Replied, Whom::Nobody)).does, "answered");
        assert_eq!(said(&line(Act::Chose, other())).does, "chose Joost Averink’s answer:");
        assert_eq!(said(&line(Act::Chose, Whom::Nobody)).does, "chose the answer to");
    }

    #[test]
    fn whoever_left_is_a_former_member_and_whoever_bought_is_someone() {
        let reply = line(Act::Replied, Whom::Other(FORMER.into()));
        assert_eq!(said(&reply).does, "answered a former member:");
        let mut bought = line(Act::Bought, Whom::Nobody);
        bought.title = "Everyday pan".into();
        assert_eq!(sentence(&bought), "Someone chose the Everyday pan");
    }
}
