// includes itself
// verdicts: compile_limit compile_error
#include __FILE__
#include __FILE__
int main(void) { return 0; }
