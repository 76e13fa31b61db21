// takes memory without end
// verdicts: memory_limit runtime_error time_limit
// runsc: internal_error
using System.Collections.Generic;

public class Solution
{
    public int F(int a)
    {
        var held = new List<byte[]>();
        while (true) held.Add(new byte[8 << 20]);
    }
}
