/* Types shared by every header of the plugin ABI.
 *
 * Rules that hold everywhere (ABI-01 … ABI-09 in docs/requirements.md):
 *  - fixed-width integers and pointers only: no bool, C enum, long, size_t, bit-field, struct by value as an
 *    argument other than lsso_text, varargs, unnamed padding;
 *  - text is UTF-8, given as pointer and byte count, never NUL-terminated unless the name ends in _z;
 *  - every growing struct begins with `uint32_t struct_size`, set by the side that fills it; fields are only
 *    appended, and a reader looks at a field only after the size has told that it is there (LSSO_HAS). A bigger
 *    struct than one knows is read as far as one knows it. Absent, and present as zero, mean the same;
 *  - a struct too small for the fields of ABI 1.0 is refused with LSSO_E_INVALID or LSSO_E_UNSUPPORTED;
 *  - fields named `reserved` are written as zero and not read;
 *  - inputs are borrowed until the call returns, whoever needs them longer copies; nothing allocated on one side
 *    is freed on the other;
 *  - no exception, longjmp or thread exit crosses the boundary in either direction, callbacks included;
 *  - money is int64_t in minor units beside a currency; instants are int64_t microseconds since 1970 UTC.
 *
 * Thread tags used in the contracts:
 *  [main]       one call at a time, and none of [any thread] on this object meanwhile unless said otherwise;
 *               not always the same operating system thread
 *  [start]      as [main], and only while the plugin's start is running; elsewhere LSSO_E_INVALID
 *  [in call]    from the thread that runs this call of handle or job_run, or one it waits for; one at a time
 *  [any thread] concurrently, from any thread, between create and the return of destroy
 */
#ifndef LSSO_TYPES_H
#define LSSO_TYPES_H

#include <stddef.h>
#include <stdint.h>

#define LSSO_ABI_MAJOR 1u
#define LSSO_ABI_MINOR 0u

#if UINTPTR_MAX != 0xffffffffffffffffu
#error "ABI 1 is laid out for 64-bit pointers only"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* A borrowed piece of UTF-8 text. Frozen: this struct never grows. `data` may be NULL only when size is 0. */
typedef struct lsso_text {
  const char* data;
  uint64_t size;
} lsso_text;

/* Initialiser of a lsso_text from a string literal:  static const lsso_text id = LSSO_TEXT("labour_unit"); */
#define LSSO_TEXT(literal) \
  { (literal), sizeof(literal) - 1u }

/* A name with its value; used for headers, settings and fields. Frozen. */
typedef struct lsso_pair {
  lsso_text name;
  lsso_text value;
} lsso_pair;

/* Status of a call. Zero is success; every other value is a failure. New values may be added, so whoever meets
 * an unknown one treats it as LSSO_E_INTERNAL. */
typedef int32_t lsso_status;
#define LSSO_OK ((lsso_status)0)
#define LSSO_E_INVALID ((lsso_status)1)     /* the caller broke a rule of this ABI */
#define LSSO_E_UNSUPPORTED ((lsso_status)2) /* a version, slot or service that this side does not have */
#define LSSO_E_REFUSED ((lsso_status)3)     /* a rule of the business or a missing permission */
#define LSSO_E_NOT_FOUND ((lsso_status)4)
#define LSSO_E_CONFLICT ((lsso_status)5)    /* somebody else changed it meanwhile */
#define LSSO_E_TIMEOUT ((lsso_status)6)     /* the deadline of the call has passed */
#define LSSO_E_CANCELLED ((lsso_status)7)   /* the peer went away or the host is stopping */
#define LSSO_E_UNAVAILABLE ((lsso_status)8) /* database or another need is out of reach; may be retried */
#define LSSO_E_INTERNAL ((lsso_status)9)    /* a fault; details are in the log under the correlation id */

/* Where a failing call says why. Owned by the caller, never NULL; the caller sets struct_size and clears the rest.
 * The callee writes at most the array sizes, always NUL-terminated and never through the middle of a character
 * (256 bytes are 85 Lao letters), and leaves it alone on success. `code` is ASCII and stable
 * (module.area.reason); `message` is safe to show to a user, in the language of the request where there is one and
 * else in English (a host may show a sentence of its own in its place); nothing else about the fault leaves the callee
 * but through the log. */
typedef struct lsso_error {
  uint32_t struct_size;
  lsso_status status; /* the same as the call returned */
  char code[64];
  char message[256];
} lsso_error;

/* True when a struct that says it is `size` bytes long holds the field. */
#define LSSO_HAS(type, size, field) \
  ((uint64_t)(size) >= (uint64_t)(offsetof(type, field) + sizeof(((const type*)0)->field)))

#ifdef __cplusplus
}
#endif
#endif
