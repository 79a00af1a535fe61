//! A turn of a run: what the job does.
use super::columns::{Mapping, renamed};
use super::store::{self, Run};
use super::{MOST_REMARKS, State};
use crate::accounts;
use crate::db::Db;
use crate::import::report::Tally;
use crate::import::run::{self, End, Task, Turn};
use crate::import::table::Table;
use crate::values::Moment;
use crate::viewer::{Merchant, Viewer};
use anyhow::{Context, Result};
use std::time::Duration;

/// How long a turn lasts: mails and orders go before the next.
pub const LONGEST: Duration = Duration::from_secs(20);

/// Goes on with the run that a job is about (`12:3`: the third turn of run 12), for so long.
pub async fn go_on(db: &Db, about: &str, longest: Duration, now: Moment) -> Result<()> {
    let (id, turn) = about.split_once(':').context("BUG: a turn has a number")?;
    let Some(run) = store::at_turn(db, id.parse()?, turn.parse()?).await? else { return Ok(()) };
    let end = if run.stop { Ok(End::Stopped) } else { turn_of(db, &run, longest, now).await };
    match end {
        Ok(End::Lost) => {}
        Ok(End::Pause) => store::paused(db, run.id, run.turn, now).await?,
        Ok(end) => store::ended(db, &run, Ok(end), now).await?,
        Err(fault) => {
            tracing::warn!(run = run.id, "an import stopped: {fault:#}");
            store::ended(db, &run, Err(format!("{fault:#}")), now).await?;
        }
    }
    Ok(())
}

async fn turn_of(db: &Db, run: &Run, longest: Duration, now: Moment) -> Result<End> {
    let merchant = whose(db, run).await?;
    let bytes = store::whole(db, run.id).await?;
    let mapping: Mapping = serde_json::from_str(&run.mapping).unwrap_or_default();
    let renamed = {
        let mut table = Table::open(&bytes)?;
        renamed(&mut table, &mapping).map_err(anyhow::Error::msg)?
    };
    let turn = Turn {
        run: run.id,
        number: run.turn,
        from: run.done as usize,
        before: Tally { added: run.added, changed: run.changed, same: run.same, refused: run.refused },
        room: store::room(db, run.id).await?.min(MOST_REMARKS),
        longest,
        renamed,
    };
    let task = Task { dry_run: run.state() == State::Trying, images: run.images, progress: &mut |_, _| {} };
    run::turn(db, &merchant, &bytes, task, &turn, now).await
}

/// Whoever began it, while they still run the shop.
async fn whose(db: &Db, run: &Run) -> Result<Merchant> {
    let known = accounts::store::known(db, run.person).await?;
    let viewer = Viewer::new(known, None);
    viewer.merchant().map_err(|_| anyhow::anyhow!("whoever began it does not run the shop any more"))
}
