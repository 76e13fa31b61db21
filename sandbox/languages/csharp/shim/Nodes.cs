using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;

/// <summary>A node of a linked list, as the starter code shows it.</summary>
public class ListNode<T>
{
    public T val;
    public ListNode<T> next;

    public ListNode(T val = default(T), ListNode<T> next = null)
    {
        this.val = val;
        this.next = next;
    }
}

/// <summary>A node of a tree, as the starter code shows it.</summary>
public class TreeNode<T>
{
    public T val;
    public TreeNode<T> left, right;

    public TreeNode(T val = default(T), TreeNode<T> left = null, TreeNode<T> right = null)
    {
        this.val = val;
        this.left = left;
        this.right = right;
    }
}

namespace Greenroom
{
    /// <summary>Lists and trees of nodes: val and next, or val, left and right; the candidate's own classes or ours.</summary>
    internal static class Nodes
    {
        private const int Most = 1000000;

        public static bool IsLinked(Type type)
        {
            return Field(type, "val") != null && Field(type, "next") != null;
        }

        public static bool IsTree(Type type)
        {
            return Field(type, "val") != null && Field(type, "left") != null && Field(type, "right") != null;
        }

        public static object Linked(Type type, IList<object> values)
        {
            object first = null;
            for (int i = values.Count - 1; i >= 0; i--)
            {
                object node = Made(type, values[i]);
                Field(type, "next").SetValue(node, first);
                first = node;
            }
            return first;
        }

        /// <summary>From level order, where null stands for a child that is not there.</summary>
        public static object Tree(Type type, IList<object> values)
        {
            if (values.Count == 0 || values[0] == null) return null;
            object root = Made(type, values[0]);
            var open = new Queue<object>(new[] { root });
            for (int i = 1; i < values.Count; i++)
            {
                if (open.Count == 0) throw Unfit.Value("The tree has a child without a parent.");
                object parent = i % 2 == 1 ? open.Peek() : open.Dequeue();
                if (values[i] == null) continue;
                object child = Made(type, values[i]);
                Field(type, i % 2 == 1 ? "left" : "right").SetValue(parent, child);
                open.Enqueue(child);
            }
            return root;
        }

        public static List<object> Values(object node)
        {
            return IsTree(node.GetType()) ? Levels(node) : Links(node);
        }

        private static List<object> Links(object first)
        {
            var seen = new HashSet<object>(ByIdentity.Only);
            var values = new List<object>();
            FieldInfo val = Field(first.GetType(), "val"), next = Field(first.GetType(), "next");
            for (object node = first; node != null; node = next.GetValue(node))
            {
                if (!seen.Add(node)) throw Unfit.Value("The linked list has no end: a node is in it twice.");
                values.Add(val.GetValue(node));
                if (values.Count > Most) throw Unfit.TooLarge();
            }
            return values;
        }

        private static List<object> Levels(object root)
        {
            var seen = new HashSet<object>(ByIdentity.Only);
            var values = new List<object>();
            Type type = root.GetType();
            FieldInfo val = Field(type, "val"), left = Field(type, "left"), right = Field(type, "right");
            var open = new Queue<object>(new[] { root });
            while (open.Count > 0)
            {
                object node = open.Dequeue();
                values.Add(node == null ? null : val.GetValue(node));
                if (values.Count > Most) throw Unfit.TooLarge();
                if (node == null) continue;
                if (!seen.Add(node)) throw Unfit.Value("The tree holds a node twice.");
                open.Enqueue(left.GetValue(node));
                open.Enqueue(right.GetValue(node));
            }
            while (values.Count > 0 && values[values.Count - 1] == null) values.RemoveAt(values.Count - 1);
            return values;
        }

        private static object Made(Type type, object value)
        {
            object node = FormatterServices.GetUninitializedObject(type);
            FieldInfo val = Field(type, "val");
            val.SetValue(node, Decode.To(val.FieldType, value));
            return node;
        }

        private static FieldInfo Field(Type type, string name)
        {
            return type.GetField(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        }

        private sealed class ByIdentity : IEqualityComparer<object>
        {
            public static readonly ByIdentity Only = new ByIdentity();

            bool IEqualityComparer<object>.Equals(object one, object other)
            {
                return ReferenceEquals(one, other);
            }

            int IEqualityComparer<object>.GetHashCode(object value)
            {
                return RuntimeHelpers.GetHashCode(value);
            }
        }
    }
}
