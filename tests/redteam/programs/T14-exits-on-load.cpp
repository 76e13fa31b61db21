// ends itself with 0 before anything is asked
// verdicts: runtime_error
#include <cstdlib>

static int ended = (std::_Exit(0), 0);

int f(int a) { return a + ended; }
