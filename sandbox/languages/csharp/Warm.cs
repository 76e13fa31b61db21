using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

/// <summary>What interviews are full of: compiled and called while Mono waits, so that the compiler knows it already.</summary>
public class Warmth
{
    private class Point : IComparable<Point>
    {
        public int X { get; set; }
        public int Y { get; set; }

        public int CompareTo(Point other)
        {
            return X.CompareTo(other.X);
        }
    }

    public Dictionary<string, List<int>> Warm(int[] numbers, List<List<string>> words, Dictionary<string, double> scores, bool flag, int? n)
    {
        var seen = new Dictionary<int, int>();
        var queue = new Queue<int>();
        var stack = new Stack<(int, int)>();
        var text = new StringBuilder();
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!seen.ContainsKey(numbers[i])) seen[numbers[i]] = 0;
            seen[numbers[i]] += 1;
            queue.Enqueue(numbers[i]);
            stack.Push((numbers[i], i));
            text.Append(numbers[i]).Append(',');
        }
        while (queue.Count > 0 && stack.Count > 0)
        {
            var (least, _) = stack.Pop();
            if (queue.Dequeue() > least || seen.TryGetValue(least, out int times)) continue;
        }
        var grid = new int[3][];
        long sum = 0;
        for (int i = 0; i < grid.Length; i++) grid[i] = new int[4];
        foreach (int[] row in grid) foreach (int cell in row) sum += Math.Max(cell, 17);
        char[] letters = "interview".ToCharArray();
        Array.Sort(letters);
        Array.Sort(numbers);
        var unique = new HashSet<string>();
        foreach (var line in words) foreach (string word in line) unique.Add(word.Trim().ToLower() + word.Length);
        var points = new List<Point> { new Point { X = 2, Y = 1 }, new Point { X = 1, Y = 2 } };
        points.Sort();
        points.Sort((a, b) => a.Y - b.Y);
        Func<int, int> twice = x => x * 2;
        List<int> made = Enumerable.Range(0, 3).Select(twice).Where(x => x > 0).OrderByDescending(x => x).ToList();
        var result = new Dictionary<string, List<int>> { [new string(letters)] = made };
        result[text.ToString()] = new List<int> { (int)(sum % 7), points.First().X };
        foreach (var pair in scores) result[$"{pair.Key}: {pair.Value}"] = new List<int> { n ?? 0 };
        string kind;
        switch (unique.Count)
        {
            case 0: kind = "none"; break;
            case 1: kind = flag ? "one" : string.Format("{0}", n); break;
            default: kind = string.Join(",", unique); break;
        }
        try
        {
            if (kind.Length == 0) throw new ArgumentException("no " + kind);
            result[kind] = numbers.GroupBy(x => x % 2).ToDictionary(g => g.Key, g => g.Sum()).Values.ToList();
        }
        catch (Exception error)
        {
            Console.WriteLine(error.Message);
        }
        return result;
    }

    public static void Main()
    {
        string line;
        while ((line = Console.ReadLine()) != null) Console.WriteLine(line.Split(' ').Select(int.Parse).Sum());
    }
}
