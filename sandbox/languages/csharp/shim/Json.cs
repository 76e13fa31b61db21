using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Greenroom
{
    /// <summary>JSON of the judge's requests to null, bool, long, BigInteger, double, string, List and Dictionary.</summary>
    internal sealed class Json
    {
        private readonly string text;
        private int at;

        private Json(string text)
        {
            this.text = text;
        }

        public static object Read(string text)
        {
            var json = new Json(text);
            object value = json.Value();
            json.Space();
            if (json.at < text.Length) throw json.Bad();
            return value;
        }

        /// <summary>The text in quotes. Half of a surrogate pair is escaped, since UTF-8 has no sign for it.</summary>
        public static void Quote(string text, StringBuilder into)
        {
            into.Append('"');
            foreach (char c in text)
            {
                if (c == '"' || c == '\\') into.Append('\\').Append(c);
                else if (c == '\n') into.Append("\\n");
                else if (c < ' ' || char.IsSurrogate(c)) into.Append("\\u").Append(((int)c).ToString("x4"));
                else into.Append(c);
            }
            into.Append('"');
        }

        private object Value()
        {
            Space();
            switch (Peek())
            {
                case '{': return Members();
                case '[': return Items();
                case '"': return String();
                case 't': return Word("true", true);
                case 'f': return Word("false", false);
                case 'n': return Word("null", null);
                default: return Number();
            }
        }

        private Dictionary<string, object> Members()
        {
            var members = new Dictionary<string, object>();
            at++;
            if (Taken('}')) return members;
            do
            {
                Space();
                string key = String();
                Expect(':');
                members[key] = Value();
            } while (Taken(','));
            Expect('}');
            return members;
        }

        private List<object> Items()
        {
            var items = new List<object>();
            at++;
            if (Taken(']')) return items;
            do items.Add(Value()); while (Taken(','));
            Expect(']');
            return items;
        }

        private string String()
        {
            Expect('"');
            int end = text.IndexOfAny(new[] { '"', '\\' }, at);
            if (end < 0) throw Bad();
            if (text[end] == '"')
            {
                string plain = text.Substring(at, end - at);
                at = end + 1;
                return plain;
            }
            var made = new StringBuilder();
            for (char c = Next(); c != '"'; c = Next()) made.Append(c == '\\' ? Unescaped(Next()) : c);
            return made.ToString();
        }

        private char Unescaped(char c)
        {
            switch (c)
            {
                case 'n': return '\n';
                case 't': return '\t';
                case 'r': return '\r';
                case 'b': return '\b';
                case 'f': return '\f';
                case 'u':
                    at += 4;
                    return (char)int.Parse(text.Substring(at - 4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                default: return c;
            }
        }

        private object Number()
        {
            int from = at;
            bool whole = true;
            for (; at < text.Length; at++)
            {
                char c = text[at];
                if (c == '.' || c == 'e' || c == 'E') whole = false;
                else if (c != '-' && c != '+' && (c < '0' || c > '9')) break;
            }
            if (from == at) throw Bad();
            string digits = text.Substring(from, at - from);
            if (!whole) return double.Parse(digits, CultureInfo.InvariantCulture);
            long value;
            if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)) return value;
            return BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        }

        private object Word(string word, object value)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) throw Bad();
            at += word.Length;
            return value;
        }

        private void Space()
        {
            while (at < text.Length && text[at] <= ' ') at++;
        }

        private char Peek()
        {
            if (at >= text.Length) throw Bad();
            return text[at];
        }

        private char Next()
        {
            char c = Peek();
            at++;
            return c;
        }

        private bool Taken(char c)
        {
            Space();
            bool here = at < text.Length && text[at] == c;
            if (here) at++;
            return here;
        }

        private void Expect(char c)
        {
            if (!Taken(c)) throw Bad();
        }

        private FormatException Bad()
        {
            return new FormatException("no JSON at character " + at);
        }
    }
}
