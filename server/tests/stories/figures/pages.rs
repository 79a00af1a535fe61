//! What a merchant reads of it, and saves.
use super::golden;
use crate::kit::wire::{self, Ask};
use crate::kit::{Shop, both};
use app::staff::Role;

/// The cookie of a merchant called Marit.
async fn merchant(shop: &Shop) -> String {
    let id = wire::employee(shop, "marit@example.org", "Marit Oort", Role::Merchant).await;
    wire::signed_in(shop, id, "marit@example.org").await
}

const DAYS: &str = "/admin/figures?period=own&from=2025-11-02&to=2025-11-11";

#[tokio::test]
async fn the_page_says_what_was_computed_by_hand_and_so_does_its_file() {
    both(|shop| async move {
        golden(&shop).await;
        let cookie = merchant(&shop).await;
        let page = Ask::get(DAYS).holding(&cookie).to(&shop.router).await;
        let words = page.words();
        assert_eq!(page.status, 200, "{words}");
        for part in [
            "2 November 2025 to 11 November 2025, beside the 10 days before",
            "Sales €166.70 €0.00 before",
            "Refunds €53.00",
            "Net sales €18.01",
            "Orders 4 0 before",
            "Average order €41.68 no order before",
            "Visits Not counted yet not counted yet before",
            "Cancelled, 2 orders −€91.90",
            "Tax in what stays −€3.79",
            "€14.70 of the sales is shipping. 7 pieces were sold",
            "The mug 5 €60.00",
            "Nobody asked anything in these days",
            "Orders divided by visits",
            "Tue 4 Nov 2 €57.80 €0.00 €0.00 €47.77 – –",
        ] {
            assert!(words.contains(part), "{part:?} is missing: {words}");
        }
        assert_eq!(page.html.matches("role=\"img\"").count(), 2, "visits have nothing to draw");
        assert!(page.html.contains("€166.70 in these days, €0.00 in the days before. The highest is €80.00 on Mon 3 Nov."));
        assert!(!page.html.contains("style="));

        let form = [("period", "own"), ("from", "2025-11-03"), ("to", "2025-11-06"), ("save", "csv")];
        let asked = Ask::post("/admin/figures", &form).holding(&cookie).to(&shop.router).await;
        assert_eq!(asked.status, 422, "the password is asked for");
        assert!(asked.words().contains("3 November 2025 to 6 November 2025"), "the days stay");
        let form: Vec<_> = form.into_iter().chain([("password", wire::PASSWORD)]).collect();
        let file = Ask::post("/admin/figures", &form).holding(&cookie).to(&shop.router).await;
        assert_eq!(
            file.html,
            "day,currency,orders,sales,tax in sales,shipping in sales,pieces,cancelled orders,cancelled,refunds,refunded,tax in what stays,net sales,visits,conversion\n\
             2025-11-03,EUR,1,80.00,13.88,0.00,1,0,0.00,0,0.00,13.88,66.12,,\n\
             2025-11-04,EUR,2,57.80,10.03,9.80,4,0,0.00,0,0.00,10.03,47.77,,\n\
             2025-11-05,EUR,0,0.00,0.00,0.00,0,0,0.00,1,5.00,'-0.87,'-4.13,,\n\
             2025-11-06,EUR,0,0.00,0.00,0.00,0,1,75.00,1,12.00,'-15.09,'-71.91,,\n"
        );
        assert_eq!(shop.number("select count(*) from audit where act = 'figures.exported'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn days_that_cannot_be_are_named_and_what_was_typed_stays() {
    both(|shop| async move {
        let cookie = merchant(&shop).await;
        let path = "/admin/figures?period=own&from=2025-11-11&to=2025-11-02";
        let page = Ask::get(path).holding(&cookie).to(&shop.router).await;
        assert_eq!(page.status, 422);
        assert!(page.words().contains("It ends before it begins."));
        assert!(page.html.contains("value=\"2025-11-11\"") && page.html.contains("value=\"2025-11-02\""));
        let empty = Ask::get("/admin/figures?period=7").holding(&cookie).to(&shop.router).await;
        let words = empty.words();
        assert_eq!(empty.status, 200);
        for part in
            ["Sales €0.00", "Orders 0", "Not counted yet. The first visit begins it.", "Nothing was sold in these days"]
        {
            assert!(words.contains(part), "{part:?} is missing: {words}");
        }
    })
    .await;
}

#[tokio::test]
async fn today_names_what_waits_and_nothing_else() {
    both(|shop| async move {
        let cookie = merchant(&shop).await;
        let today = async || Ask::get("/admin").holding(&cookie).to(&shop.router).await;
        let words = today().await.words();
        for part in ["Marit", "Nothing waits for anybody.", "Nobody has ordered yet.", "Orders 0", "Sales €0.00"] {
            assert!(words.contains(part), "{part:?} is missing: {words}");
        }
        let order = crate::orders::ordered(&shop, "transfer").await;
        let now = app::values::Moment::now();
        let unpaid = today().await.words();
        assert!(!unpaid.contains("Orders to pack") && unpaid.contains("10001 Today"), "{unpaid}");
        assert!(unpaid.contains("Orders 1") && unpaid.contains("Sales €28.90"), "{unpaid}");
        app::orders::verbs::mark_paid(shop.db(), &shop.merchant(), order, now).await.unwrap();
        let mut asker = crate::kit::Browser::new(&shop);
        crate::kit::talk::ask(&mut asker, &shop, "mug", "Does it keep tea warm?", "").await;
        shop.damage("update stock set on_hand = 4").await;
        shop.damage("update job set dead_at = 1, fault = 'nobody answers' where kind = 'mail.send'").await;
        let words = today().await.words();
        for part in
            ["1 Orders to pack", "1 Questions without an answer", "1 Few are left", "Jobs and mails that failed"]
        {
            assert!(words.contains(part), "{part:?} is missing: {words}");
        }
        app::orders::verbs::cancel(shop.db(), &shop.merchant(), order, now).await.unwrap();
        let words = today().await.words();
        assert!(words.contains("1 Money to pay back") && !words.contains("Orders to pack"), "{words}");
    })
    .await;
}

#[tokio::test]
async fn what_failed_for_good_is_tried_again_by_hand() {
    both(|shop| async move {
        let cookie = merchant(&shop).await;
        crate::orders::ordered(&shop, "transfer").await;
        shop.damage("update job set dead_at = 1, tries = 8, fault = 'nobody answers' where kind = 'mail.send'").await;
        assert_eq!(shop.work().await, 0);
        let page = Ask::get("/admin/stuck").holding(&cookie).to(&shop.router).await;
        let words = page.words();
        assert!(words.contains("A mail (order.placed), order 10001") && words.contains("nobody answers"), "{words}");
        let job = shop.number("select id from job where dead_at is not null").await.to_string();
        for (done, says) in [("again", "It is tried again now."), ("over", "It was tried again before.")] {
            let answer = Ask::post("/admin/stuck", &[("job", &job)]).holding(&cookie).to(&shop.router).await;
            assert_eq!((answer.status, answer.location()), (303, format!("/admin/stuck?done={done}").as_str()));
            let page = Ask::get(answer.location()).holding(&cookie).to(&shop.router).await;
            assert!(page.words().contains(says));
        }
        assert_eq!((shop.work().await, shop.mails().len()), (1, 1));
        assert_eq!(shop.number("select count(*) from audit where act = 'job.again'").await, 1);
    })
    .await;
}
