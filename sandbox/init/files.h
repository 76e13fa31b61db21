/* The files that the host puts into the program's directory, and the one that it may take out of it. */
#ifndef GREENROOM_FILES_H
#define GREENROOM_FILES_H

#include "wire.h"

#include <stdbool.h>

/* Obey one H_FILE; whether the file is there now, else a fault has been said. */
bool file_put(int directory, const struct frame *f);

/* Obey one H_FETCH. Nothing but init may be running. */
void file_fetch(int directory, const struct frame *f);

#endif
