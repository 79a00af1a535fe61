//! The form that asks for a lost link.
use crate::parts::field::{Field, summary};
use crate::problem::Problem;
use crate::shell::Page;
use crate::site::{Front, Visit};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What the form for a lost link says.
#[derive(Clone, Default)]
pub struct Lookup {
    pub number: String,
    pub email: String,
    pub faults: Vec<(&'static str, String)>,
    pub sent: bool,
}

/// `GET /orders`
pub async fn lookup(visit: Visit) -> Response {
    visit.show(async { Ok(draw(Lookup { sent: visit.query("sent") == "1", ..Lookup::default() })) }).await
}
/// The form, with what was typed.
pub fn draw(l: Lookup) -> Page {
    let status = if l.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Page::new("Find your order", move |_: &Front| {
        let wrong = |name: &str| l.faults.iter().find(|(f, _)| *f == name).map(|(_, w)| w.clone());
        let over = (!l.faults.is_empty()).then(|| summary(Problem::Fields(l.faults.clone()).words(), &l.faults));
        let sent = l.sent.then(|| {
            view! { <div class="notice ok" role="status"><p><b>"If there is such an order, the mail is on its way."</b>" Look in a few minutes."</p></div> }
        });
        let number = Field::text("number", "Order number", "off").inputmode("numeric").filled(&l.number, wrong("number")).view();
        let email = Field::text("email", "Email", "email").kind("email").filled(&l.email, wrong("email")).view();
        view! {
            <div class="wrap page">
                <div class="measure stack gap-5">
                    <div class="stack gap-2"><h1>"Find your order"</h1><p class="soft">"We mail you the link to it. Nothing of the order is shown here."</p></div>
                    {sent}
                    {over}
                    <form class="stack" method="post" action="/orders" novalidate>{number}{email}<p><button class="btn">"Mail me the link"</button></p></form>
                </div>
            </div>
        }
    })
    .unlisted()
    .quiet()
    .status(status)
}
