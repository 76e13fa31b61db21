// asks the compiler for other files and assemblies
// verdicts: compile_error wrong
#r "/sandbox/shim.exe"
#load "/etc/passwd"
#line 1 "/etc/shadow"
public class Solution
{
    public int F(int a)
    {
        return a + 100;
    }
}
