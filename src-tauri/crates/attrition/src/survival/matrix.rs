//! Small symmetric matrices: what a model with a handful of coefficients needs.

/// A symmetric matrix, row by row.
#[derive(Debug, Clone)]
pub struct Symmetric {
    size: usize,
    cells: Vec<f64>,
}

impl Symmetric {
    /// All zero.
    pub fn zero(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    /// The cells, row by row; whoever fills the lower triangle alone calls nothing else.
    pub fn cells_mut(&mut self) -> &mut [f64] {
        &mut self.cells
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        let (row, column) = if row >= column { (row, column) } else { (column, row) };
        self.cells.get(row * self.size + column).copied().unwrap_or(0.0)
    }

    /// The inverse by Cholesky's decomposition; nothing where the matrix is not positive definite.
    pub fn inverse(&self) -> Option<Vec<Vec<f64>>> {
        let lower = self.cholesky()?;
        let columns = (0..self.size).map(|unit| {
            let mut right = vec![0.0; self.size];
            if let Some(cell) = right.get_mut(unit) {
                *cell = 1.0;
            }
            solve(&lower, right)
        });
        Some(columns.collect())
    }

    fn cholesky(&self) -> Option<Vec<Vec<f64>>> {
        let mut lower: Vec<Vec<f64>> = Vec::with_capacity(self.size);
        for row in 0..self.size {
            let mut line: Vec<f64> = Vec::with_capacity(row + 1);
            for column in 0..=row {
                let above = if column == row { line.as_slice() } else { lower.get(column)?.as_slice() };
                let dot: f64 = line.iter().zip(above).take(column).map(|(a, b)| a * b).sum();
                let rest = self.at(row, column) - dot;
                if column < row {
                    line.push(rest / lower.get(column)?.get(column)?);
                } else if rest > 1e-12 * self.at(row, row).abs() && rest.is_finite() {
                    line.push(rest.sqrt());
                } else {
                    return None;
                }
            }
            lower.push(line);
        }
        Some(lower)
    }
}

/// Solves L Lᵀ x = right.
fn solve(lower: &[Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for row in 0..size {
        let line = &lower[row];
        let dot: f64 = line.iter().zip(&right).take(row).map(|(a, b)| a * b).sum();
        right[row] = (right[row] - dot) / line[row];
    }
    for row in (0..size).rev() {
        let dot: f64 = (row + 1..size).map(|below| lower[below][row] * right[below]).sum();
        right[row] = (right[row] - dot) / lower[row][row];
    }
    right
}

/// A matrix times a vector.
pub fn times(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum()).collect()
}
