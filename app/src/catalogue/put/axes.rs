//! The option axes of a product and their values.
use super::{PutFault, Work};
use crate::catalogue::draft::Reshape;
use crate::db::Build;
use crate::values::fold;
use std::collections::{HashMap, HashSet};

/// The axes of a product as the shop has them, and which of them each axis of the draft is.
pub struct Axes {
    pub ids: Vec<i64>,
    pub of: Vec<usize>,
    /// The first axis that is new.
    pub added: Option<String>,
}

impl Work<'_> {
    /// Renames axes and values, puts values into another order, and takes axes away with what variants say of them. Names
    /// that change places must not meet on the way.
    pub async fn reshape(&mut self, product: i64, all: &[Reshape]) -> Result<(), PutFault> {
        for (axis, step) in all.iter().filter_map(|r| match r {
            Reshape::Drop { axis } => Some((*axis, None)),
            Reshape::Axis { axis, name } => Some((*axis, Some(name))),
            Reshape::Value { .. } => None,
        }) {
            self.changed = true;
            let sql = match step {
                None => "delete from option_axis where product = $1 and id = $2",
                Some(_) => "update option_axis set name = '\u{1f}' || cast(id as text) where product = $1 and id = $2",
            };
            self.tx.query(sql).bind(product).bind(axis).run().await?;
        }
        let values: Vec<(i64, &String, i64)> = all
            .iter()
            .filter_map(|r| match r {
                Reshape::Value { value, text, position } => Some((*value, text, *position)),
                _ => None,
            })
            .collect();
        const OWN: &str = "update option_value set value = '\u{1f}' || cast(id as text)
            where id = $2 and value <> $3 and axis in (select id from option_axis where product = $1)";
        for (value, text, _) in &values {
            self.tx.query(OWN).bind(product).bind(*value).bind(text.to_string()).run().await?;
        }
        for (value, text, position) in values {
            self.changed = true;
            self.tx
                .query(
                    "update option_value set value = $3, position = $4
                     where id = $2 and axis in (select id from option_axis where product = $1)",
                )
                .bind(product)
                .bind(value)
                .bind(text.to_string())
                .bind(position)
                .run()
                .await?;
        }
        for reshape in all {
            if let Reshape::Axis { axis, name } = reshape {
                self.tx
                    .query("update option_axis set name = $3 where product = $1 and id = $2")
                    .bind(product)
                    .bind(*axis)
                    .bind(name.clone())
                    .run()
                    .await?;
            }
        }
        if all.iter().any(|r| matches!(r, Reshape::Drop { .. })) {
            let left: Vec<(i64,)> = self
                .tx
                .query("select id from option_axis where product = $1 order by position")
                .bind(product)
                .all()
                .await?;
            for (position, (axis,)) in left.into_iter().enumerate() {
                self.tx
                    .query("update option_axis set position = $2 where id = $1")
                    .bind(axis)
                    .bind(position as i64)
                    .run()
                    .await?;
            }
        }
        Ok(())
    }

    /// Finds each axis by its name, else by its place where the numbers agree; axes and values that are missing are added.
    pub async fn axes(
        &mut self,
        product: i64,
        wanted: &[(String, Vec<String>)],
        added: bool,
    ) -> Result<Axes, PutFault> {
        let there: Vec<(i64, String)> = match added {
            true => vec![],
            false => {
                self.tx
                    .query("select id, name from option_axis where product = $1 order by position")
                    .bind(product)
                    .all()
                    .await?
            }
        };
        let mut axes = Axes { ids: there.iter().map(|(id, _)| *id).collect(), of: vec![], added: None };
        let mut named: Vec<Option<usize>> =
            wanted.iter().map(|(name, _)| there.iter().position(|(_, n)| fold(n) == fold(name))).collect();
        if wanted.len() == there.len() {
            for i in 0..named.len() {
                let free = (0..there.len()).find(|at| !named.contains(&Some(*at)));
                named[i] = named[i].or(free);
            }
        }
        for ((name, values), at) in wanted.iter().zip(named) {
            let (axis, fresh) = match at {
                Some(at) => {
                    let renamed = self
                        .tx
                        .query("update option_axis set name = $2 where id = $1 and name <> $2")
                        .bind(axes.ids[at])
                        .bind(name.clone())
                        .run()
                        .await?;
                    self.changed |= renamed > 0;
                    axes.of.push(at);
                    (axes.ids[at], false)
                }
                None => {
                    self.changed = true;
                    let (id,): (i64,) = self
                        .tx
                        .query("insert into option_axis (product, position, name) values ($1, $2, $3) returning id")
                        .bind(product)
                        .bind(axes.ids.len() as i64)
                        .bind(name.clone())
                        .one()
                        .await?;
                    axes.of.push(axes.ids.len());
                    axes.ids.push(id);
                    axes.added.get_or_insert(name.clone());
                    (id, true)
                }
            };
            self.values(axis, values, fresh).await?;
        }
        Ok(axes)
    }

    /// Adds the values that an axis lacks; one that differs in its spelling alone is spelled anew.
    async fn values(&mut self, axis: i64, wanted: &[String], fresh: bool) -> Result<(), PutFault> {
        let there: Vec<(i64, i64, String)> = match fresh {
            true => vec![],
            false => {
                self.tx.query("select id, position, value from option_value where axis = $1").bind(axis).all().await?
            }
        };
        let mut next = there.iter().map(|(_, position, _)| position + 1).max().unwrap_or(0);
        let known: HashMap<String, (i64, &str)> = there.iter().map(|(id, _, v)| (fold(v), (*id, v.as_str()))).collect();
        let mut insert = Build::new("insert into option_value (axis, position, value) values ");
        let first = next;
        for value in wanted {
            match known.get(&fold(value)) {
                Some((_, spelled)) if spelled == value => {}
                Some((id, _)) => {
                    self.changed = true;
                    self.tx
                        .query("update option_value set value = $2 where id = $1")
                        .bind(*id)
                        .bind(value.clone())
                        .run()
                        .await?;
                }
                None => {
                    insert.push(if next == first { "(" } else { ", (" }).int(axis).push(", ").int(next).push(", ");
                    insert.text(value.clone()).push(")");
                    next += 1;
                }
            }
        }
        if next > first {
            self.changed = true;
            self.tx.build(&insert).run().await?;
        }
        Ok(())
    }

    /// Values that no variant has any more go, but for those the draft names.
    pub async fn drop_unused(&mut self, product: i64, named: &[(String, Vec<String>)]) -> Result<(), PutFault> {
        let unused: Vec<(i64, String, String)> = self
            .tx
            .query(
                "select v.id, a.name, v.value from option_axis a join option_value v on v.axis = a.id
                 where a.product = $1 and not exists (select 1 from variant_option o where o.value = v.id)",
            )
            .bind(product)
            .all()
            .await?;
        let named: HashSet<(String, String)> =
            named.iter().flat_map(|(name, values)| values.iter().map(|v| (fold(name), fold(v)))).collect();
        for (id, name, value) in unused {
            if !named.contains(&(fold(&name), fold(&value))) {
                self.tx.query("delete from option_value where id = $1").bind(id).run().await?;
            }
        }
        Ok(())
    }
}

impl Axes {
    /// Option values in the order of the shop's axes; none where not every axis has one.
    pub fn arranged(&self, options: &[String]) -> Option<Vec<String>> {
        if options.len() != self.of.len() || options.len() != self.ids.len() {
            return None;
        }
        let mut all = vec![String::new(); options.len()];
        for (at, option) in self.of.iter().zip(options) {
            all[*at] = option.clone();
        }
        Some(all)
    }
}
