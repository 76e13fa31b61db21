using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Text;

namespace Greenroom
{
    /// <summary>An answer as JSON text, from what the candidate's function returned.</summary>
    internal sealed class Encode
    {
        private const int Depth = 64, Digits = 400, MostCharacters = 1024 * 1024;
        private const string Allowed =
            "Return null, bools, numbers, strings, arrays, lists, tuples, or dictionaries with string keys.";

        private readonly StringBuilder into;

        private Encode(StringBuilder into)
        {
            this.into = into;
        }

        public static void Write(object value, StringBuilder into)
        {
            new Encode(into).Value(value, Depth);
        }

        private void Value(object value, int depth)
        {
            if (into.Length > MostCharacters) throw Unfit.TooLarge();
            if (value == null) into.Append("null");
            else if (value is string) Json.Quote((string)value, into);
            else if (value is bool) into.Append((bool)value ? "true" : "false");
            else if (value is int) into.Append((int)value);
            else if (value is double) into.Append(Finite((double)value));
            else if (value is float) into.Append(Finite((float)value));
            else if (value is long || value is short || value is byte || value is uint || value is ulong || value is ushort
                || value is sbyte || value is decimal) into.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
            else if (value is char) Json.Quote(value.ToString(), into);
            else if (value is BigInteger) Big((BigInteger)value);
            else Structure(value, depth);
        }

        private void Structure(object value, int depth)
        {
            if (depth == 0) throw Unfit.Value("The answer is nested more than " + Depth + " deep, or holds itself.");
            Type type = value.GetType();
            var array = value as Array;
            if (array != null && array.Rank == 2) Items(Rows(array), depth);
            else if (value is IDictionary) Members((IDictionary)value, depth);
            else if (IsSet(type)) throw Refused(type);
            else if (value is IEnumerable) Items((IEnumerable)value, depth);
            else if (Nodes.IsTree(type) || Nodes.IsLinked(type)) Items(Nodes.Values(value), depth);
            else if (type.FullName.StartsWith("System.ValueTuple`")) Items(Fields(value, type), depth);
            else if (type.FullName.StartsWith("System.Tuple`"))
                Items(type.GetProperties().Select(each => each.GetValue(value, null)), depth);
            else throw Refused(type);
        }

        private static bool IsSet(Type type)
        {
            return type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(ISet<>));
        }

        private static IEnumerable<object> Rows(Array grid)
        {
            for (int i = 0; i < grid.GetLength(0); i++)
                yield return Enumerable.Range(0, grid.GetLength(1)).Select(j => grid.GetValue(i, j)).ToArray();
        }

        /// <summary>A tuple's values; what comes after seven is in a tuple of its own.</summary>
        private static IEnumerable<object> Fields(object tuple, Type type)
        {
            foreach (FieldInfo each in type.GetFields())
            {
                object value = each.GetValue(tuple);
                if (each.Name != "Rest") yield return value;
                else foreach (object more in Fields(value, each.FieldType)) yield return more;
            }
        }

        private void Items(IEnumerable items, int depth)
        {
            string comma = "";
            into.Append('[');
            foreach (object item in items)
            {
                into.Append(comma);
                Value(item, depth - 1);
                comma = ",";
            }
            into.Append(']');
        }

        private void Members(IDictionary map, int depth)
        {
            string comma = "";
            into.Append('{');
            foreach (DictionaryEntry each in map)
            {
                if (!(each.Key is string || each.Key is char))
                    throw Unfit.Value("The answer holds a dictionary with a key of type " + each.Key.GetType().Name + ". Keys must be text.");
                into.Append(comma);
                Json.Quote(each.Key.ToString(), into);
                into.Append(':');
                Value(each.Value, depth - 1);
                comma = ",";
            }
            into.Append('}');
        }

        private void Big(BigInteger value)
        {
            string digits = value.ToString(CultureInfo.InvariantCulture);
            if (digits.Length > Digits + 1) throw Unfit.Value("The answer holds a number of more than " + Digits + " digits.");
            into.Append('"').Append(digits).Append('"');
        }

        private static string Finite(double value)
        {
            if (double.IsNaN(value) || double.IsInfinity(value))
                throw Unfit.Value("The answer holds " + value.ToString(CultureInfo.InvariantCulture) + ", which is no number.");
            return value.ToString("R", CultureInfo.InvariantCulture);
        }

        private static Unfit Refused(Type type)
        {
            return Unfit.Value("The answer holds a " + type.Name + ". " + Allowed);
        }
    }
}
