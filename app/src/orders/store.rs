//! Orders out of the database.
use crate::db::{Db, Reads, Result, Tx};
use crate::values::Moment;
use sqlx::FromRow;

/// An order with its address as it was given.
#[derive(Clone, Debug, Default, FromRow)]
pub struct Order {
    pub id: i64,
    pub number: String,
    pub cart: i64,
    pub currency: String,
    pub lang: String,
    pub email: String,
    pub name: String,
    pub country: String,
    /// The lines of the address as on a parcel, one below the other; empty where nothing is sent.
    pub address: String,
    pub shipping_method: String,
    pub shipping_title: String,
    pub shipping_price: i64,
    pub shipping_tax: i64,
    pub items_total: i64,
    pub tax_total: i64,
    pub total: i64,
    /// What of it is paid by credit, not by money.
    pub credit: i64,
    /// What of it has gone back.
    pub refunded: i64,
    pub prices_include_tax: bool,
    pub payment_method: String,
    pub state: String,
    pub payment_state: String,
    pub fulfilment_state: String,
    pub expires_at: Option<Moment>,
    pub arrives_from: Option<Moment>,
    pub arrives_to: Option<Moment>,
    pub placed_at: Moment,
    /// Whether others may see that somebody chose this.
    pub show_purchase: bool,
}

impl Order {
    /// What is paid of it in money.
    pub fn due(&self) -> i64 {
        self.total - self.credit
    }
    /// Whether the money came, whatever went back since.
    pub fn was_paid(&self) -> bool {
        ["paid", "part_refunded", "refund_due", "refunded"].contains(&self.payment_state.as_str())
    }
    /// Where it stands on its three axes, as the audit writes it.
    pub fn states(&self) -> String {
        format!("{} {} {}", self.state, self.payment_state, self.fulfilment_state)
    }
}

/// A statement of its own for each way to an order: one text with "or" would read every order there is.
macro_rules! order_where {
    ($which:literal) => {
        concat!(
            "select id, number, cart, currency, lang, email, name, country, address, shipping_method, shipping_title,
                shipping_price, shipping_tax, items_total, tax_total, total, credit, refunded, prices_include_tax, payment_method, state, payment_state,
                fulfilment_state, expires_at, arrives_from, arrives_to, placed_at,
                show_purchase
             from orders where ",
            $which
        )
    };
}

/// The order of this number in the database.
pub async fn by_id(mut from: impl Reads, id: i64) -> Result<Option<Order>> {
    from.query(order_where!("id = $1")).bind(id).maybe().await
}
/// The order that closed this cart.
pub async fn by_cart(mut from: impl Reads, cart: i64) -> Result<Option<Order>> {
    from.query(order_where!("cart = $1")).bind(cart).maybe().await
}
/// The order that this code opens.
pub async fn by_code(db: &Db, code: &str) -> Result<Option<Order>> {
    db.query(order_where!("code_hash = $1")).bind(crate::secret::hash(code)).maybe().await
}
/// The order of this number that this address placed; for the mail that brings a lost link.
pub async fn by_number(db: &Db, number: &str, email_key: &str) -> Result<Option<i64>> {
    let row: Option<(i64,)> = db
        .query("select id from orders where email_key = $1 and number = $2")
        .bind(email_key.to_string())
        .bind(number.to_string())
        .maybe()
        .await?;
    Ok(row.map(|(id,)| id))
}

/// A line as it was bought.
#[derive(Clone, Debug, Default, FromRow)]
pub struct OrderLine {
    pub id: i64,
    pub variant: i64,
    pub sku: String,
    pub title: String,
    pub options: String,
    pub properties: String,
    pub quantity: i64,
    pub unit_price: i64,
    pub basis_points: i64,
    pub tax: i64,
    pub total: i64,
    pub ships: bool,
    pub tracked: bool,
    pub sent: i64,
    /// How many of it will not be sent.
    pub withdrawn: i64,
    pub hash: Option<String>,
}
impl OrderLine {
    /// How many of it wait to be sent.
    pub fn left(&self) -> i64 {
        self.quantity - self.withdrawn - self.sent
    }
}
/// The lines of an order, with how many of each have been sent.
pub async fn lines(mut from: impl Reads, order: i64) -> Result<Vec<OrderLine>> {
    from.query(
        "select l.id, l.variant, l.sku, l.title, l.options, l.properties, l.quantity, l.unit_price, l.basis_points,
            l.tax, l.total, l.ships, v.tracked,
            cast(coalesce((select sum(f.quantity) from fulfilment_line f where f.order_line = l.id), 0) as bigint) as sent,
            l.withdrawn, face.hash
         from order_line l
         join variant v on v.id = l.variant
         left join media face on face.id = coalesce(v.media, (
             select pm.media from product_media pm where pm.product = v.product order by pm.position, pm.media limit 1))
         where l.order_id = $1 order by l.position",
    )
    .bind(order)
    .all()
    .await
}

/// Writes down the words of the name that an order is found by.
pub async fn name(tx: &mut Tx, order: i64, name: &str) -> Result<()> {
    for word in super::name_words(name) {
        tx.query("insert into order_name (word, order_id) values ($1, $2) on conflict do nothing")
            .bind(word)
            .bind(order)
            .run()
            .await?;
    }
    Ok(())
}

/// A mail about an order.
#[derive(Clone, Debug, FromRow)]
pub struct Mailed {
    pub id: i64,
    pub kind: String,
    pub about: String,
    pub recipient: String,
    pub created_at: Moment,
    pub sent_at: Option<Moment>,
}
/// The mails about an order, oldest first.
pub async fn mails(mut from: impl Reads, order: i64) -> Result<Vec<Mailed>> {
    from.query(
        "select id, kind, about, recipient, created_at, sent_at from mail where order_id = $1 order by id limit 200",
    )
    .bind(order)
    .all()
    .await
}
/// The mail of this number, where it is about this order.
pub async fn mail(mut from: impl Reads, order: i64, mail: i64) -> Result<Option<Mailed>> {
    from.query("select id, kind, about, recipient, created_at, sent_at from mail where order_id = $1 and id = $2")
        .bind(order)
        .bind(mail)
        .maybe()
        .await
}
