//! The filters beside a list: fields of a plain form, so that every state is an address.
use super::PRICE;
use super::store::{Facet, Value};
use crate::cart::islands::Quantities;
use crate::catalogue::Sort;
use crate::catalogue::store::list::Wanted;
use crate::parts::icon::{Ico, Icon};
use crate::parts::query;
use crate::values::{Currency, Money};
use crate::words;
use leptos::prelude::*;

/// How a list is narrowed and sorted, and what it could be narrowed by.
pub struct Narrowing {
    pub path: String,
    pub sort: Sort,
    pub wanted: Wanted,
    pub facets: Vec<Facet>,
    pub after: String,
    /// What was searched for, and whether to the letter: it stays in every address.
    searched: Vec<(String, String)>,
    /// The least and the most price, as typed.
    typed: (String, String),
    currency: Currency,
}

/// The parameters of the least and the most price.
const FROM: &str = "from";
const TO: &str = "to";

impl Narrowing {
    /// Reads what an address narrows by beside its facets. A price that is none is passed over, and stays in its field.
    pub fn new(
        path: String,
        sort: Sort,
        mut wanted: Wanted,
        pairs: &[(String, String)],
        currency: Currency,
    ) -> Narrowing {
        let of = |name: &str| {
            let value = pairs.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim());
            value.unwrap_or_default().chars().take(20).collect::<String>()
        };
        let typed = (of(FROM), of(TO));
        let minor = |text: &str| Money::parse(text, currency).map(|m| m.minor);
        wanted.price = (minor(&typed.0), minor(&typed.1));
        let searched = pairs.iter().filter(|(k, v)| (k == "q" || k == "exact") && !v.is_empty()).cloned().collect();
        Narrowing { path, sort, wanted, facets: vec![], after: String::new(), searched, typed, currency }
    }

    /// Whether anything but the list itself and its search narrows it.
    pub fn is_narrowed(&self) -> bool {
        !self.wanted.facets().is_empty()
    }

    fn default_sort(&self) -> Sort {
        match (self.wanted.among.is_some(), self.wanted.arranged) {
            (true, _) => Sort::Best,
            (false, true) => Sort::Arranged,
            (false, false) => Sort::Newest,
        }
    }

    /// What a form that changes one thing has to carry along: the search, the sort.
    fn kept(&self) -> Vec<(String, String)> {
        let mut all = self.searched.clone();
        if self.sort != self.default_sort() {
            all.push(("sort".into(), self.sort.word().into()));
        }
        all
    }

    /// What is chosen, as parameters; `but` leaves a value out, 0 the price that was typed.
    fn chosen(&self, but: Option<i64>) -> Vec<(String, String)> {
        let values = self.wanted.chosen.iter().filter(|v| Some(v.id) != but);
        let mut all: Vec<(String, String)> = values.map(|v| (v.facet_handle.clone(), v.handle.clone())).collect();
        if but != Some(0) {
            let (least, most) = self.wanted.price;
            all.extend(least.map(|_| (FROM.to_string(), self.typed.0.clone())));
            all.extend(most.map(|_| (TO.to_string(), self.typed.1.clone())));
        }
        all
    }

    fn at(&self, pairs: Vec<(String, String)>) -> String {
        match query(&pairs) {
            q if q.is_empty() => self.path.clone(),
            q => format!("{}?{q}", self.path),
        }
    }

    /// The address of this list without a value, or from a cursor on.
    pub fn address(&self, but: Option<i64>, after: Option<&str>) -> String {
        let mut pairs = self.kept();
        pairs.extend(self.chosen(but));
        pairs.extend(after.map(|cursor| ("after".to_string(), cursor.to_string())));
        self.at(pairs)
    }

    /// The address with nothing chosen.
    pub fn bare(&self) -> String {
        self.at(self.kept())
    }

    /// What is chosen, each to be taken off.
    pub fn chips(&self) -> Option<impl IntoView + use<>> {
        let mut chips: Vec<(String, String)> =
            self.wanted.chosen.iter().map(|v| (self.label(v), self.address(Some(v.id), None))).collect();
        chips.extend(self.price_label().map(|label| (label, self.address(Some(0), None))));
        let several = chips.len() > 1;
        (!chips.is_empty()).then(|| {
            let links = chips
                .into_iter()
                .map(|(label, href)| {
                    let remove = format!("Remove filter: {label}");
                    view! { <li><a class="chip on" href=href aria-label=remove>{label}<Ico icon=Icon::X/></a></li> }
                })
                .collect_view();
            let all = several.then(|| view! { <li><a class="link small" href=self.bare()>"Clear all"</a></li> });
            view! { <ul class="chips" aria-label="Filters set">{links}{all}</ul> }
        })
    }

    /// The choice of an order.
    pub fn sorting(&self) -> impl IntoView + use<> {
        let (best, arranged, sort) = (self.wanted.among.is_some(), self.wanted.arranged, self.sort);
        let options = Sort::ALL
            .into_iter()
            .filter(|s| (best || *s != Sort::Best) && (arranged || *s != Sort::Arranged))
            .map(|s| view! { <option value=s.word() selected=s == sort>{s.label()}</option> })
            .collect_view();
        let kept = hidden([self.searched.clone(), self.chosen(None)].concat());
        let path = self.path.clone();
        view! {
            <Quantities>
                <form class="row gap-2" action=path data-autosend="">
                    {kept}
                    <label for="sort" class="small">"Sort by"</label>
                    <select id="sort" name="sort" class="fit">{options}</select>
                    <button class="btn quiet nojs-only">"Sort"</button>
                </form>
            </Quantities>
        }
    }

    /// The filters; none where there is nothing to choose from.
    pub fn panel(&self, all: i64) -> Option<impl IntoView + use<>> {
        if self.facets.is_empty() {
            return None;
        }
        let set = self.wanted.chosen.len() + usize::from(self.price_label().is_some());
        let groups = self.facets.iter().map(|f| self.group(f)).collect_view();
        let kept = hidden(self.kept());
        let path = self.path.clone();
        let show = words::show(all);
        Some(view! {
            <aside class="facets" aria-label="Filters">
                <details class="fold">
                    <summary><Ico icon=Icon::ChevronDown/>{words::filters(set)}</summary>
                    <Quantities>
                        <form action=path data-autosend="wide" aria-label="Filter products">
                            {kept}
                            {groups}
                            <button class="btn quiet wide">{show}</button>
                        </form>
                    </Quantities>
                </details>
            </aside>
        })
    }

    fn group(&self, f: &Facet) -> impl IntoView + use<> {
        let ticks = f
            .values
            .iter()
            .map(|v| {
                let on = self.wanted.chosen.iter().any(|c| c.id == v.id);
                let (name, value, label) = (v.facet_handle.clone(), v.handle.clone(), self.label(v));
                view! {
                    <label class="tick"><input type="checkbox" name=name value=value checked=on/><span>{label}</span><span class="n">{v.products}</span></label>
                }
            })
            .collect_view();
        let typed = (f.id == PRICE).then(|| {
            let field = |name: &'static str, label: &'static str, typed: &str| {
                let id = format!("price-{name}");
                let wrong = !typed.is_empty() && Money::parse(typed, self.currency).is_none();
                let fault = wrong.then(|| view! { <span class="err" id=format!("{id}-fault")>"Write it as 20 or 20.50"</span> });
                view! {
                    <div class="field">
                        <label class="small" for=id.clone()>{label}{format!(", {}", self.currency.code())}</label>
                        {fault}
                        <input id=id.clone() name=name value=typed.to_string() inputmode="decimal" maxlength="20" autocomplete="off"
                            aria-invalid=wrong.then_some("true") aria-describedby=wrong.then(|| format!("{id}-fault"))/>
                    </div>
                }
            };
            view! { <div class="pair even">{field(FROM, "From", &self.typed.0)}{field(TO, "To", &self.typed.1)}</div> }
        });
        view! { <fieldset data-facet=f.handle.clone()><legend>{f.label.clone()}</legend>{ticks}{typed}</fieldset> }
    }

    fn label(&self, v: &Value) -> String {
        match (v.facet, v.handle.split_once('-')) {
            (PRICE, Some((low, high))) => {
                let money = |text: &str| Money::new(text.parse().unwrap_or(0), self.currency);
                words::price_band(Some(money(low)).filter(|m| m.minor > 0), Some(money(high)))
            }
            _ => v.label.clone(),
        }
    }

    fn price_label(&self) -> Option<String> {
        let money = |minor: i64| Money::new(minor, self.currency);
        match self.wanted.price {
            (None, None) => None,
            (least, most) => Some(words::price_band(least.map(money), most.map(money))),
        }
    }
}

fn hidden(pairs: Vec<(String, String)>) -> impl IntoView + use<> {
    pairs.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
}
