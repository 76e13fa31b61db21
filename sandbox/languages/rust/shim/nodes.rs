//! The nodes of linked lists and trees; None is the empty one.

use crate::reader::{Reader, Tagged};
use crate::values::Value;
use crate::writer::Writer;
use crate::{Outcome, Unfit};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListNode<T> {
    pub val: T,
    pub next: Option<Box<ListNode<T>>>,
}

impl<T> ListNode<T> {
    pub fn new(val: T) -> Self {
        ListNode { val, next: None }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeNode<T> {
    pub val: T,
    pub left: Option<Box<TreeNode<T>>>,
    pub right: Option<Box<TreeNode<T>>>,
}

impl<T> TreeNode<T> {
    pub fn new(val: T) -> Self {
        TreeNode { val, left: None, right: None }
    }
}

impl<T: Value> Value for Option<Box<ListNode<T>>> {
    fn read(from: &mut Reader) -> Outcome<Self> {
        let mut head = None;
        if from.word("null") {
            return Ok(head);
        }
        let mut end = &mut head;
        let mut items = Tagged::open(from, "$linked")?;
        while items.more(from)? {
            end = &mut end.insert(Box::new(ListNode::new(T::read(from)?))).next;
        }
        Ok(head)
    }

    fn write(&self, to: &mut Writer) -> Outcome<()> {
        if self.is_none() {
            return to.put("null");
        }
        let mut started = false;
        let mut at = self;
        to.put("[")?;
        while let Some(node) = at {
            to.next(&mut started)?;
            node.val.write(to)?;
            at = &node.next;
        }
        to.put("]")
    }
}

impl<T: Value> Value for Option<Box<TreeNode<T>>> {
    fn read(from: &mut Reader) -> Outcome<Self> {
        if from.word("null") {
            return Ok(None);
        }
        let mut level: Vec<Option<T>> = Vec::new();
        let mut items = Tagged::open(from, "$tree")?;
        while items.more(from)? {
            level.push(if from.word("null") { None } else { Some(T::read(from)?) });
        }
        grown(level)
    }

    fn write(&self, to: &mut Writer) -> Outcome<()> {
        let Some(root) = self else { return to.put("null") };
        let mut level: std::collections::VecDeque<Option<&TreeNode<T>>> = [Some(root.as_ref())].into();
        let (mut started, mut nulls) = (false, 0);
        to.put("[")?;
        while let Some(place) = level.pop_front() {
            let Some(node) = place else {
                nulls += 1;
                continue;
            };
            for _ in 0..std::mem::take(&mut nulls) {
                to.put(",null")?;
            }
            to.next(&mut started)?;
            node.val.write(to)?;
            level.push_back(node.left.as_deref());
            level.push_back(node.right.as_deref());
        }
        to.put("]")
    }
}

/// Hangs the nodes of a level order together, the last first: by then each one's children are whole.
fn grown<T>(level: Vec<Option<T>>) -> Outcome<Option<Box<TreeNode<T>>>> {
    let mut first_child = vec![0; level.len()];
    let mut next = 1;
    for (at, value) in level.iter().enumerate() {
        if value.is_some() {
            first_child[at] = next;
            next += 2;
        }
    }
    if next < level.len() {
        return Err(Unfit::value("The parameter takes a tree in level order, which this is not."));
    }
    let mut nodes: Vec<Option<Box<TreeNode<T>>>> = level.into_iter().map(|value| value.map(|val| Box::new(TreeNode::new(val)))).collect();
    for at in (0..nodes.len()).rev() {
        let Some(mut node) = nodes[at].take() else { continue };
        let mut child = |at: usize| nodes.get_mut(at).and_then(Option::take);
        node.left = child(first_child[at]);
        node.right = child(first_child[at] + 1);
        nodes[at] = Some(node);
    }
    Ok(nodes.into_iter().next().flatten())
}
