//! The distributions behind tests and sample sizes.

use libm::{erfc, lgamma};

/// Terms of a series or a fraction before it is given up; each needs far fewer.
const TERMS_MAX: u32 = 10_000;

/// The chance that a standard normal number is at most `z`.
pub fn normal_below(z: f64) -> f64 {
    0.5 * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The chance that a standard normal number is at least as far from 0.
pub fn normal_two_sided(z: f64) -> f64 {
    erfc(z.abs() * std::f64::consts::FRAC_1_SQRT_2)
}

/// The number that a standard normal number is below with this chance, by halving: `chance` lies between 0 and 1.
pub fn normal_quantile(chance: f64) -> f64 {
    zero_of(|z| normal_below(z) - chance, -40.0, 40.0)
}

/// The chance that chi-square with so many degrees of freedom is at least this large.
pub fn chi_square_tail(chi_square: f64, degrees: u32) -> f64 {
    if chi_square <= 0.0 {
        return 1.0;
    }
    upper_gamma(f64::from(degrees) / 2.0, chi_square / 2.0)
}

/// The logarithm of the number of ways to choose `k` of `n`.
pub fn ln_choose(n: f64, k: f64) -> f64 {
    lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0)
}

/// The regularised upper incomplete gamma function.
///
/// Source: Press WH et al., *Numerical Recipes*, section 6.2: the series where it converges fast, and otherwise the
/// continued fraction by Lentz's method.
fn upper_gamma(shape: f64, x: f64) -> f64 {
    let front = (shape * x.ln() - x - lgamma(shape)).exp();
    if x < shape + 1.0 {
        let (mut term, mut sum) = (1.0 / shape, 1.0 / shape);
        for n in 1..TERMS_MAX {
            term *= x / (shape + f64::from(n));
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        return 1.0 - front * sum;
    }
    let mut b = x + 1.0 - shape;
    let (mut c, mut d) = (1e300, 1.0 / b);
    let mut fraction = d;
    for n in 1..TERMS_MAX {
        let n = f64::from(n);
        let a = -n * (n - shape);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    front * fraction
}

/// Where a function that rises from below 0 to above 0 between two numbers is 0, to the last bit.
pub fn zero_of(rises: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if rises(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(ours: f64, known: f64) {
        assert!((ours / known - 1.0).abs() < 1e-12, "{ours} for {known}");
    }

    /// Known values: R 4.2's `pnorm`, `qnorm`, `pchisq(lower.tail = FALSE)` and `lchoose`.
    #[test]
    fn distributions_are_those_of_r() {
        near(normal_below(-1.959_963_984_540_054), 0.025_000_000_000_000_012);
        near(normal_two_sided(3.0), 0.002_699_796_063_260_189);
        near(normal_quantile(0.8), 0.841_621_233_572_914_4);
        near(normal_quantile(0.975), crate::rate::Z_95);
        near(chi_square_tail(3.841_458_820_694_124, 1), 0.05);
        near(chi_square_tail(0.5, 3), 0.918_891_411_654_675_8);
        near(chi_square_tail(40.0, 6), 4.555_149_505_589_212_5e-7);
        near(ln_choose(250.0, 125.0).exp(), 9.120_836_692_818_41e73);
        assert_eq!(chi_square_tail(0.0, 4), 1.0);
    }
}
