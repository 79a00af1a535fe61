//! The bytes of a CSV file as rows of cells, each with the line it begins on. Nothing here knows what a product is.
//!
//! Read here and not by a crate for three reasons: a row can be read again from its place, so that a large file need not
//! stand in memory twice; line numbers hold after blank lines; a quotation mark that is never closed costs one row.
use super::remark::What;
use crate::values::fold;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;

/// The column in which our export says letter by letter what a cell cannot hold: `{"Title": " x "}`.
pub const EXACT: &str = "Open Kitchen exact";
/// What makes a spreadsheet take a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A file, ready to be read row by row.
pub struct Table {
    text: String,
    delimiter: u8,
    /// The names of the columns as they stand in the file.
    pub header: Vec<String>,
    /// Each column by its folded name; the first of equals.
    by_name: HashMap<String, usize>,
    exact: Option<usize>,
    body: Place,
    pub writing: Writing,
}

/// How the bytes were read as letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Utf8,
    /// UTF-8 but for a few bytes: the rows that hold them are faulty.
    BrokenUtf8,
    Utf16,
    Windows1252,
}

/// Where a row begins: its byte, and its line as an editor counts them, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub byte: usize,
    pub line: u64,
}

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub place: Place,
    /// One cell a column, trimmed; fewer where the row ends early.
    pub cells: Vec<String>,
    /// Why the row cannot be trusted.
    pub flaw: Option<What>,
}
impl Row {
    /// The cell of this column; none where the file has no such column or the row ends before it.
    pub fn cell(&self, column: Option<usize>) -> Option<&str> {
        self.cells.get(column?).map(String::as_str)
    }
    /// The cell of this column where something stands in it.
    pub fn said(&self, column: Option<usize>) -> Option<&str> {
        self.cell(column).filter(|text| !text.is_empty())
    }
}

/// Why no row of a file can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Empty,
    Spreadsheet,
    Binary,
}
impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Unreadable::Empty => "the file is empty: it needs a header and rows",
            Unreadable::Spreadsheet => "this is a spreadsheet or an archive: save it as CSV first",
            Unreadable::Binary => "this is no text: a CSV file was expected",
        })
    }
}
impl std::error::Error for Unreadable {}

impl Table {
    /// Reads the header; the delimiter is the one that cuts it into the most columns.
    pub fn open(bytes: &[u8]) -> Result<Table, Unreadable> {
        let (text, writing) = decoded(bytes)?;
        let mut table = Table {
            text,
            delimiter: b',',
            header: vec![],
            by_name: HashMap::new(),
            exact: None,
            body: Place { byte: 0, line: 1 },
            writing,
        };
        // Excel may say the delimiter in a line of its own.
        if let Some(rest) = table.text.strip_prefix("sep=") {
            table.body.byte = table.text.len() - rest.trim_start_matches(|c| !matches!(c, '\n' | '\r')).len();
        }
        let begins = table.body;
        let mut most = 0;
        for delimiter in [b',', b';', b'\t'] {
            let read = table.read(begins, delimiter).ok_or(Unreadable::Empty)?;
            if read.0.cells.len() > most {
                most = read.0.cells.len();
                table.delimiter = delimiter;
                table.header = read.0.cells;
                table.body = read.1;
            }
        }
        for (i, name) in table.header.iter().enumerate() {
            table.by_name.entry(fold(name)).or_insert(i);
        }
        table.exact = table.column(&[&fold(EXACT)]);
        Ok(table)
    }

    /// Calls columns otherwise than the file does, each by its place: whoever sent it said what they are.
    pub fn rename(&mut self, names: &[(usize, String)]) {
        for (at, name) in names {
            if let Some(column) = self.header.get_mut(*at) {
                *column = name.clone();
            }
        }
        self.by_name.clear();
        for (i, name) in self.header.iter().enumerate() {
            self.by_name.entry(fold(name)).or_insert(i);
        }
    }
    /// The word for what parts the cells.
    pub fn delimiter(&self) -> &'static str {
        match self.delimiter {
            b';' => "semicolons",
            b'\t' => "tabs",
            _ => "commas",
        }
    }
    /// Whether numbers may be written with a decimal comma: where commas do not part the cells.
    pub fn decimal_comma(&self) -> bool {
        self.delimiter != b','
    }
    /// The first column that has one of these names, in any case.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.by_name.get(*name)).copied()
    }
    /// The name of a column as it stands in the file, or its number.
    pub fn name(&self, column: usize) -> String {
        match self.header.get(column) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => format!("column {}", column + 1),
        }
    }

    /// Every row below the header, but for those in which nothing stands.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let mut next = self.body;
        std::iter::from_fn(move || {
            loop {
                let (row, after) = self.checked(next)?;
                next = after;
                if row.flaw.is_some() || row.cells.iter().any(|cell| !cell.is_empty()) {
                    return Some(row);
                }
            }
        })
    }
    /// The row that begins at a place `rows` gave.
    pub fn row(&self, place: Place) -> Option<Row> {
        self.checked(place).map(|(row, _)| row)
    }

    fn checked(&self, at: Place) -> Option<(Row, Place)> {
        let (mut row, after) = self.read(at, self.delimiter)?;
        let columns = self.header.len();
        if row.flaw.is_none() {
            row.flaw = if row.cells.iter().skip(columns).any(|cell| !cell.is_empty()) {
                Some(What::Cells { has: row.cells.len(), header: columns })
            } else if self.writing == Writing::BrokenUtf8 && row.cells.iter().any(|c| c.contains('\u{fffd}')) {
                Some(What::Bytes)
            } else if row.cells.iter().any(|c| c.contains('\0')) {
                Some(What::Nul)
            } else {
                None
            };
        }
        row.cells.truncate(columns);
        if row.flaw.is_none()
            && let Some(said) = row.said(self.exact)
        {
            let exact: Map<String, Value> = serde_json::from_str(said).unwrap_or_default();
            for (name, text) in &exact {
                let at = self.header.iter().position(|h| h == name);
                if let (Some(cell), Some(text)) = (at.and_then(|at| row.cells.get_mut(at)), text.as_str())
                    // Whoever changed the cell since means the cell.
                    && tidy(&guarded(text)) == *cell
                {
                    *cell = text.to_string();
                }
            }
        }
        Some((row, after))
    }

    /// The row at or after a place, and where the next begins. Only a row whose quotation marks do not pair up ends with its
    /// first line: they would swallow the rows below.
    fn read(&self, at: Place, delimiter: u8) -> Option<(Row, Place)> {
        let bytes = self.text.as_bytes();
        let blank = bytes.get(at.byte..)?.iter().take_while(|b| is_newline(b)).count();
        let place = Place { byte: at.byte + blank, line: at.line + newlines(&bytes[at.byte..at.byte + blank]) };
        let ends = |from: usize| {
            let rest = &bytes[from..];
            from + rest.iter().position(|b| *b == delimiter || is_newline(b)).unwrap_or(rest.len())
        };
        if place.byte >= bytes.len() {
            return None;
        }
        let mut at = place.byte;
        let mut cells = vec![];
        let mut paired = true;
        loop {
            let mut cell = String::new();
            if bytes.get(at) == Some(&b'"') {
                at += 1;
                loop {
                    let Some(close) = self.text[at..].find('"') else {
                        paired = false;
                        cell.push_str(&self.text[at..]);
                        at = bytes.len();
                        break;
                    };
                    cell.push_str(&self.text[at..at + close]);
                    at += close + 1;
                    if bytes.get(at) != Some(&b'"') {
                        break;
                    }
                    cell.push('"');
                    at += 1;
                }
                let end = ends(at);
                paired &= self.text[at..end].trim().is_empty();
                at = end;
            } else {
                let end = ends(at);
                cell.push_str(&self.text[at..end]);
                at = end;
            }
            cells.push(tidy(&cell));
            match bytes.get(at) {
                Some(b) if *b == delimiter => at += 1,
                _ => break,
            }
        }
        if !paired {
            let rest = &bytes[place.byte..];
            at = place.byte + rest.iter().position(is_newline).unwrap_or(rest.len());
        }
        let next = Place { byte: at, line: place.line + newlines(&bytes[place.byte..at]) };
        Some((Row { place, cells, flaw: (!paired).then_some(What::Quotes) }, next))
    }
}

fn is_newline(b: &u8) -> bool {
    matches!(b, b'\n' | b'\r')
}
/// How many lines end here; CR, LF and CRLF each end one.
fn newlines(bytes: &[u8]) -> u64 {
    let lone = |(i, b): (usize, &u8)| *b == b'\n' || (*b == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(|at| lone(*at)).count() as u64
}

/// A cell without the spaces around it, with plain line ends, and without the mark that keeps a spreadsheet from reading it
/// as a formula: `'=1+1` is `=1+1`, and `''=1+1`, what an export makes of a mark that belongs, is `'=1+1`.
fn tidy(cell: &str) -> String {
    let cell = cell.trim();
    let bare = cell.trim_start_matches('\'');
    let marked = bare.len() < cell.len() && bare.starts_with(FORMULA);
    let text = if marked { &cell[1..] } else { cell };
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_string() }
}

/// A text with the mark before it where a spreadsheet would take it for a formula. `tidy` takes the mark away again.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(FORMULA) { format!("'{text}").into() } else { text.into() }
}
/// Whether a cell brings this text back, letter by letter.
pub fn survives(text: &str) -> bool {
    tidy(&guarded(text)) == text
}

fn decoded(bytes: &[u8]) -> Result<(String, Writing), Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") || bytes.starts_with(b"\x1f\x8b") {
        return Err(Unreadable::Spreadsheet);
    }
    let wide = |pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].as_chunks::<2>().0.iter().map(|p| pair(*p)).collect();
        (String::from_utf16_lossy(&units), Writing::Utf16)
    };
    if bytes.starts_with(b"\xff\xfe") {
        return Ok(wide(u16::from_le_bytes));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Ok(wide(u16::from_be_bytes));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().filter(|b| **b == 0).count() > bytes.len() / 100 + 1 {
        return Err(Unreadable::Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_string(), Writing::Utf8));
    }
    // Letters beyond ASCII that are sound UTF-8 do not come about by chance: where they prevail, the file is UTF-8 with flaws.
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > broken {
        return Ok((String::from_utf8_lossy(bytes).into_owned(), Writing::BrokenUtf8));
    }
    Ok((bytes.iter().map(|b| windows_1252(*b)).collect(), Writing::Windows1252))
}

/// The letter of a byte in Windows-1252, in which Excel saves "CSV" on western machines.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Row> {
        Table::open(text.as_bytes()).unwrap().rows().collect()
    }
    fn lines(text: &str) -> Vec<(u64, String)> {
        rows(text).into_iter().map(|r| (r.place.line, r.cells.join("|"))).collect()
    }

    #[test]
    fn commas_semicolons_tabs_marks_and_line_ends_make_no_difference() {
        let plain = "Handle,Title\na,\"A, the first\"\nb,B\n";
        let told = vec![(2, "a|A, the first".to_string()), (3, "b|B".to_string())];
        assert_eq!(lines(plain), told);
        assert_eq!(lines(&plain.replace('\n', "\r\n")), told);
        assert_eq!(lines(&plain.replace('\n', "\r")), told);
        assert_eq!(lines(&format!("\u{feff}{plain}")), told);
        assert_eq!(lines(plain.trim_end()), told);
        assert_eq!(lines("Handle;Title\na;\"A, the first\"\nb;B\n"), told);
        assert_eq!(lines("Handle\tTitle\na\tA, the first\nb\tB\n"), told);
        let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(plain.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let table = Table::open(&wide).unwrap();
        assert_eq!(table.rows().count(), 2);
        assert_eq!(table.column(&["title"]), Some(1));
        let said: Vec<u64> = rows(&format!("sep=,\n{plain}")).iter().map(|r| r.place.line).collect();
        assert_eq!(said, [3, 4]);
    }

    #[test]
    fn a_row_is_named_by_the_line_it_begins_on() {
        let text = "\n\nHandle,Body\n\na,\"one\ntwo\n\nthree\"\n,\n\n  , \nb,x\n";
        assert_eq!(lines(text), [(5, "a|one\ntwo\n\nthree".into()), (12, "b|x".into())]);
        assert_eq!(lines(&text.replace('\n', "\r\n")), lines(text));
    }

    #[test]
    fn a_row_is_read_again_from_its_place() {
        let table = Table::open("Handle,Body\n\na,\"one\ntwo\"\nb,\"x\"\"y\"\n".as_bytes()).unwrap();
        for row in table.rows() {
            assert_eq!(table.row(row.place), Some(row));
        }
    }

    #[test]
    fn cells_are_those_that_any_reader_of_csv_finds() {
        let text = "a,b,c\n\"x \"\"y\"\" z\",6\" knife,\n,\"\",\"q\nr\"\nü,\"a;b\",last";
        let told: Vec<Vec<String>> = csv::ReaderBuilder::new()
            .from_reader(text.as_bytes())
            .records()
            .map(|r| r.unwrap().iter().map(String::from).collect())
            .collect();
        assert_eq!(rows(text).into_iter().map(|r| r.cells).collect::<Vec<_>>(), told);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_costs_one_row() {
        let text = "Handle,Title,Price\na,\"A,1\nb,B,2\nc,\"C, too\",3\nd,\"D,4\ne,E,5\n";
        let read = rows(text);
        let flaws: Vec<(u64, bool)> = read.iter().map(|r| (r.place.line, r.flaw.is_some())).collect();
        assert_eq!(flaws, [(2, true), (3, false), (4, false), (5, true), (6, false)]);
        assert_eq!(read[2].cells[1], "C, too");
    }

    #[test]
    fn a_row_of_too_many_cells_is_faulty_and_one_of_too_few_is_not() {
        let read = rows("a,b\n1,2,,\n1,2,3\n1\n1,\0");
        assert_eq!(read[0].flaw, None);
        assert_eq!(read[1].flaw, Some(What::Cells { has: 3, header: 2 }));
        assert_eq!((read[2].flaw.clone(), read[2].cell(Some(1))), (None, None));
        assert_eq!(read[3].flaw, Some(What::Nul));
    }

    #[test]
    fn windows_letters_are_read_and_single_bad_bytes_cost_their_row() {
        let table = Table::open(b"Handle,Title\na,Caf\xe9 \x80 5\n").unwrap();
        assert_eq!(table.writing, Writing::Windows1252);
        assert_eq!(table.rows().next().unwrap().cells[1], "Café € 5");
        let table = Table::open(b"Handle,Title\na,Caf\xc3\xa9 M\xc3\xbchle\nb,B\xe9\n").unwrap();
        let read: Vec<Row> = table.rows().collect();
        assert_eq!((read[0].flaw.clone(), read[0].cells[1].as_str()), (None, "Café Mühle"));
        assert_eq!(read[1].flaw, Some(What::Bytes));
    }

    #[test]
    fn what_is_no_csv_is_said_to_be_none() {
        assert_eq!(Table::open(b"").err(), Some(Unreadable::Empty));
        assert_eq!(Table::open(b"\xef\xbb\xbf\r\n\n").err(), Some(Unreadable::Empty));
        assert_eq!(Table::open(b"PK\x03\x04rest").err(), Some(Unreadable::Spreadsheet));
        assert_eq!(Table::open(&[7, 0, 0, 0, 1, 0, 0, 0]).err(), Some(Unreadable::Binary));
        assert_eq!(Table::open(b"Handle,Title").unwrap().rows().count(), 0);
    }

    #[test]
    fn what_a_cell_cannot_hold_is_said_beside_it_until_somebody_changes_the_cell() {
        let file = |cell: &str| format!("Title,{EXACT}\n\"{cell}\",\"{{\"\"Title\"\":\"\" x\\r\\n\"\"}}\"\n");
        assert_eq!(rows(&file(" x\r\n"))[0].cells[0], " x\r\n");
        assert_eq!(rows(&file("x"))[0].cells[0], " x\r\n");
        assert_eq!(rows(&file("y"))[0].cells[0], "y");
    }

    #[test]
    fn every_text_comes_back_through_its_guard() {
        for text in ["=1+1", "'=1+1", "''-x", "@home", "+", "-", "'", "'tis", "''", "\tx", "plain", ""] {
            assert!(survives(text), "{text:?}");
            assert!(!guarded(text).starts_with(FORMULA), "{text:?}");
        }
        for text in [" x", "x\n", "\r", " =1", "a\r\nb"] {
            assert!(!survives(text) && !guarded(text).starts_with(FORMULA), "{text:?}");
        }
    }

    #[test]
    fn the_mark_before_a_formula_goes_once() {
        for (cell, told) in [
            ("'=1+1", "=1+1"),
            ("=1+1", "=1+1"),
            ("''=1+1", "'=1+1"),
            ("'@home", "@home"),
            ("'tis", "'tis"),
            ("''", "''"),
            (" '-x ", "-x"),
        ] {
            assert_eq!(tidy(cell), told, "{cell}");
        }
    }
}
