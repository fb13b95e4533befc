//! What is true of the invented cases, stated: the one thing no real caseload tells.

use caseload::RiskLevel;

/// The truth the cases are drawn from, so that every figure can be held against it.
///
/// The numbers are our own choice, near what is published of hate crime investigations in London.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Truth {
    /// Chance that a victim who still supports an open investigation withdraws on a day, in millionths,
    /// by days since the report: 0–29, 30–59, 60–89, 90–119, and 120 or more.
    pub withdrawal_a_day_millionths: [u32; 5],
    /// That chance from the day after a reassurance contact, against the chance without one, in thousandths.
    ///
    /// It is the same for every victim, strand, borough and day: there is no difference of effect to find.
    pub hazard_ratio_thousandths: u32,
    /// That chance at standard, medium and high risk, against standard, in hundredths.
    ///
    /// Risk also sets the contact window, so it shifts the day of the contact: a little confounding, on purpose.
    pub risk_hundredths: [u32; 3],
    /// Withdrawals that carry their own date, in thousandths.
    pub dated_withdrawals_thousandths: u32,
    /// Withdrawals after which the case ends with 14 or 16 all the same, in thousandths; the others end otherwise.
    pub withdrawals_ending_14_or_16_thousandths: u32,
    /// Attempts after a withdrawal that reach the victim, in thousandths: the contact is owed all the same.
    pub reached_after_withdrawal_thousandths: u32,
    /// Attempts before a withdrawal that reach the victim, in thousandths.
    pub reached_thousandths: u32,
}

impl Truth {
    /// The truth of the demo.
    pub const STATED: Self = Self {
        withdrawal_a_day_millionths: [8_500, 6_000, 4_200, 3_000, 2_000],
        hazard_ratio_thousandths: 740,
        risk_hundredths: [100, 105, 115],
        dated_withdrawals_thousandths: 960,
        withdrawals_ending_14_or_16_thousandths: 960,
        reached_after_withdrawal_thousandths: 350,
        reached_thousandths: 540,
    };

    /// The chance of a withdrawal on this day, in millionths.
    pub fn withdrawal_millionths(&self, days_since_report: u32, risk: RiskLevel, contacted_before: bool) -> u32 {
        let [first, second, third, fourth, later] = self.withdrawal_a_day_millionths;
        let plain = match days_since_report / 30 {
            0 => first,
            1 => second,
            2 => third,
            3 => fourth,
            _ => later,
        };
        let [standard, medium, high] = self.risk_hundredths;
        let hundredths = match risk {
            RiskLevel::Standard => standard,
            RiskLevel::Medium => medium,
            RiskLevel::High => high,
        };
        let thousandths = if contacted_before { self.hazard_ratio_thousandths } else { 1_000 };
        plain * hundredths / 100 * thousandths / 1_000
    }

    /// The truth in words, for the page that shows figures of invented cases.
    pub fn words(&self) -> String {
        let percent = |thousandths: u32| match thousandths % 10 {
            0 => format!("{} %", thousandths / 10),
            tenth => format!("{}.{tenth} %", thousandths / 10),
        };
        let [first, .., later] = self.withdrawal_a_day_millionths;
        let [_, medium, high] = self.risk_hundredths;
        format!(
            "These cases are invented, so the truth is known. \
             On each day of an open investigation a victim who still supports it withdraws with a chance of \
             {} in 10,000 in the first thirty days, falling month by month to {} in 10,000 after four months. \
             From the day after a reassurance contact that chance is multiplied by {}.{:03}, for every victim alike. \
             It is {} % higher at medium and {} % higher at high risk, where the contact also comes sooner. \
             {} of withdrawals carry their own date.",
            first / 100,
            later / 100,
            self.hazard_ratio_thousandths / 1_000,
            self.hazard_ratio_thousandths % 1_000,
            medium.saturating_sub(100),
            high.saturating_sub(100),
            percent(self.dated_withdrawals_thousandths),
        )
    }
}
