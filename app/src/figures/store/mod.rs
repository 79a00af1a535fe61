//! Figures in and out of their tables: `count` keeps them, `read` gives them, `recount` finds what drifted.
pub mod count;
pub mod read;
pub mod recount;
pub mod visits;

use super::Sums;
use super::period::edges;
use crate::db::Build;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::FromRow;

/// What a day came to in one currency; `place` is the day's place among those that were asked for, from 0.
#[derive(Clone, Debug, FromRow)]
struct Counted {
    place: i64,
    currency: String,
    #[sqlx(flatten)]
    sums: Sums,
}
/// What a product came to on a day, in one currency.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
struct Sold {
    place: i64,
    currency: String,
    product: i64,
    units: i64,
    amount: i64,
}

/// Begins a statement that has these days as `day (place, begins, ends)`.
fn days(build: &mut Build, days: &[Date], zone: &TimeZone) {
    build.push("with edge as (select place, id from ").table(edges(days, zone)).push(
        " as e), day as (select (a.place - 1) / 2 as place, a.id as begins, b.id as ends
            from edge a join edge b on b.place = a.place + 1 where a.place % 2 = 1) ",
    );
}

/// THE count of days out of orders, their moves and their refunds: whatever a figure says is this. An order counts where it
/// was placed; one that was cancelled counts against the day of that, less what was refunded before; a refund counts where it
/// was given, unless its order had been cancelled, which took off the whole of it already. What is sent once more for nothing
/// is no order.
fn counted(of: &[Date], zone: &TimeZone) -> Build {
    let mut build = Build::default();
    days(&mut build, of, zone);
    build.push(
        "select place, currency, cast(sum(orders) as bigint) as orders, cast(sum(gross) as bigint) as gross,
            cast(sum(tax) as bigint) as tax, cast(sum(shipping) as bigint) as shipping, cast(sum(units) as bigint) as units,
            cast(sum(cancelled_orders) as bigint) as cancelled_orders, cast(sum(cancelled) as bigint) as cancelled,
            cast(sum(cancelled_tax) as bigint) as cancelled_tax, cast(sum(refunds) as bigint) as refunds,
            cast(sum(refunded) as bigint) as refunded, cast(sum(refunded_tax) as bigint) as refunded_tax
         from (
            select d.place, o.currency, 1 as orders, o.total as gross, o.tax_total as tax,
                o.shipping_price + case when o.prices_include_tax then 0 else o.shipping_tax end as shipping,
                (select sum(l.quantity) from order_line l where l.order_id = o.id) as units,
                0 as cancelled_orders, 0 as cancelled, 0 as cancelled_tax, 0 as refunds, 0 as refunded, 0 as refunded_tax
            from day d cross join orders o where o.placed_at >= d.begins and o.placed_at < d.ends
                and not exists (select 1 from goodwill g where g.replacement = o.id)
            union all
            select d.place, o.currency, 0, 0, 0, 0, 0, 1,
                o.total - (select coalesce(sum(r.total), 0) from refund r where r.order_id = o.id and r.at < m.at),
                o.tax_total - (select coalesce(sum(r.tax), 0) from refund r where r.order_id = o.id and r.at < m.at), 0, 0, 0
            from day d cross join order_move m join orders o on o.id = m.order_id
            where m.axis = 'order' and m.to_state = 'cancelled' and m.at >= d.begins and m.at < d.ends
                and not exists (select 1 from goodwill g where g.replacement = o.id)
            union all
            select d.place, r.currency, 0, 0, 0, 0, 0, 0, 0, 0, 1, r.total, r.tax
            from day d cross join refund r
            where r.at >= d.begins and r.at < d.ends and r.total > 0
                and coalesce((select min(case when m.axis = 'order' and m.to_state = 'cancelled' then m.at end)
                    from order_move m where m.order_id = r.order_id), r.at + 1) > r.at) as happened
         group by place, currency order by place, currency",
    );
    build
}

/// What the lines of orders came to, by day, currency and product: those placed, less those of orders cancelled.
const LINES: &str = "select d.place, o.currency, v.product, l.quantity as units,
        l.total + case when o.prices_include_tax then 0 else l.tax end as amount
    from day d cross join orders o join order_line l on l.order_id = o.id join variant v on v.id = l.variant
    where o.placed_at >= d.begins and o.placed_at < d.ends
        and not exists (select 1 from goodwill g where g.replacement = o.id)
    union all
    select d.place, o.currency, v.product, -l.quantity, -l.total - case when o.prices_include_tax then 0 else l.tax end
    from day d cross join order_move m join orders o on o.id = m.order_id join order_line l on l.order_id = o.id
        join variant v on v.id = l.variant
    where m.axis = 'order' and m.to_state = 'cancelled' and m.at >= d.begins and m.at < d.ends
        and not exists (select 1 from goodwill g where g.replacement = o.id)";

/// THE count of products by day.
fn sold(of: &[Date], zone: &TimeZone) -> Build {
    let mut build = Build::default();
    days(&mut build, of, zone);
    build.push("select place, currency, product, cast(sum(units) as bigint) as units, cast(sum(amount) as bigint) as amount from (");
    build.push(LINES).push(") as line group by place, currency, product order by place, currency, product");
    build
}
