//! Age bands at the report. The ledger keeps a band, never a date of birth.

use chrono::NaiveDate;

/// Every band's code, youngest first. Our own choice, with a border at 10 (criminal responsibility) and at 18.
pub const AGE_BANDS: [&str; 9] = ["0-9", "10-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"];

/// The band of someone born on `born_on`, on the day `on`; `None` where the birth is later than that day.
///
/// Age is in completed years; someone born on 29 February turns a year older on 1 March in other years.
pub fn age_band(born_on: NaiveDate, on: NaiveDate) -> Option<&'static str> {
    Some(match on.years_since(born_on)? {
        0..=9 => "0-9",
        10..=17 => "10-17",
        18..=24 => "18-24",
        25..=34 => "25-34",
        35..=44 => "35-44",
        45..=54 => "45-54",
        55..=64 => "55-64",
        65..=74 => "65-74",
        _ => "75+",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_changes_on_the_birthday() {
        let band = |born: &str, on: &str| age_band(born.parse().unwrap(), on.parse().unwrap());
        assert_eq!(band("2008-11-23", "2026-11-22"), Some("10-17"), "the day before turning 18");
        assert_eq!(band("2008-11-23", "2026-11-23"), Some("18-24"), "the day of turning 18");
        assert_eq!(band("2008-02-29", "2026-02-28"), Some("10-17"), "born on a leap day");
        assert_eq!(band("2008-02-29", "2026-03-01"), Some("18-24"), "born on a leap day");
        assert_eq!(band("2026-11-23", "2026-11-22"), None, "not yet born");
        assert_eq!(band("1931-01-01", "2026-01-01"), Some("75+"));
    }

    #[test]
    fn every_band_is_listed_and_in_order() {
        let on: NaiveDate = "2026-06-30".parse().unwrap();
        let mut met: Vec<_> =
            (1910..=2026).rev().filter_map(|year| age_band(NaiveDate::from_ymd_opt(year, 1, 1).unwrap(), on)).collect();
        met.dedup();
        assert_eq!(met, AGE_BANDS);
    }
}
