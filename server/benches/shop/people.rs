//! The door: whether its time tells who has an account, and what many who sign in at once cost those who look around.
use crate::client::{Load, Plan, load};
use crate::machine::{Place, Served, Who, median, serve};
use crate::table::Table;
use crate::{Wanted, goods, web};
use anyhow::{Result, ensure};
use app::accounts::{password, store};
use app::db::Db;
use app::values::{Email, Moment};
use std::time::Instant;

/// How many products the shop has.
const SIZE: usize = 500;
/// How many accounts there are: one a try, so that none is tried oftener than the door lets through.
const ACCOUNTS: usize = TRIES;
/// How often each way through the door is tried, for each kind of address.
const TRIES: usize = 200;
const PASSWORD: &str = "copper kettle on monday";

pub fn measure(runtime: &tokio::runtime::Runtime, wanted: &Wanted, table: &mut Table) -> Result<()> {
    let place = Place::sqlite(runtime.block_on(goods::shop(SIZE))?);
    let slugs: Vec<(String,)> = runtime.block_on(async {
        let db = Db::open(&place.database_url, 2).await?;
        let hash = password::hash(PASSWORD).await?;
        let mut tx = db.begin().await?;
        for n in 0..ACCOUNTS {
            let email = Email::parse(&known(n)).expect("BUG: an address");
            let person = store::enrol(&mut tx, None, &email, "en", Moment::now()).await?;
            store::set_password(&mut tx, person, &hash).await?;
        }
        tx.commit().await?;
        let slugs = db.query("select slug from product where status = 'active' order by id limit 500").all().await?;
        db.close().await;
        Ok::<_, anyhow::Error>(slugs)
    })?;
    let shop = serve(&place, Who::Shop, "error")?;
    for (what, path, fields) in [
        ("A wrong password", "/sign-in", "act=password&password=no+such+words+at+all"),
        ("Asking for a link", "/sign-in", "act=link"),
        ("Asking for a new password", "/sign-in/forgotten", ""),
        ("Signing up", "/sign-up", "password=copper+kettle+on+tuesday"),
    ] {
        eprintln!("bench: the door, {}", what.to_lowercase());
        // In turn, so that whatever else the machine does falls on both alike.
        let mut took = (vec![], vec![]);
        for n in 0..TRIES {
            took.0.push(tried(&shop, path, &known(n % ACCOUNTS), fields)?);
            took.1.push(tried(&shop, path, &format!("nobody.{}.{n}@example.org", path.len()), fields)?);
        }
        table.told_apart(what, TRIES, median(took.0), median(took.1));
    }
    eprintln!("bench: 20 sign in at once");
    let pages: Vec<String> =
        slugs.iter().map(|(slug,)| web::request("GET", &format!("/products/{slug}"), &[], "")).collect();
    let plan = |requests: &[String], connections, expects| Plan {
        port: shop.port,
        requests: requests.to_vec(),
        connections,
        seconds: wanted.seconds,
        once: false,
        expects,
    };
    let doors: Vec<String> = (0..ACCOUNTS)
        .map(|n| {
            web::request(
                "POST",
                "/sign-in",
                &[],
                &format!("act=password&email={}&password=copper+kettle+on+monday", known(n)),
            )
        })
        .collect();
    let mut rounds: Vec<(Load, Load, Load)> = vec![];
    for _ in 0..wanted.rounds {
        let calm = load(&plan(&pages, 4, 200))?;
        let (crowd, door) = std::thread::scope(|scope| {
            let door = scope.spawn(|| load(&plan(&doors, 20, 303)));
            let crowd = load(&plan(&pages, 4, 200));
            Ok::<_, anyhow::Error>((crowd?, door.join().expect("BUG: the load panicked")?))
        })?;
        ensure!(door.other == 0, "a sign-in was answered by {}", door.other_status);
        rounds.push((calm, crowd, door));
    }
    let of = |what: fn(&(Load, Load, Load)) -> f64| median(rounds.iter().map(what).collect());
    table.crowded((of(|r| r.0.p50), of(|r| r.0.p99)), (of(|r| r.1.p50), of(|r| r.1.p99)), of(|r| r.2.rate()));
    Ok(())
}

fn known(n: usize) -> String {
    format!("known.{n}@example.org")
}
/// Knocks once; how long the answer took, in milliseconds.
fn tried(shop: &Served, path: &str, email: &str, fields: &str) -> Result<f64> {
    let began = Instant::now();
    let answer = web::post(shop.port, path, &[], &format!("email={email}&{fields}"))?;
    let took = began.elapsed().as_secs_f64() * 1000.0;
    ensure!(matches!(answer.status, 303 | 422), "{path} was answered by {}: {}", answer.status, answer.text());
    Ok(took)
}
