//! What there is to say about a row, and its words.
use crate::values::Currency;
use std::fmt;

/// Something about one cell of one row, or about the whole row where the column is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line of the file on which the row begins.
    pub line: u64,
    pub column: String,
    pub value: String,
    pub what: What,
}
impl Remark {
    /// About a row as a whole.
    pub fn row(line: u64, what: What) -> Remark {
        Remark { line, column: String::new(), value: String::new(), what }
    }
}
impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.column.is_empty() {
            write!(f, "{} ", self.column)?;
        }
        if !self.value.is_empty() {
            let short: String = self.value.chars().take(60).collect();
            let more = if short.len() < self.value.len() { "…" } else { "" };
            write!(f, "“{short}{more}” ")?;
        }
        write!(f, "{}", self.what)
    }
}

/// What is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    // A row that cannot be read.
    Cells {
        has: usize,
        header: usize,
    },
    Quotes,
    Bytes,
    Nul,
    // A row that belongs to no product.
    NoHandle,
    HandleClash {
        title: String,
        line: u64,
    },
    // A cell that cannot be taken.
    NotANumber,
    Negative,
    Decimals(Currency),
    TooLarge,
    Currency,
    CostCurrency,
    AttributeKind,
    AttributeTwice,
    List,
    Status,
    Truth,
    Policy,
    Unit,
    Measure,
    Address,
    // Options and SKUs that do not fit together.
    TooManyOptions,
    OptionWithoutName,
    OptionNames {
        other: String,
        line: u64,
    },
    OptionMissing,
    Repeats {
        options: String,
        line: u64,
    },
    RepeatedSku {
        slug: String,
        line: u64,
    },
    /// Why the shop itself would not take it.
    Refused(String),
    // What is taken, but not as it stands.
    Short {
        has: usize,
        header: usize,
    },
    HandleMade {
        slug: String,
    },
    StockBelowZero,
    CompareNotAbove,
    CompareAlone,
    GiftCard,
    Unpublished,
    Unlisted,
    TaxMixed,
}
impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Cells { has, header } => write!(f, "the row has {has} cells, the header {header}"),
            What::Quotes => f.write_str("the quotation marks of this row do not pair up"),
            What::Bytes => f.write_str("the row holds bytes that are not UTF-8"),
            What::Nul => f.write_str("the row holds a NUL character"),
            What::NoHandle => f.write_str("the row has neither a handle nor a title from which to make one"),
            What::HandleClash { title, line } => {
                write!(f, "is already the handle of {title} (line {line}): nothing is written over it")
            }
            What::NotANumber => f.write_str("is not a number: write 1299.00, without thousands separators"),
            What::Negative => f.write_str("is below zero"),
            What::Decimals(currency) => write!(f, "has more than the {} decimals of {currency}", currency.decimals()),
            What::TooLarge => f.write_str("is too large"),
            What::Currency => f.write_str("is no currency of ISO 4217"),
            What::CostCurrency => f.write_str("is in another currency than the shop's: left out"),
            What::AttributeKind => f.write_str("is no kind of attribute: text, number or truth"),
            What::AttributeTwice => f.write_str("is an attribute that the row names twice"),
            What::List => f.write_str("is no list as an export writes it: left out"),
            What::Status => f.write_str("is an unknown status: active, draft or archived"),
            What::Truth => f.write_str("is neither TRUE nor FALSE: left out"),
            What::Policy => f.write_str("is neither deny nor continue: left out"),
            What::Unit => f.write_str("is no unit of weight (g, kg, lb, oz): the weight is left out"),
            What::Measure => f.write_str("makes no unit price: left out"),
            What::Address => f.write_str("is no http or https address: left out"),
            What::TooManyOptions => f.write_str("is a fourth option: three are taken"),
            What::OptionWithoutName => f.write_str("has a value, but the option has no name"),
            What::OptionNames { other, line } => write!(f, "is called {other} on line {line}"),
            What::OptionMissing => f.write_str("has no value in this row"),
            What::Repeats { options, line } if options.is_empty() => {
                write!(f, "the row repeats line {line}: it names no option and no SKU of its own")
            }
            What::Repeats { options, line } => write!(f, "the row repeats the options of line {line}: {options}"),
            What::RepeatedSku { slug, line } => write!(f, "is already the SKU of line {line}, {slug}"),
            What::Refused(why) => f.write_str(why),
            What::Short { has, header } => {
                write!(f, "the row has {has} cells, the header {header}: the rest is read as blank")
            }
            What::HandleMade { slug } => write!(f, "there is no handle: {slug} is made from the title"),
            What::StockBelowZero => f.write_str("is below zero: counted as 0"),
            What::CompareNotAbove => f.write_str("is not above the price: not shown as a sale"),
            What::CompareAlone => f.write_str("stands beside no price: left out"),
            What::GiftCard => f.write_str("gift cards are imported as archived"),
            What::Unpublished => f.write_str("the product is not published: imported as a draft"),
            What::Unlisted => f.write_str("is not known here: imported as a draft"),
            What::TaxMixed => f.write_str("some variants are taxed and some not: the product is taxed"),
        }
    }
}
