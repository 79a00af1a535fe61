//! Markdown as a tree: parsed by comrak, made fit for our pages, read in several ways. The only file that knows comrak's tree.
use super::clean::visible;
use super::{MOST, mentions};
use ammonia::Url;
use comrak::arena_tree::NodeEdge::{End, Start};
use comrak::nodes::{AstNode, NodeLink, NodeValue};
use comrak::{Arena, Node, Options, format_html, parse_document};
use std::collections::HashSet;

/// How deep things stand in things; what is deeper is shown as plain text, for the sanitiser's time grows with the depth.
pub(super) const DEEPEST: usize = 50;
/// Cells of tables in a text; beyond it there are none. A short line can ask for a thousand empty cells.
const MOST_CELLS: usize = 5_000;
/// Bytes of an address; a longer one is no link.
const LONGEST: usize = 2_000;

/// CommonMark, with what people expect since GitHub: tables, struck text, bare addresses, line ends that stay.
pub(super) fn options(body: &str) -> Options<'static> {
    let columns = body.lines().map(|line| line.matches('|').count() + 1).max().unwrap_or(0);
    let mut options = Options::default();
    options.extension.table = columns * body.lines().count() <= MOST_CELLS;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.render.hardbreaks = true;
    options
}

/// The tree of a text as it is drawn.
pub(super) fn grown<'a>(arena: &'a Arena<'a>, body: &str) -> Node<'a> {
    let root = parsed(arena, body);
    tend(arena, root, 0, false);
    root
}

/// A post with its tokens is never longer than this; what is, is not ours.
fn parsed<'a>(arena: &'a Arena<'a>, body: &str) -> Node<'a> {
    let body = &body[..body.floor_char_boundary(2 * MOST)];
    parse_document(arena, body, &options(body))
}

/// HTML that is not sanitised yet.
pub(super) fn html(root: Node<'_>) -> String {
    let mut html = String::new();
    format_html(root, &options(""), &mut html).expect("BUG: a String takes whatever is written to it");
    html
}

/// Makes a node fit: headings stand under the page's own, pictures are links, HTML is text, links lead where they say.
fn tend<'a>(arena: &'a Arena<'a>, node: Node<'a>, depth: usize, linked: bool) {
    use NodeValue::*;
    if depth >= DEEPEST {
        flatten(arena, node);
    }
    let text = |text: &str| arena.alloc(AstNode::from(Text(visible(text).into())));
    let mut value = node.data().value.clone();
    let link = match &mut value {
        Link(link) | Image(link) => Some(std::mem::take(link)),
        _ => None,
    };
    for child in node.children().collect::<Vec<_>>() {
        tend(arena, child, depth + 1, linked || link.is_some());
    }
    if let Some(link) = link {
        if words(node).trim().is_empty() {
            node.append(text(&link.url));
        }
        match target(&link.url).filter(|_| !linked) {
            Some(url) => value = Link(Box::new(NodeLink { url: url.into(), title: String::new() })),
            None => {
                node.children().collect::<Vec<_>>().into_iter().for_each(|child| node.insert_before(child));
                return node.detach();
            }
        }
    }
    match &mut value {
        Heading(heading) => heading.level = (heading.level + 2).min(6),
        // Entities bring back what was cleaned away.
        Text(text) => *text = visible(text).into(),
        Code(code) => code.literal = visible(&code.literal),
        CodeBlock(code) => {
            code.info.clear();
            code.literal = visible(&code.literal);
        }
        HtmlInline(written) => value = Text(visible(written).into()),
        HtmlBlock(written) => {
            node.append(text(written.literal.trim()));
            value = Paragraph;
        }
        _ => {}
    }
    node.data_mut().value = value;
}

/// Leaves the words of what is too deep.
fn flatten<'a>(arena: &'a Arena<'a>, node: Node<'a>) {
    use NodeValue::*;
    let block = matches!(node.data().value, BlockQuote | List(_));
    if !block && !matches!(node.data().value, Emph | Strong | Strikethrough | Link(_) | Image(_)) {
        return;
    }
    let text = Text(words(node).trim().to_string().into());
    node.children().collect::<Vec<_>>().into_iter().for_each(|child| child.detach());
    if block {
        node.append(arena.alloc(AstNode::from(text)));
        node.data_mut().value = Paragraph;
    } else {
        node.data_mut().value = text;
    }
}

/// Where a link may lead: to another place, at which nobody signs in by the link.
fn target(written: &str) -> Option<Url> {
    let url = Url::parse(written).ok().filter(|url| url.as_str().len() <= LONGEST)?;
    let good = match url.scheme() {
        "http" | "https" => url.has_host() && url.username().is_empty() && url.password().is_none(),
        "mailto" => url.path().contains('@'),
        _ => false,
    };
    good.then_some(url)
}

/// The words under a node, each block on its own line.
pub(super) fn words(node: Node<'_>) -> String {
    use NodeValue::*;
    let mut all = String::new();
    for edge in node.traverse() {
        match edge {
            Start(node) => match &node.data().value {
                Text(text) => all.push_str(text),
                Code(code) => all.push_str(&code.literal),
                CodeBlock(code) => all.push_str(&code.literal),
                HtmlInline(written) => all.push_str(written),
                HtmlBlock(written) => all.push_str(&written.literal),
                SoftBreak | LineBreak => all.push('\n'),
                _ => {}
            },
            End(node) => match &node.data().value {
                TableCell => all.push(' '),
                value if value.block() && !all.is_empty() && !all.ends_with('\n') => all.push('\n'),
                _ => {}
            },
        }
    }
    all
}

/// The tokens that stand in plain text: not in code, HTML or links.
pub(super) fn spoken(body: &str) -> HashSet<i64> {
    let arena = Arena::new();
    let mut all = HashSet::new();
    let mut links = 0;
    for edge in parsed(&arena, body).traverse() {
        match edge {
            Start(node) => match &node.data().value {
                NodeValue::Link(_) | NodeValue::Image(_) => links += 1,
                NodeValue::Text(text) if links == 0 => all.extend(mentions::people(text)),
                _ => {}
            },
            End(node) if matches!(node.data().value, NodeValue::Link(_) | NodeValue::Image(_)) => links -= 1,
            End(_) => {}
        }
    }
    all
}

/// The hosts that links lead to; a mail's is behind its `@`.
pub(super) fn hosts(root: Node<'_>) -> Vec<String> {
    let mut all = vec![];
    for node in root.descendants() {
        let NodeValue::Link(link) = &node.data().value else { continue };
        let Ok(url) = Url::parse(&link.url) else { continue };
        match url.host_str() {
            Some(host) => all.push(host.to_string()),
            None => all.extend(url.path().split(',').filter_map(|a| Some(a.rsplit_once('@')?.1.to_string()))),
        }
    }
    all.into_iter().map(|host| host.trim_end_matches('.').to_lowercase()).collect()
}
