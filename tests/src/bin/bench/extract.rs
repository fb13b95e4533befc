//! An invented extract in the columns of the `rms` mapping.

use chrono::{Days, NaiveDate};
use std::fmt::Write as _;

const WARDS: [(&str, &str); 4] = [
    ("Merton", "Colliers Wood"),
    ("Wandsworth", "Furzedown"),
    ("Kingston upon Thames", "Norbiton"),
    ("Richmond upon Thames", "Kew"),
];
const GIVEN: [&str; 16] = [
    "Amina", "Jakub", "Grace", "Ravi", "Mei", "Yusuf", "Elena", "Tom", "Adaeze", "Bilal", "Chidi", "Dalia", "Emeka",
    "Farah", "Goran", "Hana",
];
const BEGINNINGS: [&str; 24] = [
    "Na", "No", "Oka", "Pa", "Che", "De", "Po", "Mar", "Wil", "Kow", "Bram", "Sin", "Tor", "Hal", "Gre", "Fen", "Ade",
    "Ber", "Cla", "Dun", "Eva", "Lin", "Ros", "Vas",
];
const ENDINGS: [&str; 24] = [
    "sser", "wak", "for", "tel", "nko", "mir", "pescu", "shall", "liams", "alski", "ble", "gham", "res", "den", "lund",
    "wick", "yemi", "nard", "rke", "bar", "nson", "dqvist", "sini", "ile",
];

/// As many rows, of which the changed ones have an outcome that the others lack.
///
/// Telephone numbers are of Ofcom's drama range.
pub fn extract(rows: u32, changed: u32, today: NaiveDate) -> String {
    let mut text = String::from(
        "Crime Number,Victim URN,Reported Date,Borough,Ward,Offence,HO Class,Flags,Risk,OIC Collar,OIC Team,\
         Victim Name,DOB,Phone,Address,Outcome,Outcome Date,INVENTED\n",
    );
    for row in 0..rows {
        let number = row as usize;
        let pick = |list: &'static [&'static str], each: usize| list.get(number / each % list.len()).unwrap_or(&"");
        let reported = today - Days::new(u64::from(row % 1000) + 1);
        let (borough, ward) = WARDS.get(number % WARDS.len()).unwrap_or(&("", ""));
        let closed = row % 3 == 0 && reported + Days::new(60) < today;
        let outcome = match (closed, row < changed) {
            (true, _) => *["16", "18", "1"].get(number / 3 % 3).unwrap_or(&""),
            (false, true) => "18",
            (false, false) => "",
        };
        let outcome_on = if closed { reported + Days::new(60) } else { reported + Days::new(1) };
        let outcome_on =
            if outcome.is_empty() { String::new() } else { outcome_on.min(today).format("%d/%m/%Y").to_string() };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "01/{row:07}/26,{urn},{},{borough},{ward},Public order,8M,RACE;RELIGION,Medium,{}SW,Response A,\
             {} {}{},14/05/{},07700 900{:03},{} {}{} Road,{outcome},{outcome_on},YES",
            reported.format("%d/%m/%Y"),
            1000 + row % 800,
            pick(&GIVEN, 1),
            pick(&BEGINNINGS, 16),
            pick(&ENDINGS, 384),
            1940 + row % 65,
            row % 1000,
            row % 200,
            pick(&BEGINNINGS, 7),
            pick(&ENDINGS, 5),
            urn = row + 1,
        );
    }
    text
}
