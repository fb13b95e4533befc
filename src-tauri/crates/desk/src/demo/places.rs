//! The four boroughs of the South West Basic Command Unit, their wards, and invented streets.

use super::draw::{Draw, Table};

/// A borough and its wards.
#[derive(Debug)]
pub(super) struct Borough {
    pub(super) name: &'static str,
    /// The investigating team.
    pub(super) team: &'static str,
    /// The lowest collar number of its investigators; those of neighbourhood officers begin at 6000.
    pub(super) first_collar: u32,
    pub(super) wards: &'static [&'static str],
}

/// The boroughs, in the order officers are listed.
pub(super) const BOROUGHS: [&Borough; 4] = [&KINGSTON, &MERTON, &RICHMOND, &WANDSWORTH];

/// Boroughs by their share of reports.
pub(super) const BOROUGH_SHARES: Table<&Borough> =
    Table { shares: &[(210, &KINGSTON), (240, &MERTON), (180, &RICHMOND)], otherwise: &WANDSWORTH };

pub(super) const KINGSTON: Borough = Borough {
    name: "Kingston upon Thames",
    team: "Community Safety Unit Kingston",
    first_collar: 1000,
    wards: &[
        "Kingston Town",
        "New Malden Village",
        "Norbiton",
        "Chessington South & Malden Rushett",
        "Tolworth",
        "Alexandra",
        "Berrylands",
        "Canbury Gardens",
        "Coombe Hill",
        "Coombe Vale",
        "Green Lane & St James",
        "Hook & Chessington North",
        "King George's & Sunray",
        "Kingston Gate",
        "Motspur Park & Old Malden East",
        "Old Malden",
        "St Mark's & Seething Wells",
        "Surbiton Hill",
        "Tudor",
    ],
};

pub(super) const MERTON: Borough = Borough {
    name: "Merton",
    team: "Community Safety Unit Merton",
    first_collar: 1500,
    wards: &[
        "Figge's Marsh",
        "Cricket Green",
        "Colliers Wood",
        "Graveney",
        "Ravensbury",
        "Abbey",
        "Cannon Hill",
        "Hillside",
        "Lavender Fields",
        "Longthornton",
        "Lower Morden",
        "Merton Park",
        "Pollards Hill",
        "Raynes Park",
        "St Helier",
        "Village",
        "Wandle",
        "West Barnes",
        "Wimbledon Park",
        "Wimbledon Town & Dundonald",
    ],
};

pub(super) const RICHMOND: Borough = Borough {
    name: "Richmond upon Thames",
    team: "Community Safety Unit Richmond",
    first_collar: 2000,
    wards: &[
        "South Richmond",
        "Twickenham Riverside",
        "Heathfield",
        "Ham Petersham & Richmond Riverside",
        "Barnes",
        "East Sheen",
        "Fulwell & Hampton Hill",
        "Hampton",
        "Hampton North",
        "Hampton Wick & South Teddington",
        "Kew",
        "Mortlake & Barnes Common",
        "North Richmond",
        "South Twickenham",
        "St Margarets & North Twickenham",
        "Teddington",
        "West Twickenham",
        "Whitton",
    ],
};

pub(super) const WANDSWORTH: Borough = Borough {
    name: "Wandsworth",
    team: "Community Safety Unit Wandsworth",
    first_collar: 2500,
    wards: &[
        "Tooting Broadway",
        "Falconbrook",
        "Nine Elms",
        "Roehampton",
        "Balham",
        "Battersea Park",
        "East Putney",
        "Furzedown",
        "Lavender",
        "Northcote",
        "St Mary's",
        "Shaftesbury & Queenstown",
        "South Balham",
        "Southfields",
        "Thamesfield",
        "Tooting Bec",
        "Trinity",
        "Wandle",
        "Wandsworth Common",
        "Wandsworth Town",
        "West Hill",
        "West Putney",
    ],
};

/// A ward: the first five of each list, its centres and larger estates, have more reports than the others.
pub(super) fn ward(draw: &mut Draw, borough: &Borough) -> &'static str {
    let in_busy = draw.chance(450);
    match borough.wards.split_at_checked(5) {
        Some((busy, quiet)) => draw.word(if in_busy { busy } else { quiet }),
        None => draw.word(borough.wards),
    }
}

/// First halves of street names that no gazetteer has.
const STREET_NAMES: &[&str] = &[
    "Amberquill",
    "Brindlecote",
    "Cobblemere",
    "Dunnockleigh",
    "Elderwhistle",
    "Fernhallow",
    "Gorsewicket",
    "Hazelmoat",
    "Inkberry",
    "Juniperstow",
    "Kestrelham",
    "Larkthimble",
    "Mossfiddle",
    "Nettlebourne",
    "Otterwick",
    "Pipistrelle",
    "Quillstone",
    "Rookhallow",
    "Saltspoon",
    "Thistlemarch",
    "Umberfold",
    "Vetchling",
    "Wrenbarrow",
    "Yarrowmist",
];

const STREET_KINDS: &[&str] = &["Road", "Street", "Close", "Gardens", "Avenue", "Terrace", "Court", "Lane"];

/// An invented street.
pub(super) fn street(draw: &mut Draw) -> String {
    format!("{} {}", draw.word(STREET_NAMES), draw.word(STREET_KINDS))
}
