//! How much a host may give away to put something right: what was set, what was given, the form that sets it.
use super::actions::Typed;
use super::pages::Sent;
use super::store::Member;
use crate::db::{Db, Result as Read};
use crate::goodwill::{Limit, store};
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::site::Visit;
use crate::values::{Currency, Money};
use crate::viewer::FreshMerchant;
use crate::words;
use leptos::prelude::*;
use std::collections::HashMap;

/// What a host may give, and what they gave within the last thirty days.
#[derive(Clone, Copy, Debug)]
pub struct Goodwill {
    pub limit: Option<Limit>,
    pub given: i64,
    pub currency: Currency,
}

/// The same for every host among these, by their number.
pub async fn read(db: &Db, members: &[Member], currency: Currency, visit: &Visit) -> Read<HashMap<i64, Goodwill>> {
    let mut all = HashMap::new();
    for host in members.iter().filter(|m| m.host.is_some()) {
        let limit = store::limit_of(db, host.id).await?;
        let given = store::given(db, host.id, currency.code(), visit.now).await?;
        all.insert(host.id, Goodwill { limit, given, currency });
    }
    Ok(all)
}

/// What a form says: two amounts, or nothing at all for no limit; else what is wrong with them.
fn limit(typed: &Typed, currency: Currency) -> Result<Option<Limit>, Vec<(&'static str, String)>> {
    if typed.per_act.trim().is_empty() && typed.per_month.trim().is_empty() {
        return Ok(None);
    }
    let mut faults = vec![];
    let mut amount = |name: &'static str, text: &str| match Money::parse(text.trim(), currency).filter(|m| m.minor >= 0)
    {
        Some(money) => money.minor,
        None => {
            faults.push((name, format!("An amount like {}.", Money::new(25 * currency.unit(), currency).plain())));
            0
        }
    };
    let (per_act, per_month) = (amount("per_act", &typed.per_act), amount("per_month", &typed.per_month));
    if faults.is_empty() && per_act > per_month {
        faults.push(("per_act", "At once it cannot be more than in thirty days.".into()));
    }
    if faults.is_empty() { Ok(Some(Limit { per_act, per_month, currency })) } else { Err(faults) }
}

/// Sets what a host may give.
pub async fn set(visit: &Visit, typed: &Typed, by: Result<FreshMerchant, Problem>, host: i64) -> Result<(), Problem> {
    let merchant = visit.merchant().await?;
    let currency = visit.facts().await?.currency();
    let members = super::store::roster(visit.db(), &merchant).await?;
    members.iter().find(|m| m.id == host && m.host.is_some()).ok_or(Problem::Gone)?;
    match (limit(typed, currency), by) {
        (Ok(limit), Ok(by)) => Ok(store::set_limit(visit.db(), &by, host, limit, &visit.network, visit.now).await?),
        (Err(mut faults), Err(Problem::Fields(more))) => {
            faults.extend(more);
            Err(Problem::Fields(faults))
        }
        (_, Err(problem)) => Err(problem),
        (Err(faults), _) => Err(Problem::Fields(faults)),
    }
}

/// What a host may give, in words, with the form that changes it.
pub(super) fn section(m: &Member, g: &Goodwill, sent: &Sent) -> impl IntoView + use<> {
    let was = sent.was("goodwill", m.id, "");
    let money = |minor: i64, currency| words::money(Money::new(minor, currency));
    let says = match g.limit {
        Some(l) => format!(
            "May give {} at once and {} in thirty days. Gave {} in the last thirty.",
            money(l.per_act, l.currency),
            money(l.per_month, l.currency),
            money(g.given, g.currency)
        ),
        None => format!("Gives nothing without asking. Gave {} in the last thirty days.", money(g.given, g.currency)),
    };
    let plain = |minor: Option<i64>| minor.map_or(String::new(), |n| Money::new(n, g.currency).plain());
    let (per_act, per_month) = match was {
        true => (sent.typed.per_act.clone(), sent.typed.per_month.clone()),
        false => (plain(g.limit.map(|l| l.per_act)), plain(g.limit.map(|l| l.per_month))),
    };
    let field = |name: &'static str, label: String, typed: &str| {
        let field = Field::text(name, label, "off").inputmode("decimal").most(20).optional();
        let field = field.filled(typed, sent.beside(name).filter(|_| was));
        if was { field } else { field.id(format!("{name}-{}", m.id)) }.view()
    };
    let code = g.currency.code();
    view! {
        <p>{says}</p>
        <details class="more" open=was>
            <summary>"Change it…"<span class="vh">{format!(" goodwill, {}", m.name)}</span></summary>
            <form class="stack gap-3" method="post" action="/admin/staff" novalidate>
                <p class="small">"Above it they ask a merchant. Leave both empty for nothing at all."</p>
                <input type="hidden" name="of" value=m.id.to_string()/>
                {field("per_act", format!("At once, in {code}"), &per_act)}
                {field("per_month", format!("In thirty days, in {code}"), &per_month)}
                {sent.password(was, &format!("goodwill-{}", m.id))}
                <p><button class="btn quiet" name="act" value="goodwill">"Keep it"<span class="vh">{format!(", {}", m.name)}</span></button></p>
            </form>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(per_act: &str, per_month: &str) -> Result<Option<(i64, i64)>, usize> {
        let typed = Typed { per_act: per_act.into(), per_month: per_month.into(), ..Typed::default() };
        limit(&typed, Currency::EUR).map(|l| l.map(|l| (l.per_act, l.per_month))).map_err(|faults| faults.len())
    }

    #[test]
    fn a_limit_is_two_amounts_or_nothing() {
        assert_eq!(read("25", "100.50"), Ok(Some((2_500, 10_050))));
        assert_eq!(read(" ", ""), Ok(None));
        assert_eq!(read("0", "0"), Ok(Some((0, 0))));
        assert_eq!((read("25", ""), read("a lot", "1.234"), read("30", "20")), (Err(1), Err(2), Err(1)));
    }
}
