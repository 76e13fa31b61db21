// answers before it is asked, from its static part
// right: protocol_error
using System.IO;

public class Solution
{
    static Solution()
    {
        using (var stream = new FileStream("/proc/self/fd/4", FileMode.Open, FileAccess.Write))
        {
            var line = System.Text.Encoding.UTF8.GetBytes("{\"id\":\"1\",\"ok\":1}\n");
            stream.Write(line, 0, line.Length);
        }
    }

    public int F(int a)
    {
        return RIGHT;
    }
}
