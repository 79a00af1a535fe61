//! Goods for the shelves of a story: a mug, a pan in several sizes, a spoon with a name on it, a course.
use super::Shop;
use app::catalogue::draft::{AttributeDraft, Draft, StepDraft, VariantDraft};
use app::catalogue::put::{Put, put};
use app::catalogue::store::people::{MakerDraft, put_collection, put_maker};
use app::house::store::{Facts, open, put_page};
use app::shipping::{self, Rate};
use app::site::facts;
use app::values::{Currency, Moment};

/// Opens a shop in the Netherlands with parcels, a counter and pages.
pub async fn opened(shop: &Shop) {
    let now = Moment::now();
    let before = facts(shop.db()).await.unwrap();
    let mut tx = shop.db().begin().await.unwrap();
    let shop_facts = Facts {
        name: "Test Kitchen".into(),
        tagline: "Things for a test.".into(),
        street: "Lane 1".into(),
        city: "1234 AB Town".into(),
        email: "shop@example.org".into(),
        iban: "NL91ABNA0417164300".into(),
        bic: "ABNANL2A".into(),
        ..before
    };
    open(&mut tx, &shop_facts).await.unwrap();
    let rate = |country: &str, method: &str, amount, free_from| Rate {
        country: country.into(),
        method: method.into(),
        title: if method == "parcel" { "Parcel post" } else { "Collect it" }.into(),
        amount,
        free_from,
        days_least: 1,
        days_most: 2,
        ships: method == "parcel",
    };
    let rates = [
        rate("NL", "parcel", 490, Some(7_500)),
        rate("NL", "pickup", 0, None),
        rate("DE", "parcel", 890, None),
        rate("US", "parcel", 2_500, None),
        rate("IE", "parcel", 1_200, None),
    ];
    for (i, rate) in rates.iter().enumerate() {
        shipping::store::put(&mut tx, rate, "EUR", i as i64).await.unwrap();
    }
    for (i, slug) in ["about", "returns"].into_iter().enumerate() {
        put_page(&mut tx, slug, slug, "## A heading\nA sentence.", i as i64, now).await.unwrap();
    }
    let maker = MakerDraft {
        handle: "joost".into(),
        name: "Joost Averink".into(),
        craft: "smith".into(),
        words: "Iron remembers.".into(),
        story: "I began with a nail.".into(),
        media: None,
    };
    put_maker(&mut tx, maker).await.unwrap();
    put_collection(&mut tx, "pans", "Pans", "Two will do.", "joost", 0).await.unwrap();
    tx.commit().await.unwrap();
}

/// A thing in one make, with a price in cents and a count.
pub fn thing(slug: &str, price: i64, on_hand: i64) -> Draft {
    Draft {
        slug: slug.into(),
        title: Some(format!("The {slug}")),
        status: Some("active".into()),
        tax_class: Some("standard".into()),
        variants: vec![VariantDraft {
            sku: Some(slug.to_uppercase()),
            prices: vec![(Currency::EUR, price, None)],
            on_hand: Some(on_hand),
            weight_grams: Some(300),
            ..VariantDraft::default()
        }],
        ..Draft::default()
    }
}

/// A thing that carries a text of the buyer's.
pub fn named_spoon(on_hand: i64) -> Draft {
    Draft { personal_label: Some("Name on the handle".into()), ..thing("spoon", 1_800, on_hand) }
}

/// Something to which nothing is sent.
pub fn course() -> Draft {
    let mut draft = thing("course", 9_000, 6);
    draft.variants[0].ships = Some(false);
    draft
}

/// A pan in two sizes and two finishes; the large bare one is not made, the small bare one is sold out.
pub fn pan() -> Draft {
    let variant = |sku: &str, options: [&str; 2], price, on_hand| VariantDraft {
        sku: Some(sku.into()),
        options: options.map(String::from).to_vec(),
        note: Some("supper for two".into()),
        prices: vec![(Currency::EUR, price, None)],
        on_hand: Some(on_hand),
        ..VariantDraft::default()
    };
    Draft {
        slug: "pan".into(),
        title: Some("Everyday pan".into()),
        maker: Some("joost".into()),
        words: Some("It wants to be used.".into()),
        purpose: Some("For eggs and everything after.".into()),
        status: Some("active".into()),
        axes: vec![
            ("Size".into(), vec!["20 cm".into(), "26 cm".into()]),
            ("Finish".into(), vec!["Seasoned".into(), "Bare".into()]),
        ],
        variants: vec![
            variant("PAN-20-S", ["20 cm", "Seasoned"], 5_400, 8),
            variant("PAN-20-B", ["20 cm", "Bare"], 5_000, 0),
            variant("PAN-26-S", ["26 cm", "Seasoned"], 6_800, 2),
        ],
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
            words: "From the sheet.".into(),
            media: None,
            picture: None,
        }]),
        collections: Some(vec![("pans".into(), "Pans".into())]),
        ..Draft::default()
    }
}

/// Puts these on the shelf.
pub async fn stock(shop: &Shop, drafts: &[Draft]) -> Vec<Put> {
    let mut tx = shop.db().begin().await.unwrap();
    let mut done = vec![];
    for draft in drafts {
        done.push(put(&mut tx, &shop.merchant(), draft, "counted", Moment::now()).await.unwrap());
    }
    tx.commit().await.unwrap();
    done
}

/// A new price for a thing in one make, in cents.
pub async fn reprice(shop: &Shop, slug: &str, price: i64) {
    let mut draft = thing(slug, price, 0);
    draft.variants[0].on_hand = None;
    stock(shop, &[draft]).await;
}
