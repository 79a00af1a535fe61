//! Which topics are meant by what somebody typed. The two databases only say in which posts a word stands; what is found,
//! and in which order, is the same on both.
use crate::db::{Build, Db, Result, Sql};
use crate::forum::store::{self, AtProduct};
use crate::search::asked;

/// How many topics a search finds at most.
pub const MOST: i64 = 100;

/// Finds topics in whose posts every word stands, each as the beginning of one of theirs and wherever in the topic: first
/// those whose title has most of them, solved before open, then by how often they stand there, then the newest. Where that
/// finds nothing, a word that no product has is read as the nearest ones too: `read` says how. Whether it was.
pub async fn find<F>(db: &Db, typed: &str, read: impl FnOnce(Vec<String>) -> F) -> Result<(Vec<i64>, bool)>
where
    F: Future<Output = Result<Vec<Vec<String>>>>,
{
    let words = asked(typed);
    let found = ids(db, &alone(&words)).await?;
    if !found.is_empty() || words.is_empty() {
        return Ok((found, false));
    }
    match with(&words, &read(words.clone()).await?) {
        Some(readings) => Ok((ids(db, &readings).await?, true)),
        None => Ok((vec![], false)),
    }
}

/// The best few of the same, each with the answer that helped; `readings` are those of the search for products.
pub async fn answered(db: &Db, typed: &str, readings: &[Vec<String>], most: i64) -> Result<Vec<AtProduct>> {
    let words = asked(typed);
    if words.is_empty() {
        return Ok(vec![]);
    }
    let found = store::found(db, |q| meant(q, &alone(&words), most)).await?;
    match with(&words, readings).filter(|_| found.is_empty()) {
        Some(readings) => store::found(db, |q| meant(q, &readings, most)).await,
        None => Ok(found),
    }
}

/// Each word as it was typed.
fn alone(words: &[String]) -> Vec<Vec<String>> {
    words.iter().map(|w| vec![w.clone()]).collect()
}
/// Each word as it was typed or as it was read; none where that is the same.
fn with(words: &[String], readings: &[Vec<String>]) -> Option<Vec<Vec<String>>> {
    let mut all = alone(words);
    for (word, readings) in all.iter_mut().zip(readings) {
        for reading in readings {
            if !word.contains(reading) {
                word.push(reading.clone());
            }
        }
    }
    all.iter().any(|word| word.len() > 1).then_some(all)
}

async fn ids(db: &Db, words: &[Vec<String>]) -> Result<Vec<i64>> {
    if words.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new("select f.id from ");
    meant(&mut q, words, MOST);
    q.push(" f order by f.place");
    let rows: Vec<(i64,)> = db.build(&q).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A table of the topics that are meant, `(select id, place …)`: the words, each in its readings, one of which must stand in a
/// post that is live. What stands at a product that is nobody's business is not found.
fn meant(q: &mut Build, words: &[Vec<String>], most: i64) {
    q.push(
        "(select t.id, row_number() over (order by m.titled desc,
            case when t.accepted is not null then 0 when t.kind = 'question' and t.answered_at is null then 2 else 1 end,
            m.hits desc, t.last_at desc, t.id desc) as place
         from (select p.topic, count(distinct h.word) as words, count(distinct case when h.titled = 1 then h.word end) as titled,
                count(*) as hits
            from (",
    );
    for (n, readings) in words.iter().enumerate() {
        q.push(if n == 0 { "" } else { " union all " });
        hits(q, n, readings, false);
        q.push(" union all ");
        hits(q, n, readings, true);
    }
    q.push(
        ") h join post p on p.id = h.post where p.state = 'live' group by p.topic) m join topic t on t.id = m.topic",
    );
    q.push(" left join product pr on pr.id = t.product where m.words = ").digits(words.len() as i64);
    q.push(" and t.listed and not coalesce(pr.sensitive, false) order by place limit ").digits(most).push(")");
}

/// The posts in which a word stands in any of its readings; or those alone that have it in their title.
fn hits(q: &mut Build, word: usize, readings: &[String], titled: bool) {
    q.push("select ").digits(word as i64).push(" as word, ").digits(i64::from(titled)).push(" as titled, ");
    q.push_each(Sql {
        sqlite: "rowid as post from post_fts where post_fts match ",
        postgres: "post from post_search where words @@ cast(",
    });
    // Words hold letters and digits alone, so neither language can be spoken through them.
    let (field, weight) = if titled { ("title : ", "A") } else { ("", "") };
    let any: Vec<String> = readings.iter().map(|r| format!("\"{r}\"*")).collect();
    let each: Vec<String> = readings.iter().map(|r| format!("'{r}':*{weight}")).collect();
    q.text_each(format!("{field}({})", any.join(" OR ")), each.join(" | "));
    q.push_each(Sql { sqlite: "", postgres: " as tsquery)" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_otherwise_only_where_that_says_something_new() {
        let words = |all: &[&str]| all.iter().map(|w| w.to_string()).collect::<Vec<_>>();
        let typed = words(&["seasonng", "pan"]);
        assert_eq!(with(&typed, &[]), None, "nothing was read");
        assert_eq!(with(&typed, &[words(&[]), words(&["pan"])]), None);
        let read = with(&typed, &[words(&["seasoning", "reasoning"]), words(&["pan"])]).unwrap();
        assert_eq!(read, [words(&["seasonng", "seasoning", "reasoning"]), words(&["pan"])]);
    }
}
