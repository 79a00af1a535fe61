//! An address in a form: what was typed, what is wrong with it, and the fields that its country has.
use super::{Address, AddressFault, AddressField, Country, RawAddress};
use crate::parts::drawn::Draw;
use crate::parts::field::{Field, fault};
use leptos::prelude::*;

/// The part of a form that is an address, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    pub name: String,
    pub country: String,
    pub address: String,
    pub address2: String,
    pub postcode: String,
    pub city: String,
    pub region: String,
    pub district: String,
}
impl From<&Address> for Typed {
    fn from(a: &Address) -> Typed {
        Typed {
            name: a.name.clone(),
            country: a.country.code().into(),
            address: a.line1.clone(),
            address2: a.line2.clone(),
            postcode: a.postcode.clone(),
            city: a.city.clone(),
            region: a.region.clone(),
            district: a.district.clone(),
        }
    }
}

/// A fault beside its field.
pub type Faults = Vec<(&'static str, String)>;

/// The address that was typed, if every field is good. Where nothing is sent the name alone is asked for: there is none then.
pub fn check(typed: &Typed, country: Country, sent: bool) -> Result<Option<Address>, Faults> {
    let raw = RawAddress {
        name: typed.name.clone(),
        line1: typed.address.clone(),
        line2: typed.address2.clone(),
        postcode: typed.postcode.clone(),
        city: typed.city.clone(),
        region: typed.region.clone(),
        district: typed.district.clone(),
        country,
    };
    let faults: Faults = match Address::parse(&raw) {
        Ok(address) => return Ok(Some(address).filter(|_| sent)),
        Err(found) => found
            .into_iter()
            .filter(|(field, _)| sent || *field == AddressField::Name)
            .map(|(field, fault)| (field_name(field), fault_words(country, field, &fault)))
            .collect(),
    };
    if faults.is_empty() { Ok(None) } else { Err(faults) }
}

fn field_name(field: AddressField) -> &'static str {
    match field {
        AddressField::Name => "name",
        AddressField::Line1 => "address",
        AddressField::Line2 => "address2",
        AddressField::Postcode => "postcode",
        AddressField::City => "city",
        AddressField::Region => "region",
        AddressField::District => "district",
    }
}
fn fault_words(country: Country, field: AddressField, fault: &AddressFault) -> String {
    let shape = country.shape();
    match (fault, field) {
        (AddressFault::Missing, AddressField::Name) => "Who is it for?".into(),
        (AddressFault::Missing, AddressField::Line1) => "The street and the number.".into(),
        (AddressFault::Missing, AddressField::Postcode) => shape.postcode_hint(),
        (AddressFault::Missing, AddressField::City) => "The town it goes to.".into(),
        (AddressFault::Missing, AddressField::Region) => "Choose one from the list.".into(),
        (AddressFault::Missing, _) => "This is needed there.".into(),
        (AddressFault::TooLong { most }, _) => format!("At most {most} letters."),
        (AddressFault::BadPostcode, _) => shape.postcode_hint(),
        (AddressFault::UnknownRegion, _) => "Choose one from the list.".into(),
    }
}

/// What is wrong with a field of this name.
pub type Wrong<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The country, with the button that shows the form again as that country's addresses are.
pub fn country_field(countries: &[Country], chosen: Country, wrong: Wrong) -> impl IntoView + use<> {
    let options = countries
        .iter()
        .map(|c| view! { <option value=c.code() selected=*c == chosen>{c.name()}</option> })
        .collect_view();
    let fault_text = wrong("country");
    let invalid = fault_text.is_some().then_some("true");
    view! {
        <div class="field">
            <label for="country">"Country"</label>
            {fault(fault_text, Some("country-fault".into()))}
            <div class="row gap-2">
                <select id="country" name="country" class="grow" autocomplete="country" aria-invalid=invalid>{options}</select>
                <button class="btn quiet" name="act" value="update" formnovalidate>"Update"</button>
            </div>
        </div>
    }
}

/// The name of whoever it is for.
pub fn name_field(typed: &Typed, wrong: Wrong) -> impl IntoView + use<> {
    Field::text("name", "Full name", "name").filled(&typed.name, wrong("name")).view()
}

/// The fields that an address in this country has.
pub fn fields(country: Country, typed: &Typed, wrong: Wrong) -> impl IntoView + use<> {
    let shape = country.shape();
    let line1 = Field::text("address", "Address", "address-line1").filled(&typed.address, wrong("address")).view();
    let open = !typed.address2.is_empty() || wrong("address2").is_some();
    let line2 = Field::text("address2", "Second line", "address-line2")
        .optional()
        .filled(&typed.address2, wrong("address2"))
        .view();
    let postcode = shape.asks_postcode().then(|| {
        let field =
            Field::text("postcode", shape.postcode_label(), "postal-code").filled(&typed.postcode, wrong("postcode"));
        let field = if shape.requires_postcode() { field } else { field.optional() };
        let field = if shape.postcode_digits() { field.inputmode("numeric") } else { field };
        field.view()
    });
    let city = shape
        .asks_city()
        .then(|| Field::text("city", shape.city_label(), "address-level2").filled(&typed.city, wrong("city")).view());
    let district = shape.asks_district().then(|| {
        Field::text("district", shape.district_label(), "address-level3")
            .optional()
            .filled(&typed.district, wrong("district"))
            .view()
    });
    let region = shape.asks_region().then(|| {
        let regions = shape.regions();
        if regions.is_empty() {
            let field = Field::text("region", shape.region_label(), "address-level1").filled(&typed.region, wrong("region"));
            let field = if shape.requires_region() { field } else { field.optional() };
            return field.view().drawn();
        }
        let fault_text = wrong("region");
        let invalid = fault_text.is_some().then_some("true");
        let options = regions
            .iter()
            .map(|(code, name)| view! { <option value=*code selected=typed.region == *code>{*name}</option> })
            .collect_view();
        let optional = (!shape.requires_region()).then(|| view! { " "<span class="opt">"(optional)"</span> });
        view! {
            <div class="field">
                <label for="region">{shape.region_label()}{optional}</label>
                {fault(fault_text, Some("region-fault".into()))}
                <select id="region" name="region" autocomplete="address-level1" aria-invalid=invalid><option value="">"Choose"</option>{options}</select>
            </div>
        }
        .drawn()
    });
    view! {
        {line1}
        <details class="more" open=open><summary>"Add a second line: floor, company, care of"</summary>{line2}</details>
        {district}
        <div class="pair">{postcode}{city}</div>
        {region}
    }
}
