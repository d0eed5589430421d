/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures: whole ones pass, broken ones are told apart. */
#include "check.h"

#include "base/image.h"
#include "base/mem.h"

#define SIGNATURE "\x89PNG\r\n\x1a\n"
#define HEADER_1X1 "\0\0\0\x0DIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90\x77\x53\xDE"
#define PIXELS_1X1 "\0\0\0\x0CIDAT\x08\xD7\x63\xF8\xCF\xC0\0\0\3\1\1\0\x18\xDD\x8D\xB0"
#define END "\0\0\0\0IEND\xAE\x42\x60\x82"
#define FRAME_3X2 "\xFF\xC0\0\x0B\x08\0\2\0\3\1\1\x11\0"
#define SCAN                                                                                                           \
    "\xFF\xDA\0\x08\1\1\0\0\x3F\0"                                                                                     \
    "ab\xFF\0c\xFF\xD0 d"
#define BYTES(s) s, sizeof(s) - 1

static void test_pictures(void **state) {
    (void)state;
    static const struct {
        const char *data;
        size_t n;
        enum image_kind kind;
        long width, height;
        size_t size;
        const char *problem;
    } rows[] = {
        {BYTES(SIGNATURE HEADER_1X1 PIXELS_1X1 END), IMAGE_PNG, 1, 1, 69, NULL},
        {BYTES(SIGNATURE HEADER_1X1 PIXELS_1X1 END "more"), IMAGE_PNG, 1, 1, 69, NULL},
        {BYTES(SIGNATURE), IMAGE_PNG, 0, 0, 0, "it is cut off"},
        {BYTES(SIGNATURE HEADER_1X1 PIXELS_1X1), IMAGE_PNG, 1, 1, 0, "it is cut off"},
        {BYTES(SIGNATURE HEADER_1X1 "\xFF\xFF\xFF\xFFIDAT\0\0\0\0"), IMAGE_PNG, 1, 1, 0, "it is cut off"},
        {BYTES(SIGNATURE HEADER_1X1 END), IMAGE_PNG, 1, 1, 45, "it has no pixels"},
        {BYTES(SIGNATURE PIXELS_1X1 END), IMAGE_PNG, 0, 0, 0, "it does not begin with a header"},
        {BYTES(SIGNATURE "\0\0\0\x0DIHDR\0\0\0\2\0\0\0\1\x08\2\0\0\0\x90\x77\x53\xDE"), IMAGE_PNG, 0, 0, 0,
         "the sum of a chunk is wrong"},
        {BYTES("\xFF\xD8" FRAME_3X2 SCAN "\xFF\xD9"), IMAGE_JPEG, 3, 2, 36, NULL},
        {BYTES("\xFF\xD8\xFF\xE1\0\4xx" FRAME_3X2 SCAN "\xFF\xD9 more"), IMAGE_JPEG, 3, 2, 42, NULL},
        {BYTES("\xFF\xD8" FRAME_3X2 SCAN), IMAGE_JPEG, 3, 2, 0, "it is cut off"},
        {BYTES("\xFF\xD8" FRAME_3X2 "\xFF\xD9"), IMAGE_JPEG, 3, 2, 17, "it has no pixels"},
        {BYTES("\xFF\xD8" SCAN "\xFF\xD9"), IMAGE_JPEG, 0, 0, 0, "its header is missing"},
        {BYTES("\xFF\xD8\xFF\xE1\xFF\xFFx"), IMAGE_JPEG, 0, 0, 0, "it is cut off"},
        {BYTES("\xFF\xD8\xFF\xC0\0\2\xFF\xD9"), IMAGE_JPEG, 0, 0, 0, "its header makes no sense"},
        {BYTES("\xFF\xD8\xFF\xFF\xE1\0\2" FRAME_3X2 SCAN "\xFF\xD9"), IMAGE_JPEG, 0, 0, 0,
         "something stands between its segments"},
        {BYTES("GIF89a"), IMAGE_NONE, 0, 0, 0, NULL},
        {"", 0, IMAGE_NONE, 0, 0, 0, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        char *exact = mem_alloc(rows[i].n + 1, 1); /* so that sanitizers see a step too far */
        memcpy(exact, rows[i].data, rows[i].n);
        exact = mem_realloc(exact, rows[i].n > 0 ? rows[i].n : 1, 1);
        struct image image = image_look(exact, rows[i].n);
        check_int(image.kind, rows[i].kind);
        check_text(image.problem, rows[i].problem);
        check_int(image.width, rows[i].width);
        check_int(image.height, rows[i].height);
        check_int(image.size, rows[i].size);
        mem_free(exact);
    }
    CHECK_ROW(-1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
