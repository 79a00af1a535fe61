//! Which products are meant by what somebody typed.
use super::{asked, forgiven, grams, meant};
use crate::catalogue::facets::OUT;
use crate::db::{Build, Db, Result, Sql};
use crate::values::fold;

pub mod index;
pub mod missed;

/// How many products a search finds at most.
pub const MOST: i64 = 500;
/// How many neighbours of an unknown word are looked at, and how many of them are tried.
const NEIGHBOURS: i64 = 60;
const READINGS: usize = 4;
/// How many ways to read a search are tried.
const MOST_WAYS: usize = 16;

/// What a search found, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    pub ids: Vec<i64>,
    /// The words it went by, where they are not those that were typed.
    pub instead: Option<String>,
    /// The words typed that stand nowhere in the shop.
    pub unknown: Vec<String>,
    /// What each word was read as, where any of them stands nowhere; nothing where all do, or where they were not read.
    pub readings: Vec<Vec<String>>,
}

/// Finds products that have every word, each as the beginning of one of theirs: an exact SKU first, then what can be had,
/// then by where the words stand. Where nothing is found, words that nobody knows are read as the nearest known ones,
/// but not if `exact`.
pub async fn find(db: &Db, typed: &str, exact: bool) -> Result<Results> {
    let words = asked(typed);
    let mut ids = by_sku(db, typed).await?;
    for id in matching(db, &words).await? {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if !ids.is_empty() || words.is_empty() || exact {
        return Ok(Results { ids, ..Results::default() });
    }
    let (readings, unknown) = read(db, &words).await?;
    if unknown.is_empty() {
        return Ok(Results::default());
    }
    let mut ways: Vec<Vec<String>> = vec![vec![]];
    for readings in &readings {
        ways =
            ways.iter().flat_map(|way| readings.iter().map(|r| [&way[..], std::slice::from_ref(r)].concat())).collect();
        ways.truncate(MOST_WAYS);
    }
    for way in ways {
        let ids = matching(db, &way).await?;
        if !ids.is_empty() {
            return Ok(Results { ids, instead: Some(way.join(" ")), unknown, readings });
        }
    }
    Ok(Results { unknown, readings, ..Results::default() })
}

/// How each word can be read: as it is where a word of the shop begins like it, else as the nearest ones; and the words that
/// stand nowhere.
pub async fn read(db: &Db, words: &[String]) -> Result<(Vec<Vec<String>>, Vec<String>)> {
    let (mut readings, mut unknown) = (vec![], vec![]);
    for word in words {
        readings.push(match known(db, word).await? {
            true => vec![word.clone()],
            false => {
                unknown.push(word.clone());
                nearest(db, word).await?
            }
        });
    }
    Ok((readings, unknown))
}

/// The product that has exactly this SKU or bar code.
async fn by_sku(db: &Db, typed: &str) -> Result<Vec<i64>> {
    let key = fold(typed);
    if key.is_empty() {
        return Ok(vec![]);
    }
    let rows: Vec<(i64,)> = db
        .query(
            "select distinct v.product from variant v join product p on p.id = v.product
             where (v.sku_key = $1 or (v.barcode = $2 and v.barcode <> '')) and v.archived_at is null and p.status = 'active'
             order by v.product limit 5",
        )
        .bind(key)
        .bind(typed.trim().to_string())
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The products that have all these words, the best first.
async fn matching(db: &Db, words: &[String]) -> Result<Vec<i64>> {
    if words.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::default();
    q.push_each(Sql {
        sqlite: "select f.rowid from product_fts f left join product_facet o on o.product = f.rowid and o.value = ",
        postgres: "select f.product from product_search f left join product_facet o on o.product = f.product and o.value = ",
    });
    q.int(OUT);
    // Words hold letters and digits alone, so neither language can be spoken through them.
    q.push_each(Sql { sqlite: " where product_fts match ", postgres: " where f.words @@ cast(" });
    match db {
        Db::Sqlite { .. } => {
            q.text(words.iter().map(|w| format!("\"{w}\"*")).collect::<Vec<_>>().join(" "));
            q.push(" order by o.value is not null, bm25(product_fts, 10.0, 4.0, 1.0), f.rowid desc limit ");
        }
        Db::Postgres { .. } => {
            let query = words.iter().map(|w| format!("'{w}':*")).collect::<Vec<_>>().join(" & ");
            q.text(query.clone())
                .push(" as tsquery) order by o.value is not null, ts_rank('{0, 0.1, 0.4, 1.0}', f.words, cast(");
            q.text(query).push(" as tsquery)) desc, f.product desc limit ");
        }
    }
    q.digits(MOST);
    let rows: Vec<(i64,)> = db.build(&q).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Whether any word of the shop begins like this.
async fn known(db: &Db, word: &str) -> Result<bool> {
    let row: Option<(String,)> = db
        .query("select term from term where term >= $1 and term < $2 order by term limit 1")
        .bind(word.to_string())
        .bind(format!("{word}\u{10ffff}"))
        .maybe()
        .await?;
    Ok(row.is_some())
}

/// The words of the shop that may be meant by one it does not know, the likeliest first.
async fn nearest(db: &Db, word: &str) -> Result<Vec<String>> {
    if forgiven(word) == 0 {
        return Ok(vec![]);
    }
    let mut q = Build::new("select term, count(*) from term_gram where gram");
    q.within_texts(grams(word)).push(" group by term order by count(*) desc, term limit ").digits(NEIGHBOURS);
    let mut near: Vec<(String, i64)> = db.build(&q).all().await?;
    // In a short word one edit can leave no trigram as it was: its letters in another order are tried as they are.
    let mut q = Build::new("select term, cast(0 as bigint) from term where term");
    q.within_texts(swapped(word));
    near.extend(db.build(&q).all::<(String, i64)>().await?);
    let mut readings = meant(word, near);
    readings.dedup();
    readings.truncate(READINGS);
    Ok(readings)
}

/// A word with two neighbouring letters changed over, or one letter left out, in every way.
fn swapped(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all = vec![];
    for i in 0..letters.len() {
        if i + 1 < letters.len() {
            let mut other = letters.clone();
            other.swap(i, i + 1);
            all.push(other.into_iter().collect());
        }
        let mut less = letters.clone();
        less.remove(i);
        all.push(less.into_iter().collect());
    }
    all
}

/// The shelves whose name begins with the words typed: slug and title.
pub async fn shelves(db: &Db, typed: &str, most: i64) -> Result<Vec<(String, String)>> {
    let key = fold(typed);
    if key.is_empty() {
        return Ok(vec![]);
    }
    db.query(
        "select slug, title from collection where title_key >= $1 and title_key < $2 order by position, id limit $3",
    )
    .bind(key.clone())
    .bind(format!("{key}\u{10ffff}"))
    .bind(most)
    .all()
    .await
}
