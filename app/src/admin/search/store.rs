//! What a search over everything finds, a few of each kind.
use crate::customers::narrow::holding;
use crate::db::{Build, Db, Result};
use crate::forum::search::find;
use crate::forum::store::rows;
use crate::values::{Email, Moment, fold};
use crate::viewer::Merchant;
use sqlx::FromRow;

/// How many of each kind are shown; one more is read, to know whether there are more.
pub const MOST: usize = 5;

/// An order as a line.
#[derive(Clone, Debug, FromRow)]
pub struct Order {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub currency: String,
    pub total: i64,
    pub placed_at: Moment,
    /// Whether its number is exactly what was typed.
    pub exact: bool,
}
/// Orders by their number, the address they were made with, or the name of who made them; one of exactly this number first.
pub async fn orders(db: &Db, _: &Merchant, typed: &str) -> Result<Vec<Order>> {
    let mut q = Build::new("select o.id, o.number, o.name, o.currency, o.total, o.placed_at, (o.number = ");
    let number = typed.trim_start_matches('#').to_string();
    q.text(number.clone()).push(") as exact from orders o where ");
    if let Some(email) = Email::parse(typed) {
        q.push("o.email_key = ").text(email.key()).push(" order by o.id desc limit ").digits(MOST as i64 + 1);
        return db.build(&q).all().await;
    }
    if number.chars().all(|c| c.is_ascii_digit()) {
        q.push("o.number = ").text(number);
        return db.build(&q).all().await;
    }
    // By a name through the few customers who are called so: orders are a million, customers are found at once.
    let customers = called(db, typed).await?;
    let people: Vec<i64> = customers.iter().filter_map(|(person, _)| *person).collect();
    let keys: Vec<String> =
        customers.iter().filter(|(person, _)| person.is_none()).map(|(_, key)| key.clone()).collect();
    let mut all: Vec<Order> = vec![];
    for person in people {
        let mut of = Build::new(
            "select o.id, o.number, o.name, o.currency, o.total, o.placed_at, false as exact from orders o where o.person = ",
        );
        of.int(person).push(" order by o.id desc limit ").digits(MOST as i64 + 1);
        all.extend(db.build(&of).all::<Order>().await?);
    }
    for key in keys {
        let mut of = Build::new(
            "select o.id, o.number, o.name, o.currency, o.total, o.placed_at, false as exact from orders o where o.email_key = ",
        );
        of.text(key).push(" order by o.id desc limit ").digits(MOST as i64 + 1);
        all.extend(db.build(&of).all::<Order>().await?);
    }
    all.sort_by_key(|o| -o.id);
    all.truncate(MOST + 1);
    Ok(all)
}
async fn called(db: &Db, typed: &str) -> Result<Vec<(Option<i64>, String)>> {
    db.query(
        "select person, email_key from customer where orders > 0 and (name_key like $1 escape '\\' or email_key like $1 escape '\\')
         order by last_at desc, id desc limit 5",
    )
    .bind(holding(typed))
    .all()
    .await
}

/// A product as a line.
#[derive(Clone, Debug, FromRow)]
pub struct Product {
    pub id: i64,
    pub title: String,
    pub status: String,
    /// A SKU of it, where that or a barcode is exactly what was typed.
    pub sku: Option<String>,
}
/// Products by a SKU or a barcode, which stand first, or by what their titles hold; those that are not for sale too.
pub async fn products(db: &Db, _: &Merchant, typed: &str) -> Result<Vec<Product>> {
    let mut found: Vec<Product> = db
        .query(
            "select p.id, p.title, p.status, min(v.sku) as sku from variant v join product p on p.id = v.product
             where v.sku_key = $1 or (v.barcode = $2 and v.barcode <> '') group by p.id, p.title, p.status order by p.id limit 6",
        )
        .bind(fold(typed))
        .bind(typed.to_string())
        .all()
        .await?;
    let titled: Vec<Product> = db
        .query(
            "select id, title, status, cast(null as text) as sku from product where title_key like $1 escape '\\'
             order by title_key, id limit 6",
        )
        .bind(holding(typed))
        .all()
        .await?;
    for product in titled {
        if found.iter().all(|f| f.id != product.id) {
            found.push(product);
        }
    }
    found.truncate(MOST + 1);
    Ok(found)
}

/// Collections and pages of the shop whose names hold what was typed: where each is kept, and its name. They are few.
pub async fn shelves(db: &Db, _: &Merchant, typed: &str) -> Result<Vec<(String, String)>> {
    let all: Vec<(String, String)> = db
        .query(
            "select '/admin/collections/' || cast(id as text) as href, title from collection
             union all select '/admin/settings/pages/' || slug, title from page",
        )
        .all()
        .await?;
    let typed = fold(typed);
    let mut named: Vec<_> = all.into_iter().filter(|(_, title)| fold(title).contains(&typed)).collect();
    named.sort_by_key(|(href, title)| (fold(title), href.clone()));
    named.truncate(MOST);
    Ok(named)
}

/// Topics in which every word was said: number and title.
pub async fn topics(db: &Db, typed: &str) -> Result<Vec<(i64, String)>> {
    let (mut ids, _) = find(db, typed, |_| async { Ok(vec![]) }).await?;
    ids.truncate(MOST + 1);
    Ok(rows(db, ids).await?.into_iter().map(|row| (row.id, row.title)).collect())
}
