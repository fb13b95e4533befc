//! Minimum-cost flow by successive shortest paths, with prices that are compared tier by tier.
//!
//! Each unit leaves its own source, one after the other, along a cheapest path of the residual network (Dijkstra with
//! potentials: Edmonds and Karp 1972, Tomizawa 1971).
//! After each unit the flow is the cheapest of all that send the same units, so the last one is an exact optimum.
//!
//! The sink's potential stays zero, and a settled node's potential becomes the real length of a simple path from the
//! source to it, less that of a simple path from the source to the sink.
//! So distances and potentials never exceed four simple paths in any tier, which is what keeps them from overflowing.
//!
//! Numbers of nodes and steps are given out here and nowhere else, so indexing by them cannot fail.

use crate::price::Price;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A place in the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Node(u32);

/// A step from one node to another. Steps come in pairs: the second, odd one is the way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Step(u32);

/// A network under construction, and its flow.
#[derive(Debug, Default)]
pub(crate) struct Network {
    /// For each step: where it ends and how many units it can still take.
    steps: Vec<(Node, u32)>,
    /// For each pair of steps, the price of the first; the way back gives it back.
    prices: Vec<Price>,
    /// For each node, every step that leaves it; its way back is one that enters.
    touching: Vec<Vec<Step>>,
    /// For each node, the steps that leave it and have room, and some that have lost theirs since.
    ///
    /// A shift is touched by a way back to each contact that could have gone there, and few of them did:
    /// searches that look at these only are ten times as fast.
    leaving: Vec<Vec<Step>>,
    /// For each step, whether `leaving` holds it.
    listed: Vec<bool>,
    potentials: Vec<Price>,
    search: Search,
}

/// The working memory of one shortest-path search, kept so that a search costs only what it visits.
#[derive(Debug, Default)]
struct Search {
    distances: Vec<Option<Price>>,
    settled: Vec<bool>,
    arrived_by: Vec<Option<Step>>,
    visited: Vec<Node>,
    queue: BinaryHeap<Reverse<(Price, Node)>>,
}

impl Node {
    /// The node's number, counting from zero in the order of making.
    pub(crate) const fn at(self) -> usize {
        self.0 as usize
    }
}

impl Step {
    const fn at(self) -> usize {
        self.0 as usize
    }

    const fn back(self) -> Self {
        Self(self.0 ^ 1)
    }
}

impl Network {
    /// A new node.
    pub(crate) fn node(&mut self) -> Node {
        let node = Node(u32::try_from(self.leaving.len()).unwrap_or(u32::MAX));
        self.touching.push(Vec::new());
        self.leaving.push(Vec::new());
        self.potentials.push(Price::default());
        self.search.distances.push(None);
        self.search.settled.push(false);
        self.search.arrived_by.push(None);
        node
    }

    /// How many nodes there are.
    pub(crate) fn size(&self) -> usize {
        self.leaving.len()
    }

    /// A new step with room for `room` units, at a price of zero or more for each.
    pub(crate) fn step(&mut self, from: Node, to: Node, room: u32, price: Price) -> Step {
        let step = Step(u32::try_from(self.steps.len()).unwrap_or(u32::MAX));
        self.steps.push((to, room));
        self.steps.push((from, 0));
        self.prices.push(price);
        self.touching[from.at()].push(step);
        self.touching[to.at()].push(step.back());
        self.leaving[from.at()].push(step);
        self.listed.extend([true, false]);
        step
    }

    /// Sets the potentials so that searches head for the sink. To be called once, before the first unit.
    ///
    /// Each node gets the price of going on from it, so that the cheapest way on costs nothing more under the
    /// potentials, and a search stops almost where it began.
    /// Every node made so far needs a way to the sink.
    pub(crate) fn head_for(&mut self, sink: Node) {
        for (node, price) in self.prices_to(sink).into_iter().enumerate() {
            self.potentials[node] = -price.unwrap_or_default();
        }
    }

    /// Whether a step of room for one carries its unit.
    pub(crate) fn carries(&self, step: Step) -> bool {
        self.steps[step.back().at()].1 > 0
    }

    /// Sends one unit from a source that nothing enters along a cheapest path to the sink.
    ///
    /// Every source needs a path; where there is none the unit stays behind, and `false` tells.
    pub(crate) fn send(&mut self, source: Node, sink: Node) -> bool {
        self.potentials[source.at()] = self.potential_of_source(source);
        let Some(length) = self.search_from(source, sink) else {
            self.forget_search();
            return false;
        };
        for &node in &self.search.visited {
            if let Some(distance) = self.search.distances[node.at()]
                && distance < length
            {
                self.potentials[node.at()] = self.potentials[node.at()] + distance - length;
            }
        }
        let mut node = sink;
        while let Some(step) = self.search.arrived_by[node.at()] {
            let from = self.steps[step.back().at()].0;
            self.steps[step.at()].1 -= 1;
            self.steps[step.back().at()].1 += 1;
            if !std::mem::replace(&mut self.listed[step.back().at()], true) {
                self.leaving[node.at()].push(step.back());
            }
            node = from;
        }
        self.forget_search();
        true
    }

    /// For each node, the price of sending one more unit from it to the sink; `None` where no path is left.
    pub(crate) fn prices_to(&mut self, sink: Node) -> Vec<Option<Price>> {
        self.label(sink, Price::default(), None);
        while let Some(Reverse((distance, node))) = self.search.queue.pop() {
            if std::mem::replace(&mut self.search.settled[node.at()], true) {
                continue;
            }
            for index in 0..self.touching[node.at()].len() {
                let entering = self.touching[node.at()][index].back();
                let from = self.steps[entering.back().at()].0;
                if self.steps[entering.at()].1 > 0 {
                    self.label(from, distance + self.reduced(entering), None);
                }
            }
        }
        let real = |node: usize, reduced: Price| reduced - self.potentials[node] + self.potentials[sink.at()];
        let prices = self.search.distances.iter().enumerate().map(|(node, &d)| d.map(|d| real(node, d))).collect();
        self.forget_search();
        prices
    }

    /// Whether a unit could still go from one node to another by no step that is barred, from and to.
    pub(crate) fn reaches(&self, start: Node, target: Node, barred: impl Fn(Node, Node) -> bool) -> bool {
        let mut reached = vec![false; self.leaving.len()];
        let mut open = vec![start];
        reached[start.at()] = true;
        while let Some(node) = open.pop() {
            for &step in &self.leaving[node.at()] {
                let (to, room) = self.steps[step.at()];
                if room > 0 && !reached[to.at()] && !barred(node, to) {
                    if to == target {
                        return true;
                    }
                    reached[to.at()] = true;
                    open.push(to);
                }
            }
        }
        false
    }

    /// For each node, whether a unit could still go from it to the target by no step that is barred, from and to.
    pub(crate) fn reaching(&self, target: Node, barred: impl Fn(Node, Node) -> bool) -> Vec<bool> {
        let mut reaching = vec![false; self.touching.len()];
        let mut open = vec![target];
        reaching[target.at()] = true;
        while let Some(node) = open.pop() {
            for &step in &self.touching[node.at()] {
                let from = self.steps[step.at()].0;
                if self.steps[step.back().at()].1 > 0 && !reaching[from.at()] && !barred(from, node) {
                    reaching[from.at()] = true;
                    open.push(from);
                }
            }
        }
        reaching
    }

    /// The least potential under which no step out of the source is cheaper than nothing.
    fn potential_of_source(&self, source: Node) -> Price {
        let needed = |step: &Step| self.potentials[self.steps[step.at()].0.at()] - self.prices[step.at() / 2];
        self.leaving[source.at()].iter().map(needed).max().unwrap_or_default()
    }

    /// Labels nodes by distance until the sink is settled, and gives the distance to it.
    fn search_from(&mut self, source: Node, sink: Node) -> Option<Price> {
        self.label(source, Price::default(), None);
        while let Some(Reverse((distance, node))) = self.search.queue.pop() {
            if std::mem::replace(&mut self.search.settled[node.at()], true) {
                continue;
            }
            if node == sink {
                return Some(distance);
            }
            let mut index = 0;
            while let Some(&step) = self.leaving[node.at()].get(index) {
                let (to, room) = self.steps[step.at()];
                if room == 0 {
                    self.leaving[node.at()].swap_remove(index);
                    self.listed[step.at()] = false;
                    continue;
                }
                index += 1;
                if self.search.settled[to.at()] {
                    continue;
                }
                let further = distance + self.reduced(step);
                // What is no nearer than a known way to the sink can neither shorten it nor change a potential.
                if self.search.distances[sink.at()].is_none_or(|known| further < known) {
                    self.label(to, further, Some(step));
                }
            }
        }
        None
    }

    /// The price of a step under the potentials: zero or more on every step with room.
    fn reduced(&self, step: Step) -> Price {
        let (to, from) = (self.steps[step.at()].0, self.steps[step.back().at()].0);
        let price = self.prices[step.at() / 2];
        let price = if step.0 & 1 == 0 { price } else { -price };
        price + self.potentials[from.at()] - self.potentials[to.at()]
    }

    fn label(&mut self, node: Node, distance: Price, arrived_by: Option<Step>) {
        let best = &mut self.search.distances[node.at()];
        if best.is_none() {
            self.search.visited.push(node);
        } else if best.is_some_and(|best| best <= distance) {
            return;
        }
        *best = Some(distance);
        self.search.arrived_by[node.at()] = arrived_by;
        self.search.queue.push(Reverse((distance, node)));
    }

    fn forget_search(&mut self) {
        self.search.queue.clear();
        for node in self.search.visited.drain(..) {
            self.search.distances[node.at()] = None;
            self.search.settled[node.at()] = false;
            self.search.arrived_by[node.at()] = None;
        }
    }
}
