//! What no type can say, read out of the source itself: who may call themselves a merchant, and who writes into the audit.
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every file of the program, tests left out: its path from the root of the house, and its text.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut all = vec![];
    let mut folders: Vec<PathBuf> = vec![root.join("app/src"), root.join("server/src")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if path.is_dir() && !name.ends_with("/tests") {
                folders.push(path);
            } else if name.ends_with(".rs") && !name.ends_with("/tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                all.push((name, without_tests(&text)));
            }
        }
    }
    assert!(all.len() > 100, "the source was not found");
    all
}
/// The text before its tests.
fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_string()
}

/// A function: whether others may call it, its name, what it takes and what it does.
#[derive(Debug)]
struct Function {
    public: bool,
    name: String,
    head: String,
    body: String,
}
/// Every function of a file, by the way rustfmt sets it: it ends where a line closes it at its own indent.
fn functions(text: &str) -> Vec<Function> {
    let lines: Vec<&str> = text.lines().collect();
    let mut all = vec![];
    for (i, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let public = bare.starts_with("pub ");
        let bare = ["pub(crate) ", "pub(super) ", "pub "].iter().fold(bare, |b, p| b.strip_prefix(p).unwrap_or(b));
        let bare = bare.strip_prefix("async ").unwrap_or(bare);
        let Some(rest) = bare.strip_prefix("fn ") else { continue };
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let close = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
        let end = match line.ends_with('}') {
            true => i,
            false => i + lines[i..].iter().position(|l| *l == close).unwrap_or(lines.len() - i - 1),
        };
        let whole = lines[i..=end].join("\n");
        let (head, body) = whole.split_once("{\n").unwrap_or((&whole, &whole));
        all.push(Function { public, name, head: head.into(), body: body.into() });
    }
    all
}

/// Whether a text has this word, and not as a part of another.
fn has(text: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word)
        .any(|(at, _)| !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next()))
}
/// Whether a function does something itself, or calls one of its file that does.
fn reaches(f: &Function, all: &[Function], does: &dyn Fn(&Function) -> bool, seen: &mut BTreeSet<String>) -> bool {
    does(f)
        || all.iter().any(|g| {
            let calls = f.body.contains(&format!("{}(", g.name)) && has(&f.body, &g.name);
            calls && seen.insert(g.name.clone()) && reaches(g, all, does, seen)
        })
}

/// Functions that take a merchant and write, and leave the row of the audit to somebody else; each with its reason.
const ELSEWHERE: &[(&str, &str)] = &[
    ("app/src/admin/views/store.rs forget", "a view is kept for oneself"),
    ("app/src/admin/views/store.rs keep", "a view is kept for oneself"),
    ("app/src/backup/restore.rs restore", "the audit comes out of the backup, with everything else"),
    ("app/src/catalogue/editor/store/drafts.rs forget_draft", "what was typed and not saved is its writer's own"),
    ("app/src/catalogue/editor/store/drafts.rs keep_draft", "what was typed and not saved is its writer's own"),
    ("app/src/catalogue/put.rs put", "a step of an import, which is one row, or of the demo's goods"),
    ("app/src/demo/mod.rs seed", "the demo fills an empty shop"),
    ("app/src/demo/orders.rs delivered", "moves its order by the verbs, which write a row each"),
    ("app/src/demo/orders.rs place_all", "moves its orders by the verbs, which write a row each"),
    ("app/src/import/desk/store.rs remarks", "it only reads: `run` is a column"),
    ("app/src/import/run.rs turn", "a part of a run, whose end is one row"),
    ("app/src/demo/talking.rs speak", "the demo's hosts are added by the verb, which writes a row each"),
];

/// The public functions of a file that take a merchant and write without a row of the audit.
fn unaudited(path: &str, text: &str) -> Vec<String> {
    let all = functions(text);
    let writes = |f: &Function| f.head.contains("&mut Tx") || has(&f.body, "begin") || has(&f.body, "run");
    let audits = |f: &Function| f.body.contains("audit::append(") || f.body.contains("audit::note(");
    all.iter()
        .filter(|f| f.public && (f.head.contains("&Merchant") || f.head.contains("&FreshMerchant")))
        .filter(|f| reaches(f, &all, &writes, &mut BTreeSet::new()))
        .filter(|f| !reaches(f, &all, &audits, &mut BTreeSet::new()))
        .map(|f| format!("{path} {}", f.name))
        .collect()
}

#[test]
fn whoever_writes_as_a_merchant_writes_into_the_audit() {
    let found: Vec<String> = files().iter().flat_map(|(path, text)| unaudited(path, text)).collect();
    let known: Vec<&str> = ELSEWHERE.iter().map(|(name, _)| *name).collect();
    let new: Vec<&String> = found.iter().filter(|f| !known.contains(&f.as_str())).collect();
    assert!(new.is_empty(), "these write as a merchant and no row of the audit says so: {new:?}");
    let old: Vec<&&str> = known.iter().filter(|k| !found.iter().any(|f| f == *k)).collect();
    assert!(old.is_empty(), "these stand in the list without need: {old:?}");
    let takers = files().iter().flat_map(|(_, text)| functions(text)).filter(|f| f.head.contains("Merchant")).count();
    assert!(takers > 20, "only {takers} functions that take a merchant were found");
}

/// Files that send a file away; the one about an import holds what was sent in, told to whoever sent it.
fn leaking(path: &str, text: &str) -> bool {
    text.contains("file::answer(") && !text.contains("file::leave(") && path != "app/src/import/desk/actions.rs"
}

#[test]
fn no_list_leaves_the_shop_without_the_password_and_its_row() {
    let all = files();
    let found: Vec<&String> = all.iter().filter(|(path, text)| leaking(path, text)).map(|(path, _)| path).collect();
    assert!(found.is_empty(), "these lists leave without `file::leave`: {found:?}");
    assert!(all.iter().filter(|(_, text)| text.contains("file::leave(")).count() > 7, "the lists were not found");
    assert!(leaking("app/src/planted.rs", "Ok(file::answer(name, now, &zone, &HEAD, rows))"));
}

/// Whether a page's view keeps what a browser could ask of it: most of what the compiler would then have to write.
fn erased(path: &str, text: &str) -> bool {
    text.contains(".into_any()") && path != "app/src/parts/drawn.rs"
}

#[test]
fn pages_end_in_text_and_not_in_views_without_a_type() {
    let all = files();
    let found: Vec<&String> = all.iter().filter(|(path, text)| erased(path, text)).map(|(path, _)| path).collect();
    assert!(found.is_empty(), "these end in `into_any` where `drawn` would do: {found:?}");
    assert!(all.iter().filter(|(_, text)| text.contains(".drawn()")).count() > 70, "the pages were not found");
    assert!(erased("app/src/planted.rs", "view! { <p>{word}</p> }.into_any()"));
}

#[test]
fn a_verb_without_its_row_is_found() {
    let planted = r#"
/// Gives it away.
pub async fn give_away(
    db: &Db,
    merchant: &Merchant,
    product: i64,
) -> Result<()> {
    let mut tx = db.begin().await?;
    change(&mut tx, product).await?;
    tx.commit().await
}
async fn change(tx: &mut Tx, product: i64) -> Result<()> {
    tx.query("delete from product where id = $1").bind(product).run().await?;
    Ok(())
}
pub async fn look(db: &Db, _: &Merchant) -> Result<Vec<Member>> {
    db.query("select 1").all().await
}
"#;
    assert_eq!(unaudited("planted.rs", planted), ["planted.rs give_away"]);
    // A step of its own file may write the row.
    let mended = planted.replace("    Ok(())\n", "    audit::append(tx, act, now).await\n");
    assert!(unaudited("planted.rs", &mended).is_empty());
    let fresh = planted.replace("merchant: &Merchant", "by: &FreshMerchant");
    assert_eq!(unaudited("planted.rs", &fresh), ["planted.rs give_away"]);
}

/// Where somebody may be the merchant at the console: the command line, jobs, and the type itself.
const CONSOLE: [&str; 3] = ["server/src/cli.rs", "server/src/jobs.rs", "app/src/viewer.rs"];

fn at_the_console(files: &[(String, String)]) -> Vec<&str> {
    let allowed = |path: &str| CONSOLE.contains(&path) || path.starts_with("app/src/demo/");
    let calls = files.iter().filter(|(path, text)| !allowed(path) && text.contains("at_the_console"));
    calls.map(|(path, _)| path.as_str()).collect()
}

#[test]
fn nobody_but_the_console_is_the_merchant_at_the_console() {
    let mut files = files();
    assert!(at_the_console(&files).is_empty(), "{:?}", at_the_console(&files));
    let planted = "pub async fn home(visit: Visit) -> Response {\n    let m = Merchant::at_the_console();\n}\n";
    files.push(("app/src/admin/planted.rs".into(), planted.into()));
    assert_eq!(at_the_console(&files), ["app/src/admin/planted.rs"]);
}

#[test]
fn every_act_that_is_written_is_told_in_plain_words() {
    let mut acts = BTreeSet::new();
    for (path, text) in files() {
        // `act: "staff.granted"`, `(act, subject) = ("staff.granted", …)`, `noted(&mut tx, merchant, "order.paid", …)`
        for (begin, end) in [("act: \"", '"'), ("(act, subject) = (\"", '"'), ("noted(&mut tx, merchant, \"", '"')] {
            for rest in text.split(begin).skip(1) {
                let act = rest.split(end).next().unwrap();
                assert!(app::audit::sentence(act, "it").is_some(), "{path}: nobody has put {act} into words");
                acts.insert(act.to_string());
            }
        }
    }
    assert!(acts.len() >= 15, "{acts:?}");
}
