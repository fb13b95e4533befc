//! From a day to the month it falls in, by one look-up.

use crate::columns::DayNumber;
use caseload::Month;

/// The months of a chart, and for each of their days which month it falls in.
#[derive(Debug)]
pub struct MonthSlots {
    months: Vec<Month>,
    first: DayNumber,
    slot_of_day: Vec<u16>,
}

impl MonthSlots {
    /// The months from `from` up to and with `to`; none where `to` is earlier.
    pub fn over(from: Month, to: Month) -> Self {
        let mut months = Vec::new();
        let mut slot_of_day = Vec::new();
        let mut month = from;
        while month <= to {
            let slot = u16::try_from(months.len()).unwrap_or(u16::MAX);
            let length = DayNumber::of(month.last_day()).days_after(DayNumber::of(month.first_day())).unwrap_or(0) + 1;
            slot_of_day.extend((0..length).map(|_| slot));
            months.push(month);
            month = month.next();
        }
        Self { months, first: DayNumber::of(from.first_day()), slot_of_day }
    }

    /// No months.
    pub fn none() -> Self {
        Self { months: Vec::new(), first: DayNumber::of(chrono::NaiveDate::MIN), slot_of_day: Vec::new() }
    }

    /// The months, in order.
    pub fn months(&self) -> &[Month] {
        &self.months
    }

    /// One tally a month, all empty.
    pub fn tallies<T: Default>(&self) -> Vec<T> {
        self.months.iter().map(|_| T::default()).collect()
    }

    /// Which month the day falls in, if it is one of these.
    pub fn slot(&self, day: DayNumber) -> Option<usize> {
        let index = usize::try_from(day.days_after(self.first)?).ok()?;
        self.slot_of_day.get(index).map(|&slot| usize::from(slot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn every_day_finds_its_month() {
        let (from, to): (Month, Month) = ("2023-11".parse().unwrap(), "2024-03".parse().unwrap());
        let slots = MonthSlots::over(from, to);
        let start: NaiveDate = "2023-10-20".parse().unwrap();
        for day in start.iter_days().take(200) {
            let found = slots.slot(DayNumber::of(day)).map(|slot| slots.months()[slot]);
            let expected = Some(Month::of(day)).filter(|&month| month >= from && month <= to);
            assert_eq!(found, expected, "{day}");
        }
    }

    #[test]
    fn no_months_where_the_end_is_earlier() {
        let slots = MonthSlots::over("2024-03".parse().unwrap(), "2024-02".parse().unwrap());
        assert!(slots.months().is_empty());
        assert_eq!(slots.slot(DayNumber::of("2024-03-01".parse().unwrap())), None);
    }
}
