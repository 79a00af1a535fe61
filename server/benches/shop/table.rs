//! The table: every figure with what was asked of it, the shortfalls among them.
use crate::machine::{self, bench_dir};
use crate::visit::Weight;
use anyhow::Result;
use serde_json::Value;

/// Medians of one kind of page: processor time a request and times in milliseconds, requests a second.
#[derive(Clone, Copy)]
pub struct Measured {
    pub cpu: f64,
    pub rate: f64,
    pub p50: f64,
    pub p99: f64,
    /// The times of one who asks alone.
    pub alone: f64,
    pub alone_p99: f64,
}
pub struct Row {
    pub part: &'static str,
    pub name: String,
    pub size: usize,
    pub shop: Measured,
    pub ceiling: Measured,
}
pub struct Written {
    pub kind: &'static str,
    pub orders: f64,
    pub cpu: f64,
    pub p50: f64,
    pub p99: f64,
    pub commits: f64,
    pub commits_alone: f64,
    pub adds: f64,
    pub adds_p50: f64,
    pub adds_p99: f64,
}

#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
    written: Vec<Written>,
    same: Vec<String>,
    other: Vec<String>,
    notes: Vec<String>,
    /// What was asked for and what came: each with whether it was reached.
    asked: Vec<(bool, String)>,
}

impl Table {
    pub fn note(&mut self, text: String) {
        eprintln!("bench: {text}");
        if !self.notes.contains(&text) {
            self.notes.push(text);
        }
    }
    fn ask(&mut self, reached: bool, text: String) {
        self.asked.push((reached, text));
    }
    pub fn row(&mut self, row: Row) {
        self.rows.push(row);
    }
    pub fn written(&mut self, w: Written) {
        if w.orders.is_finite() {
            let ratio = w.orders / w.commits;
            self.ask(ratio >= 0.4, format!("{}: orders ≥ 0.4 of its one-row commits: {ratio:.2}", w.kind));
            self.ask(w.p99 <= 500.0, format!("{}: p99 of an order ≤ 500 ms: {:.0} ms", w.kind, w.p99));
        }
        self.written.push(w);
    }
    /// The same page by both: its bytes, the shop's first; its statements: the shop's, those of the shop that keeps
    /// nothing, the ceiling's.
    pub fn same(&mut self, path: &str, bytes: [usize; 2], statements: [usize; 3]) {
        let off = (bytes[1] as f64 / bytes[0] as f64 - 1.0) * 100.0;
        self.ask(off.abs() <= 10.0, format!("ceiling's bytes of `{path}` within 10 %: {off:+.1} %"));
        let [shop, forgetful, ceiling] = statements;
        let mut text = format!("`{path}`: {} bytes, the ceiling's {}", bytes[0], bytes[1]);
        if shop > 0 {
            let same = format!("statements of `{path}` where nothing is kept: {forgetful}, the ceiling's {ceiling}");
            self.ask(forgetful == ceiling, same);
            text += &format!("; {shop} statements");
        }
        self.same.push(text);
    }
    pub fn loaded(&mut self, size: usize, (now, most): (f64, f64)) {
        self.other
            .push(format!("Memory after the product rounds at {}: {now:.0} MB, at most {most:.0} MB.", number(size)));
    }
    pub fn started(&mut self, size: usize, first: f64, page: f64, idle: f64) {
        self.ask(first <= 300.0, format!("start to first answer at {} ≤ 300 ms: {first:.0} ms", number(size)));
        self.ask(idle <= 60.0, format!("idle at {} ≤ 60 MB: {idle:.0} MB", number(size)));
        self.other.push(format!(
            "Start at {}: first answer after {first:.0} ms, first product page after {page:.0} ms; idle {idle:.0} MB.",
            number(size)
        ));
    }
    /// How long a file of so many products took to come in, to come in again, and to be written, in seconds.
    pub fn filed(&mut self, kind: &str, products: usize, first: f64, again: f64, out: f64) {
        let n = number(products);
        self.ask(first <= 60.0, format!("{kind}: {n} products import in a minute: {first:.1} s"));
        self.other.push(format!(
            "{kind}: {n} products in {first:.1} s, again (nothing changes) {again:.1} s, out {out:.1} s."
        ));
    }
    /// What the door takes for an address with an account and for one without, medians in milliseconds.
    pub fn told_apart(&mut self, what: &str, tries: usize, known: f64, unknown: f64) {
        let apart = (known / unknown - 1.0) * 100.0;
        self.other.push(format!(
            "{what}, medians of {tries}: {known:.2} ms for an address with an account, {unknown:.2} ms for one without ({apart:+.1} %)."
        ));
    }
    /// Product pages while nobody signs in, and while 20 do at once: p50 and p99 in milliseconds.
    pub fn crowded(&mut self, calm: (f64, f64), crowd: (f64, f64), sign_ins: f64) {
        let times = crowd.0 / calm.0;
        self.ask(times <= 2.0, format!("product page p50 while 20 sign in at once ≤ 2 × that without: {times:.2} ×"));
        self.other.push(format!(
            "Product pages while 20 sign in at once ({sign_ins:.0} a second): p50 {:.1} ms, p99 {:.1} ms; without them {:.1} and {:.1} ms.",
            crowd.0, crowd.1, calm.0, calm.1
        ));
    }
    /// From the commit of an event to its arrival, over all open streams: p50, p95 and p99 in milliseconds; processor time an
    /// event in milliseconds, memory a stream in kilobytes.
    pub fn streamed(&mut self, kind: &str, streams: usize, took: (f64, f64, f64), cpu: f64, memory: f64) {
        let open = number(streams);
        self.ask(
            took.1 <= 1000.0,
            format!("{kind}: p95 from commit to arrival with {open} streams ≤ 1 s: {:.0} ms", took.1),
        );
        self.other.push(format!(
            "{kind}, an event to {open} open streams: p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms from commit to arrival; {cpu:.0} ms of the processor an event, {memory:.0} kB of memory a stream.",
            took.0, took.1, took.2
        ));
    }
    /// A page of something large beside the same of something small: medians of one who asks alone, in milliseconds.
    pub fn grown(&mut self, kind: &str, what: &str, large: f64, small: f64) {
        let times = large / small;
        self.ask(
            times <= 1.5,
            format!("{kind}: {what} ≤ 1.5 × a small one: {times:.2} × ({large:.2} and {small:.2} ms)"),
        );
    }
    /// A page of the back office of a large shop: the middle and the 99th of the times of one who asks alone, in milliseconds.
    pub fn at_the_desk(&mut self, kind: &str, what: &str, most: f64, p50: f64, p99: f64) {
        self.ask(p50 <= most, format!("{kind}: {what} ≤ {most:.0} ms: p50 {p50:.1} ms, p99 {p99:.1} ms"));
    }
    pub fn weighed(&mut self, path: &str, w: Weight) {
        let kb = |bytes: usize| format!("{:.1}", bytes as f64 / 1000.0);
        let bare = w.html + w.style + w.fonts + w.script;
        self.other.push(format!(
            "First visit to `{path}` of the demo shop: {} kB without pictures (HTML {}, style {}, fonts {}, program {}), pictures at once {} kB, when near {} kB.",
            kb(bare), kb(w.html), kb(w.style), kb(w.fonts), kb(w.script), kb(w.pictures), kb(w.pictures_near)
        ));
    }
    pub fn lighthouse(&mut self, found: &Value) {
        for (path, page) in found.as_object().into_iter().flatten() {
            let of = |name: &str| page[name].as_f64().unwrap_or(f64::NAN);
            let scores = ["performance", "accessibility", "best-practices", "seo"].map(of);
            let least = if path.starts_with("/forum") { 95.0 } else { 98.0 };
            let good = scores[0] >= least && scores[1..].iter().all(|s| *s == 100.0);
            let text = scores.map(|s| format!("{s:.0}")).join(" · ");
            self.ask(good, format!("Lighthouse on `{path}` ≥ {least} · 100 · 100 · 100: {text}"));
            self.other.push(format!(
                "Lighthouse on `{path}` (phone): performance · accessibility · best practices · SEO {text}; LCP {:.2} s, blocked {:.0} ms, shift {:.3}.",
                of("lcp") / 1000.0, of("tbt"), of("cls")
            ));
        }
    }

    /// What the figures of the pages have to show.
    fn judge(&mut self) {
        let find = |part: &str, name: &str, size: usize| {
            self.rows.iter().find(|r| r.part == part && r.name.starts_with(name) && r.size == size)
        };
        let mut found: Vec<(bool, String)> = vec![];
        for row in self.rows.iter().filter(|r| r.part == "product" && !r.name.contains("packed")) {
            let (at, best, ratio) = (number(row.size), row.ceiling.cpu, row.ceiling.cpu / row.shop.cpu);
            if !row.name.contains("kept") {
                found.push((best <= 0.25, format!("the ceiling's product page at {at} ≤ 0.25 ms: {best:.3} ms")));
            }
            let least = if row.name.contains("kept") { 0.65 } else { 1.0 };
            found.push((ratio >= least, format!("{} at {at} ≥ {least} of the ceiling: {ratio:.2}", row.name)));
        }
        for (part, name) in [("list", "all products"), ("list", "all, by price"), ("collections", "")] {
            if let (Some(few), Some(many)) = (find(part, name, 40), find(part, name, 100_000)) {
                let times = many.shop.cpu / few.shop.cpu;
                found.push((times <= 1.5, format!("{} at 100,000 ≤ 1.5 × those at 40: {times:.2} ×", few.name)));
            }
        }
        if let Some(two) = find("facets", "", 10_000) {
            found
                .push((two.shop.alone <= 30.0, format!("two facets at 10,000: p50 ≤ 30 ms: {:.1} ms", two.shop.alone)));
        }
        if let (Some(few), Some(many)) =
            (find("search", "search, a word of about", 40), find("search", "search, a word of about", 10_000))
        {
            let times = many.shop.alone / few.shop.alone;
            found.push((times <= 3.0, format!("search at 10,000 ≤ 3 × that at 40: {times:.1} ×")));
        }
        if let Some(all) = find("search", "search, a word of every", 10_000) {
            found.push((
                all.shop.alone <= 30.0,
                format!("search for a word of all 10,000: p50 ≤ 30 ms: {:.1} ms", all.shop.alone),
            ));
        }
        self.asked.splice(0..0, found);
    }

    /// Writes `target/bench/table.md`; into the README only what was measured whole.
    pub fn write(mut self, whole: bool) -> Result<()> {
        self.judge();
        let text = self.text();
        std::fs::write(bench_dir().join("table.md"), &text)?;
        println!("{text}");
        let readme = machine::root().join("README.md");
        let old = std::fs::read_to_string(&readme)?;
        if let (true, Some((before, rest))) = (whole, old.split_once("<!-- bench -->"))
            && let Some((_, after)) = rest.split_once("<!-- /bench -->")
        {
            std::fs::write(readme, format!("{before}<!-- bench -->\n{text}<!-- /bench -->{after}"))?;
        }
        Ok(())
    }

    fn text(&self) -> String {
        let mut t = format!("{}. Server on one core, load on the other, both on loopback.\n", machine::about());
        t += "Absolute times vary from machine to machine, ratios hold; those to the ceiling are of processor time.\n";
        if !self.rows.is_empty() {
            t += "\n| page, on SQLite | products | CPU ms | ceiling | requests/s | p50 · p99 ms | alone p50 · p99 ms | of the ceiling |\n|---|---|---|---|---|---|---|---|\n";
        }
        for r in &self.rows {
            let s = r.shop;
            t += &format!(
                "| {} | {} | {:.3} | {:.3} | {:.0} | {:.1} · {:.1} | {:.2} · {:.2} | {:.2} |\n",
                r.name,
                number(r.size),
                s.cpu,
                r.ceiling.cpu,
                s.rate,
                s.p50,
                s.p99,
                s.alone,
                s.alone_p99,
                r.ceiling.cpu / s.cpu
            );
        }
        if !self.written.is_empty() {
            t += "\n| writes, `synchronous` at its safest | orders/s, 50 at once | p50 · p99 ms | CPU ms | one-row commits/s, 50 at once · alone | orders to commits | cart adds/s | p50 · p99 ms |\n|---|---|---|---|---|---|---|---|\n";
        }
        for w in &self.written {
            t += &format!(
                "| {} | {:.0} | {:.0} · {:.0} | {:.2} | {:.0} · {:.0} | {:.2} | {:.0} | {:.1} · {:.1} |\n",
                w.kind,
                w.orders,
                w.p50,
                w.p99,
                w.cpu,
                w.commits,
                w.commits_alone,
                w.orders / w.commits,
                w.adds,
                w.adds_p50,
                w.adds_p99
            );
        }
        let mut list = |title: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                t += &format!(
                    "\n{title}\n\n{}\n",
                    lines.iter().map(|l| format!("- {l}")).collect::<Vec<_>>().join("\n")
                );
            }
        };
        let met = |good| self.asked.iter().filter(|a| a.0 == good).map(|a| a.1.clone()).collect::<Vec<_>>();
        list("Not reached:", met(false));
        list("Reached:", met(true));
        list("Besides:", [self.other.clone(), self.same.clone(), self.notes.clone()].concat());
        t
    }
}

/// `10,000`
fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
