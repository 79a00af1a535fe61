//! The library of pictures: sending, saying what they show, aiming, taking away; and what the program holds while it reads them.
mod weight;

use crate::kit::goods::{opened, stock, thing};
use crate::kit::wire::PASSWORD;
use crate::kit::{Browser, Shop, both, people, wire};
use app::staff::Role;
use app::values::Moment;
use image::{ExtendedColorType, ImageEncoder, RgbImage};

const MARIT: &str = "marit@example.org";

/// A picture of its own for each number.
fn png(shade: u8) -> Vec<u8> {
    let drawn = RgbImage::from_fn(400, 300, |x, y| image::Rgb([x as u8, y as u8, shade]));
    let mut out = vec![];
    image::codecs::png::PngEncoder::new(&mut out).write_image(&drawn, 400, 300, ExtendedColorType::Rgb8).unwrap();
    out
}
/// A shop with a mug, and the browser of whoever runs it.
async fn desk(shop: &Shop) -> Browser {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 50)]).await;
    wire::employee(shop, MARIT, "Marit Hoekzema", Role::Merchant).await;
    people::again(shop, MARIT).await
}
/// Sends these pictures in one form.
async fn send(b: &mut Browser, files: &[(&str, &[u8])]) {
    b.open("/admin/pictures").await;
    let files: Vec<(&str, &str, &[u8])> = files.iter().map(|(name, bytes)| ("pictures", *name, *bytes)).collect();
    b.press_with("Add them", &[], &files).await;
}
async fn hang(shop: &Shop, picture: i64) {
    shop.db()
        .run("insert into product_media (product, media, position) select id, $1, 1 from product where slug = 'mug'")
        .bind(picture)
        .run()
        .await
        .unwrap();
    // Behind the shop's back: what it keeps of the catalogue is of before.
    shop.db().run("update shop set catalogue_version = catalogue_version + 1").run().await.unwrap();
}
async fn acts(shop: &Shop) -> Vec<(String, String, String)> {
    shop.db().query("select act, before, after from audit where act like 'picture%' order by id").all().await.unwrap()
}

#[tokio::test]
async fn several_pictures_come_at_once_and_each_is_asked_what_it_shows() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        b.open("/admin/pictures").await;
        assert_eq!(b.page.status, 200);
        assert!(b.text().contains("No pictures yet"), "{}", b.text());
        let all: Vec<Vec<u8>> = (1..=6).map(png).collect();
        let files: Vec<(&str, &[u8])> = all.iter().map(|bytes| ("p.png", bytes.as_slice())).collect();
        send(&mut b, &files).await;
        assert_eq!((b.page.hops.as_slice(), b.count(".library > li")), ([303].as_slice(), 6), "{}", b.text());
        assert_eq!(b.page.path, "/admin/pictures?show=mute&done=came");
        // The same once more is no other picture.
        send(&mut b, &files[..2]).await;
        assert_eq!(shop.number("select count(*) from media").await, 6);
        let form = b.attributes(".library form", "action").remove(0);
        b.press("Keep the text", &[("What it shows", " ")]).await;
        assert_eq!((b.page.status, b.attributes("[aria-invalid=true]", "name")), (422, vec!["alt".to_string()]));
        b.open("/admin/pictures?show=mute").await;
        b.press("Keep the text", &[("What it shows", "A blue mug")]).await;
        assert_eq!((b.page.status, b.count(".library > li")), (200, 5), "{}", b.text());
        b.open(&form).await;
        assert_eq!(b.all("h1"), ["A blue mug"]);
        assert!(b.text().contains("Nothing uses it.") && b.text().contains("400 × 300"), "{}", b.text());
        // One alone leads to its own page.
        send(&mut b, &[("p.png", &png(9))]).await;
        assert!(b.page.path.starts_with("/admin/pictures/") && b.text().contains("It is here."), "{}", b.page.path);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_is_named_and_the_others_are_kept() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        send(&mut b, &[]).await;
        assert_eq!(b.page.status, 422);
        assert!(b.text().contains("Choose one picture"), "{}", b.text());
        let script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".as_slice();
        let cut = &png(2)[..200];
        // The sender calls all of them JPEG: what they are called and what they are said to be is not asked.
        let lies = b"<!doctype html><script>alert(1)</script>".as_slice();
        send(&mut b, &[("good.jpg", &png(1)), ("a.svg", script), ("page.jpg", lies), ("cut.png", cut)]).await;
        assert_eq!((b.page.status, b.count(".library > li")), (422, 1), "{}", b.text());
        for name in ["a.svg", "page.jpg", "cut.png", "1 picture was kept"] {
            assert!(b.text().contains(name), "{name}: {}", b.text());
        }
        assert!(!b.text().contains("good.jpg:"), "{}", b.text());
        let src = b.attributes(".library img", "src").remove(0);
        b.open(&src).await;
        assert!(b.page.html.starts_with("RIFF") && b.page.headers["content-type"] == "image/webp");
        let many: Vec<Vec<u8>> = (20..43).map(png).collect();
        let files: Vec<(&str, &[u8])> = many.iter().map(|bytes| ("p.png", bytes.as_slice())).collect();
        send(&mut b, &files).await;
        assert_eq!(b.page.status, 422);
        assert!(
            b.text().contains("20 pictures were kept") && b.text().contains("3 pictures were left out"),
            "{}",
            b.text()
        );
        assert_eq!(shop.number("select count(*) from media").await, 21);
    })
    .await;
}

#[tokio::test]
async fn the_point_that_stays_in_sight_is_kept_and_the_shop_crops_round_it() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        send(&mut b, &[("p.png", &png(1))]).await;
        let (page, picture) = (b.page.path.clone(), shop.number("select id from media").await);
        hang(&shop, picture).await;
        let mut shopper = Browser::new(&shop);
        shopper.open("/products").await;
        assert_eq!((shopper.count(".tile img"), shopper.count(".tile img[class^='f-']")), (1, 0));
        b.open(&page).await;
        assert_eq!(b.attributes("input[name=focus][checked]", "value"), ["22"], "the middle");
        assert_eq!(b.count("input[name=focus]"), 25);
        b.press("Keep this point", &[("focus", "30")]).await;
        assert_eq!(b.page.hops, [303], "{}", b.text());
        assert_eq!(b.attributes("input[name=focus][checked]", "value"), ["30"]);
        assert_eq!(b.attributes(".crops img", "class"), ["f-30"; 3]);
        assert_eq!(shop.number("select focus_x * 10000 + focus_y from media").await, 7_000_100);
        for path in ["/products", "/products/mug"] {
            shopper.open(path).await;
            assert!(shopper.count("img.f-30") > 0, "{path}");
        }
        b.post(page.split('?').next().unwrap(), &[("act".into(), "aim".into()), ("focus".into(), "77".into())]).await;
        assert_eq!(b.page.status, 422);
        assert_eq!(acts(&shop).await[1], ("picture.aimed".into(), "500, 500".into(), "700, 100".into()));
    })
    .await;
}

#[tokio::test]
async fn what_something_uses_is_not_taken_away_and_what_nothing_uses_goes_with_its_files() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        send(&mut b, &[("p.png", &png(1))]).await;
        let (page, picture) =
            (b.page.path.split('?').next().unwrap().to_string(), shop.number("select id from media").await);
        let (_, _, fields) = b.sending("Take the picture away", &[]);
        let src = b.attributes(".on img", "src").remove(0);
        hang(&shop, picture).await;
        // The page was opened before: what stands on it is asked for again.
        b.post(&page, &fields).await;
        assert_eq!(b.page.status, 422, "{}", b.text());
        assert!(b.text().contains("Product The mug") && b.text().contains("Something uses it"), "{}", b.text());
        assert_eq!(b.count(".uses a[href^='/admin/products/']"), 1);
        assert!(!b.all("button").iter().any(|name| name.starts_with("Take the picture away")));
        b.open("/admin/pictures?show=unused").await;
        assert_eq!(b.count(".library > li"), 0);
        shop.db().run("delete from product_media").run().await.unwrap();
        b.open(&page).await;
        b.press("Take the picture away", &[]).await;
        assert_eq!((b.page.status, b.page.path.as_str()), (200, "/admin/pictures?done=removed"), "{}", b.text());
        for gone in [page.as_str(), &src] {
            b.open(gone).await;
            assert_eq!(b.page.status, 404, "{gone}");
        }
        let files = std::fs::read_dir(shop.folder.join("media")).unwrap();
        assert_eq!(files.flat_map(|f| std::fs::read_dir(f.unwrap().path()).unwrap()).count(), 0);
        assert_eq!(acts(&shop).await.last().unwrap().0, "picture.removed");
    })
    .await;
}

#[tokio::test]
async fn everything_that_nothing_uses_goes_at_once_when_it_is_a_day_old() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        send(&mut b, &[("a.png", &png(1)), ("b.png", &png(2)), ("c.png", &png(3))]).await;
        hang(&shop, shop.number("select min(id) from media").await).await;
        b.open("/admin/pictures?show=unused").await;
        assert_eq!(b.count(".library > li"), 2);
        assert!(b.text().contains("older than a day. Nothing is."), "{}", b.text());
        let before = Moment::now().plus(-Moment::DAY - 1);
        shop.db().run("update media set created_at = $1").bind(before).run().await.unwrap();
        b.open("/admin/pictures?show=unused").await;
        b.press("Take 2 pictures away", &[]).await;
        assert_eq!((b.page.status, b.count(".library > li")), (200, 0), "{}", b.text());
        assert!(b.text().contains("2 pictures were taken away."), "{}", b.text());
        assert_eq!(shop.number("select count(*) from media").await, 1);
        assert_eq!(acts(&shop).await.iter().filter(|a| a.0 == "picture.removed").count(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_library_is_searched_kept_as_a_view_turned_page_by_page_and_saved() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        for n in 0..50 {
            let sql = "insert into media (hash, kind, width, height, alt, created_at) values ($1, 'picture', 400, 300, $2, 1)";
            let alt = if n % 2 == 0 { format!("Pan {n}") } else { format!("=Mug {n}") };
            shop.db().run(sql).bind(format!("{n:032x}")).bind(alt).run().await.unwrap();
        }
        b.open("/admin/pictures").await;
        assert_eq!(b.count(".library > li"), 48);
        let next = b.attributes("a[rel=next]", "href").remove(0);
        b.open(&next).await;
        assert_eq!((b.count(".library > li"), b.count("a[rel=next]")), (2, 0));
        b.press("Show", &[("Text or name", "pan")]).await;
        assert_eq!(b.count(".library > li"), 25, "{}", b.page.path);
        b.press("Keep", &[("Name of the view", "All pans")]).await;
        assert_eq!((b.count(".library > li"), b.attributes(".views [aria-current]", "href")), (25, vec!["/admin/pictures?q=pan".to_string()]));
        // The file has what is shown, all pages of it.
        b.open("/admin/pictures?q=mug").await;
        b.press("Save what is shown here as CSV", &[]).await;
        let lines: Vec<&str> = b.page.html.lines().collect();
        assert_eq!(lines.len(), 26, "{}", b.text());
        assert_eq!(lines[0], "number,address,width,height,what it shows,used by,added");
        assert!(lines[1].contains(",400,300,'=Mug 49,,1970-01-01"), "{}", lines[1]);
        assert_eq!(acts(&shop).await, [("pictures.exported".to_string(), String::new(), "q=mug".to_string())]);
        // Whoever came by a link gives the password for it.
        let cookie = wire::signed_in(&shop, people::person_of(&shop, MARIT).await, MARIT).await;
        let save = |password: &'static str| {
            let ask = wire::Ask::post("/admin/pictures", &[("save", "csv"), ("q", "mug"), ("password", password)]);
            ask.holding(&cookie).to(&shop.router)
        };
        assert_eq!(save("wrong").await.status, 422);
        assert_eq!(save(PASSWORD).await.html.lines().count(), 26);
    })
    .await;
}

#[tokio::test]
async fn the_pictures_that_people_sent_and_that_wait_are_not_in_the_library() {
    both(|shop| async move {
        let mut b = desk(&shop).await;
        let mut visitor = Browser::new(&shop);
        visitor.open("/forum/ask").await;
        let stamp = crate::kit::talk::patient(&shop);
        visitor.press_with("Ask", &[("body", " "), ("stamp", &stamp)], &[("pictures", "p.png", &png(1))]).await;
        assert_eq!(shop.number("select count(*) from media").await, 1);
        b.open("/admin/pictures").await;
        assert_eq!(b.count(".library > li"), 0);
        b.open(&format!("/admin/pictures/{}", shop.number("select id from media").await)).await;
        assert_eq!(b.page.status, 404);
        // The shop takes the very same one for its own: now it is there.
        send(&mut b, &[("p.png", &png(1))]).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        assert!(b.text().contains("Post that is not shown"), "{}", b.text());
    })
    .await;
}
