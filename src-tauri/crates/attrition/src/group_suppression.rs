//! Small groups, kept from those who may see figures but no people.
//!
//! How many victims there are in all, how many of them withdrew and how many were reached in the window is known from
//! the months. So the groups that are shown give the rest back by subtraction. Four rules keep the rest from telling
//! of anybody.
//!
//! *A group is withheld* where its numerator or its complement is below the threshold, with its denominator.
//!
//! *"Not recorded" is always withheld*, whatever is in it. It is the one group whose size nobody outside knows, and
//! so each number withheld beside it may be one more or one less. Because it is always withheld, its being so tells
//! nothing.
//!
//! *The rest must be large.* Where what the shown groups leave is itself a small number, one more group is withheld:
//! the last by name that is large enough, which is a choice that depends on no size.
//!
//! *One share leads for each population*, so that another share of the same victims does not tell how large a withheld
//! group is. A group withheld in the share that leads is withheld in all; the others give no total, and compare with
//! the groups that they show.
//!
//! *Shares within shares.* Who was reached less who was reached in the window is who was reached late; so a following
//! share of a group is shown only where it counts at least the threshold more than the last one shown before, and
//! charges only where those neither charged nor withdrawn are as many.
//!
//! Strands overlap, so each is held against all others by itself, and both sides must be large.
//! An attacker who goes through every small caseload finds no withheld number (`tests/figures/group_attacker.rs`).

use crate::cuts::Cut;
use crate::groups::{Compared, Group, GroupFigure, GroupTable, compare};
use crate::measure::Series;
use crate::rate::Rate;
use crate::suppression::SmallNumbers;

impl SmallNumbers {
    /// The shares by group of one cut as a reader without names may see them.
    ///
    /// All shares of the cut belong together, and the months of the tables must be months whose own figure this reader
    /// is shown. A share whose leading share is missing is withheld as a whole.
    #[must_use]
    pub fn suppress_groups(self, tables: &[GroupTable]) -> Vec<GroupTable> {
        let of = |series: Series| tables.iter().find(|table| table.series == series);
        let service: Vec<&GroupTable> = [Series::SrcInWindow, Series::SrcReached].into_iter().filter_map(of).collect();
        let closed: Vec<&GroupTable> = of(Series::WithdrawalClosed).into_iter().collect();
        let (service, closed) = (self.shown_in_all(&service), self.shown_in_all(&closed));
        let steps = [Series::SrcInWindow, Series::SrcReached, Series::SrcOffered].map(of);
        let seen = |table: &GroupTable| {
            if table.series == Series::SrcInWindow {
                self.leading(table, &service)
            } else if table.series == Series::WithdrawalClosed {
                self.leading(table, &closed)
            } else if table.series == Series::Charged {
                self.following(table, &self.beside(table, of(Series::WithdrawalClosed), &closed))
            } else {
                let before = steps.into_iter().flatten().take_while(|step| step.series != table.series);
                self.following(table, &self.within(table, &before.collect::<Vec<_>>(), &service))
            }
        };
        tables.iter().map(seen).collect()
    }

    /// Of the groups shown, those that this share counts enough more of than the last share shown before it.
    fn within(self, table: &GroupTable, before: &[&GroupTable], shown: &[bool]) -> Vec<bool> {
        let adds = |rate: Option<Rate>, last: u64| rate.is_some_and(|rate| rate.numerator() >= last + self.threshold());
        let one = |(index, &shown): (usize, &bool)| {
            let mut last = 0;
            // The first of them leads, and is shown wherever the group is.
            for (number, step) in before.iter().enumerate() {
                let rate = rate_of(step, index);
                if number == 0 || adds(rate, last) {
                    last = rate.map_or(last, |rate| rate.numerator());
                }
            }
            shown && adds(rate_of(table, index), last)
        };
        shown.iter().enumerate().map(one).collect()
    }

    /// Of the groups shown, those of which enough are in neither of two shares that exclude each other.
    fn beside(self, table: &GroupTable, leading: Option<&GroupTable>, shown: &[bool]) -> Vec<bool> {
        let leaves = |index: usize| {
            let (ours, theirs) = (rate_of(table, index)?, rate_of(leading?, index)?);
            Some(ours.complement() >= theirs.numerator() + self.threshold())
        };
        shown.iter().enumerate().map(|(index, &shown)| shown && leaves(index).unwrap_or(false)).collect()
    }

    /// A share whose total is known from the months.
    fn leading(self, table: &GroupTable, shown: &[bool]) -> GroupTable {
        let total = table.all.filter(|all| table.cut.is_shareable() && self.is_large(*all));
        let Some(all) = total else { return self.withheld(table) };
        let groups =
            rates(table).zip(shown).map(|(rate, &shown)| rate.filter(|_| shown).map(|rate| compare(rate, all, 1.0)));
        GroupTable { all: Some(all), ..self.with(table, groups.collect()) }
    }

    /// A share whose total is told nowhere: a group is held against the others that are shown, where groups are apart.
    fn following(self, table: &GroupTable, shown: &[bool]) -> GroupTable {
        let shown: Vec<Option<Rate>> =
            rates(table).zip(shown).map(|(rate, &shown)| rate.filter(|rate| shown && self.is_large(*rate))).collect();
        let none = Rate::of_parts(table.series, 0, 0);
        let apart = table.cut != Cut::Strand;
        let all = shown.iter().flatten().copied().filter(|_| apart).fold(none, Rate::and);
        self.with(table, shown.into_iter().map(|rate| rate.map(|rate| compare(rate, all, 1.0))).collect())
    }

    pub(crate) fn withheld(self, table: &GroupTable) -> GroupTable {
        self.with(table, vec![None; table.groups.len()])
    }

    pub(crate) fn with(self, table: &GroupTable, compared: Vec<Option<Compared>>) -> GroupTable {
        let groups = table.groups.iter().zip(compared);
        GroupTable {
            all: None,
            groups: groups.map(|(of, compared)| GroupFigure { group: of.group.clone(), compared }).collect(),
            inflation: 1.0,
            suppressed: Some(self),
            ..table.clone()
        }
    }

    /// Which groups are shown in the leading shares of a population: the same in each of them.
    fn shown_in_all(self, tables: &[&GroupTable]) -> Vec<bool> {
        let Some(first) = tables.first() else { return Vec::new() };
        let nothing = vec![false; first.groups.len()];
        let totals: Option<Vec<Rate>> = tables.iter().map(|table| table.all).collect();
        let totals = totals.unwrap_or_default();
        if !first.cut.is_shareable() || totals.len() != tables.len() || !totals.iter().all(|all| self.is_large(*all)) {
            return nothing;
        }
        let mut shown: Vec<bool> = (0..first.groups.len())
            .map(|index| tables.iter().all(|table| table.groups.get(index).is_some_and(|of| self.may_show(table, of))))
            .collect();
        if first.cut != Cut::Strand
            && tables.iter().zip(totals).any(|(table, all)| self.leaves_little(table, all, &shown))
            && let Some(last) = shown.iter_mut().rev().find(|shown| **shown)
        {
            *last = false;
        }
        shown
    }

    fn may_show(self, table: &GroupTable, figure: &GroupFigure) -> bool {
        let Some(compared) = figure.compared.filter(|_| figure.group != Group::NotRecorded) else { return false };
        self.is_large(compared.rate) && (table.cut != Cut::Strand || self.is_large(compared.others))
    }

    fn leaves_little(self, table: &GroupTable, all: Rate, shown: &[bool]) -> bool {
        let none = Rate::of_parts(all.series(), 0, 0);
        let told = rates(table).zip(shown).filter(|&(_, &shown)| shown).filter_map(|(rate, _)| rate);
        let told = told.fold(none, Rate::and);
        let rest = Rate::of_parts(
            all.series(),
            all.numerator().saturating_sub(told.numerator()),
            all.complement().saturating_sub(told.complement()),
        );
        rest.denominator() > 0 && !self.is_large(rest)
    }

    pub(crate) const fn is_large(self, rate: Rate) -> bool {
        rate.numerator() >= self.threshold() && rate.complement() >= self.threshold()
    }
}

fn rate_of(table: &GroupTable, index: usize) -> Option<Rate> {
    table.groups.get(index)?.compared.map(|compared| compared.rate)
}

fn rates(table: &GroupTable) -> impl Iterator<Item = Option<Rate>> {
    table.groups.iter().map(|figure| figure.compared.map(|compared| compared.rate))
}
