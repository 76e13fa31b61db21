// includes its own standard input
// verdicts: compile_limit compile_error wrong
#include "/dev/stdin"
#include "/proc/self/fd/0"
int main(void) { return 0; }
