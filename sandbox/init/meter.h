/* What the container has used, from its own control group: candidate code can read these figures and not write them. */
#ifndef GREENROOM_METER_H
#define GREENROOM_METER_H

#include <stdint.h>
#include <sys/types.h>

/* Find the figures. Outside a container (a test on a workstation) only the child's own clock counts. */
void meter_open(void);

/* Processor time in microseconds, of everything in the container. */
uint64_t meter_cpu_us(pid_t child);

/* How many processes the kernel has killed here for want of memory. */
uint64_t meter_oom_kills(void);

uint64_t wall_us(void);

#endif
