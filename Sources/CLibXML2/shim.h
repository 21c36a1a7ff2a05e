#ifndef APOGRAPH_CLIBXML2_SHIM_H
#define APOGRAPH_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
/* libxml2's ICU headers collide with Foundation's own in debug builds. */
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlsave.h>
#include <libxml/xpath.h>

/* xmlFree is a mutable global, which Swift 6 refuses to read. */
static inline void apograph_xml_free(void *memory) { xmlFree(memory); }

#endif
