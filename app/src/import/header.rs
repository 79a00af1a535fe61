//! Whose file it is, and so who reads its rows.
use super::bundle::{Bundle, Skus, bundle};
use super::groups::{Group, Groups, groups};
use super::said::Said;
use super::shopify::Shopify;
use super::spree::Spree;
use super::table::{Row, Table, Writing};
use crate::values::{Currency, fold};
use anyhow::{Result, bail};

/// Whose file it is.
pub enum Header {
    Shopify(Box<Shopify>),
    Spree(Box<Spree>),
}
impl Header {
    /// Reads the header; where it is none we know, the error names what is taken.
    pub fn of(table: &Table) -> Result<Header> {
        if let Some(spree) = Spree::of(table) {
            return Ok(Header::Spree(Box::new(spree)));
        }
        match Shopify::of(table) {
            Some(shopify) => Ok(Header::Shopify(Box::new(shopify))),
            None => {
                let seen: String = table.header.join(", ").chars().take(200).collect();
                bail!(
                    "the header is not known: {seen}. It has to be of a Shopify product CSV (Handle, Title, Variant Price…, \
                     or URL handle, Title, Price…) or of a Spree one (slug, sku, name, price…), as UTF-8, parted by commas, \
                     semicolons or tabs"
                )
            }
        }
    }
    fn name(&self) -> &'static str {
        match self {
            Header::Shopify(shopify) => shopify.name(),
            Header::Spree(_) => "Spree's header",
        }
    }
    /// The columns nobody knows: they are kept as they are.
    pub fn unknown(&self) -> &[usize] {
        match self {
            Header::Shopify(shopify) => shopify.unknown(),
            Header::Spree(spree) => spree.unknown(),
        }
    }
    /// Sorts the rows into products.
    pub fn groups(&self, table: &Table) -> Groups {
        match self {
            Header::Shopify(s) => groups(table, s.handle, s.title),
            Header::Spree(s) => groups(table, s.slug, s.name),
        }
    }
    fn row(&self, table: &Table, row: &Row, currency: Currency) -> Said {
        match self {
            Header::Shopify(s) => s.row(table, row, currency),
            Header::Spree(s) => s.row(table, row, currency),
        }
    }
    /// Reads the rows of one product and binds them.
    pub fn bundle(&self, table: &Table, group: &Group, currency: Currency, skus: &mut Skus) -> Bundle {
        let rows = group.rows.iter().filter_map(|place| table.row(*place));
        let said: Vec<Said> = rows.map(|row| self.row(table, &row, currency)).collect();
        let is_master = match self {
            Header::Shopify(_) => |_: &Said| false,
            Header::Spree(_) => Spree::is_master,
        };
        let mut b = bundle(&group.slug, said, is_master, skus);
        b.notes.extend(group.notes.iter().cloned());
        b
    }

    /// What the file is, for a person.
    pub fn described(&self, table: &Table) -> String {
        let writing = match table.writing {
            Writing::Utf8 => "",
            Writing::BrokenUtf8 => ", UTF-8 with broken bytes",
            Writing::Utf16 => ", UTF-16",
            Writing::Windows1252 => ", read as Windows-1252, since it is not UTF-8",
        };
        format!("{}, parted by {}{writing}", self.name(), table.delimiter())
    }
}

/// Whether a column of this name, behind these, would be kept with the product under this very name, and change nothing else.
pub fn keeps(header: &[String], name: &str) -> bool {
    let asked = |names: &[&str]| {
        let quoted: Vec<String> = names.iter().map(|n| format!("\"{}\"", n.replace('"', "\"\""))).collect();
        let table = Table::open(quoted.join(",").as_bytes()).ok()?;
        match Header::of(&table).ok()? {
            Header::Shopify(s) if table.header.len() == names.len() => Some((s.asked(), s.kept(&table))),
            _ => None,
        }
    };
    if header.iter().any(|known| fold(known) == fold(name)) {
        return false;
    }
    let names: Vec<&str> = header.iter().map(String::as_str).collect();
    let (Some((before, _)), Some((after, kept))) = (asked(&names), asked(&[&names[..], &[name]].concat())) else {
        return false;
    };
    let at = header.len();
    after.iter().filter(|c| **c != Some(at)).eq(before.iter()) && kept.contains(&(at, name.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::draft::Backorder;
    use crate::import::remark::What;

    /// Every product of a file, and the lines that belong to none.
    fn read(bytes: &[u8]) -> (Vec<Bundle>, Vec<u64>) {
        let table = Table::open(bytes).unwrap();
        let header = Header::of(&table).unwrap();
        let found = header.groups(&table);
        let mut skus = Skus::new();
        let all = found.products.iter().map(|g| header.bundle(&table, g, Currency::EUR, &mut skus)).collect();
        (all, found.stray.into_iter().map(|(_, r)| r.line).collect())
    }
    /// The one product of a file.
    fn only(text: &str) -> Bundle {
        let (mut all, stray) = read(text.as_bytes());
        assert_eq!((all.len(), stray), (1, vec![]));
        all.remove(0)
    }
    fn faults(b: &Bundle) -> Vec<(u64, What)> {
        b.faults.iter().map(|r| (r.line, r.what.clone())).collect()
    }
    fn notes(b: &Bundle) -> Vec<(u64, What)> {
        b.notes.iter().map(|r| (r.line, r.what.clone())).collect()
    }
    const SHORT: &str =
        "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price\n";

    #[test]
    fn the_old_header_and_the_new_say_the_same() {
        let old = "Handle,Title,Body (HTML),Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,\
            Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,\
            Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,\
            SEO Title,SEO Description,Variant Image,Variant Weight Unit,Cost per item,Status";
        let new = "URL handle,Title,Description,Type,Tags,Published on online store,Option1 name,Option1 value,SKU,\
            Weight value (grams),Inventory tracker,Inventory quantity,Continue selling when out of stock,Price,Compare-at price,\
            Requires shipping,Charge tax,Barcode,Product image URL,Image position,Image alt text,Gift card,SEO title,\
            SEO description,Variant image URL,Weight unit for display,Cost per item,Status";
        let rows = "mug,Mug,<p>Blue</p>,Cups,\"a, b\",TRUE,Size,S,M-S,420,shopify,5,continue,12.50,15,TRUE,FALSE,'0123,\
            https://i.test/2.jpg,2,Blue,FALSE,Mug!,A mug.,https://i.test/s.jpg,kg,4.10,archived\n\
            mug,,,,,,,L,M-L,,,,deny,14,,false,false,,https://i.test/1.jpg,1,,,,,,,,\n";
        let (b, other) = (only(&format!("{old}\n{rows}")), only(&format!("{new}\n{rows}")));
        assert_eq!(b.faults, []);
        let d = &b.draft;
        assert_eq!(
            (d.title.as_deref(), d.kind.as_deref(), d.status.as_deref()),
            (Some("Mug"), Some("Cups"), Some("withdrawn"))
        );
        assert_eq!((d.taxed, d.seo_title.as_deref()), (Some(false), Some("Mug!")));
        assert_eq!(d.axes, [("Size".to_string(), vec!["S".to_string(), "L".to_string()])]);
        let (s, l) = (&d.variants[0], &d.variants[1]);
        assert_eq!((s.sku.as_deref(), s.barcode.as_deref(), s.weight_grams), (Some("M-S"), Some("0123"), Some(420)));
        assert_eq!((s.tracked, s.on_hand, s.backorder), (Some(true), Some(5), Some(Backorder::Unlimited)));
        assert_eq!(s.prices, [(Currency::EUR, 1250, Some(1500))]);
        assert_eq!((s.ships, s.cost), (Some(true), Some(410)));
        assert_eq!(
            (l.tracked, l.on_hand, l.backorder, l.ships),
            (Some(false), None, Some(Backorder::Limit(0)), Some(false))
        );
        assert_eq!(s.picture.as_deref(), Some("https://i.test/s.jpg"));
        let urls: Vec<(&str, &str)> = d.pictures.iter().map(|p| (p.url.as_str(), p.alt.as_str())).collect();
        let told =
            [("https://i.test/1.jpg", "Mug, L"), ("https://i.test/2.jpg", "Blue"), ("https://i.test/s.jpg", "Mug, S")];
        assert_eq!(urls, told);
        // What is not modelled is kept under the names of the new header.
        assert_eq!(&other.draft, d);
    }

    #[test]
    fn whatever_a_file_is_parted_by_the_products_are_the_same() {
        let text = format!("{SHORT}mug,\"Mug\nblue\",Size,S,,,A,12.50\nmug,,,L,,,B,13\n");
        let told = only(&text).draft;
        let semicolons = text.replace(',', ";");
        for other in [
            text.replace('\n', "\r\n"),
            format!("\u{feff}{text}"),
            semicolons.clone(),
            semicolons.replace("12.50", "12,50"),
        ] {
            assert_eq!(only(&other).draft, told, "{other}");
        }
    }

    #[test]
    fn a_header_that_is_not_known_is_one_error_that_names_what_is_taken() {
        for text in ["name,amount\nx,1\n", "id,title,price\n", "slug,colour\n", "Handle\n", "hello\n"] {
            let fault = Header::of(&Table::open(text.as_bytes()).unwrap()).err().unwrap().to_string();
            assert!(fault.contains("Shopify") && fault.contains("Spree") && !fault.contains('\n'), "{fault}");
        }
        assert_eq!(read(SHORT.as_bytes()).0, []);
    }

    #[test]
    fn columns_nobody_knows_are_kept_with_the_product_or_the_variant() {
        let b = only(
            "Handle,Title,SKU,Price,Option1 name,Option1 value,Google Shopping / Gender,Tax code\nmug,Mug,A,1,Size,S,unisex,T1\nmug,,B,2,,L,men,T2\n",
        );
        assert_eq!(b.draft.foreign_fields.unwrap()["Google Shopping / Gender"], "unisex");
        assert_eq!(b.draft.variants[0].foreign_fields.as_ref().unwrap()["Tax code"], "T1");
        assert_eq!(b.draft.variants[1].foreign_fields.as_ref().unwrap()["Google Shopping / Gender"], "men");
    }

    #[test]
    fn options_have_to_fit_together() {
        let told = |rows: &str| faults(&only(&format!("{SHORT}{rows}")));
        assert_eq!(
            told("a,A,Size,S,Color,Red,1,5\na,,,S,,Blue,2,5\na,,,s,,red,3,5\n"),
            [(4, What::Repeats { options: "S, Red".into(), line: 2 })]
        );
        assert_eq!(told("a,A,Size,S,Color,Red,1,5\na,,,M,,,2,5\n"), [(3, What::OptionMissing)]);
        assert_eq!(told("a,A,Size,S,,,1,5\na,,,,,,2,5\n"), [(3, What::OptionMissing)]);
        assert_eq!(told("a,A,,S,,,1,5\n"), [(2, What::OptionWithoutName)]);
        assert_eq!(
            told("a,A,Size,S,,,1,5\na,,Length,M,,,2,5\n"),
            [(3, What::OptionNames { other: "Size".into(), line: 2 })]
        );
        assert_eq!(told("a,A,Size,S,Size,M,1,5\n"), [(2, What::OptionNames { other: "option 1".into(), line: 2 })]);
        assert_eq!(told("a,A,Size,S,,,1,5\na,,,M,,,1,6\n"), [(3, What::RepeatedSku { slug: "a".into(), line: 2 })]);
        assert_eq!(told("a,A,Title,Default Title,,,1,5\n"), []);
        assert_eq!(told("a,A,,,,,,5\na,,,,,,,6\n"), [(3, What::Repeats { options: String::new(), line: 2 })]);
        // Without option columns rows are told apart by their SKUs.
        assert_eq!(told("a,,,,,,1,5\na,,,,,,2,6\n"), []);
        let four = "Handle,Title,Option1 Name,Option1 Value,Option4 Name,Option4 Value\na,A,Size,S,Cut,Wide\n";
        assert_eq!(faults(&only(four)), [(2, What::TooManyOptions)]);
    }

    #[test]
    fn one_sku_is_one_variant_in_the_whole_file() {
        let (all, _) = read(format!("{SHORT}a,A,,,,,X-1,5\nb,B,,,,,x-1,5\nc,C,,,,,X-1,5\n").as_bytes());
        assert_eq!(all[0].faults, []);
        for b in &all[1..] {
            assert_eq!(b.faults[0].what, What::RepeatedSku { slug: "a".into(), line: 2 });
        }
    }

    #[test]
    fn every_bad_cell_is_told_by_line_column_and_value() {
        let b = only(
            "Handle,Title,Status,Published,Variant SKU,Variant Price,Variant Compare At Price,Variant Grams,Variant Inventory Qty,\
            Variant Inventory Policy,Variant Taxable,Image Src,Cost per item,Option1 Name,Option1 Value\n\
            a,A,active,FALSE,1,12,9,heavy,-3,perhaps,maybe,ftp://x.test/a.jpg,?,Size,S\n\
            a,,,,2,,20,,many,,,,,,M\na,,proposed,,3,-1,,,,,,,,,L\n",
        );
        assert_eq!(faults(&b), [(4, What::Status), (4, What::Negative)]);
        assert_eq!(b.faults[0].to_string(), "Status “proposed” is an unknown status: active, draft or archived");
        let told = [
            (2, What::Unpublished),
            (2, What::NotANumber),
            (2, What::StockBelowZero),
            (2, What::Policy),
            (2, What::CompareNotAbove),
            (2, What::NotANumber),
            (2, What::Truth),
            (2, What::Address),
            (3, What::NotANumber),
            (3, What::CompareAlone),
        ];
        assert_eq!(notes(&b), told);
        assert_eq!((b.draft.status.as_deref(), b.draft.variants[0].on_hand), (Some("draft"), Some(0)));
    }

    #[test]
    fn a_row_that_cannot_be_read_refuses_its_product_alone() {
        let (all, _) = read(format!("{SHORT}a,A,,,,,1,5\nb,\"B,,,,,2,5\nc,C,,,,,3,5,more\nd,D\n").as_bytes());
        let told: Vec<Vec<(u64, What)>> = all.iter().map(faults).collect();
        assert_eq!(told, [vec![], vec![(3, What::Quotes)], vec![(4, What::Cells { has: 9, header: 8 })], vec![]]);
        assert_eq!(notes(&all[3]), [(5, What::Short { has: 2, header: 8 })]);
    }

    const SPREE: &str = "slug,sku,name,price,compare_at_price,currency,status,option1_name,option1_value,image1_src,weight,weight_unit,inventory_count,inventory_backorderable,track_inventory,custom_field.custom.wattage,width\n";

    #[test]
    fn in_spree_a_master_is_no_variant_and_a_further_currency_is_a_price() {
        let b = only(&format!(
            "{SPREE}\
            mill,MILL,Mill,0,0,USD,active,,,https://i.test/m.webp,,lb,,FALSE,,150W,\n\
            mill,MILL-B,,89.99,0,USD,,Color,Black,https://i.test/b.webp,2,lb,5000,TRUE,TRUE,,13.8\n\
            mill,MILL-W,,89.99,99,USD,,Color,White,,2,lb,5000,FALSE,TRUE,,\n\
            mill,MILL-B,,84.99,,EUR,,,,,,,,FALSE,,,\n\
            mill,MILL-X,,1,,EUR,,,,,,,,FALSE,,,\n"
        ));
        assert_eq!(faults(&b), [(6, What::OptionMissing)]);
        let d = &b.draft;
        assert_eq!(d.variants.len(), 2);
        assert_eq!(d.variants[0].prices, [(Currency::parse("USD").unwrap(), 8999, None), (Currency::EUR, 8499, None)]);
        assert_eq!(d.variants[1].prices, [(Currency::parse("USD").unwrap(), 8999, Some(9900))]);
        assert_eq!((d.variants[0].weight_grams, d.variants[0].backorder), (Some(907), Some(Backorder::Unlimited)));
        let kept = d.foreign_fields.as_ref().unwrap();
        assert_eq!((&kept["sku"], &kept["custom_field.custom.wattage"]), (&"MILL".into(), &"150W".into()));
        assert_eq!(d.variants[0].foreign_fields.as_ref().unwrap()["width"], "13.8");
        assert_eq!(d.pictures[1].alt, "Mill, Black");
        assert_eq!(b.variant_lines, [vec![3, 5], vec![4]]);
    }

    #[test]
    fn in_spree_a_product_without_options_is_its_master() {
        let b = only(&format!("{SPREE}mill,MILL,Mill,5,,GBP,draft,,,,,,3,,,,\nmill,MILL,,6,,EUR,,,,,,,,,,,\n"));
        assert_eq!(faults(&b), []);
        assert_eq!((b.draft.variants.len(), b.draft.variants[0].prices.len()), (1, 2));
        let bad = only(&format!("{SPREE}mill,MILL,Mill,5,,QQQ,draft,,,,,,3,,,,\n"));
        assert_eq!(faults(&bad), [(2, What::Currency)]);
    }

    #[test]
    fn every_row_of_the_real_catalogue_is_read() {
        let Some(bytes) = crate::import::tests::shared("sample-catalogue/kitchen-appliances.csv") else { return };
        let (all, stray) = read(&bytes);
        assert_eq!((all.len(), stray.len()), (37, 0));
        assert_eq!(all.iter().map(|b| b.lines.len()).sum::<usize>(), 211);
        assert_eq!(all.iter().map(|b| b.draft.variants.len()).sum::<usize>(), 87);
        for b in &all {
            assert_eq!((&b.faults[..], &b.notes[..]), (&[][..], &[][..]));
            assert!(b.draft.variants.iter().all(|v| v.prices.len() == 2), "{}", b.draft.slug);
        }
    }
}
