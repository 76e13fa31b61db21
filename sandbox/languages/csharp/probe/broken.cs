public class Solution {
    public int AddTwo(int a, int b) { return a + ; }
}
