//! What the forms of the staff's page do: invite, take an invitation back, give a role, take one back.
use super::store;
use super::{Role, goodwill, pages};
use crate::accounts::door::guard_mail;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::Email;
use crate::viewer::FreshMerchant;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};

/// What one of the forms carries, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Which button was pressed: `invite`, `withdraw`, `grant`, `revoke` or `goodwill`.
    pub act: String,
    pub name: String,
    pub email: String,
    pub role: String,
    /// The number of an invitation, or of a person.
    pub of: String,
    pub password: String,
    /// What a host may give at once, and in thirty days.
    pub per_act: String,
    pub per_month: String,
}

/// `POST /admin/staff`
pub async fn change(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match act(&visit, &typed).await {
        Ok(done) => ([FORGET_AHEAD], Redirect::to(&format!("/admin/staff?done={done}"))).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::again(&visit, typed, problem)).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// Does it; the word of what was done. What somebody else did in the same moment is `over`.
async fn act(visit: &Visit, typed: &Typed) -> Result<&'static str, Problem> {
    let merchant = visit.merchant().await?;
    let by = visit.fresh(&merchant, &typed.password).await;
    let (db, from, now) = (visit.db(), &visit.network, visit.now);
    let of = || typed.of.parse::<i64>().map_err(|_| Problem::Gone);
    let role = || Role::parse(&typed.role).ok_or(Problem::Gone);
    let (done, word) = match typed.act.as_str() {
        "withdraw" => (store::withdraw(db, &by?, of()?, from, now).await?, "withdrawn"),
        "grant" => (store::grant(db, &by?, of()?, role()?, from, now).await?, "granted"),
        "revoke" => (store::revoke(db, &by?, of()?, role()?, from, now).await?, "revoked"),
        "goodwill" => {
            goodwill::set(visit, typed, by, of()?).await?;
            (true, "goodwill")
        }
        _ => {
            invite(visit, typed, by).await?;
            (true, "invited")
        }
    };
    Ok(if done { word } else { "over" })
}

async fn invite(visit: &Visit, typed: &Typed, by: Result<FreshMerchant, Problem>) -> Result<(), Problem> {
    let mut faults = vec![];
    let name = super::name(&typed.name);
    if let Err(words) = &name {
        faults.push(("name", words.clone()));
    }
    let email = Email::parse(&typed.email);
    if email.is_none() {
        faults.push(("email", "One address, like noor@example.org. The invitation goes there.".into()));
    }
    let role = Role::parse(&typed.role);
    if role.is_none() {
        faults.push(("role", "What they come as.".into()));
    }
    let by = match by {
        Ok(by) => Some(by),
        Err(Problem::Fields(more)) => {
            faults.extend(more);
            None
        }
        Err(problem) => return Err(problem),
    };
    let (Ok(name), Some(email), Some(role), Some(by)) = (name, email, role, by) else {
        return Err(Problem::Fields(faults));
    };
    guard_mail(visit, &email).await?;
    let lang = visit.facts().await?.lang.clone();
    store::invite(visit.db(), &by, (role, &name, &email), &lang, &visit.network, visit.now).await
}
