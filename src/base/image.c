/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/image.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct bytes {
    const unsigned char *data;
    size_t n, at;
};

const char *image_kind_name(enum image_kind kind) {
    static const char *const names[] = {"", "PNG", "JPEG"};
    return names[kind];
}

static uint32_t big32(const unsigned char *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static long big16(const unsigned char *p) { return p[0] << 8 | p[1]; }

static bool fail(struct image *image, const char *problem) {
    image->problem = image->problem ? image->problem : problem;
    return false;
}

/* ---- PNG (ISO/IEC 15948) ----------------------------------------------------------------------------------------- */

#define SIGNATURE "\x89PNG\r\n\x1a\n"
#define CHUNK_FRAME 12 /* length, type, sum */

/* CRC-32 as in ISO/IEC 15948, annex D, half a byte at a time. */
static uint32_t crc_of(const unsigned char *p, size_t n) {
    static const uint32_t part[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
                                      0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                      0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < n; i++) {
        crc ^= p[i];
        crc = crc >> 4 ^ part[crc & 15];
        crc = crc >> 4 ^ part[crc & 15];
    }
    return ~crc;
}

static bool is_type(const unsigned char *chunk, const char *type) { return memcmp(chunk + 4, type, 4) == 0; }

/* Depths that go with a colour type. */
static bool is_depth(unsigned type, unsigned depth) {
    static const char *const depths[] = {"\1\2\4\10\20", NULL, "\10\20", "\1\2\4\10", "\10\20", NULL, "\10\20"};
    return type < 7 && depths[type] && depth > 0 && depth < 128 && strchr(depths[type], (int)depth);
}

static bool read_header(struct image *image, const unsigned char *chunk, size_t len) {
    const unsigned char *p = chunk + 8;
    if (!is_type(chunk, "IHDR") || len != 13) {
        return fail(image, "it does not begin with a header");
    }
    image->width = big32(p) > INT32_MAX ? INT32_MAX : (long)big32(p);
    image->height = big32(p + 4) > INT32_MAX ? INT32_MAX : (long)big32(p + 4);
    return (is_depth(p[9], p[8]) && p[10] == 0 && p[11] == 0 && p[12] <= 1) || fail(image, "its header makes no sense");
}

static bool next_chunk(struct image *image, struct bytes *b, size_t *len) {
    const unsigned char *chunk = b->data + b->at;
    size_t left = b->n - b->at;
    if (left < CHUNK_FRAME || big32(chunk) > left - CHUNK_FRAME) {
        return fail(image, "it is cut off");
    }
    *len = big32(chunk);
    b->at += *len + CHUNK_FRAME;
    return crc_of(chunk + 4, *len + 4) == big32(chunk + 8 + *len) || fail(image, "the sum of a chunk is wrong");
}

static void look_at_png(struct image *image, struct bytes b) {
    bool has_pixels = false, is_first = true;
    size_t len;
    for (b.at = sizeof SIGNATURE - 1; !image->problem; is_first = false) {
        const unsigned char *chunk = b.data + b.at;
        if (!next_chunk(image, &b, &len) || (is_first && !read_header(image, chunk, len))) {
            return;
        }
        has_pixels = has_pixels || (is_type(chunk, "IDAT") && len > 0);
        if (is_type(chunk, "IEND")) {
            image->size = b.at;
            (void)(has_pixels || fail(image, "it has no pixels"));
            return;
        }
    }
}

/* ---- JPEG (ITU-T T.81) ------------------------------------------------------------------------------------------- */

enum {
    MARKER_TEM = 0x01,
    MARKER_DHT = 0xC4,
    MARKER_JPG = 0xC8,
    MARKER_DAC = 0xCC,
    MARKER_EOI = 0xD9,
    MARKER_SOS = 0xDA
};

static bool is_alone(int marker) { return marker == MARKER_TEM || (marker >= 0xD0 && marker <= 0xD7); }

static bool is_frame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != MARKER_DHT && marker != MARKER_JPG && marker != MARKER_DAC;
}

/* The next marker; in the pixels FF 00 is a byte and FF D0 … D7 a restart. -1 at the end. */
static int next_marker(struct bytes *b) {
    while (b->at + 1 < b->n) {
        const unsigned char *p = b->data + b->at;
        if (p[0] == 0xFF && p[1] != 0x00 && p[1] != 0xFF) {
            b->at += 2;
            return p[1];
        }
        b->at++;
    }
    return -1;
}

static bool read_segment(struct image *image, struct bytes *b, int marker) {
    const unsigned char *p = b->data + b->at;
    size_t left = b->n - b->at, len = left < 2 ? 0 : (size_t)big16(p);
    if (len < 2 || len > left) {
        return fail(image, "it is cut off");
    }
    if (is_frame(marker)) {
        if (len < 8) {
            return fail(image, "its header makes no sense");
        }
        image->height = big16(p + 3);
        image->width = big16(p + 5);
    }
    b->at += len;
    return true;
}

static void look_at_jpeg(struct image *image, struct bytes b) {
    bool has_pixels = false;
    for (b.at = 2; !image->problem;) {
        size_t before = b.at;
        int marker = next_marker(&b);
        if (!has_pixels && marker >= 0 && b.at != before + 2) { /* fill bytes: allowed, but not all readers know them */
            fail(image, "something stands between its segments");
        } else if (marker < 0) {
            fail(image, "it is cut off");
        } else if (marker == MARKER_EOI) {
            image->size = b.at;
            (void)(has_pixels || fail(image, "it has no pixels"));
            return;
        } else if (marker == MARKER_SOS && image->width + image->height == 0) {
            fail(image, "its header is missing");
        } else if (!is_alone(marker)) {
            has_pixels = has_pixels || marker == MARKER_SOS;
            read_segment(image, &b, marker);
        }
    }
}

struct image image_look(const void *data, size_t n) {
    struct image image = {0};
    struct bytes b = {data, n, 0};
    if (n >= sizeof SIGNATURE - 1 && memcmp(data, SIGNATURE, sizeof SIGNATURE - 1) == 0) {
        image.kind = IMAGE_PNG;
        look_at_png(&image, b);
    } else if (n >= 3 && memcmp(data, "\xFF\xD8\xFF", 3) == 0) {
        image.kind = IMAGE_JPEG;
        look_at_jpeg(&image, b);
    }
    return image;
}
