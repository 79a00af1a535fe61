//! What the import reads of the shop.
use crate::db::{Reads, Result, Tx};
use crate::values::Currency;

/// The currency in which the shop sells.
pub async fn currency(mut on: impl Reads) -> Result<Currency> {
    let (code,): (String,) = on.query("select currency from shop where id = 1").one().await?;
    Ok(Currency::parse(&code).unwrap_or(Currency::EUR))
}

/// The variants of a product that are not for sale, since nothing says their price in this currency: SKU and options.
pub async fn unpriced(tx: &mut Tx, product: i64, currency: Currency) -> Result<Vec<(String, String)>> {
    tx.query(
        "select v.sku, v.combination_key from variant v left join price p on p.variant = v.id and p.currency = $2
         where v.product = $1 and v.archived_at is null and p.variant is null order by v.position, v.id",
    )
    .bind(product)
    .bind(currency.code())
    .all()
    .await
}

/// The pictures of a product that are not here: the address, and the reason where they could not be fetched.
pub async fn absent(tx: &mut Tx, product: i64) -> Result<Vec<(String, Option<String>)>> {
    tx.query("select url, fault from remote_picture where product = $1 and media is null order by position, id")
        .bind(product)
        .all()
        .await
}

/// Whether there is a maker of this handle.
pub async fn knows(tx: &mut Tx, maker: &str) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.query("select id from maker where handle = $1").bind(maker.to_string()).maybe().await?;
    Ok(found.is_some())
}
