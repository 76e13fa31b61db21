// ends itself with 0 before anything is asked
// verdicts: runtime_error
using System;

public class Solution
{
    static readonly int Ended = End();

    static int End()
    {
        Environment.Exit(0);
        return 0;
    }

    public int F(int a)
    {
        return a + Ended;
    }
}
