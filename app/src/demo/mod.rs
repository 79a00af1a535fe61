//! stub
use crate::{site::Site, values::Moment, viewer::Merchant};
pub async fn seed(_: &Site, _: &Merchant, _: Moment) -> anyhow::Result<String> {
    Ok("stub".into())
}
