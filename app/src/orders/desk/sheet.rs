//! The page of one order for the staff: everything that is known of it, and the acts that it allows as it stands.
use super::{store, view};
use crate::orders::journey::Journey;
use crate::orders::papers;
use crate::orders::papers::store::Paper;
use crate::orders::refund::{self, Left};
use crate::orders::store::{self as orders, Mailed, Order, OrderLine};
use crate::parts::faults;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::extract::Path;
use axum::response::Response;
use std::collections::HashSet;

/// What of a form comes back with the page: what was typed, what was wrong with it, what a refund comes to.
#[derive(Default)]
pub struct Shown {
    pub form: Posted,
    pub problem: Option<Problem>,
    pub preview: Option<refund::Sum>,
}
impl Shown {
    pub fn wrong(form: Posted, problem: Problem) -> Shown {
        Shown { form, problem: Some(problem), preview: None }
    }
    pub fn preview(form: Posted, sum: refund::Sum) -> Shown {
        Shown { form, problem: None, preview: Some(sum) }
    }
    /// What was typed into a field, where one of these acts was sent.
    pub fn typed(&self, acts: &[&str], name: &str) -> &str {
        if acts.contains(&self.form.of("act")) { self.form.of(name) } else { "" }
    }
    pub fn beside(&self, field: &str) -> Option<String> {
        faults::beside(&self.problem, field)
    }
}

/// Everything that the page shows.
pub struct Sheet {
    pub order: Order,
    pub lines: Vec<OrderLine>,
    pub left: Left,
    pub may: May,
    pub journey: Journey,
    pub refunded: Vec<refund::store::RefundLine>,
    pub mails: Vec<Mailed>,
    pub papers: Vec<Paper>,
    pub before: Option<(i64, String)>,
    pub after: Option<(i64, String)>,
    pub shown: Shown,
    pub done: Option<&'static str>,
}

/// Which acts an order allows as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct May {
    pub pay: bool,
    pub send: bool,
    pub deliver: bool,
    pub cancel: bool,
    pub rest: bool,
    pub refund: bool,
    pub pay_back: bool,
    pub invoice: bool,
}
impl May {
    /// What the table of allowed moves lets an order do, and what there is to do it with.
    pub fn of(o: &Order, moves: &HashSet<(String, String)>, lines: &[OrderLine], left: &Left, invoiced: bool) -> May {
        let to = |axis: &str, state: &str| moves.contains(&(axis.to_string(), state.to_string()));
        let unsent = lines.iter().any(|l| l.left() > 0);
        let money = o.was_paid() && left.money > 0;
        May {
            pay: to("payment", "paid"),
            send: to("fulfilment", "sent") && unsent && (o.was_paid() || o.payment_method != "transfer"),
            deliver: to("fulfilment", "delivered"),
            cancel: to("order", "cancelled") && to("fulfilment", "stopped"),
            rest: o.fulfilment_state == "partly_sent" && unsent && o.was_paid(),
            refund: money && o.state != "cancelled",
            pay_back: money && o.state == "cancelled",
            invoice: !invoiced && o.state != "cancelled",
        }
    }
}

/// `GET /admin/orders/{id}`
pub async fn order(visit: Visit, Path(id): Path<String>) -> Response {
    visit.show(read(&visit, &id, Shown::default())).await
}

/// The page, with what comes back of a form.
pub async fn read(visit: &Visit, id: &str, shown: Shown) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let db = visit.db();
    let id = id.parse().map_err(|_| Instead::Missing)?;
    let order = orders::by_id(db, id).await?.ok_or(Instead::Missing)?;
    let lines = orders::lines(db, id).await?;
    let left = refund::store::left(db, &order).await?;
    let papers = papers::store::of(db, id).await?;
    let invoiced = papers.iter().any(|p| p.kind == papers::Kind::Invoice.word());
    let may = May::of(&order, &store::moves(db, &order).await?, &lines, &left, invoiced);
    let journey = crate::orders::journey::view::read(db, &order, &lines).await?;
    let (before, after) = store::neighbours(db, &merchant, &order).await?;
    let sheet = Sheet {
        refunded: refund::store::lines(db, id).await?,
        mails: orders::mails(db, id).await?,
        done: done(&visit.query("done")).filter(|_| shown.problem.is_none() && shown.preview.is_none()),
        order,
        lines,
        left,
        may,
        journey,
        papers,
        before,
        after,
        shown,
    };
    let status = faults::status(&sheet.shown.problem);
    let title = format!("Order {}", sheet.order.number);
    Ok(Page::new(title, move |front: &Front| view::page(sheet, front)).desk(name).status(status))
}

/// What was done, for whoever did it.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "paid" => "It is marked as paid.",
        "sent" => "The parcel is on its way, and the customer hears of it.",
        "delivered" => "It is marked as delivered.",
        "cancelled" => "The order is cancelled, and the customer hears of it.",
        "rest" => "The rest is taken off the order. Its money goes back, and the customer hears of it.",
        "back" => "It is written down that the money went back.",
        "refunded" => "The refund is written down, and the customer hears of it. Send the money by your bank.",
        "credited" => "The refund is written down, and the customer hears of it. All of it is back on the credit.",
        "invoiced" => "The invoice is issued.",
        "mailed" => "The mail is on its way once more.",
        "noted" => "The note stands below, for the staff alone.",
        "told" => "The note stands on the customer’s page, and goes to them by mail.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(all: &[(&str, &str)]) -> HashSet<(String, String)> {
        all.iter().map(|(axis, to)| (axis.to_string(), to.to_string())).collect()
    }

    #[test]
    fn nothing_is_offered_that_the_table_of_moves_does_not_hold() {
        let order = Order { payment_state: "paid".into(), payment_method: "transfer".into(), ..Order::default() };
        let line = OrderLine { quantity: 2, ..OrderLine::default() };
        let left = Left { money: 10, ..Left::default() };
        assert_eq!(
            May::of(&order, &moves(&[]), std::slice::from_ref(&line), &left, true),
            May { refund: true, ..May::default() }
        );
        let all = moves(&[("fulfilment", "sent"), ("order", "cancelled"), ("fulfilment", "stopped")]);
        let may = May::of(&order, &all, std::slice::from_ref(&line), &left, true);
        assert_eq!(may, May { send: true, cancel: true, refund: true, ..May::default() });
        let unpaid = Order { payment_state: "awaiting".into(), ..order };
        assert_eq!(May::of(&unpaid, &all, &[line], &left, true), May { cancel: true, ..May::default() });
    }
}
