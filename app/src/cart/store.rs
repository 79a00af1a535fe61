//! Carts and their lines in the database.
use super::{KEPT_DAYS, Line, MOST_LINES, Properties};
use crate::db::{Db, Error, Reads, Result, Tx};
use crate::problem::Problem;
use crate::values::{Currency, Moment, Quantity};
use sqlx::FromRow;

/// A cart without its lines.
#[derive(Clone, Debug, FromRow)]
pub struct Cart {
    pub id: i64,
    pub currency: String,
    pub country: String,
    pub version: i64,
    /// The person with an account whose it is; none: a guest's, and whoever has its key may order it.
    pub account: Option<i64>,
    pub closed_at: Option<i64>,
}

/// The cart of this number while it is kept: open, or closed by its order.
pub async fn cart(db: &Db, id: i64, now: Moment) -> Result<Option<Cart>> {
    db.query(
        "select c.id, c.currency, c.country, c.version, p.id as account, c.closed_at
         from cart c left join person p on p.id = c.person and p.kind <> 'visitor'
         where c.id = $1 and c.expires_at > $2",
    )
    .bind(id)
    .bind(now)
    .maybe()
    .await
}

/// The open cart of a person, on whatever device.
pub async fn open_of(mut from: impl Reads, person: i64, now: Moment) -> Result<Option<i64>> {
    let row: Option<(i64,)> = from
        .query("select id from cart where person = $1 and closed_at is null and expires_at > $2")
        .bind(person)
        .bind(now)
        .maybe()
        .await?;
    Ok(row.map(|(id,)| id))
}

/// Makes an empty cart, of a person where there is one; its number. Where two devices make one at once, both have the first.
pub async fn begin(db: &Db, person: Option<i64>, currency: Currency, country: &str, now: Moment) -> Result<i64> {
    loop {
        let made: Option<(i64,)> = db
            .run(
                "insert into cart (currency, country, person, version, created_at, updated_at, expires_at)
                 values ($1, $2, $3, 1, $4, $4, $5) on conflict (person) where closed_at is null do nothing returning id",
            )
            .bind(currency.code())
            .bind(country.to_string())
            .bind(person)
            .bind(now)
            .bind(now.plus(KEPT_DAYS * Moment::DAY))
            .maybe()
            .await?;
        if let Some((id,)) = made {
            return Ok(id);
        }
        if let Some(person) = person
            && let Some(id) = open_of(db, person, now).await?
        {
            return Ok(id);
        }
        // The one that stands in the way has lapsed.
        db.run("delete from cart where person = $1 and closed_at is null and expires_at <= $2")
            .bind(person)
            .bind(now)
            .run()
            .await?;
    }
}

/// The lines of a cart that were not taken out, in the order they came, at the prices of today.
pub async fn lines(mut from: impl Reads, cart: i64) -> Result<Vec<Line>> {
    from.query(
        "select l.id, l.variant, p.id as product, p.slug, p.title, v.sku,
            coalesce((select string_agg(o.value, ', ' order by a.position) from variant_option vo
                join option_axis a on a.id = vo.axis join option_value o on o.id = vo.value
                where vo.variant = v.id), '') as options,
            l.properties, l.quantity, l.price_seen, coalesce(l.own_price, pr.amount) as amount, p.tax_class, v.ships, v.tracked, v.backorder_limit,
            coalesce(s.on_hand - s.reserved, 0) as available, v.weight_grams,
            (p.status = 'active' and v.archived_at is null) as for_sale,
            face.hash, face.width, face.alt
         from cart_line l
         join cart c on c.id = l.cart
         join variant v on v.id = l.variant
         join product p on p.id = v.product
         left join price pr on pr.variant = v.id and pr.currency = c.currency
         left join stock s on s.variant = v.id
         left join media face on face.id = coalesce(v.media, (
             select pm.media from product_media pm where pm.product = p.id order by pm.position, pm.media limit 1))
         where l.cart = $1 and l.removed_at is null
         order by l.added_at, l.id",
    )
    .bind(cart)
    .all()
    .await
}

/// Puts some of a variant in an open cart; how many things it holds then. Lines of the same variant with other
/// properties count against the same stock.
pub async fn add(
    db: &Db,
    cart: i64,
    variant: i64,
    quantity: Quantity,
    properties: &Properties,
    currency: Currency,
    now: Moment,
) -> std::result::Result<i64, Problem> {
    let mut tx = db.begin().await?;
    touch(&mut tx, cart, now).await?;
    let (price, most) = offer(&mut tx, variant, currency).await?;
    let (already, count): (i64, i64) = tx
        .query(
            "select cast(coalesce(sum(case when variant = $2 then quantity else 0 end), 0) as bigint), count(*)
             from cart_line where cart = $1 and removed_at is null",
        )
        .bind(cart)
        .bind(variant)
        .one()
        .await?;
    if count >= MOST_LINES {
        return Err(Problem::CartFull { most: MOST_LINES });
    }
    if already + quantity.get() > Quantity::MOST {
        return Err(Problem::TooMany { most: Quantity::MOST });
    }
    if let Some(most) = most.filter(|most| already + quantity.get() > *most) {
        return Err(Problem::Sold { left: most });
    }
    let text = properties.to_json();
    tx.query(
        "insert into cart_line (cart, variant, quantity, properties, properties_key, price_seen, added_at)
         values ($1, $2, $3, $4, $4, $5, $6)
         on conflict (cart, variant, properties_key) do update set
             quantity = case when cart_line.removed_at is null then cart_line.quantity + excluded.quantity else excluded.quantity end,
             price_seen = excluded.price_seen,
             added_at = case when cart_line.removed_at is null then cart_line.added_at else excluded.added_at end,
             removed_at = null",
    )
    .bind(cart)
    .bind(variant)
    .bind(quantity.get())
    .bind(text)
    .bind(price)
    .bind(now)
    .run()
    .await?;
    let held = held(&mut tx, cart).await?;
    tx.commit().await?;
    Ok(held)
}

/// Sets how many a line holds; the line must be in this cart. How many things the cart holds then.
pub async fn set(
    db: &Db,
    cart: i64,
    line: i64,
    quantity: Quantity,
    currency: Currency,
    now: Moment,
) -> std::result::Result<i64, Problem> {
    let mut tx = db.begin().await?;
    touch(&mut tx, cart, now).await?;
    let row: Option<(i64, i64)> = tx
        .query("select variant, quantity from cart_line where id = $1 and cart = $2 and removed_at is null")
        .bind(line)
        .bind(cart)
        .maybe()
        .await?;
    let (variant, before) = row.ok_or(Problem::Gone)?;
    let (price, most) = offer(&mut tx, variant, currency).await?;
    let (others,): (i64,) = tx
        .query(
            "select cast(coalesce(sum(quantity), 0) as bigint) from cart_line
             where cart = $1 and variant = $2 and id <> $3 and removed_at is null",
        )
        .bind(cart)
        .bind(variant)
        .bind(line)
        .one()
        .await?;
    // Fewer than before is always a step in the right direction.
    if let Some(most) = most.filter(|most| quantity.get() > before && others + quantity.get() > *most) {
        return Err(Problem::Sold { left: most });
    }
    tx.query("update cart_line set quantity = $2, price_seen = $3 where id = $1")
        .bind(line)
        .bind(quantity.get())
        .bind(price)
        .run()
        .await?;
    let held = held(&mut tx, cart).await?;
    tx.commit().await?;
    Ok(held)
}

/// Takes a line out of this cart. It can be put back.
pub async fn remove(db: &Db, cart: i64, line: i64, now: Moment) -> std::result::Result<i64, Problem> {
    let mut tx = db.begin().await?;
    touch(&mut tx, cart, now).await?;
    let out = tx
        .query("update cart_line set removed_at = $3 where id = $1 and cart = $2 and removed_at is null")
        .bind(line)
        .bind(cart)
        .bind(now)
        .run()
        .await?;
    if out == 0 {
        return Err(Problem::Gone);
    }
    let held = held(&mut tx, cart).await?;
    tx.commit().await?;
    Ok(held)
}

/// Puts a line back that was taken out, with the quantity it had.
pub async fn undo(db: &Db, cart: i64, line: i64, now: Moment) -> std::result::Result<i64, Problem> {
    let mut tx = db.begin().await?;
    touch(&mut tx, cart, now).await?;
    tx.query("update cart_line set removed_at = null where id = $1 and cart = $2").bind(line).bind(cart).run().await?;
    let held = held(&mut tx, cart).await?;
    tx.commit().await?;
    Ok(held)
}

/// The title of a line that was taken out of this cart.
pub async fn removed_title(db: &Db, cart: i64, line: i64) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .query(
            "select p.title from cart_line l join variant v on v.id = l.variant join product p on p.id = v.product
             where l.id = $1 and l.cart = $2 and l.removed_at is not null",
        )
        .bind(line)
        .bind(cart)
        .maybe()
        .await?;
    Ok(row.map(|(title,)| title))
}

/// Remembers where an open cart is to be sent.
pub async fn set_country(db: &Db, cart: i64, country: &str, now: Moment) -> Result<()> {
    db.run("update cart set country = $2, updated_at = $3 where id = $1 and closed_at is null and country <> $2")
        .bind(cart)
        .bind(country.to_string())
        .bind(now)
        .run()
        .await?;
    Ok(())
}

/// The rates of the day for a country and an area of it, by tax class: basis points. A country without rates has none.
pub async fn tax_rates(mut from: impl Reads, country: &str, area: &str, now: Moment) -> Result<Vec<(String, i64)>> {
    from.query(
        "select r.class, r.basis_points from tax_rate r
         where r.country = $1 and (r.area = $2 or r.area = '') and r.valid_from <= $3 and (r.valid_to is null or r.valid_to > $3)
         order by case when r.area = $2 then 0 else 1 end, r.valid_from desc",
    )
    .bind(country.to_string())
    .bind(area.to_string())
    .bind(now)
    .all()
    .await
}
/// The rate of a class among the rates of the day; no row is no tax.
pub fn rate_of(rates: &[(String, i64)], class: &str) -> i64 {
    rates.iter().find(|(c, _)| c == class).map_or(0, |(_, points)| *points)
}

/// The price of a variant that is for sale, and how many may be ordered at most (none: as many as wanted).
async fn offer(tx: &mut Tx, variant: i64, currency: Currency) -> std::result::Result<(i64, Option<i64>), Problem> {
    #[derive(FromRow)]
    struct Offer {
        amount: Option<i64>,
        tracked: bool,
        backorder_limit: Option<i64>,
        available: i64,
    }
    let offer: Option<Offer> = tx
        .query(
            "select pr.amount, v.tracked, v.backorder_limit, coalesce(s.on_hand - s.reserved, 0) as available
             from variant v join product p on p.id = v.product
             left join price pr on pr.variant = v.id and pr.currency = $2
             left join stock s on s.variant = v.id
             where v.id = $1 and v.archived_at is null and p.status = 'active'",
        )
        .bind(variant)
        .bind(currency.code())
        .maybe()
        .await?;
    let offer = offer.ok_or(Problem::Gone)?;
    let price = offer.amount.ok_or(Problem::NotSold)?;
    let most = if offer.tracked { offer.backorder_limit.map(|limit| (offer.available + limit).max(0)) } else { None };
    Ok((price, most))
}

/// A new version of an open cart, kept for 30 days from now. `Gone` where an order has closed it.
async fn touch(tx: &mut Tx, cart: i64, now: Moment) -> std::result::Result<(), Problem> {
    let touched = tx
        .query(
            "update cart set version = version + 1, updated_at = $2, expires_at = $3
             where id = $1 and closed_at is null and expires_at > $2",
        )
        .bind(cart)
        .bind(now)
        .bind(now.plus(KEPT_DAYS * Moment::DAY))
        .run()
        .await?;
    if touched == 1 { Ok(()) } else { Err(Problem::Gone) }
}

async fn held(tx: &mut Tx, cart: i64) -> Result<i64, Error> {
    let (n,): (i64,) = tx
        .query(
            "select cast(coalesce(sum(quantity), 0) as bigint) from cart_line where cart = $1 and removed_at is null",
        )
        .bind(cart)
        .one()
        .await?;
    Ok(n)
}

/// How many things a cart holds; 0 where it is closed or gone.
pub async fn count(db: &Db, cart: i64, now: Moment) -> Result<i64> {
    let (n,): (i64,) = db
        .query(
            "select cast(coalesce(sum(l.quantity), 0) as bigint) from cart c join cart_line l on l.cart = c.id
             where c.id = $1 and c.closed_at is null and l.removed_at is null and c.expires_at > $2",
        )
        .bind(cart)
        .bind(now)
        .one()
        .await?;
    Ok(n)
}

/// Makes an empty cart of nobody that does not lapse: what the staff puts into it becomes an order, or stays a draft.
pub async fn begin_within(tx: &mut Tx, currency: &str, country: &str, now: Moment) -> Result<i64> {
    let (id,): (i64,) = tx
        .query(
            "insert into cart (currency, country, version, created_at, updated_at, expires_at) values ($1, $2, 1, $3, $3, $4) returning id",
        )
        .bind(currency.to_string())
        .bind(country.to_string())
        .bind(now)
        .bind(i64::MAX)
        .one()
        .await?;
    Ok(id)
}
/// Puts some of a variant into such a cart, at a price of its own or at today's. The same thing with the same wishes is one
/// line, with what was said last.
pub async fn put_own(
    tx: &mut Tx,
    cart: i64,
    variant: i64,
    quantity: i64,
    properties: &str,
    own_price: Option<i64>,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into cart_line (cart, variant, quantity, properties, properties_key, price_seen, own_price, added_at)
         values ($1, $2, $3, $4, $4, coalesce($5, (select p.amount from price p join cart c on c.currency = p.currency
            where p.variant = $2 and c.id = $1), 0), $5, $6)
         on conflict (cart, variant, properties_key) do update set quantity = excluded.quantity, own_price = excluded.own_price,
            price_seen = excluded.price_seen, removed_at = null",
    )
    .bind(cart)
    .bind(variant)
    .bind(quantity)
    .bind(properties.to_string())
    .bind(own_price)
    .bind(now)
    .run()
    .await?;
    Ok(())
}
