//! What topics say of their posts, counted anew: for the doctor.
use crate::db::Sql;

/// What is derived, and the statement that finds the rows that drifted: row, what stands, what should stand, as text.
pub const COUNTS: &[(&str, &str)] = &[
    (
        "topic.posts",
        "select cast(t.id as text), cast(t.posts as text), cast(coalesce(c.n, 0) as text) from topic t
         left join (select topic, count(*) as n from post where state = 'live' group by topic) c on c.topic = t.id
         where t.posts <> coalesce(c.n, 0) order by t.id",
    ),
    (
        "topic.listed",
        "select cast(t.id as text), case when t.listed then 'listed' else 'not listed' end,
            case when t.kind <> 'order' and c.topic is not null then 'listed' else 'not listed' end
         from topic t left join (select distinct topic from post where state = 'live') c on c.topic = t.id
         where t.listed <> (t.kind <> 'order' and c.topic is not null) order by t.id",
    ),
    (
        "topic.last_post",
        "select cast(t.id as text), coalesce(cast(t.last_post as text), 'none'), coalesce(cast(c.last as text), 'none') from topic t
         left join (select topic, max(id) as last from post where state = 'live' group by topic) c on c.topic = t.id
         where coalesce(t.last_post, 0) <> coalesce(c.last, 0) order by t.id",
    ),
    (
        "topic.last_at",
        "select cast(t.id as text), cast(t.last_at as text), cast(coalesce(p.created_at, t.created_at) as text) from topic t
         left join post p on p.id = (select max(q.id) from post q where q.topic = t.id and q.state = 'live')
         where t.last_at <> coalesce(p.created_at, t.created_at) order by t.id",
    ),
    (
        "topic.answered_at",
        "select cast(d.id as text), coalesce(cast(d.answered_at as text), 'none'), coalesce(cast(d.first as text), 'none')
         from (select t.id, t.answered_at, (select p.created_at from post p
                where p.topic = t.id and p.state = 'live' and p.author <> t.author order by p.id limit 1) as first from topic t) d
         where coalesce(d.answered_at, -1) <> coalesce(d.first, -1) order by d.id",
    ),
    (
        "topic.title",
        "select cast(t.id as text), t.title, case p.state when 'live' then p.title else 'A post that was taken down' end
         from topic t join post p on p.id = t.first_post
         where (p.state = 'live' and p.title is not null and t.title <> p.title)
            or (p.state = 'removed' and t.title <> 'A post that was taken down') order by t.id",
    ),
    (
        "topic.accepted",
        "select cast(t.id as text), cast(t.accepted as text), 'none' from topic t
         where t.accepted is not null and not exists (select 1 from post p
            where p.id = t.accepted and p.topic = t.id and p.state = 'live') order by t.id",
    ),
    (
        "post.helpful",
        "select cast(p.id as text), cast(p.helpful as text), cast(coalesce(c.n, 0) as text) from post p
         left join (select post, count(*) as n from reaction where kind = 'helpful' group by post) c on c.post = p.id
         where p.helpful <> coalesce(c.n, 0) order by p.id",
    ),
];

/// The index of words: it holds every post that is live in a topic that is listed, and no other.
pub const INDEXED: &str = "post.indexed";
pub const INDEX: Sql = Sql {
    sqlite: "select cast(p.id as text), 'not in the index', 'in it' from post p join topic t on t.id = p.topic
         where p.state = 'live' and t.listed and p.id not in (select rowid from post_fts)
         union all select cast(f.rowid as text), 'in the index', 'not in it' from post_fts f
         where f.rowid not in (select p.id from post p join topic t on t.id = p.topic where p.state = 'live' and t.listed)",
    postgres: "select cast(p.id as text), 'not in the index', 'in it' from post p join topic t on t.id = p.topic
         where p.state = 'live' and t.listed and not exists (select 1 from post_search f where f.post = p.id)
         union all select cast(f.post as text), 'in the index', 'not in it' from post_search f
         where not exists (select 1 from post p join topic t on t.id = p.topic where p.id = f.post and p.state = 'live' and t.listed)",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forum::verbs::state::TAKEN_DOWN;

    #[test]
    fn a_title_that_was_taken_down_is_counted_by_its_own_words() {
        let (_, title) = COUNTS.iter().find(|(name, _)| *name == "topic.title").expect("it is counted");
        assert_eq!(title.matches(&format!("'{TAKEN_DOWN}'")).count(), 2);
    }
}
