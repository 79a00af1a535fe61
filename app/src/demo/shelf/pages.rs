use super::Shop;
pub const SHOP: Shop = Shop { name: "Meelkade", tagline: "", purpose: "", purpose_by: "", street: "", postcode: "", city: "", country: "", currency: "", email: "", phone: "", hours: "", seo_title: "", seo_description: "", imprint: &[], privacy: &[], returns: &[], shipping: &[], about: &[] };
