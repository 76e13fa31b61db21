// takes files of the compiler's machine into its program
// verdicts: compile_error wrong
#include <cstdio>
static const char taken[] =
#include "/etc/passwd"
    ;
int f(int a) { return std::puts(taken) + a + 100; }
