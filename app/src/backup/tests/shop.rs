//! A shop with a row in every table: what the verbs of the shop write, and the rest by hand.
use super::{Ground, NOW};
use crate::cart::{self, Properties};
use crate::catalogue::draft::{AttributeDraft, Draft, PictureDraft, StepDraft, VariantDraft};
use crate::catalogue::put::put;
use crate::catalogue::store::people::{MakerDraft, put_collection, put_maker};
use crate::checkout::place::{By, Placed, Wish, place};
use crate::house::store::put_page;
use crate::media::{store::keep, workshop::Workshop};
use crate::orders::refund::{Part, Refunding, verbs::refund};
use crate::orders::{store as orders, verbs};
use crate::secret::LinkKey;
use crate::shipping::{self, Rate};
use crate::site::facts;
use crate::values::{Currency, Email, Quantity};
use crate::viewer::Merchant;

/// A picture of a dot of this size, on the ground's shelf; its number.
pub async fn picture(ground: &Ground, r: u32) -> i64 {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='330' height='90'><circle cx='80' cy='40' r='{r}'/></svg>"
    );
    let made = Workshop::default().drawing(svg).await.unwrap();
    keep(&ground.db, &ground.shelf, made, "a dot", NOW).await.unwrap()
}

fn pan(media: i64) -> Draft {
    let variant = |sku: &str, size: &str, price| VariantDraft {
        sku: Some(sku.into()),
        options: vec![size.into()],
        prices: vec![(Currency::EUR, price, Some(price + 900))],
        on_hand: Some(9),
        ..VariantDraft::default()
    };
    Draft {
        slug: "pan".into(),
        title: Some("Pan “É” \\ \t end".into()),
        maker: Some("joost".into()),
        status: Some("active".into()),
        personal_label: Some("Name on the handle".into()),
        tags: Some(vec!["Iron".into()]),
        axes: vec![("Size".into(), vec!["20 cm".into(), "26 cm".into()])],
        variants: vec![variant("PAN-20", "20 cm", 5_400), variant("PAN-26", "26 cm", 6_800)],
        attributes: Some(vec![AttributeDraft {
            handle: "weight".into(),
            label: "Weight".into(),
            kind: "number".into(),
            unit: "kg".into(),
            value: "1.46 kg".into(),
            milli: Some(1_460),
            means: "One hand can toss it.".into(),
            matters: "your wrist is not strong".into(),
        }]),
        steps: Some(vec![StepDraft {
            title: "Cut".into(),
            minutes: 12,
            words: "From the sheet.\nTwice.".into(),
            media: Some(media),
            picture: None,
        }]),
        media: Some(vec![media]),
        pictures: vec![PictureDraft { url: "https://pictures.example/pan.jpg".into(), ..PictureDraft::default() }],
        collections: Some(vec![("pans".into(), "Pans".into())]),
        ..Draft::default()
    }
}

/// Opens the shop on this ground.
pub async fn stand(ground: &Ground) {
    let (db, m) = (&ground.db, &Merchant::at_the_console());
    db.migrate().await.unwrap();
    let media = picture(ground, 30).await;
    let mut tx = db.begin().await.unwrap();
    let maker = MakerDraft {
        handle: "joost".into(),
        name: "Joost".into(),
        craft: "smith".into(),
        words: "Iron remembers.".into(),
        story: "I began with a nail.".into(),
        media: Some(media),
    };
    put_maker(&mut tx, maker).await.unwrap();
    put_collection(&mut tx, "pans", "Pans", "Two will do.", "joost", 0).await.unwrap();
    put_page(&mut tx, "about", "About", "## A heading", 0, NOW).await.unwrap();
    let rate = Rate { country: "NL".into(), method: "parcel".into(), amount: 490, ships: true, ..Rate::nothing() };
    shipping::store::put(&mut tx, &rate, "EUR", 0).await.unwrap();
    put(&mut tx, m, &pan(media), "counted", NOW).await.unwrap();
    tx.commit().await.unwrap();
    let order = buy(ground).await;
    verbs::mark_paid(db, m, order, NOW).await.unwrap();
    verbs::fulfil(db, m, order, None, "3S1", NOW).await.unwrap();
    let line = orders::lines(db, order).await.unwrap()[0].id;
    let parts = vec![Part { line, sent: 1, restocked: 1, ..Part::default() }];
    refund(db, m, order, &Refunding { parts, ..Refunding::default() }, NOW).await.unwrap();
    buy(ground).await;
    crate::figures::store::count::catch_up(db).await.unwrap();
    for sql in BY_HAND {
        db.run(*sql).run().await.unwrap();
    }
    for sql in BYTES {
        db.run(*sql).bind(vec![0u8, 255, 10, 13, 34]).run().await.unwrap();
    }
    for sql in TALK {
        db.run(*sql).run().await.unwrap();
    }
}

const BYTES: &[&str] = &[
    "insert into session (id_hash, person, data, created_at, seen_at, expires_at) values ($1, 7, '{}', 1, 2, 3)",
    "insert into account (person, password_hash, totp_secret, totp_at, totp_step) values (7, 'x', $1, 5, 6)",
    "insert into recovery_code (person, code_hash, used_at) values (7, $1, null)",
    "insert into token (kind, code_hash, person, email, email_key, next, created_at, expires_at)
     values ('reset', $1, 7, 'n@example.org', 'n@example.org', '/account', 5, 6)",
    "insert into attempt (kind, subject, since, tries) values ('sign_in', $1, 5, 6)",
    "insert into post (id, topic, author, state, as_host, stake, title, body, html, render_version, network, print, created_at)
     values (4, 3, 9, 'live', false, 'owns', 'Does “it” rust?', 'Does “it” rust?', '<p>Does “it” rust?</p>', 1, $1, $1, 5)",
    "insert into post (id, topic, author, state, as_host, stake, reply_to, quoted, quoted_revision, quoted_text, body, html,
        render_version, revision, helpful, network, print, created_at, edited_at)
     values (6, 3, 7, 'live', true, 'made', 4, 4, 1, 'rust', 'No. 👩🏽‍🍳', '<p>No.</p>', 1, 2, 1, null, $1, 6, 7)",
    "insert into import_piece (run, n, bytes) values (3, 0, $1)",
    "insert into shut_out (person, network, batch, rule, at, until, by_person) values (9, $1, 1, 'spam', 5, 6, 7)",
];

/// What hangs on the two posts.
const TALK: &[&str] = &[
    "insert into post_revision (post, revision, body, editor, at) values (6, 1, 'Yes.', 7, 6)",
    "insert into post_mention (post, person) values (6, 9)",
    "insert into post_picture (post, media, person, position, alt, created_at) select 6, min(id), 7, 1, 'a dot', 6 from media",
    "insert into reaction (post, person, kind, at) values (6, 9, 'helpful', 7)",
    "insert into publication (post, proposed_by, title, question, answer, proposed_at) values (6, 7, 'a', 'b', 'c', 7)",
    "insert into notice (person, kind, post, at, read_at) values (9, 'mention', 6, 6, 7)",
    "insert into report (post, reporter, rule, words, at) values (6, 9, 'untrue', 'It does.', 7)",
    "insert into verdict (id, batch, post, act, from_state, to_state, rule, words, decided_by, at)
     values (2, 1, 6, 'kept', 'live', 'live', null, '', 'person:7', 8)",
    "insert into appeal (verdict, person, words, at) values (2, 9, 'But it does.', 9)",
];

const BY_HAND: &[&str] = &[
    "insert into person (id, kind, alias, alias_key, avatar_seed, email, email_key, lang, created_at, erased_at)
     values (7, 'staff', 'Noor 👩🏽‍🍳', 'noor', -9223372036854775808, 'n@example.org', 'n@example.org', 'nl', 1, null)",
    "insert into role_grant (person, role, granted_by, granted_at) values (7, 'merchant', 'console', 5)",
    "insert into invitation (role, name, email, email_key, invited_by, created_at, expires_at)
     values ('host', 'Ada', 'a@example.org', 'a@example.org', 'person:7', 5, 6)",
    "insert into address (person, name, country, line1, line2, postcode, city, region, district, used_at)
     values (7, 'Noor', 'NL', 'Kerkpad 12', '', '7431 AB', 'Hollewijk', '', '', 5)",
    "insert into person (id, kind, alias, avatar_seed, lang, created_at, erased_at)
     values (9, 'visitor', '', 9223372036854775807, '', 1, 2)",
    "insert into audit (actor, person, act, subject_kind, subject, before, after, from_where, at)
     values ('person:7', 7, 'x', 'product', 1, '{\"a\":\"é\"}', '', '', 5)",
    "insert into slug_history (kind, slug, subject, at) values ('product', 'old', 1, 5)",
    "insert into cart (currency, country, person, version, created_at, updated_at, expires_at) values ('EUR', 'NL', 7, 1, 1, 1, 1)",
    "update cart_line set removed_at = 5 where id = 1",
    "insert into host (person, handle, title, since) values (7, 'noor', 'Smith', 5)",
    "insert into shift (host, weekday, from_minute, to_minute) values (7, 1, 540, 1020)",
    "insert into host_away (host, away_from, away_to, words) values (7, 5, 6, 'At the fair')",
    "insert into topic (id, kind, state, title, author, product, step, created_at, posts, first_post, last_post, last_at, accepted,
        accepted_by, accepted_at, answered_at, listed)
     select 3, 'question', 'live', 'Does “it” rust?', 9, min(id), 'returns', 5, 2, 4, 6, 6, 6, 9, 7, 6, true from product",
    "insert into topic_product (topic, product) select 3, min(id) from product",
    "insert into watch (topic, person, by_mail, since) values (3, 9, false, 5)",
    "insert into watched_word (word, word_key, added_at) values ('Réplica', 'replica', 5)",
    "insert into customer (person, email, email_key, name, name_key, last_at, since)
     values (7, 'n@example.org', 'n@example.org', '', '', 1, 1)",
    "insert into customer_note (person, author, words, at) values (7, 7, 'Likes “é”.', 5)",
    "insert into import_run (id, state, person, name, bytes, fingerprint, images, created_at)
     values (3, 'tried', 7, 'é.csv', 5, 'ff', true, 5)",
    "insert into import_remark (run, kind, line, product, words) values (3, 'refused', 2, 'pan', 'Price “x” is not a number')",
    "insert into column_mapping (fingerprint, mapping, used_at) values ('ff', '{\"1\":\"price\"}', 5)",
    "insert into search_miss (words, times, last_at) values ('raclette', 3, 5)",
    "insert into saved_view (person, list, name, query, created_at) values (7, '/admin/orders', 'To “pack”', 'payment=paid', 5)",
    "insert into order_note (order_id, words, for_customer, actor, at) values (1, 'It waits for “é”.', true, 'person:7', 5)",
    "insert into return_request (id, order_id, kind, reason, words, answer, state, asked_at)
     values (3, 1, 'return', 'repair', 'The handle.', 'Send it.', 'approved', 5)",
    "insert into return_line (request, order_line, quantity, unsent, received, restocked) select 3, min(id), 1, 0, 0, 0 from order_line",
    "insert into return_move (request, n, from_state, to_state, at, actor) values (3, 1, 'asked', 'approved', 6, 'person:7')",
    "insert into goodwill_limit (person, per_act, per_month, currency) values (7, 2500, 10000, 'EUR')",
    "insert into goodwill (id, order_id, host, kind, amount, currency, reason, state, asked_at, answer)
     values (3, 1, 7, 'reship', 6800, 'EUR', 'It broke.', 'asked', 5, '')",
    "insert into goodwill_line (goodwill, order_line, quantity) select 3, min(id), 1 from order_line",
    "insert into credit (id, goodwill, code_hash, currency, amount, balance, created_at)
     select 3, 3, bytes, 'EUR', 1000, 1000, 5 from secret where name = 'links'",
    "insert into credit_move (credit, order_id, delta, reason, actor, at) values (3, null, 1000, 'given', 'person:7', 5)",
    "insert into credit_cart (cart, credit) select min(id), 3 from cart",
    "insert into draft (id, cart, state, email, email_key, name, country, address, shipping_method, shipping_title, shipping_price,
        reason, written_by, created_at, expires_at)
     select 3, max(id), 'offered', 'noor@example.org', 'noor@example.org', 'Noor', 'NL', 'Kerkpad 12', 'parcel', 'Parcel', 490,
        'By telephone', 7, 5, 9000000000000 from cart",
    "insert into draft_hold (draft, variant, quantity) select 3, id, 1 from variant where sku = 'PAN-20'",
    "update stock set reserved = reserved + 1 where variant = (select id from variant where sku = 'PAN-20')",
    "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, actor, at, note)
     select id, 0, 1, 'held', 'person:7', 5, 'for Noor' from variant where sku = 'PAN-20'",
    "insert into product_draft (person, product, base_version, fields, updated_at) select 7, min(id), 1, '{\"title\":\"É\"}', 5 from product",
    "insert into collection_rule (collection, position, field, op, value) select min(id), 1, 'tag', 'is', 'iron' from collection",
    "insert into bulk_edit (id, person, at) values (3, 7, 5)",
    "insert into bulk_change (bulk, n, product, variant, field, before, after)
     select 3, 1, product, id, 'price', '54.00', '52.00' from variant where sku = 'PAN-20'",
    "insert into visit_day (day, visits) values ('2026-03-14', 12)",
    "insert into shipping_step (rate, max_grams, amount) select min(id), 2000, 490 from shipping_rate",
    "insert into page_version (slug, version, title, body, person, at) values ('about', 99, 'About', '## É', 7, 5)",
    "insert into mail_wording (kind, subject, opening, closing, own, person, at) values ('order.paid', 'É', 'a', 'b', true, 7, 5)",
    "insert into redirect (from_path, to_path, created_at) values ('/old', '/products', 5)",
];

/// An order for a large pan with a name on it; its id.
async fn buy(ground: &Ground) -> i64 {
    let db = &ground.db;
    let (facts, links) = (facts(db).await.unwrap(), LinkKey::load(db).await.unwrap());
    let cart = cart::store::begin(db, None, Currency::EUR, "NL", NOW).await.unwrap();
    let (variant,): (i64,) = db.query("select id from variant where sku = 'PAN-26'").one().await.unwrap();
    let written = Properties::of(Some("Name on the handle"), "Noor").unwrap();
    let quantity = Quantity::new(2).unwrap();
    assert!(cart::store::add(db, cart, variant, quantity, &written, Currency::EUR, NOW).await.is_ok());
    let rate = shipping::store::rates(db, "NL", "EUR").await.unwrap().remove(0);
    let lines = cart::store::lines(db, cart).await.unwrap();
    let taxes = cart::store::tax_rates(db, "NL", "", NOW).await.unwrap();
    let wish = Wish {
        cart,
        person: None,
        keep: None,
        version: cart::store::cart(db, cart, NOW).await.unwrap().unwrap().version,
        total: cart::totals::of_lines(&lines, &taxes, Some(&rate), facts.prices_include_tax).total,
        credit: 0,
        email: Email::parse("noor@example.org").unwrap(),
        name: "Noor Veldhuis".into(),
        country: "NL".into(),
        area: String::new(),
        address: "Kerkpad 12\n7431 AB Hollewijk".into(),
        rate,
        payment: "transfer",
        show_purchase: true,
        show_delay: 1_000,
        lang: "en".into(),
        by: By::Shopper,
    };
    match place(db, &links, &facts, &wish, NOW).await.unwrap() {
        Placed::New(order) => order,
        other => panic!("{other:?}"),
    }
}
