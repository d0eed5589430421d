/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

#define LEAF_LINE 100 /* a container of scalars up to this many characters stays on one line */

static json_t *in(struct json *j) { return (json_t *)j; }
static const json_t *in_const(const struct json *j) { return (const json_t *)j; }
static struct json *made(json_t *j) {
    assert(j);
    return (struct json *)j;
}

struct json *json_new_object(void) {
    return made(json_object());
}
struct json *json_new_list(void) {
    return made(json_array());
}
struct json *json_new_text(const char *s) {
    return s ? made(json_string(s)) : json_new_null();
}
struct json *json_new_int(long long i) {
    return made(json_integer(i));
}
struct json *json_new_bool(bool b) {
    return made(json_boolean(b));
}
struct json *json_new_null(void) {
    return made(json_null());
}

struct json *json_new_real(double x) {
    assert(isfinite(x));
    return made(json_real(x));
}

struct json *json_new_real_if(bool has, double x) {
    return has ? json_new_real(x) : json_new_null();
}

struct json *json_new_filled(const char *s) {
    return json_new_text(s && *s ? s : NULL);
}

void json_set(struct json *object, const char *key, struct json *value) {
    int status = json_object_set_new_nocheck(in(object), key, in(value));
    assert(status == 0);
    (void)status;
}

void json_push(struct json *list, struct json *value) {
    int status = json_array_append_new(in(list), in(value));
    assert(status == 0);
    (void)status;
}

void json_free(struct json *j) { json_decref(in(j)); }

static void print_escaped(unsigned char c, struct buf *out) {
    if (c == '"' || c == '\\') {
        buf_printf(out, "\\%c", c);
    } else if (c == '\n') {
        buf_puts(out, "\\n");
    } else {
        buf_printf(out, "\\u%04x", c);
    }
}

static void print_text(const char *s, struct buf *out) {
    buf_putc(out, '"');
    while (*s) {
        size_t plain = 0;
        while ((unsigned char)s[plain] >= 0x20 && s[plain] != '"' && s[plain] != '\\') {
            plain++;
        }
        buf_add(out, s, plain);
        s += plain;
        if (*s) {
            print_escaped((unsigned char)*s++, out);
        }
    }
    buf_putc(out, '"');
}

static void print_scalar(const json_t *j, struct buf *out) {
    char text[NUM_TEXT_MAX];
    switch (json_typeof(j)) {
    case JSON_STRING:
        print_text(json_string_value(j), out);
        break;
    case JSON_REAL:
        buf_puts(out, num_shortest(text, json_real_value(j)));
        break;
    case JSON_INTEGER:
        buf_printf(out, "%lld", (long long)json_integer_value(j));
        break;
    default:
        buf_puts(out, json_is_true(j) ? "true" : json_is_false(j) ? "false" : "null");
    }
}

static void print_value(const json_t *j, int depth, bool on_one_line, struct buf *out);

static void print_break(int depth, bool on_one_line, bool is_first, struct buf *out) {
    if (on_one_line) {
        buf_puts(out, is_first ? "" : " ");
        return;
    }
    buf_putc(out, '\n');
    for (int i = 0; i < depth; i++) {
        buf_add(out, "  ", 2);
    }
}

static void print_container(const json_t *j, int depth, bool on_one_line, struct buf *out) {
    bool is_first = true;
    if (json_is_object(j)) {
        const char *key;
        json_t *value;
        buf_putc(out, '{');
        json_object_foreach((json_t *)(uintptr_t)j, key, value) {
            buf_puts(out, is_first ? "" : ",");
            print_break(depth + 1, on_one_line, is_first, out);
            print_text(key, out);
            buf_puts(out, ": ");
            print_value(value, depth + 1, on_one_line, out);
            is_first = false;
        }
    } else {
        buf_putc(out, '[');
        for (size_t i = 0; i < json_array_size(j); i++) {
            buf_puts(out, is_first ? "" : ",");
            print_break(depth + 1, on_one_line, is_first, out);
            print_value(json_array_get(j, i), depth + 1, on_one_line, out);
            is_first = false;
        }
    }
    if (!is_first && !on_one_line) {
        print_break(depth, false, true, out);
    }
    buf_putc(out, json_is_object(j) ? '}' : ']');
}

static bool is_flat(const json_t *j) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)j, key, value) {
        if (json_is_object(value) || json_is_array(value)) {
            return false;
        }
    }
    for (size_t i = 0; i < json_array_size(j); i++) {
        const json_t *item = json_array_get(j, i);
        if (json_is_object(item) || json_is_array(item)) {
            return false;
        }
    }
    return true;
}

static void print_value(const json_t *j, int depth, bool on_one_line, struct buf *out) {
    if (!json_is_object(j) && !json_is_array(j)) {
        print_scalar(j, out);
        return;
    }
    if (on_one_line || !is_flat(j)) {
        print_container(j, depth, on_one_line, out);
        return;
    }
    size_t before = out->len;
    print_container(j, depth, true, out);
    if (out->len - before > LEAF_LINE) {
        out->len = before;
        print_container(j, depth, false, out);
    }
}

void json_print(const struct json *j, struct buf *out) {
    print_value(in_const(j), 0, false, out);
    buf_putc(out, '\n');
}

struct json *json_parse(const char *text, size_t n, const char *file, struct diags *ds) {
    json_error_t error;
    json_t *j = json_loadb(text, n, JSON_REJECT_DUPLICATES, &error);
    if (!j) {
        struct place at = {.file = file, .line = error.line, .column = error.column};
        diag_add(ds, DIAG_JSON_INVALID, &at, error.text);
    }
    return (struct json *)j;
}

const struct json *json_get(const struct json *object, const char *key) {
    return (const struct json *)json_object_get(in_const(object), key);
}

const char *json_text(const struct json *j) { return json_string_value(in_const(j)); }

bool json_number(const struct json *j, double *value) {
    if (!json_is_number(in_const(j))) {
        return false;
    }
    *value = json_number_value(in_const(j));
    return true;
}

bool json_holds_members(const struct json *j) { return json_is_object(in_const(j)); }
bool json_holds_items(const struct json *j) { return json_is_array(in_const(j)); }
bool json_is_nothing(const struct json *j) { return json_is_null(in_const(j)); }

size_t json_length(const struct json *list) { return json_array_size(in_const(list)); }

const struct json *json_at(const struct json *list, size_t i) {
    return (const struct json *)json_array_get(in_const(list), i);
}

size_t json_size(const struct json *j) {
    return json_is_object(in_const(j)) ? json_object_size(in_const(j)) : json_array_size(in_const(j));
}

const char *json_key(const struct json *object, size_t i) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, key, value) {
        if (i-- == 0) {
            return key;
        }
    }
    return NULL;
}
