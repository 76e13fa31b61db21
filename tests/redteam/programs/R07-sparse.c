// maps far more than there is, and touches it bit by bit
// runsc: internal_error
// verdicts: memory_limit runtime_error
#include <stdio.h>
#include <sys/mman.h>

int main(void) {
    size_t size = (size_t)64 << 30;
    char *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) return 1;
    for (size_t i = 0; i < size; i += 4096) at[i] = 1;
    puts("touched everything");
    return 0;
}
