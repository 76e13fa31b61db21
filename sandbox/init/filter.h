/* The second system-call filter, stacked on the engine's own: what candidate code has no use for and others do. */
#ifndef GREENROOM_FILTER_H
#define GREENROOM_FILTER_H

/* Install it for this thread and all its descendants; 0, or the errno. */
int filter_install(void);

#endif
