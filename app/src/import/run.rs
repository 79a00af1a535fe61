//! stub
use crate::{db::Db, values::Moment, viewer::Merchant};
pub async fn products(_: &Db, _: &Merchant, _: &[u8], _: bool, _: bool, _: Moment) -> anyhow::Result<String> {
    anyhow::bail!("not yet")
}
