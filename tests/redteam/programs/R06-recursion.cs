// calls itself without end
// verdicts: runtime_error memory_limit time_limit
public class Solution
{
    public int F(int a)
    {
        return F(a + 1) + 1;
    }
}
