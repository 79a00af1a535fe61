//! What the form at an order's link does: three steps that keep everything typed, and the asking itself.
use super::pages::{self, Step};
use super::store::verbs::{self, Asking, Refusal};
use super::{Kind, REASONS, RETURN_DAYS, WITHDRAWAL_DAYS};
use crate::orders::store::{self as orders, Order};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::viewer::Actor;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// The most letters of what a customer says about it.
pub const LONGEST: usize = 1_000;

/// Everything the three steps carry, as typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// By the number of the line.
    pub quantities: Vec<(i64, String)>,
    pub kind: String,
    pub reason: String,
    pub words: String,
}
impl Typed {
    fn read(posted: &Posted) -> Typed {
        let line = |name: &str| name.strip_prefix("line-")?.parse::<i64>().ok();
        let quantities = posted.pairs.iter().filter_map(|(name, value)| Some((line(name)?, value.clone())));
        Typed {
            quantities: quantities.take(200).collect(),
            kind: posted.of("kind").into(),
            reason: posted.of("reason").into(),
            words: posted.of("words").replace("\r\n", "\n").trim().into(),
        }
    }
    /// How many of this line, as typed.
    pub fn of(&self, line: i64) -> &str {
        self.quantities.iter().find(|(l, _)| *l == line).map_or("", |(_, n)| n.as_str())
    }
    /// The lines with how many of each; none where something is no number.
    pub fn lines(&self) -> Option<Vec<(i64, i64)>> {
        let number = |text: &str| if text.trim().is_empty() { Some(0) } else { text.trim().parse::<i64>().ok() };
        let all: Option<Vec<(i64, i64)>> = self.quantities.iter().map(|(l, n)| Some((*l, number(n)?))).collect();
        Some(all?.into_iter().filter(|(_, n)| *n != 0).collect())
    }
}

/// `POST /orders/{code}/return`
pub async fn reply(visit: Visit, Path(code): Path<String>, posted: Posted) -> Response {
    let typed = Typed::read(&posted);
    let order = match orders::by_code(visit.db(), &code).await {
        Ok(Some(order)) => order,
        Ok(None) => return visit.show(async { Err(Instead::Missing) }).await,
        Err(error) => return visit.show(async { Err(error.into()) }).await,
    };
    let show = async |step, problem| pages::again(&visit, &code, &order, step, typed.clone(), problem).await;
    match posted.of("act") {
        "why" => match chosen(&typed) {
            Ok(_) => show(Step::Why, None).await,
            Err(problem) => show(Step::Lines, Some(problem)).await,
        },
        "check" => match asking(&typed) {
            Ok(_) => show(Step::Check, None).await,
            Err(problem) => show(Step::Why, Some(problem)).await,
        },
        "confirm" => match confirm(&visit, &order, &typed).await {
            Ok(()) => ([FORGET_AHEAD], Redirect::to(&format!("/orders/{code}#returns"))).into_response(),
            Err((step, problem @ (Problem::Fields(_) | Problem::Busy(_)))) => show(step, Some(problem)).await,
            Err((_, problem)) => visit.show(async { Err(Instead::Refused(problem)) }).await,
        },
        _ => show(Step::Lines, None).await,
    }
}

fn fault<T>(field: &'static str, words: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Fields(vec![(field, words.into())]))
}

fn chosen(typed: &Typed) -> Result<Vec<(i64, i64)>, Problem> {
    match typed.lines() {
        Some(lines) if !lines.is_empty() => Ok(lines),
        Some(_) => fault("lines", "Say of at least one thing how many."),
        None => fault("lines", "Whole numbers, like 1."),
    }
}
fn asking(typed: &Typed) -> Result<Asking, Problem> {
    let lines = chosen(typed)?;
    let Some(kind) = Kind::parse(&typed.kind) else { return fault("kind", "Choose one of the two.") };
    let reason = match kind {
        Kind::Withdrawal => "none",
        Kind::Return => match REASONS.iter().find(|(word, ..)| *word == typed.reason) {
            Some((word, ..)) => word,
            None => return fault("reason", "Choose what is the matter."),
        },
    };
    if typed.words.chars().count() > LONGEST {
        return fault("words", format!("At most {LONGEST} letters."));
    }
    Ok(Asking { kind, reason: reason.into(), words: typed.words.clone(), lines })
}

async fn confirm(visit: &Visit, order: &Order, typed: &Typed) -> Result<(), (Step, Problem)> {
    let asking = asking(typed).map_err(|problem| (Step::Why, problem))?;
    let at = |step, problem: Result<(), Problem>| problem.map_err(|problem| (step, problem));
    let zone = visit.facts().await.map_err(|e| (Step::Check, e.into()))?.zone();
    let actor = visit.person().await.map_or(Actor::Shopper, Actor::Person);
    match verbs::ask(visit.db(), order.id, &asking, actor, &zone, visit.now).await {
        Ok(_) => Ok(()),
        Err(Refusal::Nothing) => at(Step::Lines, fault("lines", "Say of at least one thing how many.")),
        Err(Refusal::Most { most: 0, .. }) => {
            at(Step::Lines, fault("lines", "One of these was asked for already. It stands on the page of your order."))
        }
        Err(Refusal::Most { most, .. }) => {
            at(Step::Lines, fault("lines", format!("Of one of these, {most} at most can come back.")))
        }
        Err(Refusal::Late) if asking.kind == Kind::Withdrawal => at(
            Step::Why,
            fault(
                "kind",
                format!(
                    "The {WITHDRAWAL_DAYS} days after delivery are over. Ask for a return instead: we read every one."
                ),
            ),
        ),
        Err(Refusal::Late) => at(
            Step::Why,
            fault(
                "reason",
                format!("The {RETURN_DAYS} days after delivery are over. Write to us; we will see what we can do."),
            ),
        ),
        Err(Refusal::Unsent) => at(
            Step::Why,
            fault("kind", "Some of it was not sent yet. Withdraw from it instead; nothing has to travel."),
        ),
        Err(Refusal::Database(error)) => Err((Step::Check, error.into())),
        Err(Refusal::Unknown | Refusal::Illegal { .. } | Refusal::Order(_)) => Err((Step::Check, Problem::Gone)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(lines: &[(i64, &str)], kind: &str, reason: &str) -> Typed {
        let quantities = lines.iter().map(|(l, n)| (*l, n.to_string())).collect();
        Typed { quantities, kind: kind.into(), reason: reason.into(), words: String::new() }
    }

    #[test]
    fn a_withdrawal_is_asked_no_reason_and_a_return_one() {
        let asked = asking(&typed(&[(1, "2"), (2, ""), (3, "0")], "withdrawal", "")).unwrap();
        assert_eq!((asked.lines, asked.reason.as_str()), (vec![(1, 2)], "none"));
        assert!(matches!(asking(&typed(&[(1, "2")], "return", "")), Err(Problem::Fields(f)) if f[0].0 == "reason"));
        assert!(asking(&typed(&[(1, "2")], "return", "faulty")).is_ok());
        assert!(
            matches!(asking(&typed(&[(1, "two")], "return", "faulty")), Err(Problem::Fields(f)) if f[0].0 == "lines")
        );
        assert!(matches!(asking(&typed(&[], "withdrawal", "")), Err(Problem::Fields(f)) if f[0].0 == "lines"));
        assert!(matches!(asking(&typed(&[(1, "1")], "", "")), Err(Problem::Fields(f)) if f[0].0 == "kind"));
    }
}
