//! Postcodes under an exception of tax law. Facts from ibericode/vat-rates (MIT).

/// Country, area, pattern of its postcodes.
#[rustfmt::skip]
pub(super) const AREAS: &[(&str, &str, &str)] = &[
    ("AT", "Jungholz", "6691"),
    ("AT", "Mittelberg", "699[123]"),
    ("DE", "Büsingen am Hochrhein", "78266"),
    ("DE", "Heligoland", "27498"),
    ("ES", "Canary Islands", "(35\\d{3}|38\\d{3})"),
    ("ES", "Ceuta", "(5100[1-5]|5107[0-1]|51081)"),
    ("ES", "Melilla", "(5200[0-6]|5207[0-1]|52081)"),
    ("FR", "Guadeloupe", "971\\d{2,}"),
    ("FR", "Martinique", "972\\d{2,}"),
    ("FR", "Guyane", "973\\d{2,}"),
    ("FR", "Reunion", "974\\d{2,}"),
    ("FR", "Mayotte", "976\\d{2,}"),
    ("GR", "Mount Athos", "63086"),
    ("IT", "Campione d'Italia", "22061"),
    ("IT", "Livigno", "23041"),
    ("PT", "Madeira", "9[0-4]\\d{2,}"),
    ("PT", "Azores", "9[5-9]\\d{2,}"),
];
