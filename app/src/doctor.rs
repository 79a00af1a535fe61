//! Recounts everything that is derived, and names what has drifted.
use crate::accounts::alias;
use crate::catalogue::{collections, facets};
use crate::customers::store::upkeep;
use crate::db::{Db, Result};
use crate::figures;
use crate::forum::recount;
use crate::orders::name_words;
use crate::values::fold;

/// Something derived that is not what a recount gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The derived value: `stock.on_hand`, `orders.total`…
    pub what: &'static str,
    /// Which row.
    pub which: String,
    pub stands: String,
    pub should: String,
}
impl std::fmt::Display for Drift {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} is {}, and should be {}", self.what, self.which, self.stands, self.should)
    }
}

/// What is derived, and the statement that finds the rows that drifted: row, what stands, what should stand, as text.
const COUNTS: &[(&str, &str)] = &[
    (
        "stock.on_hand",
        "select cast(s.variant as text), cast(s.on_hand as text), cast(cast(coalesce(m.total, 0) as bigint) as text)
         from stock s left join (select variant, sum(on_hand_delta) as total from stock_move group by variant) m on m.variant = s.variant
         where s.on_hand <> coalesce(m.total, 0) order by s.variant",
    ),
    (
        "stock.reserved",
        "select cast(s.variant as text), cast(s.reserved as text), cast(cast(coalesce(m.total, 0) as bigint) as text)
         from stock s left join (select variant, sum(reserved_delta) as total from stock_move group by variant) m on m.variant = s.variant
         where s.reserved <> coalesce(m.total, 0) order by s.variant",
    ),
    (
        "stock.promised",
        "select cast(s.variant as text), cast(s.reserved as text), cast(cast(coalesce(o.open, 0) + coalesce(h.held, 0) as bigint) as text)
         from stock s join variant v on v.id = s.variant
         left join (select variant, sum(quantity) as held from draft_hold group by variant) h on h.variant = s.variant
         left join (
            select l.variant, sum(l.quantity - l.withdrawn - coalesce((select sum(f.quantity) from fulfilment_line f where f.order_line = l.id), 0)) as open
            from order_line l join orders o on o.id = l.order_id where o.state <> 'cancelled' group by l.variant) o on o.variant = s.variant
         where v.tracked and s.reserved <> coalesce(o.open, 0) + coalesce(h.held, 0) order by s.variant",
    ),
    (
        "product.list_price",
        "select p.slug, coalesce(cast(p.list_price as text), 'none'), coalesce(cast(d.least as text), 'none')
         from product p left join (
            select v.product, min(pr.amount) as least from variant v join price pr on pr.variant = v.id join shop s on s.id = 1
            where pr.currency = s.currency and v.archived_at is null group by v.product) d on d.product = p.id
         where coalesce(p.list_price, -1) <> coalesce(d.least, -1) order by p.id",
    ),
    ("facet_count.products", facets::store::index::RECOUNT),
    ("product_facet.stock", facets::store::index::RESTAND),
    ("collection_product.sorted", facets::store::index::RESHELVE),
    (
        "price.amount",
        "select v.sku, cast(p.amount as text), cast(c.amount as text) from price p join variant v on v.id = p.variant
         join price_change c on c.id = (select max(k.id) from price_change k where k.variant = p.variant and k.currency = p.currency)
         where c.amount <> p.amount order by v.id",
    ),
    (
        "orders.items_total",
        "select o.number, cast(o.items_total as text), cast(cast(l.total as bigint) as text) from orders o
         join (select order_id, sum(total) as total from order_line group by order_id) l on l.order_id = o.id
         where o.items_total <> l.total order by o.id",
    ),
    (
        "orders.shipping_tax",
        "select o.number, cast(o.shipping_tax as text), cast(cast(coalesce(t.tax, 0) as bigint) as text) from orders o
         left join (select order_id, sum(tax) as tax from order_shipping_tax group by order_id) t on t.order_id = o.id
         where o.shipping_tax <> coalesce(t.tax, 0) order by o.id",
    ),
    (
        "orders.shipping_price",
        "select o.number, cast(o.shipping_price as text), cast(cast(coalesce(t.amount, 0) as bigint) as text) from orders o
         left join (select order_id, sum(amount) as amount from order_shipping_tax group by order_id) t on t.order_id = o.id
         where o.shipping_price <> coalesce(t.amount, 0) order by o.id",
    ),
    (
        "orders.tax_total",
        "select o.number, cast(o.tax_total as text), cast(cast(l.tax + o.shipping_tax as bigint) as text) from orders o
         join (select order_id, sum(tax) as tax from order_line group by order_id) l on l.order_id = o.id
         where o.tax_total <> l.tax + o.shipping_tax order by o.id",
    ),
    (
        "orders.total",
        "select o.number, cast(o.total as text),
            cast(o.items_total + o.shipping_price + case when o.prices_include_tax then 0 else o.tax_total end as text) from orders o
         where o.total <> o.items_total + o.shipping_price + case when o.prices_include_tax then 0 else o.tax_total end order by o.id",
    ),
    (
        "order_line.total",
        "select o.number, cast(l.total as text), cast(l.unit_price * l.quantity - l.discount as text) from order_line l
         join orders o on o.id = l.order_id where l.total <> l.unit_price * l.quantity - l.discount order by l.id",
    ),
    (
        "payment.amount",
        "select o.number, cast(p.amount as text), cast(o.total - o.credit as text) from payment p join orders o on o.id = p.order_id
         where p.amount <> o.total - o.credit order by p.id",
    ),
    (
        "credit.balance",
        "select cast(c.id as text), cast(c.balance as text), cast(cast(coalesce(m.total, 0) as bigint) as text)
         from credit c left join (select credit, sum(delta) as total from credit_move group by credit) m on m.credit = c.id
         where c.balance <> coalesce(m.total, 0) order by c.id",
    ),
    (
        "orders.credit",
        "select o.number, cast(o.credit as text), cast(cast(coalesce(m.spent, 0) as bigint) as text) from orders o
         left join (select order_id, -sum(delta) as spent from credit_move where reason = 'spent' group by order_id) m on m.order_id = o.id
         where o.credit <> coalesce(m.spent, 0) order by o.id",
    ),
    // All of it where the order was never paid and is off, else what its refunds say.
    (
        "refund.credited",
        "select d.number, cast(cast(d.should as bigint) as text), cast(cast(d.returned as bigint) as text) from (
            select o.id, o.number, case when o.payment_state = 'void' then o.credit else coalesce(r.credited, 0) end as should,
                coalesce(m.returned, 0) as returned
            from orders o
            left join (select order_id, sum(credited) as credited from refund group by order_id) r on r.order_id = o.id
            left join (select order_id, sum(delta) as returned from credit_move where reason = 'returned' group by order_id) m on m.order_id = o.id) d
         where d.should <> d.returned order by d.id",
    ),
    (
        "orders.state",
        "select o.number, o.state, coalesce((select m.to_state from order_move m where m.order_id = o.id and m.axis = 'order' order by m.n desc limit 1), 'placed')
         from orders o where o.state <> coalesce((select m.to_state from order_move m where m.order_id = o.id and m.axis = 'order' order by m.n desc limit 1), 'placed') order by o.id",
    ),
    (
        "orders.payment_state",
        "select o.number, o.payment_state, coalesce((select m.to_state from order_move m where m.order_id = o.id and m.axis = 'payment' order by m.n desc limit 1), 'awaiting')
         from orders o where o.payment_state <> coalesce((select m.to_state from order_move m where m.order_id = o.id and m.axis = 'payment' order by m.n desc limit 1), 'awaiting') order by o.id",
    ),
    (
        "orders.fulfilment_state",
        "select o.number, o.fulfilment_state, coalesce((select m.to_state from order_move m where m.order_id = o.id and m.axis = 'fulfilment' order by m.n desc limit 1), 'waiting')
         from orders o where o.fulfilment_state <> coalesce((select m.to_state from order_move m where m.order_id = o.id and m.axis = 'fulfilment' order by m.n desc limit 1), 'waiting') order by o.id",
    ),
    (
        "orders.refunded",
        "select o.number, cast(o.refunded as text), cast(cast(coalesce(r.total, 0) as bigint) as text) from orders o
         left join (select order_id, sum(total) as total from refund group by order_id) r on r.order_id = o.id
         where o.refunded <> coalesce(r.total, 0) or o.refunded > o.total order by o.id",
    ),
    (
        "refund.total",
        "select cast(r.id as text), cast(r.total as text), cast(cast(r.shipping + r.extra + coalesce(l.amount, 0) as bigint) as text)
         from refund r left join (select refund, sum(amount) as amount from refund_line group by refund) l on l.refund = r.id
         where r.total <> r.shipping + r.extra + coalesce(l.amount, 0) order by r.id",
    ),
    (
        "refund.tax",
        "select cast(r.id as text), cast(r.total as text) || ' with ' || cast(r.tax as text),
            cast(cast(coalesce(t.amount, 0) as bigint) as text) || ' with ' || cast(cast(coalesce(t.tax, 0) as bigint) as text)
         from refund r left join (select refund, sum(amount) as amount, sum(tax) as tax from refund_tax group by refund) t on t.refund = r.id
         where r.total <> coalesce(t.amount, 0) or r.tax <> coalesce(t.tax, 0) order by r.id",
    ),
    (
        "order_line.withdrawn",
        "select o.number, cast(l.withdrawn as text), cast(cast(coalesce(r.unsent, 0) as bigint) as text) from order_line l
         join orders o on o.id = l.order_id
         left join (select order_line, sum(unsent) as unsent from refund_line group by order_line) r on r.order_line = l.id
         where l.withdrawn <> coalesce(r.unsent, 0) order by l.id",
    ),
    (
        "refund_line.sent",
        "select o.number, cast(cast(r.sent as bigint) as text), cast(cast(coalesce(f.sent, 0) as bigint) as text) from order_line l
         join orders o on o.id = l.order_id
         join (select order_line, sum(sent) as sent from refund_line group by order_line) r on r.order_line = l.id
         left join (select order_line, sum(quantity) as sent from fulfilment_line group by order_line) f on f.order_line = l.id
         where r.sent > coalesce(f.sent, 0) order by l.id",
    ),
    (
        "orders.payment",
        "select d.number, d.payment_state, d.should from (
            select o.id, o.number, o.payment_state, case
                when p.received is null then case when o.state = 'cancelled' then 'void' else 'awaiting' end
                when o.total = 0 then o.payment_state
                when o.refunded = o.total then 'refunded'
                when o.state = 'cancelled' then 'refund_due'
                when o.refunded > 0 then 'part_refunded' else 'paid' end as should
            from orders o left join (select order_id, min(received_at) as received from payment group by order_id) p on p.order_id = o.id) d
         where d.payment_state <> d.should order by d.id",
    ),
    (
        "orders.fulfilment",
        "select d.number, d.fulfilment_state, d.should from (
            select o.id, o.number, o.fulfilment_state, case
                when o.state = 'cancelled' then 'stopped'
                when l.sent = 0 then 'waiting'
                when l.sent + l.withdrawn < l.quantity then 'partly_sent'
                when o.fulfilment_state = 'delivered' then 'delivered' else 'sent' end as should
            from orders o join (
                select m.order_id, sum(m.quantity) as quantity, sum(m.withdrawn) as withdrawn,
                    sum(coalesce((select sum(f.quantity) from fulfilment_line f where f.order_line = m.id), 0)) as sent
                from order_line m group by m.order_id) l on l.order_id = o.id) d
         where d.fulfilment_state <> d.should order by d.id",
    ),
    (
        "paper_series.last",
        "select s.kind || ' ' || cast(s.year as text), cast(s.last as text), cast(count(p.id) as text) from paper_series s
         left join paper p on p.kind = s.kind and p.year = s.year
         group by s.kind, s.year, s.last having s.last <> count(p.id) or s.last <> coalesce(max(p.n), 0) order by 1",
    ),
    (
        "cart.closed_at",
        "select cast(c.id as text), case when c.closed_at is null then 'open' else 'closed' end, case when o.id is null then 'open' else 'closed' end
         from cart c left join orders o on o.cart = c.id
         where (c.closed_at is null and o.id is not null) or (c.closed_at is not null and o.id is null) order by c.id",
    ),
    (
        "person.kind",
        "select cast(p.id as text), p.kind, d.should from person p join (
            select q.id, case when exists (select 1 from role_grant g where g.person = q.id and g.revoked_at is null) then 'staff'
                when q.kind = 'staff' then 'customer' else q.kind end as should from person q where q.erased_at is null) d on d.id = p.id
         where p.kind <> d.should order by p.id",
    ),
];

type Fold = fn(&str) -> String;
/// Folded columns: what they are called, the statement that reads row, text and key, and how the text is folded.
const FOLDED: &[(&str, &str, Fold)] = &[
    ("product.title_key", "select slug, title, title_key from product order by id", fold),
    ("collection.title_key", "select slug, title, title_key from collection order by id", fold),
    ("variant.sku_key", "select cast(id as text), sku, sku_key from variant order by id", fold),
    (
        "product_tag.tag_key",
        "select cast(product as text), tag, tag_key from product_tag order by product, position",
        fold,
    ),
    ("orders.email_key", "select number, email, email_key from orders order by id", str::to_ascii_lowercase),
    (
        "person.email_key",
        "select cast(id as text), email, email_key from person where email is not null order by id",
        str::to_ascii_lowercase,
    ),
    (
        "customer.email_key",
        "select cast(id as text), email, email_key from customer order by id",
        str::to_ascii_lowercase,
    ),
    (
        "customer.name_key",
        "select cast(id as text), name, name_key from customer where name <> '' order by id",
        upkeep::key,
    ),
    (
        "person.alias_key",
        "select cast(id as text), alias, coalesce(alias_key, '') from person where erased_at is null order by id",
        alias::key,
    ),
];

/// What a collection by rule holds.
const BY_RULE: &str = "collection_product.by_rule";

/// Every drift there is; none in a healthy shop.
pub async fn examine(db: &Db) -> Result<Vec<Drift>> {
    let mut found = vec![];
    for (what, sql) in COUNTS.iter().chain(recount::COUNTS).chain(upkeep::COUNTS) {
        let rows: Vec<(String, String, String)> = db.query(*sql).all().await?;
        found.extend(rows.into_iter().map(|(which, stands, should)| Drift { what, which, stands, should }));
    }
    let rows: Vec<(String, String, String)> = db.query(recount::INDEX).all().await?;
    found.extend(rows.into_iter().map(|(which, stands, should)| Drift {
        what: recount::INDEXED,
        which,
        stands,
        should,
    }));
    found.extend(figures::store::recount::drift(db).await?);
    for (which, stands, should) in collections::store::drift(db).await? {
        found.push(Drift { what: BY_RULE, which, stands, should });
    }
    found.extend(names_of_orders(db).await?);
    for (what, sql, folded) in FOLDED {
        let rows: Vec<(String, String, String)> = db.query(*sql).all().await?;
        for (which, text, key) in rows {
            let should = folded(&text);
            if should != key {
                found.push(Drift { what, which, stands: key, should });
            }
        }
    }
    Ok(found)
}

/// Orders that are not found by the words of their name. Whoever was erased is found by none.
async fn names_of_orders(db: &Db) -> Result<Vec<Drift>> {
    let rows: Vec<(String, String, Option<String>)> = db
        .query(
            "select o.number, case when o.email = '' then '' else o.name end, n.word from orders o
             left join order_name n on n.order_id = o.id order by o.id, n.word",
        )
        .all()
        .await?;
    let mut found = vec![];
    for order in rows.chunk_by(|a, b| a.0 == b.0) {
        let stands: Vec<String> = order.iter().filter_map(|(_, _, word)| word.clone()).collect();
        let mut should = name_words(&order[0].1);
        should.sort();
        if stands != should {
            let (which, stands, should) = (order[0].0.clone(), stands.join(" "), should.join(" "));
            found.push(Drift { what: NAMED, which, stands, should });
        }
    }
    Ok(found)
}
const NAMED: &str = "order_name.word";

/// The names of everything that is recounted.
pub fn names() -> impl Iterator<Item = &'static str> {
    let counts = COUNTS.iter().chain(recount::COUNTS).chain(upkeep::COUNTS).map(|(name, _)| *name);
    let figures = figures::store::recount::NAMES;
    counts.chain([recount::INDEXED, BY_RULE, NAMED]).chain(figures).chain(FOLDED.iter().map(|(name, ..)| *name))
}
