#ifndef APOGRAPH_HMAC_LANES_H
#define APOGRAPH_HMAC_LANES_H

#include <stddef.h>
#include <stdint.h>

/// Keys that are hashed side by side, one a lane of a vector.
enum { APOGRAPH_LANES = 16 };

/// Takes in the two blocks that HMAC-SHA256 (RFC 2104) puts before message and digest.
///
/// - keys: 64 bytes a key, filled up with zeros; groups * APOGRAPH_LANES keys.
/// - inner, outer: the states after these blocks, groups * 8 * APOGRAPH_LANES words: of each group its eight words, of each word its lanes.
void apograph_hmac_begin(const uint8_t *keys, size_t groups, uint32_t *inner, uint32_t *outer);

/// The first eight bytes, read as a big-endian number, of HMAC-SHA256 of one message under all keys.
///
/// - message: padded to whole blocks as SHA-256 wants it, 64 bytes before it counted in its length. 64 words a block, of which the first 16 are given
///   (big-endian) and all are written over.
/// - out: groups * APOGRAPH_LANES numbers.
void apograph_hmac_numbers(const uint32_t *inner, const uint32_t *outer, size_t groups, uint32_t *message, size_t blocks,
                           uint64_t *out);

#endif
