//! What is left of a solved network: ways a unit could still take, and what that would cost.

use super::{Network, Node, SINK, number};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The ways that are left once the flow stands, seen from where they end.
#[derive(Debug)]
pub(crate) struct Residual<'a> {
    network: &'a Network,
    /// For each node, where its arcs begin in `arcs`.
    begins: Vec<u32>,
    /// Arcs by an end of theirs.
    arcs: Vec<u32>,
}

impl<'a> Residual<'a> {
    pub(crate) fn of(network: &'a Network) -> Self {
        let mut begins = vec![0_u32; network.size() + 1];
        for ends in [&network.from, &network.to] {
            for &end in ends {
                begins[end as usize + 1] += 1;
            }
        }
        for node in 1..begins.len() {
            begins[node] += begins[node - 1];
        }
        let mut place = begins.clone();
        let mut arcs = vec![0; 2 * network.from.len()];
        for (arc, (&from, &to)) in network.from.iter().zip(&network.to).enumerate() {
            for end in [from, to] {
                arcs[place[end as usize] as usize] = number(arc);
                place[end as usize] += 1;
            }
        }
        Self { network, begins, arcs }
    }

    /// For each node, whether a unit could still go from it to the target by no way that is barred, from and to.
    pub(crate) fn reaching(&self, target: Node, barred: impl Fn(Node, Node) -> bool) -> Vec<bool> {
        let mut reaching = vec![false; self.network.size()];
        let mut open = vec![target.0];
        reaching[target.at()] = true;
        while let Some(node) = open.pop() {
            for (from, _) in self.entering(node) {
                if !reaching[from as usize] && !barred(Node(from), Node(node)) {
                    reaching[from as usize] = true;
                    open.push(from);
                }
            }
        }
        reaching
    }

    /// For each node, the price of sending one more unit from it to the sink; `None` where no way is left.
    ///
    /// Dijkstra's method on reduced costs, which are never below zero on a way that is left.
    pub(crate) fn prices_to_sink(&self) -> Vec<Option<i128>> {
        let potential = &self.network.tree.potential;
        let mut distance: Vec<Option<i128>> = vec![None; self.network.size()];
        let mut queue = BinaryHeap::from([Reverse((0, SINK))]);
        distance[SINK as usize] = Some(0);
        while let Some(Reverse((so_far, node))) = queue.pop() {
            if distance[node as usize].is_some_and(|best| best < so_far) {
                continue;
            }
            for (from, reduced) in self.entering(node) {
                let further = so_far + reduced;
                if distance[from as usize].is_none_or(|best| further < best) {
                    distance[from as usize] = Some(further);
                    queue.push(Reverse((further, from)));
                }
            }
        }
        distance.iter().zip(potential).map(|(reduced, own)| reduced.map(|reduced| reduced - own)).collect()
    }

    /// Ways left into a node: from where, and at what reduced cost.
    fn entering(&self, node: u32) -> impl Iterator<Item = (u32, i128)> + '_ {
        let range = self.begins[node as usize] as usize..self.begins[node as usize + 1] as usize;
        self.arcs[range].iter().filter_map(move |&arc| {
            let arc = arc as usize;
            let network = self.network;
            if network.to[arc] == node {
                (network.flow[arc] < network.room[arc]).then(|| (network.from[arc], network.reduced_at(arc)))
            } else {
                (network.flow[arc] > 0).then(|| (network.to[arc], -network.reduced_at(arc)))
            }
        })
    }
}
