//! The measures of contacts, in words.

use desk::wire::{ContactMeasureView, ContactMeasuresView, OfficerLoadView};

pub fn shown(view: &ContactMeasuresView) -> String {
    let mut lines = vec![view.words.clone()];
    for (place, section) in view.sections.iter().enumerate() {
        lines.push(format!("\n{}. {}", section.title, section.words));
        lines.extend(section.rows.iter().map(measure));
        if place == 0 && !view.why_not.is_empty() {
            lines.push("\nWhy not reached: given to no officer, and offered.".to_owned());
            let of =
                |why: &desk::wire::WhyNotView| format!("  {:<62} {:>5} {:>5}", why.words, why.not_offered, why.offered);
            lines.extend(view.why_not.iter().map(of));
        }
    }
    let busy = |load: &&OfficerLoadView| load.made + load.planned > 0;
    lines.push(format!(
        "\n  {:<10} {:<34} {:>5} {:>7} {:>6} {:>9}",
        "Collar", "Officer", "tried", "planned", "shifts", "a shift"
    ));
    lines.extend(view.loads.iter().filter(busy).map(|load| {
        format!(
            "  {:<10} {:<34} {:>5} {:>7} {:>6} {:>9}",
            load.collar, load.name, load.made, load.planned, load.shifts, load.per_shift_words
        )
    }));
    let idle = view.loads.iter().filter(|load| !busy(load)).count();
    if idle > 0 {
        lines.push(format!("  {idle} more without a contact in these months."));
    }
    lines.join("\n")
}

fn measure(row: &ContactMeasureView) -> String {
    let line = format!("  {:<36} {:<26} {}", row.label, row.value, row.interval);
    line.trim_end().to_owned()
}
