using System;
using System.Linq;

public class Program
{
    public static int Main()
    {
        int[] numbers = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();
        if (numbers.Length == 0) return 3;
        int sum = numbers.Sum();
        while (sum < 0) continue;
        Console.WriteLine(sum);
        return 0;
    }
}
