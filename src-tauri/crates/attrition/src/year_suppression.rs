//! A whole year by strand, for those who may see figures but no people: where half a year is too little to tell of.
//!
//! The shares by strand of two half-years are given once each, where they are large enough. A year beside them could be
//! subtracted, so it is shown only where both halves of the strand are shown, and it is their sum, or where neither is
//! and the year is large on both sides, the strand's and all others'. Where one half is shown and the other is not, the
//! year would give the other back, and stays withheld.
//!
//! Two halves that are both withheld tell, each, that one of their sides is small. Whichever side that is, the other
//! half may make up for it, so the year leaves as many ways for each number as the threshold has; that holds where the
//! whole year could lie in either half, and so this is asked too
//! (`tests/figures/year_attacker.rs` goes through all of them).

use crate::cuts::Cut;
use crate::groups::{Compared, Group, GroupFigure, GroupTable, compare};
use crate::measure::Series;
use crate::rate::Rate;
use crate::suppression::SmallNumbers;

impl SmallNumbers {
    /// The shares withdrawn by strand of a year, from the exact tables of its two half-years.
    ///
    /// Both are of [`Cut::Strand`] and [`Series::WithdrawalClosed`], and hold the strands in one order, as the monitored
    /// ones are; other strands are no rows, since that one occurs at all can be one person.
    #[must_use]
    pub fn suppress_year(self, halves: &[GroupTable; 2], strands: &[String]) -> GroupTable {
        let [first, second] = halves;
        let seen = [first, second].map(|half| self.suppress_groups(std::slice::from_ref(half)));
        let is_shown = |of: &[GroupTable], name: &str| of.first().is_some_and(|half| shown(half, name));
        let all = first.all.zip(second.all).map(|(first, second)| first.and(second));
        let all = all.filter(|all| first.cut == Cut::Strand && self.is_large(*all));
        let group = |name: &String| {
            let [is_first, is_second] = [&seen[0], &seen[1]].map(|of| is_shown(of, name));
            let year = rate_of(first, name).zip(rate_of(second, name)).map(|(first, second)| first.and(second));
            let compared = year.zip(all).map(|(year, all)| compare(year, all, 1.0));
            let large = |of: &Compared| self.is_large(of.rate) && self.is_large(of.others) && fits(of.rate, halves);
            GroupFigure {
                group: Group::Named(name.clone()),
                compared: compared.filter(|of| is_first == is_second && (is_first || large(of))),
            }
        };
        GroupTable {
            all,
            groups: strands.iter().map(group).collect(),
            inflation: 1.0,
            left_out: 0,
            suppressed: Some(self),
            cut: Cut::Strand,
            series: Series::WithdrawalClosed,
            as_at: second.as_at,
        }
    }
}

/// Whether all of it could lie in either half.
fn fits(year: Rate, halves: &[GroupTable; 2]) -> bool {
    halves.iter().all(|half| {
        half.all.is_some_and(|all| year.numerator() <= all.numerator() && year.complement() <= all.complement())
    })
}

fn shown(table: &GroupTable, name: &str) -> bool {
    table.groups.iter().any(|figure| figure.group.words() == name && figure.compared.is_some())
}

/// Of a strand that no crime of the half-year has, there are none.
fn rate_of(table: &GroupTable, name: &str) -> Option<Rate> {
    let found = table.groups.iter().find(|figure| figure.group.words() == name);
    match found {
        Some(figure) => figure.compared.map(|compared| compared.rate),
        None => Some(Rate::of_parts(table.series, 0, 0)),
    }
}
