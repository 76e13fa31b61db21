using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Reflection;

namespace Greenroom
{
    /// <summary>A request's plain values as what the candidate's own function declares.</summary>
    internal static class Decode
    {
        public static object To(Type type, object json)
        {
            Type inner = Nullable.GetUnderlyingType(type);
            if (json == null)
            {
                if (type.IsValueType && inner == null) throw Misfit(type, null);
                return null;
            }
            if (inner != null) return To(inner, json);
            if (type == typeof(int)) return (int)Whole(type, json, int.MinValue, int.MaxValue);
            if (type == typeof(long)) return Whole(type, json, long.MinValue, long.MaxValue);
            if (type == typeof(string) && json is string) return json;
            if (type == typeof(bool) && json is bool) return json;
            if (type == typeof(double)) return Number(type, json);
            if (type.IsArray) return Array(type, json);
            if (type == typeof(BigInteger)) return Big(type, json);
            if (type == typeof(float)) return (float)Number(type, json);
            if (type == typeof(decimal)) return (decimal)Number(type, json);
            if (type == typeof(short)) return (short)Whole(type, json, short.MinValue, short.MaxValue);
            if (type == typeof(byte)) return (byte)Whole(type, json, byte.MinValue, byte.MaxValue);
            if (type == typeof(uint)) return (uint)Whole(type, json, uint.MinValue, uint.MaxValue);
            if (type == typeof(char) && json is string && ((string)json).Length == 1) return ((string)json)[0];
            if (type == typeof(object)) return json;
            return Structure(type, json);
        }

        private static object Array(Type type, object json)
        {
            if (type.GetArrayRank() > 1) return Grid(type, json);
            Type of = type.GetElementType();
            List<object> items = Items(type, json);
            var array = System.Array.CreateInstance(of, items.Count);
            if (of == typeof(int))
            {
                var ints = (int[])array;
                for (int i = 0; i < ints.Length; i++) ints[i] = (int)Whole(of, items[i], int.MinValue, int.MaxValue);
                return ints;
            }
            for (int i = 0; i < items.Count; i++) array.SetValue(To(of, items[i]), i);
            return array;
        }

        /// <summary>A T[,] of rows that are all as long.</summary>
        private static object Grid(Type type, object json)
        {
            List<List<object>> rows = Items(type, json).Select(row => Items(type, row)).ToList();
            int width = rows.Count == 0 ? 0 : rows[0].Count;
            if (type.GetArrayRank() > 2 || rows.Any(row => row.Count != width)) throw Misfit(type, json);
            var grid = System.Array.CreateInstance(type.GetElementType(), rows.Count, width);
            for (int i = 0; i < rows.Count; i++)
                for (int j = 0; j < width; j++) grid.SetValue(To(type.GetElementType(), rows[i][j]), i, j);
            return grid;
        }

        private static object Structure(Type type, object json)
        {
            var tagged = json as Dictionary<string, object>;
            if (tagged != null && tagged.Count == 1)
            {
                object values;
                if (tagged.TryGetValue("$linked", out values)) return Nodes.Linked(type, (List<object>)values);
                if (tagged.TryGetValue("$tree", out values)) return Nodes.Tree(type, (List<object>)values);
            }
            if (type.IsGenericType)
            {
                Type[] inner = type.GetGenericArguments();
                if (tagged != null && inner.Length == 2) return Map(type, inner, tagged);
                if (type.FullName.StartsWith("System.ValueTuple`") || type.FullName.StartsWith("System.Tuple`")) return Tuple(type, json);
                if (inner.Length == 1 && !Nodes.IsLinked(type) && !Nodes.IsTree(type)) return Collection(type, inner[0], json);
            }
            return Object(type, json);
        }

        private static object Collection(Type type, Type inner, object json)
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(inner));
            foreach (object item in Items(type, json)) list.Add(To(inner, item));
            if (type.IsInstanceOfType(list)) return list;
            ConstructorInfo copies = type.GetConstructor(new[] { typeof(IEnumerable<>).MakeGenericType(inner) });
            if (copies != null) return copies.Invoke(new object[] { list });
            Type set = typeof(HashSet<>).MakeGenericType(inner);
            if (type.IsAssignableFrom(set)) return Activator.CreateInstance(set, list);
            throw Misfit(type, json);
        }

        private static object Map(Type type, Type[] inner, Dictionary<string, object> members)
        {
            Type made = type.IsInterface ? typeof(Dictionary<,>).MakeGenericType(inner) : type;
            var map = made.IsAbstract || inner[0] != typeof(string) ? null : Activator.CreateInstance(made) as IDictionary;
            if (map == null || !type.IsInstanceOfType(map)) throw Misfit(type, members);
            foreach (var each in members) map[each.Key] = To(inner[1], each.Value);
            return map;
        }

        private static object Tuple(Type type, object json)
        {
            List<object> items = Items(type, json);
            Type[] inner = type.GetGenericArguments();
            if (inner.Length == 8 && items.Count >= 8) // the eighth holds the rest
                items = items.Take(7).Concat(new object[] { items.Skip(7).ToList() }).ToList();
            if (items.Count != inner.Length) throw Misfit(type, json);
            return Activator.CreateInstance(type, items.Select((item, i) => To(inner[i], item)).ToArray());
        }

        /// <summary>A node, or a class of the candidate's own with a constructor parameter for each value.</summary>
        private static object Object(Type type, object json)
        {
            List<object> items = Items(type, json);
            if (Nodes.IsTree(type)) return Nodes.Tree(type, items);
            if (Nodes.IsLinked(type)) return Nodes.Linked(type, items);
            foreach (ConstructorInfo each in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                ParameterInfo[] parameters = each.GetParameters();
                if (parameters.Length == items.Count)
                    return each.Invoke(items.Select((item, i) => To(parameters[i].ParameterType, item)).ToArray());
            }
            throw Misfit(type, json);
        }

        private static List<object> Items(Type type, object json)
        {
            var items = json as List<object>;
            if (items == null) throw Misfit(type, json);
            return items;
        }

        private static long Whole(Type type, object json, long least, long most)
        {
            if (json is long && least <= (long)json && (long)json <= most) return (long)json;
            if (json is double && (double)json == Math.Floor((double)json) && least <= (double)json && (double)json <= most)
                return (long)(double)json;
            throw Misfit(type, json);
        }

        private static double Number(Type type, object json)
        {
            if (json is double) return (double)json;
            if (json is long) return (long)json;
            if (json is BigInteger) return (double)(BigInteger)json;
            throw Misfit(type, json);
        }

        private static BigInteger Big(Type type, object json)
        {
            BigInteger value;
            if (json is string && BigInteger.TryParse((string)json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
                return value;
            if (json is long) return (long)json;
            if (json is BigInteger) return (BigInteger)json;
            throw Misfit(type, json);
        }

        private static string Name(Type type)
        {
            if (type.IsArray) return Name(type.GetElementType()) + "[]";
            return type == typeof(int) ? "int" : type == typeof(long) ? "long" : type == typeof(double) ? "double"
                : type == typeof(bool) ? "bool" : type == typeof(string) ? "string" : type.Name;
        }

        private static Unfit Misfit(Type type, object json)
        {
            string shown = json == null ? "null" : json is List<object> ? "a list" : json is IDictionary ? "a dictionary"
                : Convert.ToString(json, CultureInfo.InvariantCulture);
            if (shown.Length > 60) shown = shown.Substring(0, 60) + "…";
            return Unfit.Value("A parameter of your function is declared " + Name(type) + ", and the case gives " + shown
                + ". Keep the types of the starter code.");
        }
    }
}
