//! The permission matrix: every row of the route table, tried by everybody, with the real rows of two owners. It walks the
//! table, the pages and their forms, so that a new row is covered when it stands in the table.
mod cast;
mod crawl;
mod owned;

use crate::kit::wire::{Answer, Ask};
use crate::kit::{Shop, both};
use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use cast::{Cast, EVERYBODY, Person, Rank};
use crawl::{Found, Sending, fits};
use server::router::{ROUTES, Who, samples};
use std::collections::BTreeMap;

/// A row of the table: method, path, who may.
type Row = (&'static str, &'static str, Who);

/// Every row of the shop's own table.
fn table() -> Vec<Row> {
    ROUTES.iter().map(|r| (r.method, r.path, r.who)).collect()
}

/// A concrete address of a row.
struct Address {
    path: String,
    /// Whether something stands there for whoever may see it.
    real: bool,
    /// Whose it is, where it is somebody's.
    owner: Option<&'static str>,
}

/// Tries every row as everybody; a line for each answer that is not theirs, each row that nothing reached, and each thing of
/// somebody else that changed.
async fn matrix(cast: &Cast, router: &Router, rows: &[Row]) -> Vec<String> {
    let shop = &cast.shop;
    let mut faults = vec![];
    let (ours, host, theirs) = (cast.person("customer"), cast.person("host"), cast.person("merchant"));
    let found = Found {
        customer: crawl::walk(router, &cast.cookie(ours).await, rows).await,
        host: crawl::walk(router, &cast.cookie(host).await, rows).await,
        merchant: crawl::walk(router, &cast.cookie(theirs).await, rows).await,
    };
    let known = known(shop).await;
    for row in rows.iter().filter(|r| r.0 == "GET") {
        for address in addresses(row, &known, &found) {
            for person in EVERYBODY {
                let cookie = cast.cookie(person).await;
                let answer = Ask::get(&address.path).holding(&cookie).to(router).await;
                note(&mut faults, row, &address, person, &answer, false);
            }
        }
    }
    // First all who may not, then those who may: what they do changes what there is.
    for may in [false, true] {
        for row in rows.iter().filter(|r| r.0 == "POST") {
            let mut reached = false;
            for person in EVERYBODY.iter().filter(|p| p.rank.may(row.2) == may) {
                for address in addresses(row, &known, &found) {
                    for sending in sendings(row, &address, &found) {
                        let answer = cast.post(router, person, row.1, &address.path, &sending).await;
                        reached |= !is_unread(&answer);
                        note(&mut faults, row, &address, person, &answer, true);
                    }
                }
            }
            if !reached && EVERYBODY.iter().any(|p| p.rank.may(row.2) == may) {
                faults.push(format!("{} {}: no form that was sent could be read", row.0, row.1));
            }
        }
        if !may {
            faults.extend(trespass(cast, router, rows, &found).await);
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// Sends what the pages of one person send, as all others: nothing of that person's may change, and nothing of the shop's.
async fn trespass(cast: &Cast, router: &Router, rows: &[Row], found: &Found) -> Vec<String> {
    let mut faults = vec![];
    for row in rows.iter().filter(|r| r.0 == "POST") {
        let (sent, owner) = match row.2 {
            Who::Customer => (&found.customer.forms, cast.person("customer")),
            Who::Host => (&found.host.forms, cast.person("host")),
            Who::Merchant => (&found.merchant.forms, cast.person("merchant")),
            Who::Anyone | Who::Holder | Who::Author => continue,
        };
        for sending in sent.iter().filter(|s| fits(row.1, &s.path)) {
            for person in EVERYBODY.iter().filter(|p| p.name != owner.name) {
                // A merchant does as any merchant, a host as any host.
                if (row.2, person.rank) == (Who::Merchant, Rank::Merchant)
                    || (row.2, person.rank) == (Who::Host, Rank::Host)
                {
                    continue;
                }
                if !person.email.is_empty() {
                    cast.id(person).await;
                }
                let (before, shop) = (owned::rows_of(cast, owner).await, owned::of_the_shop(cast).await);
                cast.post(router, person, row.1, &sending.path, &sending.fields).await;
                for table in owned::changed(&before, &owned::rows_of(cast, owner).await) {
                    faults.push(format!("{} {} as {}: changes {table} of {}", row.0, row.1, person.name, owner.name));
                }
                for table in owned::changed(&shop, &owned::of_the_shop(cast).await) {
                    faults.push(format!("{} {} as {}: changes {table} of the shop", row.0, row.1, person.name));
                }
            }
        }
    }
    faults
}

/// What stands in the database for each row, by its path; the links of mails that wait among them, whose words stand nowhere
/// else. Files of the site are built apart from the tests.
async fn known(shop: &Shop) -> BTreeMap<String, Vec<String>> {
    let mut known = BTreeMap::new();
    for line in samples(&shop.site).await.unwrap() {
        let row: serde_json::Value = serde_json::from_str(&line).unwrap();
        let all = row["samples"].as_array().unwrap().iter().map(|s| s.as_str().unwrap().to_string());
        let kept = all.filter(|path| !path.contains('{') && !path.starts_with("/assets/")).take(2).collect();
        known.insert(row["path"].as_str().unwrap().to_string(), kept);
    }
    let posts: Vec<(i64,)> = shop.db().query("select id from post order by id").all().await.unwrap();
    for path in ["/posts/{post}/edit", "/posts/{post}/history"] {
        known.insert(path.into(), posts.iter().map(|(id,)| path.replace("{post}", &id.to_string())).collect());
    }
    let words: Vec<(String,)> = shop.db().query("select word from mail where word is not null").all().await.unwrap();
    known.insert("/links/{word}".into(), words.into_iter().map(|(word,)| format!("/links/{word}")).collect());
    known
}

/// The addresses at which a row is tried.
fn addresses(row: &Row, known: &BTreeMap<String, Vec<String>>, found: &Found) -> Vec<Address> {
    let (_, pattern, who) = *row;
    let at = |path: &str, real, owner| Address { path: path.to_string(), real, owner };
    if !pattern.contains('{') {
        // Where the table has a sample it is one that asks for something: `/live?topics=shop`.
        let sample = known.get(pattern).and_then(|paths| paths.first());
        return vec![at(sample.map_or(pattern, String::as_str), true, None)];
    }
    let seen = |paths: &[String], owner: Option<&'static str>| {
        paths.iter().filter(|path| fits(pattern, path)).take(3).map(|path| at(path, true, owner)).collect::<Vec<_>>()
    };
    let mut all: Vec<Address> = match who {
        Who::Customer => seen(&found.customer.paths(), Some("customer")),
        Who::Host => seen(&found.host.paths(), None),
        Who::Merchant => seen(&found.merchant.paths(), None),
        Who::Anyone | Who::Holder | Who::Author => known.get(pattern).map_or(vec![], |paths| seen(paths, None)),
    };
    // What is nobody's, and the wrong word.
    let wrong: Vec<&str> = pattern.split('/').map(|part| if part.starts_with('{') { "0" } else { part }).collect();
    if !matches!(who, Who::Anyone | Who::Author) {
        all.push(at(&wrong.join("/"), false, None));
    }
    all
}

/// What is sent to a row: nothing, and whatever a page with a form for it would send.
fn sendings(row: &Row, address: &Address, found: &Found) -> Vec<Vec<(String, String)>> {
    let mut all = vec![vec![]];
    let forms = found.customer.forms.iter().chain(&found.host.forms).chain(&found.merchant.forms);
    let fitting = forms.filter(|s: &&Sending| s.path == address.path || (!address.real && fits(row.1, &s.path)));
    all.extend(fitting.map(|s| s.fields.clone()).take(6));
    if all.len() == 1 {
        all.push(crawl::guessed());
    }
    all
}

/// A form that was refused before anybody looked at who sent it: it says nothing, and does nothing.
fn is_unread(answer: &Answer) -> bool {
    let kind = answer.headers.get("content-type").and_then(|v| v.to_str().ok()).unwrap_or("");
    matches!(answer.status, 400 | 415 | 422) && kind.starts_with("text/plain")
}

fn note(faults: &mut Vec<String>, row: &Row, address: &Address, person: &Person, answer: &Answer, sent: bool) {
    if let Some(fault) = fault(row.2, address, person, answer, sent) {
        faults.push(format!(
            "{} {} as {}: {fault} ({} {})",
            row.0,
            row.1,
            person.name,
            answer.status,
            answer.location()
        ));
    }
}
/// What is wrong with an answer to this person, if anything is.
fn fault(who: Who, address: &Address, person: &Person, answer: &Answer, sent: bool) -> Option<&'static str> {
    let door = answer.status == 303 && answer.location().starts_with("/sign-in?next=");
    let missing = matches!(answer.status, 404 | 410);
    let answered = !door && matches!(answer.status, 200 | 303 | 409 | 422 | 429);
    if answer.status >= 500 {
        return Some("breaks");
    }
    if sent && is_unread(answer) {
        return None;
    }
    if !person.rank.may(who) {
        return match person.rank {
            Rank::Nobody | Rank::Visitor => (!door).then_some("is not asked to sign in"),
            _ => (!missing).then_some("is let in"),
        };
    }
    if !address.real {
        return (who == Who::Holder && !missing)
            .then_some("opens something with a wrong word")
            .or((door).then_some("is kept out"));
    }
    if address.owner.is_some_and(|owner| owner != person.name) {
        return (!missing && !sent).then_some("sees what is somebody else's");
    }
    // What was there may be gone by what was sent before; what only its author sees is missing to all others.
    let theirs_alone = who == Who::Author && missing;
    (!(answered || theirs_alone || (sent && missing))).then_some("is kept out")
}

#[tokio::test]
async fn everybody_may_do_what_is_theirs_and_nothing_else() {
    both(|shop| async move {
        let router = shop.router.clone();
        let cast = Cast::of(shop).await;
        let faults = matrix(&cast, &router, &table()).await;
        assert_eq!(faults, Vec::<String>::new());
    })
    .await;
}

/// The staff for anybody, in the name of the console: a guarded page whose guard was forgotten.
async fn unguarded(State(site): State<app::site::Site>) -> Response {
    let by = app::viewer::Merchant::at_the_console();
    let rows = app::staff::store::roster(&site.db, &by).await.unwrap();
    format!("{rows:?}").into_response()
}
/// A form about somebody's own address.
async fn own_address(visit: app::site::Visit) -> Response {
    let Ok(customer) = visit.customer().await else {
        return visit.show(async { Err(app::problem::Problem::SignIn.into()) }).await;
    };
    let mine: Option<(i64,)> =
        visit.db().query("select id from address where person = $1").bind(customer.id()).maybe().await.unwrap();
    let id = mine.map_or(0, |(id,)| id);
    Html(format!("<form method='post'><input type='hidden' name='address' value='{id}'><button>Forget</button></form>"))
        .into_response()
}
#[derive(serde::Deserialize)]
struct Forgotten {
    address: i64,
}
/// Forgets an address, whosever it is: the ownership was left out of the statement.
async fn any_address(visit: app::site::Visit, axum::Form(sent): axum::Form<Forgotten>) -> Response {
    if visit.customer().await.is_err() {
        return visit.show(async { Err(app::problem::Problem::SignIn.into()) }).await;
    }
    visit.db().run("delete from address where id = $1").bind(sent.address).run().await.unwrap();
    axum::response::Redirect::to("/account").into_response()
}

#[tokio::test]
async fn a_guard_that_was_forgotten_is_named() {
    both(|shop| async move {
        let site = shop.site.clone();
        let careless = Router::new()
            .route("/admin/copy", get(unguarded))
            .route("/account/copy", get(own_address).post(any_address))
            .layer(server::sessions::layer(site.db.clone(), &site.public_url))
            .with_state(site);
        let router = shop.router.clone().merge(careless);
        let rows = [
            ("GET", "/admin/copy", Who::Merchant),
            ("GET", "/account/copy", Who::Customer),
            ("POST", "/account/copy", Who::Customer),
        ];
        let cast = Cast::of(shop).await;
        let faults = matrix(&cast, &router, &rows).await;
        for name in ["nobody", "the visitor", "another visitor"] {
            assert!(
                faults.contains(&format!("GET /admin/copy as {name}: is not asked to sign in (200 )")),
                "{faults:#?}"
            );
        }
        for name in ["customer", "another customer", "host", "another host"] {
            assert!(faults.contains(&format!("GET /admin/copy as {name}: is let in (200 )")), "{faults:#?}");
        }
        assert!(
            faults.contains(&"POST /account/copy as another customer: changes address of customer".to_string()),
            "{faults:#?}"
        );
        assert!(faults.iter().all(|f| f.contains("/copy as ")), "{faults:#?}");
    })
    .await;
}
