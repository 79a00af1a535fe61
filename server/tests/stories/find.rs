//! Finding things: facets that count what they would leave, a search that forgives, suggestions, what was missed.
use crate::kit::goods::{opened, pan, stock, thing};
use crate::kit::shop::{on_postgres, on_sqlite};
use crate::kit::{Browser, Shop, both};
use app::catalogue::draft::{AttributeDraft, Draft, VariantDraft};
use app::search::store::{Results, find};
use app::values::{Currency, Moment};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

const GLAZES: [&str; 4] = ["Ink blue", "Sand", "Celadon", "Iron black"];
const CARE: [&str; 3] = ["Dishwasher", "By hand", "Never wash"];

/// Bowls of every kind, by a rule that a test can count by: glazes, prices, weights, care, stock, collection, maker.
fn bowls() -> Vec<Draft> {
    (0..70usize).map(bowl).collect()
}
fn bowl(n: usize) -> Draft {
    let glazes: Vec<String> = (0..=n % 3).map(|i| GLAZES[(n + i) % 4].to_string()).collect();
    let variants = glazes.iter().enumerate().map(|(i, glaze)| VariantDraft {
        sku: Some(format!("BOWL-{n}-{i}")),
        options: vec![glaze.clone()],
        prices: vec![(Currency::EUR, (300 + n as i64 * 170) * (i as i64 + 1), None)],
        on_hand: Some(if n.is_multiple_of(5) { 0 } else { 4 }),
        ..VariantDraft::default()
    });
    Draft {
        slug: format!("bowl-{n}"),
        title: Some(format!("Bowl number {n}")),
        status: Some(if n % 11 == 10 { "draft" } else { "active" }.into()),
        maker: n.is_multiple_of(2).then(|| "joost".into()),
        variants: variants.collect(),
        axes: vec![("Glaze".into(), glazes.clone())],
        attributes: Some(vec![
            AttributeDraft {
                handle: "care".into(),
                label: "Care".into(),
                kind: "text".into(),
                value: CARE[n % 3].into(),
                ..AttributeDraft::default()
            },
            AttributeDraft {
                handle: "weight".into(),
                label: "Weight".into(),
                kind: "number".into(),
                unit: "kg".into(),
                value: format!("{} g", n * 20),
                milli: Some(n as i64 * 20),
                ..AttributeDraft::default()
            },
        ]),
        collections: (n % 4 == 1).then(|| vec![("pans".into(), "Pans".into())]),
        ..Draft::default()
    }
}

/// What a bowl is, as parameters of an address.
fn values(d: &Draft) -> BTreeSet<(String, String)> {
    let n: usize = d.slug[5..].parse().unwrap();
    let word = |text: &str| text.to_lowercase().replace(' ', "-");
    let mut all = BTreeSet::new();
    all.insert(("stock".to_string(), if n.is_multiple_of(5) { "out" } else { "now" }.to_string()));
    all.insert(("about-care".to_string(), word(CARE[n % 3])));
    all.extend(n.is_multiple_of(2).then(|| ("maker".to_string(), "joost".to_string())));
    for v in &d.variants {
        all.insert(("option-glaze".to_string(), word(&v.options[0])));
        let (low, high) = app::catalogue::facets::band(v.prices[0].1, 500);
        all.insert(("price".to_string(), format!("{low}-{high}")));
    }
    let (low, high) = app::catalogue::facets::band(n as i64 * 20, 1);
    all.insert(("about-weight".to_string(), format!("{low}-{high}")));
    all
}

/// The facets of a list, counted by hand: each without its own choice.
fn by_hand(shelf: Option<&str>, chosen: &[(&str, &str)]) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    let facets: BTreeSet<&str> = chosen.iter().map(|(f, _)| *f).collect();
    for d in bowls().iter().filter(|d| d.status.as_deref() == Some("active")) {
        if shelf.is_some() && d.collections.is_none() {
            continue;
        }
        let own = values(d);
        let meets =
            |facet: &str| chosen.iter().any(|(f, v)| *f == facet && own.contains(&(f.to_string(), v.to_string())));
        for (facet, value) in &own {
            if facets.iter().all(|f| f == facet || meets(f)) {
                *counts.entry((facet.clone(), value.clone())).or_default() += 1;
            }
        }
    }
    counts
}

/// The facets as a page shows them.
fn shown(b: &Browser) -> BTreeMap<(String, String), usize> {
    let css = ".facets fieldset .tick";
    let names = b.attributes(&format!("{css} input"), "name");
    let handles = b.attributes(&format!("{css} input"), "value");
    let counts = b.all(&format!("{css} .n"));
    assert_eq!(names.len(), counts.len());
    names.into_iter().zip(handles).zip(counts).map(|(key, n)| (key, n.parse().unwrap())).collect()
}

#[tokio::test]
async fn each_facet_counts_what_its_choice_would_leave() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &bowls()).await;
        let cases: [&[(&str, &str)]; 6] = [
            &[],
            &[("option-glaze", "sand")],
            &[("option-glaze", "sand"), ("option-glaze", "celadon")],
            &[("option-glaze", "sand"), ("about-care", "by-hand")],
            &[("option-glaze", "sand"), ("maker", "joost"), ("stock", "now")],
            &[("price", "2000-5000"), ("about-weight", "500-1000"), ("option-glaze", "ink-blue")],
        ];
        for shelf in [None, Some("pans")] {
            let path = shelf.map_or("/products".to_string(), |s| format!("/collections/{s}"));
            for chosen in cases {
                let query: Vec<String> = chosen.iter().map(|(k, v)| format!("{k}={v}")).collect();
                let mut b = Browser::new(&shop);
                b.open(&format!("{path}?{}", query.join("&"))).await;
                let counted = by_hand(shelf, chosen);
                let page = shown(&b);
                assert!(page.len() >= counted.len().min(8), "{chosen:?}: {page:?}");
                for (key, n) in &page {
                    let wanted = counted.get(key).copied().unwrap_or(0);
                    assert_eq!(*n, wanted, "{shelf:?} {chosen:?}: {key:?}");
                }
                let all = bowls()
                    .iter()
                    .filter(|d| d.status.as_deref() == Some("active") && (shelf.is_none() || d.collections.is_some()))
                    .filter(|d| {
                        let own = values(d);
                        let facets: BTreeSet<&str> = chosen.iter().map(|(f, _)| *f).collect();
                        facets.iter().all(|facet| {
                            chosen.iter().any(|(f, v)| f == facet && own.contains(&(f.to_string(), v.to_string())))
                        })
                    })
                    .count();
                assert!(b.text().contains(&app::words::count(all as i64, "product", "products")), "{chosen:?}: {all}");
                assert_eq!(b.attributes(".chips .chip", "aria-label").len(), chosen.len());
                assert_eq!(b.attributes("link[rel=canonical]", "href"), [format!("http://shop.test{path}")]);
            }
        }
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_filtered_list_pages_through_all_of_it_and_a_chip_takes_its_filter_off() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &bowls()).await;
        let wanted = by_hand(None, &[])[&("option-glaze".to_string(), "sand".to_string())];
        for sort in ["newest", "name", "price", "price-down"] {
            let seen = Browser::new(&shop).list(&format!("/products?option-glaze=sand&sort={sort}")).await;
            let seen: BTreeSet<String> = seen.into_iter().collect();
            assert_eq!(seen.len(), wanted, "{sort}");
        }
        let mut b = Browser::new(&shop);
        b.open("/products?option-glaze=sand&maker=joost&from=10&to=20.50&sort=name&q=").await;
        assert_eq!(
            b.attributes(".chips .chip", "aria-label"),
            ["Remove filter: Joost Averink", "Remove filter: Sand", "Remove filter: €10 to €20.50"]
        );
        let off = b.attributes(".chips .chip", "href");
        assert_eq!(off[1], "/products?sort=name&maker=joost&from=10&to=20.50");
        assert_eq!(off[2], "/products?sort=name&maker=joost&option-glaze=sand");
        b.open("/products?from=ten&option-glaze=nothing&evil=%27").await;
        assert_eq!(b.page.status, 200);
        assert!(b.text().contains("Write it as 20 or 20.50"));
        assert_eq!(b.attributes("input[name=from]", "value"), ["ten"], "what was typed stays");
    })
    .await;
}

#[tokio::test]
async fn counts_follow_the_stock_the_shelf_and_the_status_and_a_rebuild_changes_nothing() {
    async fn counts(shop: &Shop) -> Vec<(i64, String, i64)> {
        shop.db()
            .query(
                "select k.collection, v.name, k.products from facet_count k join facet_value v on v.id = k.value
                 where k.products <> 0 order by k.collection, v.name",
            )
            .all()
            .await
            .unwrap()
    }
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &bowls()).await;
        let now = |all: &[(i64, String, i64)]| all.iter().find(|c| c.0 == 0 && c.1 == "stock=now").unwrap().2;
        let before = counts(&shop).await;
        let sold_out = Draft {
            variants: bowl(1).variants.into_iter().map(|v| VariantDraft { on_hand: Some(0), ..v }).collect(),
            ..bowl(1)
        };
        let joined = Draft { collections: Some(vec![("pans".into(), "Pans".into())]), ..bowl(2) };
        let gone = Draft { status: Some("withdrawn".into()), ..bowl(3) };
        stock(&shop, &[sold_out, joined, gone]).await;
        shop.healthy().await;
        let after = counts(&shop).await;
        assert_eq!(now(&after), now(&before) - 2);
        app::derived::rebuild(shop.db()).await.unwrap();
        assert_eq!(counts(&shop).await, after);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_order_for_the_last_one_moves_it_to_sold_out_and_back_when_it_lapses() {
    both(|shop| async move {
        let out =
            "select cast(coalesce(sum(products), 0) as bigint) from facet_count where collection = 0 and value = 3";
        assert_eq!(shop.number(out).await, 0);
        let order = crate::orders::ordered_of(&shop, "transfer", 2).await;
        assert_eq!(shop.number(out).await, 1);
        shop.healthy().await;
        app::orders::verbs::cancel(shop.db(), &shop.merchant(), order, Moment::now()).await.unwrap();
        assert_eq!(shop.number(out).await, 0);
        shop.healthy().await;
    })
    .await;
}

/// A shop with words in it.
async fn wordy(shop: &Shop) {
    opened(shop).await;
    let named = |slug: &str, title: &str, words: &str| Draft {
        title: Some(title.into()),
        words: Some(words.into()),
        ..thing(slug, 1_000, 3)
    };
    let mut all = vec![
        pan(),
        named("espresso-machine", "Espresso machine", "Nine bar and a good seal."),
        named("espresso-cup", "Espresso cup", "Thick walls keep the crema."),
        named("creme-pot", "Crème brûlée pot", "For the torch."),
        named("knife", "Bread knife, 24 cm", "Serrated, sourdough gives in."),
        named("sourdough", "Sourdough crock", "With a lid."),
        named("machine-oil", "Sewing machine oil", "Nothing for the kitchen."),
    ];
    let mut sold_out = named("espresso-spoon", "Espresso espresso spoon", "Espresso.");
    sold_out.variants[0].on_hand = Some(0);
    all.push(sold_out);
    all.push(Draft { status: Some("draft".into()), ..named("secret", "Espresso secret", "Not yet.") });
    stock(shop, &all).await;
}

fn hrefs(b: &Browser) -> Vec<String> {
    b.attributes("article.tile h2 a", "href").into_iter().map(|h| h.replace("/products/", "")).collect()
}

#[tokio::test]
async fn the_search_finds_prefixes_all_words_without_accents_and_says_what_it_understood() {
    both(|shop| async move {
        wordy(&shop).await;
        let mut b = Browser::new(&shop);
        b.open("/").await;
        b.press("Search", &[("q", "PAN every")]).await;
        assert_eq!(hrefs(&b), ["pan"]);
        b.press("Search", &[("q", "creme brul")]).await;
        assert_eq!(hrefs(&b), ["creme-pot"]);
        b.press("Search", &[("q", "espresso")]).await;
        let found = hrefs(&b);
        assert_eq!(found.len(), 3, "what is not for sale yet is not found");
        assert_eq!(found.last().unwrap(), "espresso-spoon", "what is sold out stands last, however well it matches");
        b.press("Search", &[("q", "pan-26-s")]).await;
        assert_eq!(hrefs(&b)[0], "pan");
        b.press("Search", &[("q", "espreso machne")]).await;
        assert_eq!(hrefs(&b), ["espresso-machine"]);
        assert!(b.text().contains("Results for ‘espresso machine’"), "{}", b.text());
        assert!(b.text().contains("Search instead for ‘espreso machne’"));
        b.click("‘espreso machne’").await;
        assert_eq!(hrefs(&b), Vec::<String>::new());
        assert!(b.text().contains("Nothing here goes by ‘espreso machne’"));
        assert_eq!(b.attributes("meta[name=robots]", "content"), ["noindex"]);
        b.open("/products?q=pans").await;
        assert_eq!(hrefs(&b), ["pan"], "a plural is forgiven");
        b.open("/products?q=espresso+zebra").await;
        assert!(b.text().contains("One word of it finds something"));
        assert_eq!(b.attributes("main .chips a", "href")[0], "/products?q=espresso");
        for odd in ["100%_", "'", "\"*", "a:*&|!()", "NEAR(", "%00", "\u{1f35a}"] {
            let q = odd.bytes().map(|c| format!("%{c:02X}")).collect::<String>();
            assert_eq!(b.open(&format!("/products?q={q}")).await.status, 200, "{odd}");
        }
        b.open("/products?q=espresso&stock=now&sort=price").await;
        assert_eq!(hrefs(&b).len(), 2, "facets narrow a search");
        assert!(b.attributes(".chips .chip", "href")[0].contains("q=espresso"));
    })
    .await;
}

#[tokio::test]
async fn suggestions_are_links_to_the_best_few() {
    both(|shop| async move {
        wordy(&shop).await;
        let mut b = Browser::new(&shop);
        b.open("/fragments/search?q=espr").await;
        let links = b.attributes("a", "href");
        assert_eq!(links.len(), 4);
        assert_eq!(links.last().unwrap(), "/products?q=espr");
        assert!(b.text().contains("All 3 results for ‘espr’"), "{}", b.text());
        b.open("/fragments/search?q=pan").await;
        assert!(b.attributes("a", "href").contains(&"/collections/pans".to_string()));
        for none in ["", "e", "xyzzy", "%3Cscript%3E"] {
            b.open(&format!("/fragments/search?q={none}")).await;
            assert_eq!(b.page.html, "", "{none}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_looked_for_in_vain_is_written_down_without_a_page_that_writes() {
    both(|shop| async move {
        wordy(&shop).await;
        let mut b = Browser::new(&shop);
        for q in ["raclette", "Raclette!", "espreso", "anna@example.org", "espresso"] {
            b.open(&format!("/products?q={q}")).await;
        }
        assert_eq!(shop.number("select count(*) from search_miss").await, 0);
        shop.site.missed.write(shop.db(), Moment::now()).await.unwrap();
        let list = app::search::store::missed::list(shop.db(), 10).await.unwrap();
        let told: Vec<(&str, i64)> = list.iter().map(|(w, n, _)| (w.as_str(), *n)).collect();
        assert_eq!(told, [("raclette", 2), ("espreso", 1)]);
    })
    .await;
}

/// A hundred searches: words of the shop, their beginnings, their misspellings, pairs, nonsense.
fn hundred() -> Vec<String> {
    let words = [
        "espresso",
        "machine",
        "cup",
        "crème",
        "brûlée",
        "pot",
        "bread",
        "knife",
        "sourdough",
        "crock",
        "sewing",
        "oil",
        "kitchen",
        "lid",
        "torch",
        "seal",
        "joost",
        "pan",
        "cm",
        "24",
    ];
    let mut all = vec![];
    for (i, w) in words.iter().enumerate() {
        let letters: Vec<char> = w.chars().collect();
        all.push(w.to_string());
        all.push(letters[..letters.len().div_ceil(2)].iter().collect());
        let mut typo = letters.clone();
        typo.remove(letters.len() / 2);
        all.push(typo.into_iter().collect());
        all.push(format!("{w} {}", words[(i + 1) % words.len()]));
        all.push(format!("{}x", w.to_uppercase()));
    }
    all
}

static FOUND: Mutex<Vec<Results>> = Mutex::new(vec![]);

#[tokio::test]
async fn a_hundred_searches_find_the_same_on_both_databases() {
    async fn all(shop: &Shop) -> Vec<Results> {
        wordy(shop).await;
        stock(shop, &bowls()).await;
        let mut found = vec![];
        for q in hundred() {
            let mut r = find(shop.db(), &q, false).await.unwrap();
            r.ids.sort();
            found.push(r);
        }
        found
    }
    on_sqlite(|shop| async move {
        *FOUND.lock().unwrap() = all(&shop).await;
    })
    .await;
    on_postgres(|shop| async move {
        let sqlite = FOUND.lock().unwrap().clone();
        let postgres = all(&shop).await;
        assert_eq!(sqlite.len(), 100);
        for ((q, a), b) in hundred().iter().zip(&sqlite).zip(&postgres) {
            assert_eq!(a, b, "{q}");
        }
        assert!(sqlite.iter().filter(|r| !r.ids.is_empty()).count() > 60);
        assert!(sqlite.iter().filter(|r| r.instead.is_some()).count() > 10);
    })
    .await;
}
