//! Hosts: their pages, who is at the counter, notes from the workbench, the console's first page.
use crate::kit::goods::{opened, pan, stock, thing};
use crate::kit::people::{again, customer, host, person_of};
use crate::kit::talk::{ask, patient, reply};
use crate::kit::{Browser, Shop, both, wire};
use app::accounts::erase;
use app::staff::{Role, store as staff};
use app::values::Moment;
use app::viewer::{FreshMerchant, Known, Viewer};

const MARIT: &str = "marit@example.org";
const JOOST: &str = "joost@example.org";

async fn shelves(shop: &Shop) {
    opened(shop).await;
    stock(shop, &[pan(), thing("mug", 1_200, 50)]).await;
}
/// Every day and every hour.
const ALWAYS: [(&str, &str); 14] = [
    ("mon-from", "00:00"),
    ("mon-to", "00:00"),
    ("tue-from", "00:00"),
    ("tue-to", "00:00"),
    ("wed-from", "00:00"),
    ("wed-to", "00:00"),
    ("thu-from", "00:00"),
    ("thu-to", "00:00"),
    ("fri-from", "00:00"),
    ("fri-to", "00:00"),
    ("sat-from", "00:00"),
    ("sat-to", "00:00"),
    ("sun-from", "00:00"),
    ("sun-to", "00:00"),
];

#[tokio::test]
async fn a_host_keeps_their_own_page_and_everybody_reads_it() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        b.open("/").await;
        assert_eq!(b.count(".here"), 0, "nobody stands at the counter yet");
        let mut marit = host(&shop, MARIT, "Marit Hoekzema").await;
        assert_eq!(marit.open("/counter/page").await.status, 200);
        let said = [
            ("What you do here", "at the counter"),
            ("Your own words", "I talk better with coffee. <script>alert(1)</script>"),
            ("What to ask you about", "pans, knives"),
        ];
        marit.press("Keep your page", &said).await;
        assert!(marit.text().contains("Your page says it from now on."), "{}", marit.text());
        assert_eq!(b.open("/hosts").await.status, 200);
        assert_eq!(b.all(".crew h2"), ["Marit Hoekzema"]);
        b.click("Marit Hoekzema").await;
        assert_eq!(b.page.path, "/hosts/marit-hoekzema");
        assert_eq!(b.all("h1"), ["Marit Hoekzema"]);
        assert!(b.text().contains("I talk better with coffee.") && b.text().contains("knives"), "{}", b.text());
        assert!(!b.page.html.contains("<script>alert"), "her words are words");
        assert!(b.page.html.contains("\"ProfilePage\""));
        assert_eq!(b.attributes("a[href='/feeds/hosts/marit-hoekzema']", "href").len(), 1);
        b.open("/sitemap.xml").await;
        assert!(b.page.html.contains("/hosts/marit-hoekzema"));
        assert_eq!(b.open("/hosts/nobody").await.status, 404);
        assert_eq!(b.open("/hosts/%2e%2e").await.status, 404);

        let long = "x".repeat(70);
        marit.open("/counter/page").await;
        marit.press("Keep your page", &[("What you do here", &long)]).await;
        assert_eq!((marit.page.status, marit.attributes("[aria-invalid=true]", "name")), (422, vec!["title".into()]));
        assert_eq!(marit.attributes("input[name=title]", "value"), [long]);
    })
    .await;
}

#[tokio::test]
async fn every_page_says_who_is_at_the_counter_and_when_the_next_one_comes() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut marit = host(&shop, MARIT, "Marit Hoekzema").await;
        let mut b = Browser::new(&shop);
        b.open("/").await;
        assert_eq!(b.count(".here"), 0, "whoever has no hours promises none");
        marit.open("/counter/page").await;
        marit.press("Keep your hours", &ALWAYS).await;
        assert!(marit.text().contains("The hours are kept."), "{}", marit.text());
        assert_eq!(marit.attributes("input[name=wed-from]", "value"), ["00:00"], "what stands is shown again");
        for path in ["/", "/products/mug", "/forum", "/hosts"] {
            b.open(path).await;
            let line = b.all(".here").join(" ");
            assert!(line.contains("Marit is at the counter, day and night."), "{path}: {line}");
            assert_eq!(b.attributes(".here .lamp", "class"), ["lamp"]);
        }
        b.open("/products/mug").await;
        assert_eq!(b.attributes(".here .ask", "href"), ["/forum/ask?product=mug"]);
        b.open("/sign-in").await;
        assert!(b.text().contains("Ask Marit at the counter"), "{}", b.text());

        // She goes away: nobody is here, and it says when she is back.
        let zone = app::site::facts(shop.db()).await.unwrap().zone();
        let day = |days: i64| app::hosts::roster::date_of(Moment::now().plus(days * Moment::DAY), &zone).to_string();
        marit.open("/counter/page").await;
        let away = [("First day", day(0)), ("Last day", day(9)), ("Why", "fetching clay".into())];
        let away: Vec<(&str, &str)> = away.iter().map(|(k, v)| (*k, v.as_str())).collect();
        marit.press("Add the absence", &away).await;
        assert!(marit.text().contains("The absence is kept."), "{}", marit.text());
        b.open("/").await;
        let line = b.all(".here").join(" ");
        assert!(line.contains("The counter is empty. Marit is here from 0:00 on"), "{line}");
        assert_eq!(b.attributes(".here .lamp", "class"), ["lamp off"]);
        b.open("/hosts/marit-hoekzema").await;
        assert!(b.text().contains("Away: fetching clay. Back"), "{}", b.text());
        marit.press("Take it back", &[]).await;
        b.open("/").await;
        assert!(b.all(".here").join(" ").contains("is at the counter"));
        let changed = "select count(*) from event e join event_topic t on t.event = e.id
            where e.kind = 'counter.changed' and e.audience = 'public' and t.topic = 'shop'";
        assert_eq!(shop.number(changed).await, 3);

        marit.open("/counter/page").await;
        marit.press("Keep your hours", &[("mon-to", "")]).await;
        assert_eq!((marit.page.status, marit.attributes("[aria-invalid=true]", "name")), (422, vec!["mon-to".into()]));
    })
    .await;
}

#[tokio::test]
async fn an_answered_question_is_told_of_and_stands_on_the_page_of_whoever_answered() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut marit = host(&shop, MARIT, "Marit Hoekzema").await;
        marit.open("/counter/page").await;
        marit.press("Keep your hours", &ALWAYS).await;
        let mut b = Browser::new(&shop);
        let topic = ask(&mut b, &shop, "mug", "Does it keep tea warm?", "Lena Brink").await;
        marit.open("/counter").await;
        let waiting = marit.all("[aria-labelledby=open]").join(" ");
        assert!(waiting.contains("Does it keep tea warm?") && waiting.contains("The mug"), "{waiting}");
        assert!(waiting.contains("waits for 1 min"), "{waiting}");
        marit.open(&format!("/forum/{topic}")).await;
        marit.press("Reply", &[("body", "Twenty minutes."), ("stake", "sells"), ("stamp", &patient(&shop))]).await;
        assert_eq!(marit.page.status, 200, "{}", marit.text());
        marit.open("/counter").await;
        assert!(marit.all("[aria-labelledby=open]").join(" ").contains("Every question is answered."));
        assert!(marit.all("[aria-labelledby=yours]").join(" ").contains("Twenty minutes."), "{}", marit.text());
        b.open("/").await;
        assert!(b.all(".here").join(" ").contains("Last question answered at"), "{}", b.text());
        b.open("/hosts/marit-hoekzema").await;
        assert_eq!(b.all(".qa h3"), ["Does it keep tea warm?"]);
        assert!(b.text().contains("Twenty minutes."));
        b.click("Does it keep tea warm?").await;
        assert!(b.page.path.starts_with(&format!("/forum/{topic}")), "{}", b.page.path);
        reply(&mut b, &shop, topic, "Thank you.").await;
        b.open("/hosts/marit-hoekzema").await;
        assert!(!b.text().contains("Thank you."), "what others say is not hers");
    })
    .await;
}

#[tokio::test]
async fn a_note_from_the_workbench_stands_at_its_products_at_once() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut joost = host(&shop, JOOST, "Joost Averink").await;
        let me = person_of(&shop, JOOST).await;
        shop.db().run("update maker set person = $1 where handle = 'joost'").bind(me).run().await.unwrap();
        joost.open("/counter/bench").await;
        assert_eq!(joost.all(".ticks label")[0], "Everyday pan", "what he makes stands first");
        let note = "Third coat on batch 41.\n\nSmoke at the third coat is right.";
        joost.press("Post", &[("body", note), ("another", "Pan nobody sells"), ("stamp", &patient(&shop))]).await;
        assert_eq!((joost.page.status, joost.attributes("[aria-invalid=true]", "name")), (422, vec!["another".into()]));
        assert!(joost.all("textarea[name=body]")[0].contains("batch 41"), "{}", joost.text());
        let fields = [("body", note), ("Everyday pan", "on"), ("another", "the MUG"), ("stamp", &patient(&shop))];
        joost.press("Post", &fields).await;
        assert_eq!((joost.page.status, joost.page.hops.as_slice()), (200, [303].as_slice()), "{}", joost.text());
        assert_eq!(joost.all("h1"), ["Third coat on batch 41."]);
        let topic = shop.number("select max(id) from topic").await;

        let mut b = Browser::new(&shop);
        for path in ["/products/pan", "/products/mug", "/hosts/joost-averink"] {
            b.open(path).await;
            assert_eq!(b.all("article.bench h3"), ["Third coat on batch 41."], "{path}");
            assert!(b.text().contains("Joost Averink") && b.text().contains("Smoke at the third coat"), "{path}");
        }
        b.open("/products/pan").await;
        assert_eq!(b.attributes(".byline a", "href"), ["/hosts/joost-averink"], "the maker is a host");
        b.open("/fragments/bench?product=pan&after=0").await;
        assert_eq!(b.count("article.bench"), 1);
        b.open(&format!("/fragments/bench?product=pan&after={topic}")).await;
        assert_eq!(b.count("article.bench"), 0);
        b.open("/fragments/bench?product=nothing").await;
        assert_eq!((b.page.status, b.count("article")), (200, 0));
        let heard = "select count(distinct t.topic) from event e join event_topic t on t.event = e.id
            where e.kind = 'bench.posted' and (t.topic = 'feed:bench' or t.topic like 'product:%' or t.topic like 'host:%')";
        assert_eq!(shop.number(heard).await, 4);
        // Anybody answers.
        reply(&mut b, &shop, topic, "How long does a coat take?").await;
        assert!(b.text().contains("How long does a coat take?"));
        b.open("/hosts/joost-averink").await;
        assert!(b.all("article.bench")[0].contains("1 reply"));
    })
    .await;
}

#[tokio::test]
async fn the_counter_is_for_hosts_and_the_roster_for_whoever_runs_the_shop() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut marit, mut joost) =
            (host(&shop, MARIT, "Marit Hoekzema").await, host(&shop, JOOST, "Joost Averink").await);
        let (marits, joosts) = (person_of(&shop, MARIT).await, person_of(&shop, JOOST).await);
        wire::employee(&shop, "wim@example.org", "Wim Vos", Role::Merchant).await;
        let mut wim = again(&shop, "wim@example.org").await;
        let mut noor = customer(&shop, "noor@example.org").await;
        let mut nobody = Browser::new(&shop);
        for path in ["/counter", "/counter/page", "/counter/bench"] {
            assert_eq!(nobody.open(path).await.path.split('?').next(), Some("/sign-in"), "{path}");
            assert_eq!(noor.open(path).await.status, 404, "{path}");
            assert_eq!(wim.open(path).await.status, 404, "{path}: a merchant is no host");
            assert_eq!(marit.open(path).await.status, 200, "{path}");
        }
        assert_eq!(marit.open("/counter/settings/roster").await.status, 404, "a host keeps their own hours");
        // A form that names somebody else changes one's own.
        let mut sent: Vec<(String, String)> = ALWAYS.map(|(k, v)| (k.to_string(), v.to_string())).to_vec();
        sent.extend([("act".into(), "hours".into()), ("of".into(), joosts.to_string())]);
        marit.post("/counter/page", &sent).await;
        assert_eq!(marit.page.status, 200, "{}", marit.text());
        for (b, path) in
            [(&mut marit, "/counter/settings/roster"), (&mut noor, "/counter/page"), (&mut wim, "/counter/bench")]
        {
            b.post(path, &sent).await;
            assert_eq!(b.page.status, 404, "{path}");
        }
        assert_eq!(shop.number("select count(distinct host) from shift").await, 1);
        assert_eq!(shop.number("select count(*) from topic").await, 0);
        let hours = app::hosts::store::hours_of(shop.db(), marits).await.unwrap();
        assert_eq!(hours.len(), 7);

        wim.open("/counter/settings/roster").await;
        assert_eq!(wim.all("tbody th"), ["Marit Hoekzema", "Joost Averink"]);
        wim.open(&format!("/counter/settings/roster?of={joosts}")).await;
        wim.press("Keep Joost’s hours", &[("fri-from", "9:00"), ("fri-to", "17:30")]).await;
        assert!(wim.text().contains("The hours are kept.") && wim.text().contains("9:00–17:30"), "{}", wim.text());
        wim.press("Keep the opening hours", &[("opening", "Every day, 9:00 to 18:00")]).await;
        assert!(wim.text().contains("The opening hours are kept."));
        nobody.open("/").await;
        assert!(nobody.all("footer").join(" ").contains("Every day, 9:00 to 18:00"), "{}", nobody.text());
        joost.open("/counter/page").await;
        assert_eq!(joost.attributes("input[name=fri-to]", "value"), ["17:30"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_keeps_what_they_said_and_whoever_is_erased_keeps_nothing() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut joost = host(&shop, JOOST, "Joost Averink").await;
        host(&shop, MARIT, "Marit Hoekzema").await;
        let me = person_of(&shop, JOOST).await;
        joost.open("/counter/bench").await;
        joost.press("Post", &[("body", "New sheet is in."), ("stamp", &patient(&shop))]).await;
        assert_eq!(joost.page.status, 200, "{}", joost.text());
        let by = FreshMerchant::at_the_console();
        for email in [JOOST, MARIT] {
            let person = person_of(&shop, email).await;
            staff::revoke(shop.db(), &by, person, Role::Host, "", Moment::now()).await.unwrap();
        }
        let mut b = Browser::new(&shop);
        b.open("/hosts/joost-averink").await;
        assert_eq!(b.page.status, 200);
        assert!(
            b.text().contains("does not work here any more") && b.text().contains("New sheet is in."),
            "{}",
            b.text()
        );
        assert_eq!(b.open("/hosts/marit-hoekzema").await.status, 404, "she had said nothing");
        b.open("/hosts").await;
        assert_eq!(b.count(".crew li"), 0);
        assert_eq!(joost.open("/counter").await.path.split('?').next(), Some("/sign-in"), "he is signed out");

        let known = Known { id: me, kind: "customer".into(), ..Known::default() };
        let who = Viewer::new(Some(known), None).customer().unwrap();
        assert_eq!(erase::erase(shop.db(), &who, false, Moment::now()).await.unwrap(), None);
        assert_eq!(b.open("/hosts/joost-averink").await.status, 404);
        let named = "select count(*) from host where handle like '%joost%' or words <> '' or title <> ''";
        assert_eq!(shop.number(named).await, 0);
    })
    .await;
}
