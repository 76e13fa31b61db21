// is a gigabyte when compiled
// verdicts: compile_limit compile_error
char large[1 << 30] = {1};
int main(void) { return large[0]; }
