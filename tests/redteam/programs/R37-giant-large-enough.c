// is larger than any program may be, though smaller than a disk
// verdicts: compile_limit compile_error
char large[100 << 20] = {1};
int main(void) { return large[0]; }
