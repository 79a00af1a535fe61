//! Views of a list that somebody of the staff kept under a name: each is the query of the list's address.
mod store;

use crate::parts::posted::Posted;
use crate::parts::query;
use crate::problem::Problem;
use crate::shell::Instead;
use crate::site::Visit;
use axum::extract::Query;
use axum::response::Response;
use leptos::prelude::*;
use store::{forget, keep};

pub use store::{Kept, of};

/// How many views of one list somebody may keep, and how long a name may be.
const MOST: usize = 20;
const NAME: usize = 40;

/// Lists of people and of what they ordered: what was searched there is somebody's name or address, and is not kept.
const OF_PEOPLE: [&str; 4] = ["/admin/customers", "/admin/orders", "/admin/returns", "/admin/drafts"];

/// What stands over a list: the views that were kept, and the way to keep this one. `pairs` is what narrows the list now,
/// without the place in it.
pub fn bar(list: &'static str, pairs: &[(String, String)], kept: Vec<Kept>) -> impl IntoView + use<> {
    let now = query(pairs);
    let all = (!pairs.is_empty()).then(|| view! { <a class="link" href=list>"Everything"</a> });
    let chosen = kept.iter().find(|k| k.query == now).map(|k| k.id);
    let links = kept
        .into_iter()
        .map(|k| {
            let here = (chosen == Some(k.id)).then_some("true");
            view! { <a class="link" href=format!("{list}?{}", k.query) aria-current=here>{k.name}</a> }
        })
        .collect_view();
    let forget = chosen.map(|id| {
        view! {
            <form method="post" action="/admin/views">
                <input type="hidden" name="list" value=list/>
                <input type="hidden" name="forget" value=id/>
                <button class="btn quiet small">"Forget this view"</button>
            </form>
        }
    });
    let keepable = keepable(list, &now);
    let keep = (chosen.is_none() && !keepable.is_empty()).then(|| {
        view! {
            <details>
                <summary>"Keep this view"</summary>
                <form class="row gap-2" method="post" action="/admin/views">
                    <input type="hidden" name="list" value=list/>
                    <input type="hidden" name="query" value=keepable/>
                    <label class="vh" for="view-name">"Name of the view"</label>
                    <input id="view-name" name="name" maxlength=NAME.to_string() autocomplete="off" required placeholder="Name"/>
                    <button class="btn quiet small">"Keep"</button>
                </form>
            </details>
        }
    });
    view! { <div class="views" role="group" aria-label="Views">{all}{links}{keep}{forget}</div> }
}

/// What of a list's query may be kept.
fn keepable(list: &str, query: &str) -> String {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(&format!("/?{query}").parse().unwrap_or_default());
    match pairs {
        Ok(Query(pairs)) if OF_PEOPLE.contains(&list) => {
            crate::parts::query(&pairs.into_iter().filter(|(name, _)| name != "q").collect::<Vec<_>>())
        }
        Err(_) if OF_PEOPLE.contains(&list) => String::new(),
        _ => query.to_string(),
    }
}

/// `POST /admin/views`: keeps a view, or forgets one.
pub async fn change(visit: Visit, form: Posted) -> Response {
    visit.show(async { Err(act(&visit, &form).await.map_or_else(Instead::Refused, Instead::Seen)) }).await
}
async fn act(visit: &Visit, form: &Posted) -> std::result::Result<String, Problem> {
    let by = visit.merchant().await?;
    let lists = super::frame::ROOMS.iter().flat_map(|room| room.1.iter().map(|(href, _)| *href));
    let list = lists.into_iter().find(|l| *l == form.of("list")).ok_or(Problem::Gone)?;
    match form.number("forget") {
        Some(id) => {
            forget(visit.db(), &by, id).await?;
            Ok(list.into())
        }
        None => {
            let name: String = form.of("name").split_whitespace().collect::<Vec<_>>().join(" ");
            let query: String = form.of("query").chars().filter(|c| !c.is_control()).take(2000).collect();
            let query = keepable(list, &query);
            let nothing = OF_PEOPLE.contains(&list) && query.is_empty();
            if !name.is_empty() && !nothing && of(visit.db(), &by, list).await?.len() < MOST {
                keep(visit.db(), &by, list, &name.chars().take(NAME).collect::<String>(), &query, visit.now).await?;
            }
            Ok(if query.is_empty() { list.into() } else { format!("{list}?{query}") })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_somebody_searched_for_is_not_kept() {
        for list in OF_PEOPLE {
            assert_eq!(keepable(list, "q=noor%40example.org&account=no&sort=spent"), "account=no&sort=spent", "{list}");
            assert_eq!(keepable(list, "%71=noor&state=placed&q="), "state=placed", "{list}");
            assert_eq!(keepable(list, "q=noor"), "");
            assert_eq!(keepable(list, "q=noor\u{fffd} <"), "", "what cannot be read is not kept");
        }
        assert_eq!(keepable("/admin/products", "q=pan&status=active"), "q=pan&status=active");
    }
}
