//! A QR code as squares, dark on light in every scheme, with the rim that readers need.
use leptos::prelude::*;
use qrcode::{Color, QrCode};

/// The light squares round the code (ISO 18004).
const RIM: usize = 4;

/// The code that says this text; `label` is for those who do not see it. None where the text is too long.
pub fn picture(text: &str, label: &'static str) -> Option<impl IntoView + use<>> {
    let code = QrCode::new(text).ok()?;
    let (width, colours) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|c| **c == Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + RIM, y + RIM));
            }
            x += run.max(1);
        }
    }
    let side = (width + 2 * RIM).to_string();
    Some(view! {
        <svg
            class="qr"
            width="240"
            height="240"
            viewBox=format!("0 0 {side} {side}")
            shape-rendering="crispEdges"
            role="img"
            aria-label=label
        >
            <path fill="#fff" d=format!("M0 0h{side}v{side}h-{side}z")></path>
            <path fill="#000" d=path></path>
        </svg>
    })
}
