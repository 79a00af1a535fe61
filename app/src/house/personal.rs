//! Which columns may hold something about a person. Export, erasure and the leak test read these lists; a text column in
//! neither fails a test.

/// Columns of text that may say something about a person.
pub const PERSONAL: &[&str] = &[
    "audit.after",
    "audit.before",
    "audit.from_where",
    "cart_line.properties",
    "cart_line.properties_key",
    "mail.recipient",
    "order_line.properties",
    "orders.address",
    "orders.email",
    "orders.email_key",
    "orders.name",
    "person.alias",
    "person.email",
    "person.email_key",
    "session.data",
];

/// Tables without a column about a person: the catalogue, the shop itself, lookups.
const IMPERSONAL_TABLES: &[&str] = &[
    "attribute",
    "attribute_kind",
    "collection",
    "consent_kind",
    "event_audience",
    "event_kind",
    "event_topic",
    "job_kind",
    "mail_kind",
    "maker",
    "making_step",
    "media",
    "media_kind",
    "option_axis",
    "option_value",
    "order_move",
    "order_move_allowed",
    "order_shipping_tax",
    "order_state",
    "page",
    "payment_method",
    "person_kind",
    "price",
    "price_change",
    "product",
    "product_attribute",
    "product_media",
    "product_status",
    "product_tag",
    "remote_picture",
    "secret",
    "shipping_method",
    "shipping_rate",
    "shop",
    "slug_history",
    "slug_kind",
    "stock_move",
    "stock_reason",
    "tax_class",
    "tax_rate",
    "variant",
];

/// Columns of text in the other tables that say nothing about a person: states, kinds, codes, titles of goods.
const IMPERSONAL: &[&str] = &[
    "audit.act",
    "audit.actor",
    "audit.subject_kind",
    "cart.country",
    "cart.currency",
    "consent.kind",
    "consent.subject_kind",
    "event.actor",
    "event.audience",
    "event.kind",
    "event.subject_kind",
    "fulfilment.actor",
    "fulfilment.tracking",
    "job.about",
    "job.fault",
    "job.kind",
    "mail.about",
    "mail.kind",
    "mail.lang",
    "order_line.options",
    "order_line.sku",
    "order_line.tax_class",
    "order_line.title",
    "orders.channel",
    "orders.country",
    "orders.currency",
    "orders.fulfilment_state",
    "orders.lang",
    "orders.number",
    "orders.payment_method",
    "orders.payment_state",
    "orders.presence_arm",
    "orders.shipping_method",
    "orders.shipping_title",
    "orders.state",
    "payment.actor",
    "payment.currency",
    "payment.method",
    "person.kind",
    "person.lang",
];

/// Whether `table.column` may hold something about a person.
pub fn is(column: &str) -> bool {
    PERSONAL.contains(&column)
}
/// Whether `table.column` is known to hold nothing about a person.
pub fn is_not(column: &str) -> bool {
    let table = column.split('.').next().unwrap_or("");
    IMPERSONAL.contains(&column) || IMPERSONAL_TABLES.contains(&table)
}
