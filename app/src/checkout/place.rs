//! Placing an order: one transaction, one order a cart, never more than there is, never another sum than was shown.
use crate::accounts::own;
use crate::activity::{Kind, purchases};
use crate::cart::{self, Line, Trouble, totals};
use crate::catalogue::facets;
use crate::credit;
use crate::customers::store::upkeep::{self, Placed as Counted};
use crate::db::{Build, Db, Result, Tx, is_clash};
use crate::drafts;
use crate::jobs::{self, Mail};
use crate::orders::store as orders;
use crate::orders::verbs::heard;
use crate::places::Address;
use crate::secret::{self, LinkKey};
use crate::shipping::Rate;
use crate::site::Facts;
use crate::values::{Email, Moment};
use crate::viewer::Actor;

/// What somebody wants to order, every field valid by itself.
#[derive(Clone, Debug)]
pub struct Wish {
    pub cart: i64,
    /// The customer who orders; none for a guest.
    pub person: Option<i64>,
    /// The version and the total that were shown.
    pub version: i64,
    pub total: i64,
    /// What of the total the credit pays that was chosen, as it was shown.
    pub credit: i64,
    pub email: Email,
    pub name: String,
    pub country: String,
    /// The exception of tax law that the postcode falls under; mostly none.
    pub area: String,
    /// As on a parcel, lines one below the other; empty where nothing is sent.
    pub address: String,
    /// The address that the customer's account keeps; none where it keeps none.
    pub keep: Option<Address>,
    pub rate: Rate,
    pub payment: &'static str,
    pub show_purchase: bool,
    /// How much later others may see that somebody chose this, in milliseconds: drawn by whoever calls.
    pub show_delay: i64,
    pub lang: String,
    pub by: By,
}

/// By which way an order comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The customer, at the till.
    Shopper,
    /// Somebody of the staff wrote it, and whoever is named places it: the customer by the link, or the staff.
    Draft(Actor),
    /// In place of what went wrong, given by this person.
    Goodwill(Actor),
}
impl By {
    fn channel(self) -> &'static str {
        match self {
            By::Shopper => "web",
            By::Draft(_) => "staff",
            By::Goodwill(_) => "goodwill",
        }
    }
    fn mail(self) -> &'static str {
        match self {
            By::Goodwill(_) => "order.replaced",
            By::Shopper | By::Draft(_) => "order.placed",
        }
    }
}

impl Wish {
    fn actor(&self) -> Actor {
        match self.by {
            By::Shopper => self.person.map_or(Actor::Shopper, Actor::Person),
            By::Draft(actor) | By::Goodwill(actor) => actor,
        }
    }
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

/// The way to pay of an order that a credit covers.
pub const BY_CREDIT: &str = "credit";

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
    let placed = within(&mut tx, links, facts, wish, now).await?;
    if matches!(placed, Placed::New(_)) {
        tx.commit().await?;
    }
    Ok(placed)
}

/// The same within a transaction that does more. Where no new order comes of it, the transaction must not be committed.
pub async fn within(tx: &mut Tx, links: &LinkKey, facts: &Facts, wish: &Wish, now: Moment) -> Result<Placed> {
    // Whoever comes second with this cart waits here, and then finds the order of the first. A cart that does not become
    // an order is not closed either: nothing of this transaction is kept.
    let standing: Option<(i64, String)> = tx
        .query("update cart set updated_at = $2, closed_at = $2 where id = $1 and closed_at is null returning version, currency")
        .bind(wish.cart)
        .bind(now)
        .maybe()
        .await?;
    let Some((version, currency)) = standing else {
        let before: Option<(i64,)> = tx.query("select id from orders where cart = $1").bind(wish.cart).maybe().await?;
        return Ok(before.map_or(Placed::Nothing, |(order,)| Placed::Before(order)));
    };
    drafts::store::hold::release(tx, wish.cart, wish.actor(), now).await?;
    let lines = cart::store::lines(&mut *tx, wish.cart).await?;
    if lines.is_empty() {
        return Ok(Placed::Nothing);
    }
    let blocking: Vec<Trouble> = cart::troubles(&lines).into_iter().filter(Trouble::blocks).collect();
    if !blocking.is_empty() {
        return Ok(Placed::Short(blocking));
    }
    let rates = cart::store::tax_rates(&mut *tx, &wish.country, &wish.area, now).await?;
    let sums = totals::of_lines(&lines, &rates, Some(&wish.rate), facts.prices_include_tax);
    let chosen = credit::store::chosen(&mut *tx, wish.cart).await?;
    let paid = chosen.map_or(0, |c| c.pays(sums.total));
    // By credit alone is paid what it covers, and nothing else is.
    let covered = paid > 0 && paid == sums.total;
    if version != wish.version
        || sums.total != wish.total
        || paid != wish.credit
        || covered != (wish.payment == BY_CREDIT)
    {
        return Ok(Placed::Differs);
    }
    let emptied = match claim(tx, &lines).await? {
        Claimed::All { emptied } => emptied,
        Claimed::Short(short) => return Ok(Placed::Short(vec![short])),
    };
    if !emptied.is_empty() {
        facets::store::index::restock_variants(tx, emptied).await?;
    }
    // Another cart may have spent it since it was read.
    let spends = chosen.filter(|_| paid > 0);
    if let Some(c) = spends
        && !credit::store::take(tx, c.id, paid).await?
    {
        return Ok(Placed::Differs);
    }
    let order = write(tx, links, facts, wish, &currency, &lines, &sums, now).await?;
    if let Some(c) = spends {
        credit::store::spent(tx, c.id, order, paid, wish.actor(), now).await?;
    }
    heard(tx, Kind::OrderPlaced, order, wish.actor(), now);
    Ok(Placed::New(order))
}

enum Claimed {
    /// Everything is reserved; of these variants nothing is left.
    All { emptied: Vec<i64> },
    /// The first that falls short.
    Short(Trouble),
}

/// Reserves what the lines want, in the order of variants: no two buyers wait for one another.
async fn claim(tx: &mut Tx, lines: &[Line]) -> Result<Claimed> {
    let mut emptied = vec![];
    let mut wanted: Vec<&Line> = lines.iter().filter(|l| l.tracked).collect();
    wanted.sort_by_key(|l| (l.variant, l.id));
    for line in wanted {
        let left: Option<(i64,)> = tx
            .query(
                "update stock set reserved = reserved + $2
                 where variant = $1 and (cast($3 as bigint) is null or on_hand - reserved + $3 >= $2)
                 returning on_hand - reserved",
            )
            .bind(line.variant)
            .bind(line.quantity)
            .bind(line.backorder_limit)
            .maybe()
            .await?;
        match left {
            None => return Ok(Claimed::Short(Trouble::Short { line: line.id, left: line.most().unwrap_or(0) })),
            Some((left,)) if left <= 0 => emptied.push(line.variant),
            Some(_) => {}
        }
    }
    Ok(Claimed::All { emptied })
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
                arrives_to, show_purchase, show_after, presence_arm, channel, placed_at, person, credit)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                'placed', 'awaiting', 'waiting', $20, $21, $22, $23, $24, 'none', $27, $25, $26, $28) returning id",
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
        .bind(wish.person)
        .bind(wish.by.channel())
        .bind(wish.credit)
        .one()
        .await?;
    orders::name(tx, order, &wish.name).await?;
    let mut q = Build::new(
        "insert into order_line (order_id, position, variant, sku, title, options, properties, quantity, unit_price, discount,
            tax_class, basis_points, tax, total, ships) values ",
    );
    for (i, (line, summed)) in lines.iter().zip(&sums.lines).enumerate() {
        q.push(if i == 0 { "(" } else { ", (" }).int(order).push(", ").int(i as i64).push(", ").int(line.variant);
        for text in [&line.sku, &line.title, &line.options, &line.properties] {
            q.push(", ").text(text.clone());
        }
        q.push(", ").int(line.quantity).push(", ").int(line.unit_price()).push(", 0, ").text(line.tax_class.clone());
        q.push(", ").int(summed.basis_points).push(", ").int(summed.tax).push(", ").int(summed.total);
        q.push(if line.ships { ", true)" } else { ", false)" });
    }
    tx.build(&q).run().await?;
    tx.query(
        "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, order_line, actor, at)
         select l.variant, 0, l.quantity, 'placed', l.id, $2, $3 from order_line l join variant v on v.id = l.variant
         where l.order_id = $1 and v.tracked order by l.id",
    )
    .bind(order)
    .bind(wish.actor().to_string())
    .bind(now)
    .run()
    .await?;
    if !sums.shipping_taxes.is_empty() {
        let mut q = Build::new("insert into order_shipping_tax (order_id, basis_points, amount, tax) values ");
        for (i, share) in sums.shipping_taxes.iter().enumerate() {
            q.push(if i == 0 { "(" } else { ", (" }).int(order).push(", ").int(share.basis_points);
            q.push(", ").int(share.amount).push(", ").int(share.tax).push(")");
        }
        tx.build(&q).run().await?;
    }
    tx.query(
        "insert into payment (order_id, method, amount, currency, actor, created_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(order)
    .bind(wish.payment)
    .bind(sums.total - wish.credit)
    .bind(currency.to_string())
    .bind(wish.actor().to_string())
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
    let counted = Counted { person: wish.person, email: &wish.email, name: &wish.name, total: sums.total };
    upkeep::placed(tx, counted, now).await?;
    if let Some(at) = expires {
        jobs::enqueue(tx, "order.lapse", &order.to_string(), at, now).await?;
    }
    let about = order.to_string();
    let (to, lang) = (wish.email.as_str(), wish.lang.as_str());
    let mail = Mail { kind: wish.by.mail(), about: &about, to, lang, order: Some(order), ..Mail::default() };
    jobs::mail(tx, mail, now).await?;
    if ["free", BY_CREDIT].contains(&wish.payment) {
        settled(tx, order, wish.actor(), now).await?;
    }
    if let (Some(person), Some(address)) = (wish.person, &wish.keep) {
        // An account that is full of addresses keeps no more; the order is placed all the same.
        own::store::keep(tx, person, address, now).await?;
    }
    Ok(order)
}

/// What costs no money is paid as soon as it is placed.
async fn settled(tx: &mut Tx, order: i64, actor: Actor, now: Moment) -> Result<()> {
    tx.query(
        "insert into order_move (order_id, n, axis, from_state, to_state, at, actor) values ($1, 1, 'payment', 'awaiting', 'paid', $2, $3)",
    )
    .bind(order)
    .bind(now)
    .bind(actor.to_string())
    .run()
    .await?;
    tx.query("update orders set payment_state = 'paid' where id = $1").bind(order).run().await?;
    tx.query("update payment set received_at = $2 where order_id = $1").bind(order).bind(now).run().await?;
    purchases::plan(tx, order, now).await
}
