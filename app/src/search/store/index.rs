//! Keeps the words of products, in the transaction that changes them.
use crate::db::{Build, Result, Sql, Tx};
use crate::search::{grams, split};
use serde_json::json;
use std::collections::BTreeSet;

/// How many words of one field are indexed.
const MOST: usize = 2_000;

/// The words of a product by their weight: its name; who and what it is; what is told about it.
struct Words {
    title: Vec<String>,
    names: Vec<String>,
    body: Vec<String>,
}

const TEXTS: &str = "select cast(1 as bigint) as weight, p.title as said from product p where p.id = $1
 union all select 2, p.kind || ' ' || p.vendor from product p where p.id = $1
 union all select 2, m.name || ' ' || m.craft from product p join maker m on m.id = p.maker where p.id = $1
 union all select 2, t.tag from product_tag t where t.product = $1
 union all select 2, v.sku || ' ' || v.barcode from variant v where v.product = $1 and v.archived_at is null
 union all select 2, ov.value from option_axis a join option_value ov on ov.axis = a.id where a.product = $1
 union all select 3, p.words || ' ' || p.purpose from product p where p.id = $1
 union all select 4, p.description from product p where p.id = $1
 union all select 3, a.label || ' ' || pa.value || ' ' || pa.means from product_attribute pa join attribute a on a.id = pa.attribute
    where pa.product = $1";

/// Brings the index up to date for one product. One that is not for sale is not found.
pub async fn refresh(tx: &mut Tx, product: i64) -> Result<()> {
    tx.query(Sql {
        sqlite: "delete from product_fts where rowid = $1",
        postgres: "delete from product_search where product = $1",
    })
    .bind(product)
    .run()
    .await?;
    let active: Option<(i64,)> =
        tx.query("select id from product where id = $1 and status = 'active'").bind(product).maybe().await?;
    if active.is_none() {
        return Ok(());
    }
    let texts: Vec<(i64, String)> = tx.query(TEXTS).bind(product).all().await?;
    let of = |weights: &[i64]| -> Vec<String> {
        let plain = |(weight, text): &(i64, String)| match weight {
            4 => split(&without_tags(text)),
            _ => split(text),
        };
        texts.iter().filter(|(w, _)| weights.contains(w)).flat_map(plain).take(MOST).collect()
    };
    let words = Words { title: of(&[1]), names: of(&[2]), body: of(&[3, 4]) };
    tx.query(Sql {
        sqlite: "insert into product_fts (rowid, title, names, body) select $1, $2, $3, $4 where $5 <> ''",
        postgres: "insert into product_search (product, words) select $1, cast($5 as tsvector) where coalesce($2, $3, $4) is not null",
    })
    .bind(product)
    .bind(words.title.join(" "))
    .bind(words.names.join(" "))
    .bind(words.body.join(" "))
    .bind(words.vector())
    .run()
    .await?;
    terms(tx, &words).await
}

impl Words {
    /// As PostgreSQL writes a tsvector: each word with its places and the weight of its field.
    fn vector(&self) -> String {
        // PostgreSQL keeps places up to 16383.
        let fields = [('A', &self.title), ('B', &self.names), ('C', &self.body)];
        let all = fields.into_iter().flat_map(|(weight, words)| words.iter().map(move |w| (weight, w)));
        all.enumerate().map(|(i, (weight, word))| format!("'{word}':{}{weight}", i + 1)).collect::<Vec<_>>().join(" ")
    }
}

/// HTML without its tags.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&amp;", " ").replace("&nbsp;", " ").replace("&lt;", " ").replace("&gt;", " ")
}

/// Adds the words that the shop has not had.
async fn terms(tx: &mut Tx, words: &Words) -> Result<()> {
    let all: BTreeSet<&String> = words.title.iter().chain(&words.names).chain(&words.body).collect();
    let mut q = Build::new("select term from term where term");
    q.within_texts(all.iter().map(|t| t.to_string()).collect());
    let there: Vec<(String,)> = tx.build(&q).all().await?;
    let there: BTreeSet<String> = there.into_iter().map(|(t,)| t).collect();
    let new: Vec<&String> = all.into_iter().filter(|t| !there.contains(*t)).collect();
    let grams: Vec<(String, &String)> =
        new.iter().flat_map(|term| grams(term).into_iter().map(move |gram| (gram, *term))).collect();
    if new.is_empty() {
        return Ok(());
    }
    // A list is one parameter: a text for each length would be prepared anew.
    tx.query(Sql {
        sqlite: "insert into term (term) select value from json_each($1) where true on conflict (term) do nothing",
        postgres: "insert into term (term) select value from json_array_elements_text(cast($1 as json)) on conflict (term) do nothing",
    })
    .bind(json!(new).to_string())
    .run()
    .await?;
    tx.query(Sql {
        sqlite: "insert into term_gram (gram, term) select value ->> 0, value ->> 1 from json_each($1) where true
                 on conflict (gram, term) do nothing",
        postgres: "insert into term_gram (gram, term) select value ->> 0, value ->> 1 from json_array_elements(cast($1 as json))
                 on conflict (gram, term) do nothing",
    })
    .bind(json!(grams).to_string())
    .run()
    .await?;
    Ok(())
}

/// Builds the index anew for the products whose number is above `after`, `most` at most; the last number, none at the end.
pub async fn rebuild(tx: &mut Tx, after: i64, most: i64) -> Result<Option<i64>> {
    if after == 0 {
        tx.query(Sql { sqlite: "delete from product_fts", postgres: "delete from product_search" }).run().await?;
        tx.query("delete from term_gram").run().await?;
        tx.query("delete from term").run().await?;
    }
    let products: Vec<(i64,)> =
        tx.query("select id from product where id > $1 order by id limit $2").bind(after).bind(most).all().await?;
    for (product,) in &products {
        refresh(tx, *product).await?;
    }
    Ok(products.last().map(|(id,)| *id))
}
