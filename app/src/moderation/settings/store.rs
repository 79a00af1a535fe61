//! The switch for a raid, in the shop's own row.
use crate::audit::{self, Act};
use crate::db::{Db, Result};
use crate::values::Moment;
use crate::viewer::Merchant;

/// Lets only known visitors write, or everybody again. False where it is so already.
pub async fn set_known_only(db: &Db, by: &Merchant, on: bool, from: &str, now: Moment) -> Result<bool> {
    let word = |on: bool| if on { "known visitors" } else { "everybody" };
    let mut tx = db.begin().await?;
    let changed = tx.query("update shop set known_only = $1 where id = 1 and known_only <> $1").bind(on).run().await?;
    if changed == 0 {
        return Ok(false);
    }
    let act =
        Act { actor: by.actor(), act: "shop.writers", subject: ("shop", 1), before: word(!on), after: word(on), from };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(true)
}
