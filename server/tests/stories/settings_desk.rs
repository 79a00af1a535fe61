//! The settings of the back office: the shop, its taxes by their days, its mails, its pages.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::people::PASSWORD;
use crate::kit::wire::{self, Ask};
use crate::kit::{Browser, both};
use crate::order::merchant;
use app::cart::store::{rate_of, tax_rates};
use app::settings::tax::{Wish, store as tax};
use app::staff::Role;
use app::values::Moment;
use app::viewer::FreshMerchant;

/// 1 July 2027, 0:00 in Amsterdam.
const JULY: Moment = Moment(1_814_392_800_000);

#[tokio::test]
async fn money_asks_for_the_password_and_keeps_what_was_typed() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let id = wire::employee(&shop, "marit@example.org", "Marit Hoekzema", Role::Merchant).await;
        let cookie = wire::signed_in(&shop, id, "marit@example.org").await;
        let mut b = Browser::new(&shop);
        let (name, value) = cookie.split_once('=').unwrap();
        b.cookies.insert(name.into(), value.into());
        b.open("/admin/settings").await;
        b.press("Keep the money settings", &[("IBAN", "NL92ABNA0417164300"), ("VAT id", "NL123456789B01")]).await;
        assert_eq!(b.page.status, 422);
        for field in ["#iban", "#password"] {
            assert_eq!(b.attributes(field, "aria-invalid"), ["true"], "{field}");
        }
        assert_eq!(b.attributes("#vat_id", "value"), ["NL123456789B01"], "what was typed is kept");
        assert!(b.text().contains("It stays: there are prices or orders in it"), "{}", b.text());
        b.press("Keep the money settings", &[("IBAN", "DE89 3704 0044 0532 0130 00"), ("Your password", PASSWORD)])
            .await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        let facts = app::site::facts(shop.db()).await.unwrap();
        assert_eq!((facts.iban.as_str(), facts.vat_id.as_str()), ("DE89370400440532013000", "NL123456789B01"));
        // Who the shop is asks for nothing.
        b.press("Keep who we are", &[("Name of the shop", " "), ("What it is for", "For tests.")]).await;
        assert_eq!((b.page.status, b.attributes("#name", "aria-invalid")), (422, vec!["true".into()]));
        b.press(
            "Keep who we are",
            &[("Name of the shop", "Meelkade"), ("What it is for", "For tests."), ("Hours, in words", "Always")],
        )
        .await;
        assert!(b.text().contains("It is kept"), "{}", b.text());
        let mut visitor = Browser::new(&shop);
        visitor.open("/products").await;
        assert!(visitor.text().contains("Meelkade"), "nothing of before is shown");
        let audit: Vec<(String, String, String)> = shop
            .db()
            .query("select act, before, after from audit where subject_kind = 'shop' order by id")
            .all()
            .await
            .unwrap();
        assert_eq!(audit[0].0, "shop.money");
        assert!(audit[0].1.contains("IBAN: NL91ABNA0417164300") && audit[0].2.contains("IBAN: DE89"), "{audit:?}");
        assert!(audit[1].1.contains("name: Test Kitchen") && audit[1].2.contains("name: Meelkade"), "{audit:?}");
        // Free from today on: the password was given.
        b.press("Keep the money settings", &[("Days to pay by transfer", "x")]).await;
        assert_eq!(b.attributes("#days", "value"), ["x"]);
        assert_eq!(b.count("#password"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_rate_of_tax_changes_at_midnight_where_the_shop_is_and_orders_keep_theirs() {
    both(|shop| async move {
        crate::orders::ordered(&shop, "transfer").await;
        let mut b = merchant(&shop).await;
        b.open("/admin/settings/tax").await;
        b.press("Keep the rate", &[("Class of goods", "Standard"), ("Per cent", "twenty"), ("First day", "2027-07-01")]).await;
        assert_eq!(b.page.status, 422);
        assert_eq!((b.attributes("#percent", "value"), b.attributes("#day", "value")), (vec!["twenty".to_string()], vec!["2027-07-01".to_string()]));
        b.press("Keep the rate", &[("Per cent", "22,5"), ("First day", "2027-07-01")]).await;
        assert!(b.text().contains("The rate is kept") && b.text().contains("22.5 %"), "{}", b.text());
        let at = |moment: Moment| {
            let db = shop.db().clone();
            async move { rate_of(&tax_rates(&db, "NL", "", moment).await.unwrap(), "standard") }
        };
        assert_eq!((at(JULY.plus(-1)).await, at(JULY).await, at(JULY.plus(1)).await), (2_100, 2_250, 2_250));

        // One between: it ends where the later one begins.
        let console = FreshMerchant::at_the_console();
        let wish = |from: Moment, basis_points| Wish { country: "NL".into(), area: String::new(), class: "standard".into(), basis_points, from };
        let now = Moment::now();
        let may = JULY.plus(-60 * Moment::DAY);
        tax::add(shop.db(), &console, &wish(may, 2_000), "", now).await.unwrap();
        assert_eq!((at(may.plus(-1)).await, at(may).await, at(JULY.plus(-1)).await, at(JULY).await), (2_100, 2_000, 2_000, 2_250));
        let over = "select count(*) from tax_rate a join tax_rate b on a.country = b.country and a.area = b.area and a.class = b.class
            and a.id <> b.id and a.valid_from < coalesce(b.valid_to, 9000000000000000) and b.valid_from < coalesce(a.valid_to, 9000000000000000)
            where a.country = 'NL'";
        assert_eq!(shop.number(over).await, 0, "no two rates hold at once");

        // The past that orders used stays.
        let used = tax::add(shop.db(), &console, &wish(now.plus(-Moment::HOUR), 500), "", now).await;
        assert!(matches!(used, Err(app::problem::Problem::Fields(ref f)) if f[0].0 == "day"), "{used:?}");
        assert_eq!(at(now).await, 2_100);
        assert_eq!(shop.number("select basis_points from order_line").await, 2_100);
        // Nobody ordered to Ireland: there the past can be put right.
        let ireland = Wish { country: "IE".into(), ..wish(now.plus(-Moment::HOUR), 2_200) };
        tax::add(shop.db(), &console, &ireland, "", now).await.unwrap();
        assert_eq!(rate_of(&tax_rates(shop.db(), "IE", "", now).await.unwrap(), "standard"), 2_200);

        // What has not begun can be taken away: the one before goes on.
        b.open("/admin/settings/tax").await;
        b.press("Take away", &[]).await;
        assert_eq!((at(JULY.plus(-1)).await, at(JULY).await), (2_000, 2_000));
        b.press("Take away", &[]).await;
        assert_eq!(at(JULY).await, 2_100);
        assert_eq!(b.all("button[value=remove]").len(), 0, "what holds or held stays");
        let acts = "select count(*) from audit where act in ('tax.added', 'tax.removed')";
        assert_eq!(shop.number(acts).await, 5);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_mail_says_what_the_merchant_wrote_and_a_broken_template_is_refused() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 9)]).await;
        let mut b = merchant(&shop).await;
        let kinds: Vec<(String,)> =
            shop.db().query("select kind from mail_kind where kind <> 'settings.trial'").all().await.unwrap();
        assert!(kinds.len() > 25, "{kinds:?}");
        b.open("/admin/settings/mails").await;
        assert_eq!(b.count("main tbody tr"), kinds.len(), "every mail can be put into words: {}", b.text());
        for (kind,) in &kinds {
            b.open(&format!("/admin/settings/mails/{kind}")).await;
            assert_eq!(b.page.status, 200, "{kind}");
        }
        b.open("/admin/settings/mails").await;
        b.click("An order was placed").await;
        assert!(
            b.text().contains("{{ number }}") && b.text().contains("Thank you. This is what you ordered."),
            "{}",
            b.text()
        );
        b.press("Keep these words", &[("opening", "Dear {{ name }},\n{{ nonsense }}"), ("subject", "{{ number")]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("Line 2: it names something that this mail does not have."), "{}", b.text());
        assert_eq!(b.attributes("#subject", "value"), ["{{ number"], "what was typed is kept");
        assert_eq!(b.attributes("#subject", "aria-invalid"), ["true"]);
        b.press("Keep these words", &[("opening", "Hello\n{% for x in [1] %}{% endfor %}"), ("subject", "")]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("Line 2: only a name may stand in brackets"), "{}", b.text());
        let here = b.page.path.split(['?', '#']).next().unwrap().to_string();
        for (words, status) in
            [("Hello".to_string(), 200), ("a".repeat(4_001), 422), ("%7B%7B%20number%20%2A%209%20%7D%7D".into(), 422)]
        {
            assert_eq!(b.open(&format!("{here}/html?opening={words}")).await.status, status, "the preview: {words}");
        }
        b.open(&here).await;
        assert_eq!(shop.number("select count(*) from mail_wording").await, 0);

        let own = [
            ("subject", "Hello {{ name }}: order {{ number }}"),
            ("opening", "We start & pack at once."),
            ("closing", "Yours, Marit"),
        ];
        b.press("Look at it first", &own).await;
        assert!(b.page.status == 200 && b.text().contains("We start & pack at once."), "{}", b.text());
        assert_eq!(shop.number("select count(*) from mail_wording").await, 0, "a look keeps nothing");
        let frame = b.attributes("iframe", "src").remove(0);
        let kept = b.clone();
        b.open(&frame).await;
        assert!(b.page.html.contains("We start &amp; pack at once."), "{}", b.page.html);
        let policy = b.page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
        b = kept;
        b.press("Keep these words", &own).await;
        assert!(b.text().contains("These words are sent from now on."), "{}", b.text());
        b.press("Send a sample to me", &[]).await;

        let mut noor = Browser::new(&shop);
        noor.open("/products/mug").await;
        noor.press("Add to cart", &[]).await;
        noor.click("Checkout").await;
        let fields = [
            ("Email", "noor@example.org"),
            ("Full name", "Noor Veldhuis"),
            ("Address", "Kerkpad 12"),
            ("Postcode", "7431 AB"),
            ("City", "Hollewijk"),
        ];
        noor.press("Place order", &fields).await;
        shop.work().await;
        let mails = shop.mails();
        let to = |who: &str| {
            mails
                .iter()
                .find(|m| m.contains(&format!("To: {who}")))
                .unwrap_or_else(|| panic!("no mail to {who}: {mails:?}"))
        };
        for mail in [to("noor@example.org"), to("marit@example.org")] {
            assert!(mail.contains("We start & pack at once.") && mail.contains("Yours, Marit"), "{mail}");
        }
        assert!(to("noor@example.org").contains("Subject: Hello Noor Veldhuis: order "), "{}", to("noor@example.org"));
        assert!(to("noor@example.org").contains("NL91 ABNA"), "how to pay stands there whatever is written");

        // Back to what came with the program, and the own words once more.
        b.open("/admin/settings/mails/order.placed").await;
        b.press("As it came", &[]).await;
        assert!(b.text().contains("are sent again"), "{}", b.text());
        b.press("Use these words again", &[]).await;
        assert_eq!(b.attributes("#subject", "value"), ["Hello {{ name }}: order {{ number }}"]);
        assert_eq!(shop.number("select count(*) from mail_wording").await, 3, "every wording stays");
        assert_eq!(shop.number("select count(*) from audit where act = 'mail.worded' and before <> after").await, 3);
        assert_eq!(Ask::get("/admin/settings/mails/order.placed/html").to(&shop.router).await.status, 303);
        b.open("/admin/settings/mails/no.such").await;
        assert_eq!(b.page.status, 404);
    })
    .await;
}

#[tokio::test]
async fn two_who_keep_one_page_at_once_lose_nothing() {
    both(|shop| async move {
        opened(&shop).await;
        let mut one = merchant(&shop).await;
        let mut two = one.clone();
        one.open("/admin/settings/pages/about").await;
        two.open("/admin/settings/pages/about").await;
        one.press("Keep the page", &[("title", "About us"), ("body", "## Who\nWe cook.")]).await;
        assert!(one.text().contains("It is kept"), "{}", one.text());
        two.press("Keep the page", &[("title", "About"), ("body", "We bake.")]).await;
        assert_eq!(two.page.status, 409);
        assert!(
            two.text().contains("Somebody else kept this page") && two.text().contains("We cook."),
            "{}",
            two.text()
        );
        assert_eq!(two.all("#body"), ["We bake."], "what was typed is kept");
        let mut visitor = Browser::new(&shop);
        visitor.open("/pages/about").await;
        assert!(visitor.text().contains("We cook.") && !visitor.text().contains("We bake."), "{}", visitor.text());
        two.press("Keep the page", &[("body", "We cook.\nWe bake.")]).await;
        assert_eq!(two.page.status, 200, "{}", two.text());
        visitor.open("/pages/about").await;
        assert!(visitor.text().contains("We bake."), "{}", visitor.text());

        // Every version is there: the one of before versions, and three since.
        let bodies: Vec<(i64, String)> = shop
            .db()
            .query("select version, body from page_version where slug = 'about' order by version")
            .all()
            .await
            .unwrap();
        let bodies: Vec<&str> = bodies.iter().map(|(_, b)| b.as_str()).collect();
        assert_eq!(bodies, ["## A heading\nA sentence.", "## Who\nWe cook.", "We cook.\nWe bake."]);
        two.press("Use it again, version 1", &[]).await;
        visitor.open("/pages/about").await;
        assert!(visitor.text().contains("A sentence."), "{}", visitor.text());
        assert_eq!(shop.number("select count(*) from page_version where slug = 'about'").await, 4);

        // At once, for true: one is kept, the other is told.
        let version = shop.number("select version from page where slug = 'about'").await.to_string();
        let fields = |body: &str| {
            [("act", "keep"), ("title", "About"), ("version", &version), ("body", body)]
                .map(|(k, v)| (k.to_string(), v.to_string()))
        };
        let (a, b) = (fields("The one."), fields("The other."));
        let (mut left, mut right) = (one.clone(), two.clone());
        tokio::join!(left.post("/admin/settings/pages/about", &a), right.post("/admin/settings/pages/about", &b));
        let mut statuses = [left.page.status, right.page.status];
        statuses.sort();
        assert_eq!(statuses, [200, 409]);

        // A new page, its place, and gone; and back.
        one.open("/admin/settings/pages").await;
        one.press("Write it", &[("title", "About")]).await;
        assert_eq!(one.page.status, 422, "{}", one.text());
        one.press("Write it", &[("title", "Gift wrapping")]).await;
        assert_eq!(one.page.path, "/admin/settings/pages/gift-wrapping?title=Gift%20wrapping");
        assert_eq!(
            Ask::get("/pages/gift-wrapping").to(&shop.router).await.status,
            404,
            "nothing stands before it is kept"
        );
        one.press("Look at it first", &[("body", "In paper & <b>string</b>.")]).await;
        assert!(one.page.html.contains("In paper &amp; &lt;b&gt;string&lt;/b&gt;."), "{}", one.page.html);
        one.press("Keep the page", &[]).await;
        visitor.open("/pages/gift-wrapping").await;
        assert!(
            visitor.page.status == 200 && visitor.text().contains("In paper & <b>string</b>."),
            "{}",
            visitor.text()
        );
        one.open("/admin/settings/pages").await;
        one.press("Move up Gift wrapping", &[]).await;
        assert_eq!(
            one.all(".roster h3"),
            ["about".replace("about", "About"), "Gift wrapping".into(), "returns".into()]
        );
        one.open("/admin/settings/pages/gift-wrapping").await;
        one.press("Take it away", &[]).await;
        assert_eq!(Ask::get("/pages/gift-wrapping").to(&shop.router).await.status, 404);
        one.click("Gift wrapping").await;
        one.press("Keep the page", &[]).await;
        assert_eq!(Ask::get("/pages/gift-wrapping").to(&shop.router).await.status, 200);
        shop.healthy().await;
    })
    .await;
}
