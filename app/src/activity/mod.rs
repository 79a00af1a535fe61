//! What happened in the shop: events, written in the transaction that made them true.
#[cfg(feature = "ssr")]
pub mod feed;
#[cfg(feature = "ssr")]
pub mod feeds;
#[cfg(feature = "ssr")]
pub mod hearing;
pub mod islands;
#[cfg(feature = "ssr")]
mod lull;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod purchases;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod strip;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
pub mod unseen;
#[cfg(feature = "ssr")]
pub mod words;

/// A kind of event; the words of the table `event_kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    ProductAdded,
    ProductChanged,
    PriceChanged,
    StockCounted,
    OrderPlaced,
    OrderPaid,
    OrderSent,
    OrderDelivered,
    OrderCancelled,
    OrderLapsed,
    OrderCompleted,
    OrderRefunded,
    Withdrawn,
    TopicAsked,
    TopicOpened,
    BenchPosted,
    PostReplied,
    PostEdited,
    AnswerAccepted,
    AnswerUnaccepted,
    PostHelpful,
    PurchaseShown,
    CounterChanged,
    PostHeld,
    PostReported,
}
impl Kind {
    pub const ALL: [Kind; 25] = [
        Kind::ProductAdded,
        Kind::ProductChanged,
        Kind::PriceChanged,
        Kind::StockCounted,
        Kind::OrderPlaced,
        Kind::OrderPaid,
        Kind::OrderSent,
        Kind::OrderDelivered,
        Kind::OrderCancelled,
        Kind::OrderLapsed,
        Kind::OrderCompleted,
        Kind::OrderRefunded,
        Kind::Withdrawn,
        Kind::TopicAsked,
        Kind::TopicOpened,
        Kind::BenchPosted,
        Kind::PostReplied,
        Kind::PostEdited,
        Kind::AnswerAccepted,
        Kind::AnswerUnaccepted,
        Kind::PostHelpful,
        Kind::PurchaseShown,
        Kind::CounterChanged,
        Kind::PostHeld,
        Kind::PostReported,
    ];
    pub fn word(self) -> &'static str {
        match self {
            Kind::ProductAdded => "product.added",
            Kind::ProductChanged => "product.changed",
            Kind::PriceChanged => "price.changed",
            Kind::StockCounted => "stock.counted",
            Kind::OrderPlaced => "order.placed",
            Kind::OrderPaid => "order.paid",
            Kind::OrderSent => "order.sent",
            Kind::OrderDelivered => "order.delivered",
            Kind::OrderCancelled => "order.cancelled",
            Kind::OrderLapsed => "order.lapsed",
            Kind::OrderCompleted => "order.completed",
            Kind::OrderRefunded => "order.refunded",
            Kind::Withdrawn => "withdrawn",
            Kind::TopicAsked => "topic.asked",
            Kind::TopicOpened => "topic.opened",
            Kind::BenchPosted => "bench.posted",
            Kind::PostReplied => "post.replied",
            Kind::PostEdited => "post.edited",
            Kind::AnswerAccepted => "answer.accepted",
            Kind::AnswerUnaccepted => "answer.unaccepted",
            Kind::PostHelpful => "post.helpful",
            Kind::PurchaseShown => "purchase.shown",
            Kind::CounterChanged => "counter.changed",
            Kind::PostHeld => "post.held",
            Kind::PostReported => "post.reported",
        }
    }
}

/// Who may read an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Public,
    Staff,
    Person(i64),
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Product(i64),
    Variant(i64),
    Order(i64),
    Event(i64),
    Topic(i64),
    Post(i64),
    Host(i64),
}
impl Subject {
    pub fn kind(self) -> &'static str {
        match self {
            Subject::Product(_) => "product",
            Subject::Variant(_) => "variant",
            Subject::Order(_) => "order",
            Subject::Event(_) => "event",
            Subject::Topic(_) => "topic",
            Subject::Post(_) => "post",
            Subject::Host(_) => "host",
        }
    }
    pub fn id(self) -> i64 {
        match self {
            Subject::Product(id)
            | Subject::Variant(id)
            | Subject::Order(id)
            | Subject::Event(id)
            | Subject::Topic(id)
            | Subject::Post(id)
            | Subject::Host(id) => id,
        }
    }
}

/// Something that happened: ids alone, never a text that somebody may not read.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: Kind,
    pub actor: crate::viewer::Actor,
    pub subject: Subject,
    pub at: crate::values::Moment,
    pub audience: Audience,
    /// Where it is heard: `shop`, `product:12`, `order:7`.
    pub topics: Vec<String>,
}
