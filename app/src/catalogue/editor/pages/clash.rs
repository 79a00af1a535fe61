//! What two changed at once, side by side.
use super::Editor;
use crate::catalogue::editor::changes::label;
use crate::catalogue::editor::merge::ROW;
use crate::parts::drawn::Draw;
use leptos::prelude::*;

/// The fields that clash, each with both values and the choice between them.
pub fn clashes(e: &Editor) -> Option<AnyView> {
    if e.clashes.is_empty() {
        return None;
    }
    let none = Default::default();
    let lines = e
        .clashes
        .iter()
        .map(|clash| {
            let name = label(&clash.field, &e.fields, &none, e.known.as_ref());
            let row = clash.field.ends_with(&format!("-{ROW}"));
            let shown = |text: &str| if text.is_empty() { "nothing".to_string() } else { text.to_string() };
            let (mine, theirs) = match row {
                true => ("My changes to it: keep it, as a new row".to_string(), "It was taken away".to_string()),
                false => (shown(&clash.mine), shown(&clash.theirs)),
            };
            let pick = format!("pick-{}", clash.field);
            view! {
                <fieldset class="clash">
                    <legend>{name.clone()}</legend>
                    <input type="hidden" name="clash" value=clash.field.clone()/>
                    <label class="tick"><input type="radio" name=pick.clone() value="mine" aria-label=format!("Mine, {name}")/><span class="pre"><b>"Mine: "</b>{mine}</span></label>
                    <label class="tick"><input type="radio" name=pick value="theirs" aria-label=format!("Theirs, {name}")/><span class="pre"><b>"Theirs: "</b>{theirs}</span></label>
                </fieldset>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="panel stack gap-4" aria-labelledby="clashes" id="clash">
                <h2 id="clashes">"Somebody else changed this too"</h2>
                <p>"They saved while you were writing. Nothing is lost: choose which value stands, and save. Whatever only one of you changed is kept already."</p>
                {lines}
            </section>
        }
        .drawn(),
    )
}
