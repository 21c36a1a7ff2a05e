// SHA-256 (FIPS 180-4) over many keys at once. It is C because a Swift function cannot be compiled for a processor that may not be there and chosen when the
// program starts; the lanes are what makes a test under a thousand placebo keys quick, and the schedule of the message is made once for all of them.
#include "hmac_lanes.h"

#include <string.h>

typedef uint32_t lanes __attribute__((vector_size(4 * APOGRAPH_LANES)));

#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif
#define INLINE static inline __attribute__((always_inline))

static const uint32_t start[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define ROTATE(x, n) (((x) >> (n)) | ((x) << (32 - (n))))
#define SPREAD0(x) (ROTATE(x, 7) ^ ROTATE(x, 18) ^ ((x) >> 3))
#define SPREAD1(x) (ROTATE(x, 17) ^ ROTATE(x, 19) ^ ((x) >> 10))

// One round; `kw` is the round's constant and word of the message, alike in all lanes or not.
#define ROUND(a, b, c, d, e, f, g, h, kw)                                                     \
    do {                                                                                      \
        lanes sum = (h) + (ROTATE(e, 6) ^ ROTATE(e, 11) ^ ROTATE(e, 25)) + ((g) ^ ((e) & ((f) ^ (g)))) + (kw); \
        (d) += sum;                                                                             \
        (h) = sum + (ROTATE(a, 2) ^ ROTATE(a, 13) ^ ROTATE(a, 22)) + (((a) & (b)) | ((c) & ((a) | (b))));      \
    } while (0)

#define EIGHT_ROUNDS(kw, t)                         \
    ROUND(a, b, c, d, e, f, g, h, kw((t)));         \
    ROUND(h, a, b, c, d, e, f, g, kw((t) + 1));     \
    ROUND(g, h, a, b, c, d, e, f, kw((t) + 2));     \
    ROUND(f, g, h, a, b, c, d, e, kw((t) + 3));     \
    ROUND(e, f, g, h, a, b, c, d, kw((t) + 4));     \
    ROUND(d, e, f, g, h, a, b, c, kw((t) + 5));     \
    ROUND(c, d, e, f, g, h, a, b, kw((t) + 6));     \
    ROUND(b, c, d, e, f, g, h, a, kw((t) + 7))

#define OPEN(s) lanes a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7]
#define CLOSE(s) s[0] += a, s[1] += b, s[2] += c, s[3] += d, s[4] += e, s[5] += f, s[6] += g, s[7] += h

/// From a block's 16 words those of all rounds, each with its round's constant.
INLINE void expand(uint32_t words[64]) {
    for (int t = 16; t < 64; t++) {
        words[t] = SPREAD1(words[t - 2]) + words[t - 7] + SPREAD0(words[t - 15]) + words[t - 16];
    }
    for (int t = 0; t < 64; t++) { words[t] += constants[t]; }
}

/// A block that is alike in all lanes, its words already expanded and added to the constants.
INLINE void shared_block(lanes s[8], const uint32_t words[64]) {
    OPEN(s);
#define SHARED(t) words[t]
    for (int t = 0; t < 64; t += 8) {
        EIGHT_ROUNDS(SHARED, t);
    }
    CLOSE(s);
}

/// A block of its own for each lane; `w` is written over.
INLINE void own_block(lanes s[8], lanes w[16]) {
    OPEN(s);
#define OWN(t) (w[(t) & 15] + constants[t])
    for (int t = 0; t < 64; t += 16) {
        EIGHT_ROUNDS(OWN, t);
        EIGHT_ROUNDS(OWN, t + 8);
        if (t < 48) {
            for (int i = 0; i < 16; i++) {
                w[i] += SPREAD0(w[(i + 1) & 15]) + w[(i + 9) & 15] + SPREAD1(w[(i + 14) & 15]);
            }
        }
    }
    CLOSE(s);
}

FOR_EACH_PROCESSOR
void apograph_hmac_begin(const uint8_t *keys, size_t groups, uint32_t *inner, uint32_t *outer) {
    for (size_t group = 0; group < groups; group++) {
        for (int side = 0; side < 2; side++) {
            lanes s[8], w[16];
            for (int i = 0; i < 8; i++) { s[i] = (lanes){0} + start[i]; }
            for (int lane = 0; lane < APOGRAPH_LANES; lane++) {
                const uint8_t *key = keys + (group * APOGRAPH_LANES + lane) * 64;
                for (int i = 0; i < 16; i++) {
                    uint32_t word = (uint32_t)key[4 * i] << 24 | key[4 * i + 1] << 16 | key[4 * i + 2] << 8 | key[4 * i + 3];
                    w[i][lane] = word ^ (side == 0 ? 0x36363636u : 0x5c5c5c5cu);
                }
            }
            own_block(s, w);
            memcpy((side == 0 ? inner : outer) + group * 8 * APOGRAPH_LANES, s, sizeof s);
        }
    }
}

FOR_EACH_PROCESSOR
void apograph_hmac_numbers(const uint32_t *inner, const uint32_t *outer, size_t groups, uint32_t *message, size_t blocks,
                           uint64_t *out) {
    for (size_t block = 0; block < blocks; block++) { expand(message + 64 * block); }
    for (size_t group = 0; group < groups; group++) {
        lanes s[8];
        memcpy(s, inner + group * 8 * APOGRAPH_LANES, sizeof s);
        for (size_t block = 0; block < blocks; block++) { shared_block(s, message + 64 * block); }
        lanes w[16];
        for (int i = 0; i < 8; i++) { w[i] = s[i]; }
        for (int i = 8; i < 16; i++) { w[i] = (lanes){0}; }
        // The digest is followed by a one, zeros, and the length of block and digest in bits.
        w[8] += 0x80000000u;
        w[15] += 8 * (64 + 32);
        memcpy(s, outer + group * 8 * APOGRAPH_LANES, sizeof s);
        own_block(s, w);
        for (int lane = 0; lane < APOGRAPH_LANES; lane++) {
            out[group * APOGRAPH_LANES + lane] = (uint64_t)s[0][lane] << 32 | s[1][lane];
        }
    }
}
