//! Placing an order: one transaction, one order a cart, never more than there is, never another sum than was shown.
use crate::activity::Kind;
use crate::cart::{self, Line, Trouble, totals};
use crate::catalogue::facets;
use crate::db::{Db, Result, Tx, is_clash};
use crate::jobs;
use crate::orders::verbs::heard;
use crate::secret::{self, LinkKey};
use crate::shipping::Rate;
use crate::site::Facts;
use crate::values::{Email, Moment};
use crate::viewer::Actor;

/// What somebody wants to order, every field valid by itself.
#[derive(Clone, Debug)]
pub struct Wish {
    pub cart: i64,
    /// The version and the total that were shown.
    pub version: i64,
    pub total: i64,
    pub email: Email,
    pub name: String,
    pub country: String,
    /// The exception of tax law that the postcode falls under; mostly none.
    pub area: String,
    /// As on a parcel, lines one below the other; empty where nothing is sent.
    pub address: String,
    pub rate: Rate,
    pub payment: &'static str,
    pub show_purchase: bool,
    /// How much later others may see that somebody chose this, in milliseconds: drawn by whoever calls.
    pub show_delay: i64,
    pub lang: String,
}

/// What became of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// A new order; its id.
    New(i64),
    /// The cart had its order before; its id.
    Before(i64),
    /// The cart is not there any more, or holds nothing.
    Nothing,
    /// The cart or its sum is not what was shown.
    Differs,
    /// Something in it cannot be had as it is wanted.
    Short(Vec<Trouble>),
}

/// The secret word of the order that a cart becomes.
pub fn code(links: &LinkKey, cart: i64) -> String {
    links.word("order", cart)
}
/// The number people say: short, not secret.
pub fn number(cart: i64) -> String {
    (10_000 + cart).to_string()
}

/// Places the order, or says why not; nothing is written then.
pub async fn place(db: &Db, links: &LinkKey, facts: &Facts, wish: &Wish, now: Moment) -> Result<Placed> {
    for _ in 0..TRIES {
        match once(db, links, facts, wish, now).await {
            Err(error) if is_clash(&error) => continue,
            done => return done,
        }
    }
    once(db, links, facts, wish, now).await
}
/// How often an order is tried again that PostgreSQL gave up for another transaction (an import, say).
const TRIES: usize = 3;

async fn once(db: &Db, links: &LinkKey, facts: &Facts, wish: &Wish, now: Moment) -> Result<Placed> {
    let mut tx = db.begin().await?;
    // Whoever comes second with this cart waits here, and then finds the order of the first.
    let standing: Option<(i64, String)> = tx
        .query("update cart set updated_at = $2 where id = $1 returning version, currency")
        .bind(wish.cart)
        .bind(now)
        .maybe()
        .await?;
    let Some((version, currency)) = standing else { return Ok(Placed::Nothing) };
    let before: Option<(i64,)> = tx.query("select id from orders where cart = $1").bind(wish.cart).maybe().await?;
    if let Some((order,)) = before {
        return Ok(Placed::Before(order));
    }
    let lines = cart::store::lines(&mut tx, wish.cart).await?;
    if lines.is_empty() {
        return Ok(Placed::Nothing);
    }
    let blocking: Vec<Trouble> = cart::troubles(&lines).into_iter().filter(Trouble::blocks).collect();
    if !blocking.is_empty() {
        return Ok(Placed::Short(blocking));
    }
    let rates = cart::store::tax_rates(&mut tx, &wish.country, &wish.area, now).await?;
    let sums = totals::of_lines(&lines, &rates, Some(&wish.rate), facts.prices_include_tax);
    if version != wish.version || sums.total != wish.total {
        return Ok(Placed::Differs);
    }
    if let Some(short) = claim(&mut tx, &lines).await? {
        return Ok(Placed::Short(vec![short]));
    }
    let tracked = lines.iter().filter(|l| l.tracked).map(|l| l.variant).collect();
    facets::index::restock_variants(&mut tx, tracked).await?;
    let order = write(&mut tx, links, facts, wish, &currency, &lines, &sums, now).await?;
    tx.query("update cart set closed_at = $2 where id = $1").bind(wish.cart).bind(now).run().await?;
    heard(&mut tx, Kind::OrderPlaced, order, Actor::Shopper, now);
    tx.commit().await?;
    Ok(Placed::New(order))
}

/// Reserves what the lines want, in the order of variants: no two buyers wait for one another. The first that falls
/// short, if any.
async fn claim(tx: &mut Tx, lines: &[Line]) -> Result<Option<Trouble>> {
    let mut wanted: Vec<&Line> = lines.iter().filter(|l| l.tracked).collect();
    wanted.sort_by_key(|l| (l.variant, l.id));
    for line in wanted {
        let got = tx
            .query(
                "update stock set reserved = reserved + $2
                 where variant = $1 and (cast($3 as bigint) is null or on_hand - reserved + $3 >= $2)",
            )
            .bind(line.variant)
            .bind(line.quantity)
            .bind(line.backorder_limit)
            .run()
            .await?;
        if got == 0 {
            return Ok(Some(Trouble::Short { line: line.id, left: line.most().unwrap_or(0) }));
        }
    }
    Ok(None)
}

#[allow(clippy::too_many_arguments)]
async fn write(
    tx: &mut Tx,
    links: &LinkKey,
    facts: &Facts,
    wish: &Wish,
    currency: &str,
    lines: &[Line],
    sums: &totals::Totals,
    now: Moment,
) -> Result<i64> {
    let expires = (wish.payment == "transfer").then(|| now.plus(facts.transfer_days * Moment::DAY));
    let arrival = wish.rate.ships.then(|| wish.rate.arrival(now, &facts.zone()));
    let (order,): (i64,) = tx
        .query(
            "insert into orders (number, code_hash, cart, currency, lang, email, email_key, name, country, address,
                shipping_method, shipping_title, shipping_price, shipping_tax, items_total, tax_total, total,
                prices_include_tax, payment_method, state, payment_state, fulfilment_state, expires_at, arrives_from,
                arrives_to, show_purchase, show_after, presence_arm, channel, placed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                'placed', 'awaiting', 'waiting', $20, $21, $22, $23, $24, 'none', 'web', $25) returning id",
        )
        .bind(number(wish.cart))
        .bind(secret::hash(&code(links, wish.cart)))
        .bind(wish.cart)
        .bind(currency.to_string())
        .bind(wish.lang.clone())
        .bind(wish.email.as_str().to_string())
        .bind(wish.email.key())
        .bind(wish.name.clone())
        .bind(wish.country.clone())
        .bind(wish.address.clone())
        .bind(wish.rate.method.clone())
        .bind(wish.rate.title.clone())
        .bind(sums.shipping)
        .bind(sums.shipping_tax())
        .bind(sums.items)
        .bind(sums.tax)
        .bind(sums.total)
        .bind(facts.prices_include_tax)
        .bind(wish.payment)
        .bind(expires)
        .bind(arrival.map(|a| a.0))
        .bind(arrival.map(|a| a.1))
        .bind(wish.show_purchase)
        .bind(wish.show_purchase.then(|| now.plus(wish.show_delay)))
        .bind(now)
        .one()
        .await?;
    for (i, (line, summed)) in lines.iter().zip(&sums.lines).enumerate() {
        let (id,): (i64,) = tx
            .query(
                "insert into order_line (order_id, position, variant, sku, title, options, properties, quantity, unit_price,
                    discount, tax_class, basis_points, tax, total, ships)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13, $14) returning id",
            )
            .bind(order)
            .bind(i as i64)
            .bind(line.variant)
            .bind(line.sku.clone())
            .bind(line.title.clone())
            .bind(line.options.clone())
            .bind(line.properties.clone())
            .bind(line.quantity)
            .bind(line.unit_price())
            .bind(line.tax_class.clone())
            .bind(summed.basis_points)
            .bind(summed.tax)
            .bind(summed.total)
            .bind(line.ships)
            .one()
            .await?;
        if line.tracked {
            tx.query(
                "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, order_line, actor, at)
                 values ($1, 0, $2, 'placed', $3, $4, $5)",
            )
            .bind(line.variant)
            .bind(line.quantity)
            .bind(id)
            .bind(Actor::Shopper.to_string())
            .bind(now)
            .run()
            .await?;
        }
    }
    for share in &sums.shipping_taxes {
        tx.query("insert into order_shipping_tax (order_id, basis_points, amount, tax) values ($1, $2, $3, $4)")
            .bind(order)
            .bind(share.basis_points)
            .bind(share.amount)
            .bind(share.tax)
            .run()
            .await?;
    }
    tx.query(
        "insert into payment (order_id, method, amount, currency, actor, created_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(order)
    .bind(wish.payment)
    .bind(sums.total)
    .bind(currency.to_string())
    .bind(Actor::Shopper.to_string())
    .bind(now)
    .run()
    .await?;
    tx.query(
        "insert into consent (subject_kind, subject, kind, text_version, given, at) values ('order', $1, 'show_purchase', 1, $2, $3)",
    )
    .bind(order)
    .bind(wish.show_purchase)
    .bind(now)
    .run()
    .await?;
    if let Some(at) = expires {
        jobs::enqueue(tx, "order.lapse", &order.to_string(), at, now).await?;
    }
    jobs::mail(tx, "order.placed", &order.to_string(), Some(order), wish.email.as_str(), &wish.lang, now).await?;
    Ok(order)
}
