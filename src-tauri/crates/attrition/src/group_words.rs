//! What a comparison of groups says, and whether it is a signal.

use crate::crossed_suppression::SHARES_OF_INTERSECTIONS;
use crate::cuts::{Cut, INTERSECTION_MIN};
use crate::gap::Gap;
use crate::groups::{Compared, Group, GroupFigure, GroupTable, Place};
use crate::words::{listed, percent};

/// What a table of groups says: the widest gap first, and why it is or is not a signal.
pub fn group_sentence(table: &GroupTable) -> String {
    let crossed = table.cut.crossed_with().is_some();
    if table.suppressed.is_some() && crossed && !SHARES_OF_INTERSECTIONS.contains(&table.series) {
        return "Intersections of groups are given for two shares only, so that a third cannot be subtracted from \
                them: victims reached in time, and victims who withdrew."
            .to_owned();
    }
    if table.suppressed.is_some() && table.groups.iter().all(|figure| figure.compared.is_none()) {
        return "Too few cases to compare groups without telling of somebody.".to_owned();
    }
    if table.suppressed.is_none() && table.all.is_none_or(|all| all.denominator() == 0) {
        return "No case to compare groups by yet.".to_owned();
    }
    let mut sentences = Vec::new();
    let shown = table.groups.iter().filter_map(|figure| Some((figure, figure.compared?)));
    let named = shown.filter(|(figure, compared)| figure.group != Group::NotRecorded && compared.gap.is_some());
    let widest = named.max_by(|(_, a), (_, b)| size(a).total_cmp(&size(b)));
    match widest {
        Some((figure, compared)) => sentences.push(widest_words(table, figure, &compared)),
        None => sentences.push("No group can be held against the others.".to_owned()),
    }
    let signals: Vec<String> = table.groups.iter().filter(|figure| is_signal(figure)).map(name).collect();
    let others = signals.len() > 1;
    if let Some(names) = listed(&signals).filter(|_| others) {
        sentences.push(format!("Outside the outer limits: {names}."));
    }
    if let Some((all, share)) = table.all.and_then(|all| Some((all, all.share()?))) {
        let overall = format!("All together: {} of {}, {}.", all.numerator(), all.denominator(), percent(share));
        sentences.push(overall);
    }
    if table.inflation > 1.0 {
        sentences.push(format!(
            "Groups vary more than chance lets them, so the limits were widened {:.1} times.",
            table.inflation
        ));
    }
    if let Some(rule) = table.suppressed {
        // How many groups are withheld is not told: that a value occurs at all can be one person.
        sentences.push(format!(
            "To protect victims groups are withheld that have fewer than {} on one side, or that are needed so that no \
             such number can be worked out. \"Not recorded\" always is.",
            rule.threshold(),
        ));
    }
    if table.cut == Cut::Strand || crossed {
        sentences.push("A case of several strands counts in each.".to_owned());
    }
    sentences.extend(Some(intersections(table)).filter(|_| crossed));
    sentences.join(" ")
}

/// From how many victims on an intersection is a row.
fn intersections(table: &GroupTable) -> String {
    let rule = format!("An intersection is shown from {INTERSECTION_MIN} victims on");
    match (table.suppressed, table.left_out) {
        (Some(_), _) => format!("{rule}, and where nothing smaller can be worked out from it."),
        (None, 0) => format!("{rule}; none is smaller."),
        (None, 1) => format!("{rule}; one is smaller."),
        (None, count) => format!("{rule}; {count} are smaller."),
    }
}

fn widest_words(table: &GroupTable, figure: &GroupFigure, compared: &Compared) -> String {
    let (Some(share), Some(others), Some(gap)) = (compared.rate.share(), compared.others.share(), compared.gap) else {
        return String::new();
    };
    let ratio = compared.ratio.map_or_else(String::new, |ratio| {
        format!(", {:.2} times as many ({:.2} to {:.2})", ratio.value, ratio.interval.low, ratio.interval.high)
    });
    let away = match points(gap.value.abs()) {
        none if none == "0.0" => "level with them".to_owned(),
        some if gap.value < 0.0 => format!("{some} points below them"),
        some => format!("{some} points above them"),
    };
    format!(
        "The widest gap in {} is {}: {} of {} ({}) against {} of all others, {away} (95 % interval {} to \
         {}){ratio}. {}",
        table.series.measure().title.to_lowercase(),
        figure.group.words(),
        compared.rate.numerator(),
        compared.rate.denominator(),
        percent(share),
        percent(others),
        points(gap.interval.low),
        points(gap.interval.high),
        why(compared.place, gap),
    )
}

/// Why a gap is a signal, or is none.
const fn why(place: Place, gap: Gap) -> &'static str {
    let holds_none = gap.interval.low <= 0.0 && gap.interval.high >= 0.0;
    match (place, holds_none) {
        (Place::Signal { .. }, _) => {
            "It is a signal: a group of this size lies that far from the centre by chance once in five hundred times."
        }
        (Place::Outer { .. }, _) => {
            "It is no signal yet: it lies between the inner and the outer limits, where one group in twenty lies by \
             chance, and several groups are looked at at once. Watch it."
        }
        (Place::Within, true) => {
            "It is no signal: it lies within the limits for a group of this size, and its interval includes no gap \
             at all."
        }
        (Place::Within, false) => "It is no signal: it lies within the limits for a group of this size.",
    }
}

fn size(compared: &Compared) -> f64 {
    compared.gap.map_or(0.0, |gap| gap.value.abs())
}

const fn is_signal(figure: &GroupFigure) -> bool {
    matches!(figure.compared, Some(Compared { place: Place::Signal { .. }, .. }))
}

fn name(figure: &GroupFigure) -> String {
    figure.group.words().to_owned()
}

/// Percentage points with one decimal.
fn points(difference: f64) -> String {
    // Adding nothing turns a negative zero into zero.
    format!("{:.1}", (difference * 1000.0).round() / 10.0 + 0.0)
}
