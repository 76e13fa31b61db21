using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

public class Solution
{
    public int AddTwo(int a, int b)
    {
        return a + b;
    }

    public long AddLong(long a, long b)
    {
        return a + b;
    }

    public BigInteger NextBig(BigInteger n)
    {
        return n + 1;
    }

    public double HalfOf(double x)
    {
        return x / 2;
    }

    public bool Opposite(bool flag)
    {
        return !flag;
    }

    public string Greet(string name)
    {
        return $"Hello, {name}!";
    }

    public int Total(int[] numbers)
    {
        return numbers.Sum();
    }

    public int[][] Flip(int[][] rows)
    {
        return rows.Reverse().ToArray();
    }

    public Dictionary<string, int> Lengths(string[] words)
    {
        return words.ToDictionary(word => word, word => word.Length);
    }

    public int SumScores(Dictionary<string, int> scores)
    {
        return scores.Values.Sum();
    }

    public int? FirstOf(int[] numbers)
    {
        return numbers.Length > 0 ? numbers[0] : (int?)null;
    }

    public int OrZero(int? n)
    {
        return n ?? 0;
    }

    public (string, int) Swap((int, string) pair)
    {
        var (number, word) = pair;
        return (word, number);
    }

    public ListNode<int> ReverseAll(ListNode<int> head)
    {
        ListNode<int> before = null;
        while (head != null)
        {
            ListNode<int> next = head.next;
            head.next = before;
            before = head;
            head = next;
        }
        return before;
    }

    public TreeNode<int> Mirror(TreeNode<int> root)
    {
        if (root == null) return null;
        return new TreeNode<int>(root.val, Mirror(root.right), Mirror(root.left));
    }

    public void DoubleAll(int[] numbers)
    {
        for (int i = 0; i < numbers.Length; i++) numbers[i] *= 2;
    }

    public int FailWith(int n)
    {
        throw new ArgumentException("no " + n);
    }

    public int LoopForever(int n)
    {
        while (true) n++;
    }
}

public class Counter
{
    private int count;

    public Counter(int start)
    {
        count = start;
    }

    public int Add(int n)
    {
        count += n;
        return count;
    }

    public int Value()
    {
        return count;
    }
}
