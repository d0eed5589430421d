/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: a tree to build or read (jansson inside), printed in insertion order with the shortest digits that read back as
   the same double (jansson itself prints 0.1 as 0.10000000000000001).

   Ownership: json_set and json_push take the child over; json_free frees a whole tree. Values are never NaN. */
#ifndef PG_BASE_JSON_H
#define PG_BASE_JSON_H

#include "base/diag.h"

struct json; /* a jansson json_t */

struct json *json_new_object(void);
struct json *json_new_list(void);
struct json *json_new_text(const char *s);   /* NULL gives null */
struct json *json_new_filled(const char *s); /* NULL and the empty text give null */
struct json *json_new_real(double x);
struct json *json_new_real_if(bool has, double x); /* else null */
struct json *json_new_int(long long i);
struct json *json_new_bool(bool b);
struct json *json_new_null(void);
void json_set(struct json *object, const char *key, struct json *value);
void json_push(struct json *list, struct json *value);
void json_free(struct json *j);

/* Two blanks of indentation, small leaves on one line, a newline at the end. */
void json_print(const struct json *j, struct buf *out);

/* Reading; the error has line and column. */
struct json *json_parse(const char *text, size_t n, const char *file, struct diags *ds);
const struct json *json_get(const struct json *object, const char *key); /* NULL when absent */
const char *json_text(const struct json *j);                             /* NULL when not a text */
bool json_number(const struct json *j, double *value);
size_t json_length(const struct json *list);
const struct json *json_at(const struct json *list, size_t i);
bool json_holds_members(const struct json *j); /* an object */
bool json_holds_items(const struct json *j);   /* a list */
bool json_is_nothing(const struct json *j);    /* null; false for NULL */
/* Members of an object or items of a list; 0 for all else. */
size_t json_size(const struct json *j);
/* Name of the i-th member in the order of the file; NULL when 'object' is none or has fewer. */
const char *json_key(const struct json *object, size_t i);

#endif
