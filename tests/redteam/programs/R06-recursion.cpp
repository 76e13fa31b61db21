// calls itself without end
// verdicts: runtime_error memory_limit
#include <vector>

int f(int a) {
    std::vector<int> kept(10, a);
    return f(a + 1) + kept[a % 10];
}
