//! What the forms of the opening do: each part is kept by itself, and the last opens the shop.
use super::{pages, product, store};
use crate::accounts::door::guard_mail;
use crate::hosts::store::PageDraft;
use crate::media::store::keep as keep_picture;
use crate::media::workshop::Fault;
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::settings::pages as written;
use crate::settings::pages::store::{Kept, keep as keep_page, page};
use crate::settings::shop::store::currency_is_used;
use crate::settings::shop::{Typed, line, who};
use crate::shell::{FORGET_AHEAD, Instead};
use crate::shipping::{desk, store as shipping};
use crate::site::Visit;
use crate::staff::{self, Role};
use crate::values::{Email, Slug};
use crate::viewer::Merchant;
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /admin/opening`
pub async fn change(visit: Visit, request: Request) -> Response {
    // Who may is asked before a form is read.
    let by = match visit.merchant().await {
        Ok(by) => by,
        Err(problem) => return visit.show(async { Err(Instead::Refused(problem)) }).await,
    };
    let mut posted = match Posted::read(request).await {
        Ok(posted) => posted,
        Err(refusal) => return refusal.into_response(),
    };
    match act(&visit, &by, &mut posted).await {
        Ok(path) => ([FORGET_AHEAD], Redirect::to(path)).into_response(),
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(pages::read(&visit, Some(posted), Some(problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

/// Does it; where to go on.
async fn act(visit: &Visit, by: &Merchant, posted: &mut Posted) -> Result<&'static str, Problem> {
    let (db, from, now) = (visit.db(), visit.network.as_str(), visit.now);
    let facts = visit.facts().await?.clone();
    match posted.of("act") {
        "shop" => {
            let of = |name: &str| posted.of(name).to_string();
            let typed = Typed {
                name: of("name"),
                purpose: of("purpose"),
                street: of("street"),
                city: of("city"),
                email: of("email"),
                phone: of("phone"),
                hours: of("hours"),
                country: of("country"),
                ..Typed::of(&facts)
            };
            let mut new = who(&typed, &facts).map_err(Problem::Fields)?;
            // What has a price keeps its currency; and what was set later, or sells, is not guessed again.
            if !facts.is_open() && facts.away.is_empty() && !currency_is_used(db).await? {
                new = store::suggested(new, posted.of("currency").trim())?;
            }
            store::keep_shop(db, by, &facts, &new, from, now).await?;
            Ok("/admin/opening?done=shop#host")
        }
        "host" => {
            let mut faults = vec![];
            let title = line("host-title", posted.of("host-title"), 80, None, &mut faults);
            let words = line(
                "host-words",
                posted.of("host-words"),
                400,
                Some("One sentence, as you would say it across the counter."),
                &mut faults,
            );
            let handle = Slug::parse(posted.of("handle").trim());
            if handle.is_none() {
                faults.push(("handle", "Small letters, digits and dashes, like marit.".into()));
            }
            let fresh = visit.fresh(by, posted.of("password")).await;
            let (handle, fresh) = match (handle, fresh) {
                (Some(handle), Ok(fresh)) if faults.is_empty() => (handle, fresh),
                (_, Err(Problem::Fields(more))) => {
                    return Err(Problem::Fields(faults.into_iter().chain(more).collect()));
                }
                (_, Err(problem)) => return Err(problem),
                _ => return Err(Problem::Fields(faults)),
            };
            let draft = PageDraft { title, words, ..PageDraft::default() };
            store::be_host(db, &fresh, (handle.as_str(), &draft), from, now).await?;
            Ok("/admin/opening?done=host#product")
        }
        "invite" => {
            let mut faults = vec![];
            let name = staff::name(posted.of("invited")).map_err(|words| faults.push(("invited", words))).ok();
            let email = Email::parse(posted.of("invited-email"));
            if email.is_none() {
                faults.push(("invited-email", "One address, like noor@example.org. The invitation goes there.".into()));
            }
            let fresh = visit.fresh(by, posted.of("password")).await;
            let (name, email, fresh) = match (name, email, fresh) {
                (Some(name), Some(email), Ok(fresh)) => (name, email, fresh),
                (_, _, Err(Problem::Fields(more))) => {
                    return Err(Problem::Fields(faults.into_iter().chain(more).collect()));
                }
                (_, _, Err(problem)) => return Err(problem),
                _ => return Err(Problem::Fields(faults)),
            };
            guard_mail(visit, &email).await?;
            let invited = (Role::Host, name.as_str(), &email);
            staff::store::invite(db, &fresh, invited, &facts.lang, from, now).await.map_err(
                |problem| match problem {
                    Problem::Fields(all) => {
                        Problem::Fields(all.into_iter().map(|(_, words)| ("invited-email", words)).collect())
                    }
                    other => other,
                },
            )?;
            Ok("/admin/opening?done=invited#host")
        }
        "product" => {
            let mut draft = product::draft(posted, &facts);
            let picture = picture(visit, posted).await;
            match (&mut draft, picture) {
                (Ok(draft), Ok(picture)) => draft.media = picture.map(|id| vec![id]),
                (Err(faults), Err(Problem::Fields(more))) => faults.extend(more),
                (_, Err(problem)) => return Err(problem),
                _ => {}
            }
            store::put_product(db, by, draft.map_err(Problem::Fields)?, from, now).await?;
            Ok("/admin/opening?done=product#shipping")
        }
        "shipping" => {
            let typed = desk::Typed {
                country: facts.country.clone(),
                method: "parcel".into(),
                ..desk::Typed::read(|name| posted.of(name))
            };
            let (rate, steps) = desk::checked(&typed, facts.currency()).map_err(Problem::Fields)?;
            shipping::set(db, by, (&rate, &steps), &facts.currency, from, now).await?;
            if posted.of("pickup") == "yes" {
                let collect = crate::shipping::Rate {
                    method: "pickup".into(),
                    title: "Collect it".into(),
                    amount: 0,
                    free_from: None,
                    ships: false,
                    ..rate
                };
                shipping::set(db, by, (&collect, &[]), &facts.currency, from, now).await?;
            }
            Ok("/admin/opening?done=shipping#returns")
        }
        "returns" => {
            let typed =
                written::Typed { title: "Returns".into(), body: posted.of("body").into(), ..Default::default() };
            let (_, body) = written::checked(&typed).map_err(Problem::Fields)?;
            let there = page(db, "returns").await?;
            let title = there.as_ref().map_or("Returns", |p| p.title.as_str());
            let version = posted.of("version").parse().unwrap_or(0);
            match keep_page(db, by, ("returns", version), (title, &body), from, now).await? {
                Kept::Done | Kept::Same => Ok("/admin/opening?done=returns#open"),
                Kept::Between => {
                    let words = "Somebody else changed it meanwhile. Look at the page of returns under Settings.";
                    Err(Problem::Fields(vec![("body", words.into())]))
                }
            }
        }
        "open" => {
            store::open(db, by, from, now).await?;
            Ok("/admin/opening?done=open")
        }
        _ => Err(Problem::Gone),
    }
}

/// Makes the picture ready that came with the product; none where none came.
async fn picture(visit: &Visit, posted: &mut Posted) -> Result<Option<i64>, Problem> {
    let fault = |words: &str| Problem::Fields(vec![("picture", words.to_string())]);
    let alt = posted.of("alt").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut files = posted.files();
    if !files.heavy.is_empty() {
        return Err(fault(Fault::TooHeavy.words()));
    }
    let Some(came) = files.came.pop() else { return Ok(None) };
    let site = &visit.site;
    let made = site.workshop.file(came.file).await.map_err(|f| fault(f.words()))?;
    Ok(Some(keep_picture(&site.db, &site.shelf, made, &alt, visit.now).await?))
}
