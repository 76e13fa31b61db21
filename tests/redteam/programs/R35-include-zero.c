// includes a file without end
// runsc: internal_error
// verdicts: compile_limit compile_error
#include "/dev/zero"
int main(void) { return 0; }
