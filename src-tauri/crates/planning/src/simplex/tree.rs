//! The basis of the network simplex: a tree of arcs with the sink at its root.

use super::NONE;

/// The basis: for each node the arc towards the sink, with what a walk needs.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) parent: Vec<u32>,
    pub(super) arc: Vec<u32>,
    /// Whether the arc leads from the node to its parent.
    pub(super) is_up: Vec<bool>,
    pub(super) depth: Vec<u32>,
    pub(super) potential: Vec<i128>,
    first_child: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
}

impl Tree {
    pub(super) fn of_size(nodes: usize) -> Self {
        Self {
            parent: vec![NONE; nodes],
            arc: vec![NONE; nodes],
            is_up: vec![true; nodes],
            depth: vec![0; nodes],
            potential: vec![0; nodes],
            first_child: vec![NONE; nodes],
            next: vec![NONE; nodes],
            previous: vec![NONE; nodes],
        }
    }

    pub(super) fn join(&self, mut a: u32, mut b: u32) -> u32 {
        while a != b {
            if self.depth[a as usize] < self.depth[b as usize] {
                b = self.parent[b as usize];
            } else {
                a = self.parent[a as usize];
            }
        }
        a
    }

    pub(super) fn hang(&mut self, node: u32, parent: u32) {
        let sibling = self.first_child[parent as usize];
        self.parent[node as usize] = parent;
        self.next[node as usize] = sibling;
        self.previous[node as usize] = NONE;
        if sibling != NONE {
            self.previous[sibling as usize] = node;
        }
        self.first_child[parent as usize] = node;
    }

    fn take_down(&mut self, node: u32) {
        let (before, after) = (self.previous[node as usize], self.next[node as usize]);
        if before == NONE {
            let parent = self.parent[node as usize];
            self.first_child[parent as usize] = after;
        } else {
            self.next[before as usize] = after;
        }
        if after != NONE {
            self.previous[after as usize] = before;
        }
    }

    /// Cuts the tree above `cut`, and hangs the part with `inner` below `outer` by a new arc: the way from `inner` up
    /// to `cut` turns round.
    pub(super) fn regraft(&mut self, (inner, outer): (u32, u32), cut: u32, (arc, is_up): (u32, bool)) {
        let (mut node, mut below, mut by) = (inner, outer, (arc, is_up));
        loop {
            let (parent, old) = (self.parent[node as usize], (self.arc[node as usize], self.is_up[node as usize]));
            self.take_down(node);
            self.hang(node, below);
            (self.arc[node as usize], self.is_up[node as usize]) = by;
            if node == cut {
                return;
            }
            by = (old.0, !old.1);
            (node, below) = (parent, node);
        }
    }

    /// Sets depths anew and adds to the potentials, of a node and all below it.
    pub(super) fn shift_below(&mut self, top: u32, potential: i128) {
        let mut node = top;
        loop {
            let at = node as usize;
            self.depth[at] = self.depth[self.parent[at] as usize] + 1;
            self.potential[at] += potential;
            if self.first_child[at] != NONE {
                node = self.first_child[at];
                continue;
            }
            while node != top && self.next[node as usize] == NONE {
                node = self.parent[node as usize];
            }
            if node == top {
                return;
            }
            node = self.next[node as usize];
        }
    }
}
