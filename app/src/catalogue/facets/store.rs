//! What a list can be narrowed by, each value with the number of products it would leave.
use crate::catalogue::store::list::{Wanted, sets};
use crate::db::{Build, Db, Result};
use sqlx::FromRow;

pub mod index;

/// How many facets a list offers, and how many values of each.
const MOST_FACETS: i64 = 9;
const MOST_VALUES: i64 = 12;
/// How many values may be chosen at once.
const MOST_CHOSEN: usize = 40;

/// A value of a facet, and how many products of the list have it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Value {
    pub facet: i64,
    pub kind: String,
    /// The name of its parameter.
    pub facet_handle: String,
    pub facet_label: String,
    pub id: i64,
    pub handle: String,
    pub label: String,
    pub position: i64,
    pub products: i64,
}

/// A facet with the values it has in a list.
#[derive(Clone, Debug)]
pub struct Facet {
    pub id: i64,
    pub kind: String,
    pub handle: String,
    pub label: String,
    pub values: Vec<Value>,
}

/// The values that an address chooses: parameters that are none of the shop's are passed over.
pub async fn chosen(db: &Db, pairs: &[(String, String)]) -> Result<Vec<Value>> {
    let names: Vec<String> = pairs
        .iter()
        .filter(|(name, value)| !["q", "sort", "after", "exact"].contains(&name.as_str()) && !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .take(MOST_CHOSEN)
        .collect();
    if names.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new(
        "select v.facet, f.kind, f.handle as facet_handle, f.label as facet_label, v.id, v.handle, v.label, v.position,
            cast(0 as bigint) as products
         from facet_value v join facet f on f.id = v.facet where v.name",
    );
    q.within_texts(names).push(" order by v.facet, v.id");
    db.build(&q).all().await
}

/// The facets of a list, each counted without its own choice. Those that nothing could be chosen from are left out.
pub async fn counted(db: &Db, wanted: &Wanted) -> Result<Vec<Facet>> {
    let narrowing = wanted.facets();
    let mut values = values(db, wanted, Which::AllBut(narrowing.clone())).await?;
    for facet in narrowing {
        let mut own = self::values(db, &wanted.without(facet), Which::Only(facet, chosen_of(wanted, facet))).await?;
        // A chosen value that nothing has any more still stands there, to be taken off.
        for v in wanted.chosen.iter().filter(|v| v.facet == facet) {
            if !own.iter().any(|o| o.id == v.id) {
                own.push(v.clone());
            }
        }
        values.extend(own);
    }
    let mut facets: Vec<Facet> = vec![];
    for v in values {
        match facets.iter_mut().find(|f| f.id == v.facet) {
            Some(f) => f.values.push(v),
            None => facets.push(Facet {
                id: v.facet,
                kind: v.kind.clone(),
                handle: v.facet_handle.clone(),
                label: v.facet_label.clone(),
                values: vec![v],
            }),
        }
    }
    for f in &mut facets {
        let ordered = f.values.iter().any(|v| v.position != 0);
        f.values.sort_by(|a, b| match ordered {
            true => a.position.cmp(&b.position).then(b.products.cmp(&a.products)),
            false => b.products.cmp(&a.products).then(a.label.cmp(&b.label)),
        });
    }
    // One order for ever: a choice does not make the others jump.
    facets.sort_by_key(|f| f.id);
    Ok(facets)
}

fn chosen_of(wanted: &Wanted, facet: i64) -> Vec<i64> {
    wanted.chosen.iter().filter(|v| v.facet == facet).map(|v| v.id).collect()
}

enum Which {
    AllBut(Vec<i64>),
    /// One facet alone, with the values of it that have to be there.
    Only(i64, Vec<i64>),
}

async fn values(db: &Db, wanted: &Wanted, which: Which) -> Result<Vec<Value>> {
    let mut q = Build::new("with c as (");
    if wanted.is_plain() {
        q.push("select k.facet, k.value, k.products as n from facet_count k where k.products > 0 and k.collection = ");
        q.int(wanted.collection.unwrap_or(0));
    } else {
        // Counted by the value alone; its facet is looked up once for each. Cross joins, so that SQLite keeps their order:
        // of one facet every row is looked at and tested (`+` keeps it from being looked for), of all those of each product.
        q.push("select v.facet, k.value, k.n from (select pf.value, count(*) as n from ");
        match &which {
            Which::Only(only, _) => {
                q.push("facet_value o cross join product_facet pf where pf.value = o.id and o.facet = ").int(*only);
                q.push(" and +pf.product in (");
            }
            Which::AllBut(_) => {
                q.push("product p cross join product_facet pf where pf.product = p.id and p.id in (");
            }
        }
        sets(&mut q, wanted);
        q.push(") group by pf.value) k join facet_value v on v.id = k.value where 1 = 1");
    }
    let facet = if wanted.is_plain() { " and k.facet" } else { " and v.facet" };
    let mut must = vec![];
    match &which {
        Which::AllBut(facets) if facets.is_empty() => {}
        Which::AllBut(facets) => {
            q.push(facet).without(facets.clone());
        }
        Which::Only(only, chosen) => {
            q.push(facet).push(" = ").int(*only);
            must = chosen.clone();
        }
    }
    q.push("), r as (select c.facet, c.value, c.n, row_number() over (partition by c.facet order by case when c.value");
    q.within(must);
    q.push(
        " then 0 else 1 end, c.n desc, c.value) as place, sum(c.n) over (partition by c.facet) as covered,
            count(*) over (partition by c.facet) as kinds from c),
         s as (select r.facet, r.value, r.n, r.place, dense_rank() over (order by case when r.facet <= 3 then 0 else 1 end, r.covered desc, r.facet) as at
            from r where ",
    );
    // Nothing can be chosen from one value, nor from values that have one product each.
    q.push(match which {
        Which::Only(..) => "1 = 1",
        Which::AllBut(_) => "r.kinds > 1 and (r.covered > r.kinds or r.facet <= 3)",
    });
    q.push(
        ") select s.facet, f.kind, f.handle as facet_handle, f.label as facet_label, v.id, v.handle, v.label, v.position, s.n as products
         from s join facet f on f.id = s.facet join facet_value v on v.id = s.value where s.place <= ",
    );
    q.int(MOST_VALUES).push(" and s.at <= ").int(MOST_FACETS).push(" order by s.at, s.place");
    db.build(&q).all().await
}
