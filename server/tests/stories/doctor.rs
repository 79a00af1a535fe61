//! The doctor names every derived value that somebody damaged.
use crate::kit::goods::thing;
use crate::kit::shop::ended;
use crate::kit::talk::{ask, reply};
use crate::kit::{Browser, Shop, both};
use crate::orders::ordered;
use app::accounts::store::enrol;
use app::catalogue::draft::Draft;
use app::doctor::{examine, names};
use app::forum::State;
use app::orders::refund::{self, Part, Refunding};
use app::orders::verbs;
use app::values::{Email, Moment};
use std::collections::BTreeMap;

/// How each derived value is damaged. A name that is missing here fails the story.
fn damages() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("stock.on_hand", "update stock set on_hand = on_hand + 1"),
        ("stock.reserved", "update stock set reserved = reserved + 1"),
        ("stock.promised", "update order_line set quantity = quantity + 1"),
        ("product.list_price", "update product set list_price = 1"),
        ("facet_count.products", "update facet_count set products = products + 1"),
        ("product_facet.stock", "update product_facet set value = 3 where value = 1"),
        ("collection_product.sorted", "update collection_product set list_price = 7"),
        // A rule without a condition holds nothing.
        ("collection_product.by_rule", "update collection set by_rule = true"),
        ("price.amount", "update price set amount = amount + 1"),
        ("orders.items_total", "update orders set items_total = items_total + 1"),
        ("orders.shipping_tax", "update orders set shipping_tax = shipping_tax + 1"),
        ("orders.shipping_price", "update orders set shipping_price = shipping_price + 1"),
        ("orders.tax_total", "update orders set tax_total = tax_total + 1"),
        ("orders.total", "update orders set total = total + 1"),
        ("order_line.total", "update order_line set total = total + 1"),
        ("payment.amount", "update payment set amount = amount + 1"),
        ("credit.balance", "update credit set balance = balance - 1"),
        ("orders.credit", "update orders set credit = credit + 1"),
        // More went back to a credit than its moves say.
        ("refund.credited", "update refund set credited = credited + 1"),
        ("orders.state", "update orders set state = 'completed'"),
        ("orders.payment_state", "update orders set payment_state = 'paid'"),
        ("orders.fulfilment_state", "update orders set fulfilment_state = 'sent'"),
        ("orders.refunded", "update orders set refunded = refunded + 1"),
        ("refund.total", "update refund set extra = extra + 1"),
        ("refund.tax", "update refund_tax set tax = tax + 1"),
        ("order_line.withdrawn", "update order_line set withdrawn = 1"),
        // More went back than was ever sent.
        ("refund_line.sent", "update refund_line set sent = sent + 1"),
        ("orders.payment", "update payment set received_at = null"),
        ("orders.fulfilment", "update orders set fulfilment_state = 'sent'"),
        ("paper_series.last", "update paper_series set last = last + 1"),
        ("order_name.word", "update order_name set word = 'x' || word"),
        ("topic.posts", "update topic set posts = posts + 1"),
        ("topic.listed", "update topic set listed = false"),
        ("topic.last_post", "update topic set last_post = null"),
        ("topic.last_at", "update topic set last_at = last_at + 1"),
        ("topic.answered_at", "update topic set answered_at = 1"),
        ("topic.title", "update topic set title = 'Another one'"),
        ("topic.accepted", "update topic set accepted = 4711"),
        ("post.helpful", "update post set helpful = helpful + 1"),
        ("figure_day.sums", "update figure_day set gross = gross + 1"),
        ("figure_product.sums", "delete from figure_product"),
        // What is held stands in the index no more.
        ("post.indexed", "update post set state = 'held'"),
        ("customer.orders", "update customer set orders = orders + 1"),
        ("customer.spent", "update customer set spent = spent + 1"),
        ("customer.last_order_at", "update customer set last_order_at = 7"),
        ("customer.row", "delete from customer"),
        ("customer.email_key", "update customer set email = 'other@example.org'"),
        ("customer.name_key", "update customer set name_key = 'x'"),
        ("cart.closed_at", "update cart set closed_at = null"),
        ("product.title_key", "update product set title_key = 'x'"),
        ("collection.title_key", "update collection set title_key = 'x'"),
        ("variant.sku_key", "update variant set sku_key = 'x'"),
        ("product_tag.tag_key", "update product_tag set tag_key = 'x'"),
        ("orders.email_key", "update orders set email_key = 'x'"),
        ("person.kind", "update person set kind = 'staff' where kind = 'customer'"),
        ("person.email_key", "update person set email_key = 'x' where email_key = 'noor@example.org'"),
        ("person.alias_key", "update person set alias_key = 'x' where kind = 'customer'"),
    ])
}

async fn a_shop_with_an_order(shop: &Shop) {
    let order = ordered(shop, "transfer").await;
    let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
    let line = shop.number("select id from order_line").await;
    verbs::mark_paid(db, m, order, now).await.unwrap();
    verbs::fulfil(db, m, order, Some(&[(line, 1)]), "", now).await.unwrap();
    let part = Part { line, sent: 1, ..Part::default() };
    let back = Refunding { parts: vec![part], ..Refunding::default() };
    refund::verbs::refund(db, m, order, &back, now).await.unwrap();
    let mug = Draft { tags: Some(vec!["Clay".into()]), ..thing("mug", 1_200, 5) };
    let mug = Draft { collections: Some(vec![("pans".into(), "Pans".into())]), ..mug };
    crate::kit::goods::stock(shop, &[mug]).await;
    let mut tx = shop.db().begin().await.unwrap();
    let email = Email::parse("noor@example.org").unwrap();
    enrol(&mut tx, None, &email, "en", Moment::now()).await.unwrap();
    tx.commit().await.unwrap();
    let (mut asker, mut other) = (Browser::new(shop), Browser::new(shop));
    let topic = ask(&mut asker, shop, "mug", "Does it keep tea warm?", "").await;
    reply(&mut other, shop, topic, "For an hour, with a lid.").await;
    crate::credit::given(shop, order, 1_000).await;
    app::figures::store::count::catch_up(shop.db()).await.unwrap();
    shop.healthy().await;
}

#[tokio::test]
async fn a_title_that_was_taken_down_is_no_drift_and_one_that_came_back_is() {
    both(|shop| async move {
        a_shop_with_an_order(&shop).await;
        let set = async |to| {
            let first = shop.number("select first_post from topic").await;
            let mut tx = shop.db().begin().await.unwrap();
            app::forum::verbs::state::set(&mut tx, first, to, None, Moment::now()).await.unwrap();
            tx.commit().await.unwrap();
        };
        set(State::Removed).await;
        shop.healthy().await;
        shop.damage("update topic set title = 'Does it keep tea warm?'").await;
        let found = examine(shop.db()).await.unwrap();
        assert_eq!(found.iter().map(|d| d.what).collect::<Vec<_>>(), ["topic.title"]);
        set(State::Live).await;
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn each_derived_value_is_named_when_it_is_damaged() {
    for name in names() {
        let damage = *damages().get(name).unwrap_or_else(|| panic!("no test damages {name}"));
        both(|shop| async move {
            a_shop_with_an_order(&shop).await;
            shop.damage(damage).await;
            let found = examine(shop.db()).await.unwrap();
            assert!(found.iter().any(|d| d.what == name), "{name} is not named: {found:?}");
        })
        .await;
    }
    let all: Vec<&str> = names().collect();
    assert!(damages().keys().all(|k| all.contains(k)), "a damage of nothing");
}

#[tokio::test]
async fn the_command_exits_one_on_drift_and_zero_without() {
    both(|shop| async move {
        a_shop_with_an_order(&shop).await;
        let doctor = async || {
            let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_openkitchen"));
            program
                .arg("doctor")
                .env("DATABASE_URL", &shop.url)
                .env("MEDIA_URL", format!("file:{}", shop.folder.join("media").display()))
                .env("MAIL_URL", format!("file:{}", shop.folder.join("mail").display()));
            ended(program).await
        };
        let well = doctor().await;
        assert_eq!(well.status.code(), Some(0), "{well:?}");
        shop.damage("update stock set on_hand = on_hand + 1").await;
        let ill = doctor().await;
        assert_eq!(ill.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&ill.stdout).contains("stock.on_hand"));
    })
    .await;
}
