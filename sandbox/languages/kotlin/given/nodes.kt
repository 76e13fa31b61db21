/** A node of a linked list, as the starter code shows it. */
class ListNode<T>(var `val`: T, var next: ListNode<T>? = null)

/** A node of a tree, as the starter code shows it. */
class TreeNode<T>(var `val`: T, var left: TreeNode<T>? = null, var right: TreeNode<T>? = null)
