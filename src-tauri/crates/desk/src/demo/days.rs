//! On which days crimes are reported: weekends, seasons, peaks after national events, and the last days before today.

use super::draw::{Draw, Purpose, Streams, Table};
use caseload::WorkingDays;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Invented national events: days before today, the height of the peak in percent, and its length in days.
const PEAKS: [(u32, u32, u32); 5] = [(75, 60, 18), (231, 80, 21), (412, 140, 24), (668, 70, 18), (893, 110, 24)];

/// Whole days between report and record.
const RECORDING_LAG: Table<u64> = Table { shares: &[(400, 0), (350, 1), (150, 2)], otherwise: 3 };

/// The golden ratio's fraction of 2⁶⁴: its multiples fill a circle as evenly as can be, however many are taken.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The days of the timeline, weighted by how many reports come in.
#[derive(Debug)]
pub(super) struct ReportDays {
    pub(super) first: NaiveDate,
    today: NaiveDate,
    /// For each day since the first: the weight of all days up to and with it.
    weight_up_to: Vec<u64>,
    start: u64,
}

impl ReportDays {
    pub(super) fn new(
        streams: &Streams,
        calendar: &WorkingDays,
        today: NaiveDate,
        months_before: u32,
        seed: u64,
    ) -> Self {
        let first = today.checked_sub_months(Months::new(months_before)).unwrap_or(today);
        let mut total = 0;
        let weight_up_to = first
            .iter_days()
            .zip(0_u32..)
            .take_while(|&(day, _)| day < today)
            .map(|(day, index)| {
                let mut noise = streams.of(STREAM_OF_DAYS + index, Purpose::Desk);
                total += weight(&mut noise, day, today) * known_by(calendar, day, today);
                total
            })
            .collect();
        Self { first, today, weight_up_to, start: seed.wrapping_mul(GOLDEN).rotate_left(31) }
    }

    /// The day on which the crime with this number was reported.
    ///
    /// Crimes are spread so evenly over the weights that the last days hold what the live desk needs with any seed;
    /// the weights themselves carry the chance from day to day.
    pub(super) fn reported_on(&self, crime: u32) -> NaiveDate {
        let at = u64::from(crime).wrapping_mul(GOLDEN).wrapping_add(self.start);
        let total = self.weight_up_to.last().copied().unwrap_or(0);
        let weight = u64::try_from((u128::from(at) * u128::from(total)) >> 64).unwrap_or(0);
        let index = self.weight_up_to.partition_point(|&up_to| up_to <= weight);
        self.first + Days::new(index as u64)
    }

    /// The day a crime was recorded: soon after the report, and early enough for the extract of today.
    pub(super) fn recorded_on(&self, draw: &mut Draw, calendar: &WorkingDays, reported_on: NaiveDate) -> NaiveDate {
        (0..8)
            .map(|_| reported_on + Days::new(draw.from(&RECORDING_LAG)))
            .find(|&day| calendar.after(day, 1) <= self.today)
            .unwrap_or(reported_on)
    }

    /// Whether the day lies in a peak after a national event.
    pub(super) fn in_peak(&self, day: NaiveDate) -> bool {
        peak_percent(day, self.today) > 20
    }
}

/// Streams of days lie above those of collar numbers.
const STREAM_OF_DAYS: u32 = 10_000;

fn weight(noise: &mut Draw, day: NaiveDate, today: NaiveDate) -> u64 {
    let weekday = match day.weekday() {
        Weekday::Sat => 92,
        Weekday::Sun => 80,
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => 105,
    };
    let season = match day.month() {
        6 | 7 => 112,
        5 | 8 | 9 | 10 => 104,
        1 | 2 | 12 => 90,
        _ => 98,
    };
    // The last two weeks are without chance, so that the live desk is much the same with any seed.
    let chance =
        if (today - day).num_days() <= 14 { 100 } else { (noise.between(25, 175) + noise.between(25, 175)) / 2 };
    weekday * season * u64::from(chance) * u64::from(100 + peak_percent(day, today)) / 10_000
}

/// How much above the usual a day lies, in percent, falling from the event's day on.
fn peak_percent(day: NaiveDate, today: NaiveDate) -> u32 {
    let before = u32::try_from((today - day).num_days()).unwrap_or(0);
    PEAKS
        .iter()
        .filter_map(|&(event, height, length)| {
            let since = event.checked_sub(before).filter(|&since| since < length)?;
            Some(height * (length - since) / length)
        })
        .sum()
}

/// How many in a thousand of a day's reports an extract of today can know.
fn known_by(calendar: &WorkingDays, day: NaiveDate, today: NaiveDate) -> u64 {
    let known = |lag: u64| calendar.after(day + Days::new(lag), 1) <= today;
    if !known(0) {
        return 0;
    }
    let early: u32 = RECORDING_LAG.shares.iter().filter(|(_, lag)| known(*lag)).map(|(share, _)| share).sum();
    let late = 1_000 - RECORDING_LAG.shares.iter().map(|(share, _)| share).sum::<u32>();
    u64::from(if known(RECORDING_LAG.otherwise) { early + late } else { early })
}
