//! The page that hands somebody their data.
use crate::accounts::security::{Faults, answer, asks, narrow, private, prove};
use crate::accounts::{password, take};
use crate::parts::field::Field;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::site::{Front, Visit};
use axum::Form;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// What the form carries.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    pub password: String,
}

/// `GET /account/export`
pub async fn show(visit: Visit) -> Response {
    private(visit.show(read(&visit, None)).await)
}
async fn read(visit: &Visit, problem: Option<Problem>) -> Result<Page, Instead> {
    visit.customer().await?;
    let asks = asks(visit).await?;
    let faults = Faults(problem);
    let status = faults.status();
    Ok(Page::new("Take your data along", move |_: &Front| {
        let proof = asks.then(|| {
            Field::text("password", "Password", "current-password")
                .kind("password")
                .most(password::MOST)
                .filled("", faults.beside("password"))
                .view()
        });
        let content = view! {
            {faults.over(|name| name)}
            <p>"You, your orders, your addresses, where you are signed in, your cart, the mails we sent you, what you agreed to, what you did here. One ZIP of plain files (JSON), with a page that says what each one is."</p>
            <form class="stack" method="post" action="/account/export" novalidate>
                {proof}
                <p><button class="btn">"Download"</button></p>
            </form>
        };
        narrow("Take your data along", "Everything we know of you, in one file.", content)
    })
    .unlisted()
    .quiet()
    .status(status))
}

/// `POST /account/export`: the file.
pub async fn give(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match pack(&visit, &typed).await {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, "application/zip"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"your-data.zip\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, file).into_response()
        }
        Err(problem) => answer(&visit, Err(problem), |problem| read(&visit, Some(problem))).await,
    }
}
async fn pack(visit: &Visit, typed: &Typed) -> Result<Vec<u8>, Problem> {
    let customer = visit.customer().await?;
    prove(visit, &typed.password).await?;
    Ok(take::pack(visit.db(), &customer, visit.now).await?)
}
