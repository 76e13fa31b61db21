/** A node of a linked list, as the starter code shows it. */
public class ListNode<T> {
    public T val;
    public ListNode<T> next;

    public ListNode() {}

    public ListNode(T val) {
        this.val = val;
    }

    public ListNode(T val, ListNode<T> next) {
        this.val = val;
        this.next = next;
    }
}
