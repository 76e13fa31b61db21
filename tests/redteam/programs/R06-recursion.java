// calls itself without end
// verdicts: runtime_error
class Solution {
    int f(int a) {
        return f(a + 1) + 1;
    }
}
