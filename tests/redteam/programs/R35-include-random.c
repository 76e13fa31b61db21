// includes noise without end
// runsc: internal_error
// verdicts: compile_limit compile_error
#include "/dev/urandom"
int main(void) { return 0; }
