//! The inputs of the editor: a field by its name, with what stands in it and what is wrong with it.
use super::Editor;
use crate::catalogue::editor::of;
use crate::parts::drawn::Draw;
use crate::parts::field::fault;
use leptos::prelude::*;

/// One input of the form.
pub struct Input<'e> {
    editor: &'e Editor,
    name: String,
    label: String,
    hint: Option<String>,
    most: usize,
    mode: Option<&'static str>,
    list: Option<&'static str>,
    bare: bool,
    rows: u32,
}
impl Editor {
    /// An input with its label above it.
    pub fn input(&self, name: impl Into<String>, label: impl Into<String>) -> Input<'_> {
        let (name, label) = (name.into(), label.into());
        Input { editor: self, name, label, hint: None, most: 200, mode: None, list: None, bare: false, rows: 3 }
    }
    /// A box to tick.
    pub fn tick(&self, name: impl Into<String>, label: impl Into<String>) -> AnyView {
        let (name, label) = (name.into(), label.into());
        let on = !of(&self.fields, &name).is_empty();
        view! { <label class="tick"><input type="checkbox" name=name checked=on/><span>{label}</span></label> }.drawn()
    }
    /// What is wrong with a field.
    pub fn beside(&self, name: &str) -> Option<String> {
        self.faults.iter().find(|(field, _)| field == name).map(|(_, words)| words.clone())
    }
    /// A value that goes along unseen.
    pub fn hidden(&self, name: impl Into<String>) -> AnyView {
        let name = name.into();
        let value = of(&self.fields, &name).to_string();
        view! { <input type="hidden" name=name value=value/> }.drawn()
    }
}
impl Input<'_> {
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
    pub fn most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }
    pub fn mode(mut self, mode: &'static str) -> Self {
        self.mode = Some(mode);
        self
    }
    /// What can be chosen while typing, by the id of its list.
    pub fn list(mut self, id: &'static str) -> Self {
        self.list = Some(id);
        self
    }
    /// In a table: its label is heard, not seen.
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }
    pub fn rows(mut self, rows: u32) -> Self {
        self.rows = rows;
        self
    }
    fn parts(self, draw: impl FnOnce(&Self, String, Option<&'static str>, Option<String>) -> AnyView) -> AnyView {
        let wrong = self.editor.beside(&self.name);
        let hint_id = self.hint.is_some().then(|| format!("{}-hint", self.name));
        let fault_id = wrong.is_some().then(|| format!("{}-fault", self.name));
        let described: Vec<String> = [hint_id.clone(), fault_id.clone()].into_iter().flatten().collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let invalid = wrong.is_some().then_some("true");
        let value = of(&self.editor.fields, &self.name).to_string();
        let control = draw(&self, value, invalid, described);
        let class = if wrong.is_some() { "field wrong" } else { "field" };
        let label = self.bare.then_some("vh");
        view! {
            <div class=class>
                <label class=label for=self.name>{self.label}</label>
                {self.hint.map(|hint| view! { <span class="hint" id=hint_id>{hint}</span> })}
                {fault(wrong, fault_id)}
                {control}
            </div>
        }
        .drawn()
    }
    /// One line.
    pub fn line(self) -> AnyView {
        self.parts(|i, value, invalid, described| {
            view! {
                <input id=i.name.clone() name=i.name.clone() type="text" autocomplete="off" inputmode=i.mode list=i.list
                    maxlength=i.most.to_string() value=value aria-invalid=invalid aria-describedby=described/>
            }
            .drawn()
        })
    }
    /// Several lines.
    pub fn area(self) -> AnyView {
        self.parts(|i, value, invalid, described| {
            view! {
                <textarea id=i.name.clone() name=i.name.clone() rows=i.rows.to_string() maxlength=i.most.to_string()
                    aria-invalid=invalid aria-describedby=described>{value}</textarea>
            }
            .drawn()
        })
    }
    /// One of these: value and what it is called.
    pub fn select(self, options: &[(String, String)]) -> AnyView {
        self.parts(|i, value, invalid, described| {
            let options = options
                .iter()
                .map(|(word, text)| view! { <option value=word.clone() selected=*word == value>{text.clone()}</option> })
                .collect_view();
            view! {
                <select id=i.name.clone() name=i.name.clone() aria-invalid=invalid aria-describedby=described>{options}</select>
            }
            .drawn()
        })
    }
}

/// Choices of texts that stand in the program.
pub fn choices(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(word, text)| (word.to_string(), text.to_string())).collect()
}
