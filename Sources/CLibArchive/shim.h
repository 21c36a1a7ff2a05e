#ifndef APOGRAPH_CLIBARCHIVE_SHIM_H
#define APOGRAPH_CLIBARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
