/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doc/assess.schema.json describes the results that the golden runs print: every key is known and in its place, every
   value of its type, among its words and in its range. Of JSON Schema the words are known that the file uses. */
#include <jansson.h>

#include "tests/unit/check.h"

#define SCHEMA PG_SOURCE_DIR "/doc/assess.schema.json"

static const char *why; /* what is wrong, for the message */

static bool is_valid(const json_t *schema, const json_t *x);

static const char *type_of(const json_t *x) {
    return json_is_object(x)    ? "object"
           : json_is_array(x)   ? "array"
           : json_is_string(x)  ? "string"
           : json_is_boolean(x) ? "boolean"
           : json_is_integer(x) ? "integer"
           : json_is_real(x)    ? "number"
                                : "null";
}

static bool is_type(const char *type, const json_t *x) {
    return strcmp(type, type_of(x)) == 0 || (strcmp(type, "number") == 0 && json_is_integer(x));
}

static bool has_type(const json_t *schema, const json_t *x) {
    const json_t *type = json_object_get(schema, "type"), *one;
    size_t i;
    json_array_foreach(type, i, one) {
        if (is_type(json_string_value(one), x)) {
            return true;
        }
    }
    return !type || (json_is_string(type) && is_type(json_string_value(type), x));
}

static bool is_among(const json_t *words, const json_t *x) {
    const json_t *one;
    size_t i;
    json_array_foreach(words, i, one) {
        if (json_equal(one, x)) {
            return true;
        }
    }
    return !words;
}

static bool is_in_range(const json_t *schema, const json_t *x) {
    const json_t *low = json_object_get(schema, "minimum"), *high = json_object_get(schema, "maximum");
    double value = json_number_value(x);
    return !json_is_number(x) ||
           ((!low || value >= json_number_value(low)) && (!high || value <= json_number_value(high)));
}

/* Each key is valid by its own schema, or by that of other keys. */
static bool are_keys_valid(const json_t *schema, const json_t *x) {
    const json_t *known = json_object_get(schema, "properties"),
                 *others = json_object_get(schema, "additionalProperties");
    const char *key;
    const json_t *value;
    json_object_foreach((json_t *)(uintptr_t)x, key, value) {
        const json_t *own = json_object_get(known, key);
        own = own ? own : others;
        if (json_is_false(own) || (json_is_object(own) && !is_valid(own, value))) {
            why = json_is_false(own) ? key : why;
            return false;
        }
    }
    return true;
}

static bool has_required(const json_t *schema, const json_t *x) {
    const json_t *key;
    size_t i;
    json_array_foreach(json_object_get(schema, "required"), i, key) {
        if (!json_object_get(x, json_string_value(key))) {
            why = json_string_value(key);
            return false;
        }
    }
    return true;
}

static bool are_items_valid(const json_t *schema, const json_t *x) {
    const json_t *items = json_object_get(schema, "items"), *one;
    size_t i;
    json_array_foreach(x, i, one) {
        if (items && !is_valid(items, one)) {
            return false;
        }
    }
    return true;
}

static bool is_any(const json_t *schemas, const json_t *x) {
    const json_t *one;
    size_t i;
    json_array_foreach(schemas, i, one) {
        if (is_valid(one, x)) {
            return true;
        }
    }
    return !schemas;
}

static bool is_valid(const json_t *schema, const json_t *x) {
    const json_t *only = json_object_get(schema, "const");
    if (!has_type(schema, x) || !is_among(json_object_get(schema, "enum"), x) || !is_in_range(schema, x) ||
        (only && !json_equal(only, x))) {
        why = json_is_string(x) ? json_string_value(x) : type_of(x);
        return false;
    }
    bool has_keys = !json_is_object(x) || (has_required(schema, x) && are_keys_valid(schema, x));
    return has_keys && are_items_valid(schema, x) && is_any(json_object_get(schema, "anyOf"), x);
}

static json_t *load(const char *path) {
    json_error_t error;
    json_t *j = json_load_file(path, 0, &error);
    if (!j) {
        print_error("%s:%d: %s\n", path, error.line, error.text);
        fail();
    }
    return j;
}

static void test_results(void **state) {
    (void)state;
    static const char *const results[] = {
        "/tests/golden/meridian-en/expected/report.json", "/tests/golden/obligations/expected/result.json",
        "/tests/golden/own-framework/expected/en.json", "/tests/golden/own-model/expected/r.json"};
    json_t *schema = load(SCHEMA);
    for (size_t i = 0; i < ARRAY_LEN(results); i++) {
        char path[500];
        snprintf(path, sizeof path, "%s%s", PG_SOURCE_DIR, results[i]);
        json_t *result = load(path);
        why = "";
        if (!is_valid(schema, result)) {
            print_error("%s does not follow doc/assess.schema.json: %s\n", results[i], why);
            fail();
        }
        json_decref(result);
    }
    json_decref(schema);
}

/* The statuses of a score in the schema are those of the program, and what is wrong is found. */
static void test_wrong_results(void **state) {
    (void)state;
    json_t *schema = load(SCHEMA), *result = load(PG_SOURCE_DIR "/tests/golden/own-model/expected/r.json");
    json_t *node = json_array_get(json_object_get(result, "nodes"), 0);
    json_object_set_new(node, "status", json_string("blocked"));
    assert_true(is_valid(schema, result));
    json_object_set_new(node, "status", json_string("unheard-of"));
    assert_false(is_valid(schema, result));
    json_object_set_new(node, "status", json_string("scored"));
    json_object_del(node, "share");
    assert_false(is_valid(schema, result));
    json_object_set_new(node, "share", json_real(1.5));
    assert_false(is_valid(schema, result));
    json_decref(result);
    json_decref(schema);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_results), cmocka_unit_test(test_wrong_results)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
