//! Intersections of groups, as "Race and female", kept from those who may see figures but no people.
//!
//! The strands and the other groups are told by themselves, so an intersection gives three more numbers back: the rest
//! of the strand, the rest of the other group, and those who are in neither. Four rules.
//!
//! *Only within groups that are shown.* An intersection is shown only where its strand and its other group both are.
//!
//! *All four corners are large.* In it, only in the strand, only in the other group, and in neither.
//!
//! *What a strand leaves is large.* Its intersections and its total give what is left of it, in which "not recorded"
//! always is; likewise all who are not in the strand. Where either is a small number, the strand's last intersection is
//! withheld, a choice that depends on no size.
//!
//! *Two shares, and no more.* Reached in the window, and withdrawn. A third share of the same people would be subtracted
//! from the second.
//!
//! An attacker who knows all of this finds no withheld number (`tests/figures/crossed_attacker.rs`).

use crate::groups::{Group, GroupFigure, GroupTable, compare};
use crate::measure::Series;
use crate::rate::Rate;
use crate::suppression::SmallNumbers;

/// The shares of which intersections are given to those without names.
pub(crate) const SHARES_OF_INTERSECTIONS: [Series; 2] = [Series::SrcInWindow, Series::WithdrawalClosed];

impl SmallNumbers {
    /// The intersections of strands with another cut, beside the tables of both as this reader sees them.
    #[must_use]
    pub fn suppress_crossed(
        self,
        tables: &[GroupTable],
        strands: &[GroupTable],
        others: &[GroupTable],
    ) -> Vec<GroupTable> {
        let seen = |table: &GroupTable| {
            let of = |tables: &[GroupTable]| tables.iter().find(|of| of.series == table.series).cloned();
            let both = of(strands).zip(of(others));
            let given = SHARES_OF_INTERSECTIONS.contains(&table.series) && table.cut.is_shareable();
            both.filter(|_| given)
                .map_or_else(|| self.withheld(table), |(strands, others)| self.crossed(table, &strands, &others))
        };
        tables.iter().map(seen).collect()
    }

    fn crossed(self, table: &GroupTable, strands: &GroupTable, others: &GroupTable) -> GroupTable {
        let Some(all) = strands.all.filter(|all| others.all == Some(*all)) else { return self.withheld(table) };
        let mut shown: Vec<Option<Corners>> = table
            .groups
            .iter()
            .map(|figure| Corners::of(figure, all, strands, others).filter(|corners| corners.are_large(self)))
            .collect();
        for strand in &strands.groups {
            let Some(of_strand) = strand.compared.map(|compared| compared.rate) else { continue };
            self.keep_the_rest_large(&mut shown, strand.group.words(), of_strand, all);
        }
        let compared = shown.iter().map(|corners| corners.as_ref().map(|of| compare(of.both, all, 1.0)));
        GroupTable { all: Some(all), ..self.with(table, compared.collect()) }
    }

    /// Withholds the last intersection of a strand where what its others leave is a small number.
    fn keep_the_rest_large(self, shown: &mut [Option<Corners>], strand: &str, of_strand: Rate, all: Rate) {
        let of = |corners: &&Corners| corners.strand == strand;
        let none = Rate::of_parts(all.series(), 0, 0);
        let told: Vec<&Corners> = shown.iter().flatten().filter(of).collect();
        let within = told.iter().map(|corners| corners.both).fold(none, Rate::and);
        let without = told.iter().map(|corners| corners.only_other).fold(none, Rate::and);
        let little = |rest: Option<Rate>| rest.is_none_or(|rest| rest.denominator() > 0 && !self.is_large(rest));
        if !told.is_empty()
            && (little(less(of_strand, within)) || little(less(all, of_strand).and_then(|of| less(of, without))))
            && let Some(last) = shown.iter_mut().rev().find(|of| of.as_ref().is_some_and(|of| of.strand == strand))
        {
            *last = None;
        }
    }
}

/// An intersection and the three corners that it gives back.
struct Corners {
    strand: String,
    both: Rate,
    only_strand: Rate,
    only_other: Rate,
    neither: Rate,
}

impl Corners {
    fn of(figure: &GroupFigure, all: Rate, strands: &GroupTable, others: &GroupTable) -> Option<Self> {
        let Group::Both { strand, other, .. } = &figure.group else { return None };
        let both = figure.compared?.rate;
        let (of_strand, of_other) = (shown_rate(strands, strand)?, shown_rate(others, other)?);
        let only_other = less(of_other, both)?;
        Some(Self {
            strand: strand.clone(),
            both,
            only_strand: less(of_strand, both)?,
            only_other,
            neither: less(less(all, of_strand)?, only_other)?,
        })
    }

    fn are_large(&self, rule: SmallNumbers) -> bool {
        [self.both, self.only_strand, self.only_other, self.neither].into_iter().all(|rate| rule.is_large(rate))
    }
}

fn shown_rate(table: &GroupTable, name: &str) -> Option<Rate> {
    let figure = table.groups.iter().find(|figure| matches!(&figure.group, Group::Named(of) if of == name))?;
    figure.compared.map(|compared| compared.rate)
}

/// One rate less another that lies within it.
fn less(whole: Rate, part: Rate) -> Option<Rate> {
    let counted = whole.numerator().checked_sub(part.numerator())?;
    Some(Rate::of_parts(whole.series(), counted, whole.complement().checked_sub(part.complement())?))
}
