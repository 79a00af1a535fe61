//! A field with its label above, its hint below the label, its fault beside it, and what was typed.
use super::icon::{Ico, Icon};
use leptos::prelude::*;

/// One text field of a form.
#[derive(Clone, Default)]
pub struct Field {
    pub name: &'static str,
    /// Its id, where the name alone is on the page twice.
    pub id: Option<String>,
    pub label: String,
    pub kind: &'static str,
    pub autocomplete: &'static str,
    pub inputmode: Option<&'static str>,
    pub hint: Option<String>,
    pub optional: bool,
    pub typed: String,
    pub fault: Option<String>,
    pub most: usize,
    /// The list of what can be chosen while typing, by its id.
    pub list: Option<&'static str>,
}
impl Field {
    pub fn text(name: &'static str, label: impl Into<String>, autocomplete: &'static str) -> Field {
        Field { name, label: label.into(), kind: "text", autocomplete, most: 200, ..Field::default() }
    }
    /// Another id than its name.
    pub fn id(mut self, id: String) -> Field {
        self.id = Some(id);
        self
    }
    pub fn kind(mut self, kind: &'static str) -> Field {
        self.kind = kind;
        self
    }
    pub fn inputmode(mut self, mode: &'static str) -> Field {
        self.inputmode = Some(mode);
        self
    }
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = Some(hint.into());
        self
    }
    /// What can be chosen while typing.
    pub fn list(mut self, id: &'static str) -> Field {
        self.list = Some(id);
        self
    }
    /// The most letters that may be typed.
    pub fn most(mut self, most: usize) -> Field {
        self.most = most;
        self
    }
    pub fn optional(mut self) -> Field {
        self.optional = true;
        self
    }
    /// What was typed before, and what was wrong with it.
    pub fn filled(mut self, typed: &str, fault: Option<String>) -> Field {
        self.typed = typed.into();
        self.fault = fault;
        self
    }
    /// The field as HTML.
    pub fn view(self) -> impl IntoView + use<> {
        let id = self.id.unwrap_or_else(|| self.name.to_string());
        let hint_id = self.hint.is_some().then(|| format!("{id}-hint"));
        let fault_id = self.fault.is_some().then(|| format!("{id}-fault"));
        let described = [hint_id.clone(), fault_id.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let wrong = self.fault.is_some();
        view! {
            <div class=if wrong { "field wrong" } else { "field" }>
                <label for=id.clone()>{self.label}{self.optional.then(|| view! { " "<span class="opt">"(optional)"</span> })}</label>
                {self.hint.map(|hint| view! { <span class="hint" id=hint_id>{hint}</span> })}
                {fault(self.fault, fault_id)}
                <input
                    id=id
                    name=self.name
                    type=self.kind
                    autocomplete=self.autocomplete
                    inputmode=self.inputmode
                    list=self.list
                    maxlength=self.most.to_string()
                    value=self.typed
                    required=!self.optional
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=(!described.is_empty()).then_some(described)
                />
            </div>
        }
    }
}

/// The fault of a field, beside it.
pub fn fault(fault: Option<String>, id: Option<String>) -> Option<impl IntoView + use<>> {
    fault.map(|text| view! { <span class="err" id=id><Ico icon=Icon::Info/>{text}</span> })
}

/// The list of faults over a form, each a link to its field.
pub fn summary(heading: String, faults: &[(&'static str, String)]) -> impl IntoView + use<> {
    let links = faults
        .iter()
        .map(|(field, text)| view! { <p><a href=format!("#{field}")>{text.clone()}</a></p> })
        .collect_view();
    view! { <div class="notice bad stack gap-1" role="alert" tabindex="-1" id="faults"><h2>{heading}</h2>{links}</div> }
}
