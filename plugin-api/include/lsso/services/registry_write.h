/* lsso.host.registry_write/1 and /2: changes of the registers, which the MIS alone writes. Optional: where a host does
 * not offer it, somebody enters by hand what a plugin asks for. Both are one register and one set of keys; /2 (added
 * after 1.0) can be told to take back, too. A host that offers /2 goes on offering /1. */
#ifndef LSSO_SERVICES_REGISTRY_WRITE_H
#define LSSO_SERVICES_REGISTRY_WRITE_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_REGISTRY_WRITE "lsso.host.registry_write/1"
#define LSSO_SERVICE_REGISTRY_WRITE_2 "lsso.host.registry_write/2"

/* One value as it stood and as it is to be. Amounts in whole kip, days YYYY-MM-DD, months YYYY-MM. Frozen. */
typedef struct lsso_registry_line {
  lsso_text field;  /* as the kind names it: "wage", "id_no", … */
  lsso_text period; /* a month; empty where the value is of none */
  lsso_text before; /* data NULL: the register had none */
  lsso_text after;
} lsso_registry_line;

typedef struct lsso_registry_change {
  uint32_t struct_size;
  uint32_t reserved;
  lsso_text key;         /* the same key is the same change, for ever (ABI-82); at most 100 bytes */
  lsso_text kind;        /* "worker", "wage", "debt", "tax_number", "workplace", "duplicate_worker", "duplicate_unit" */
  lsso_text unit_key;    /* the MIS's key of the labour unit */
  lsso_text subject_key; /* the MIS's key of the worker, where the change is about one; else empty */
  lsso_text reference;   /* number of the inspection file, for the register's own trail */
  lsso_text accepted_by; /* user id of the officer who accepted it */
  const lsso_registry_line* lines;
  uint64_t line_count;
} lsso_registry_change;

/* What became of it. New values may be added: whoever meets an unknown one asks again later. */
#define LSSO_REGISTRY_APPLIED 1u
#define LSSO_REGISTRY_REFUSED 2u
#define LSSO_REGISTRY_NEVER_WRITTEN 3u /* of take_back alone: there is nothing to take back, and never will be */

typedef struct lsso_registry_answer {
  uint32_t struct_size;
  uint32_t outcome;    /* LSSO_REGISTRY_… */
  lsso_text reference; /* applied: what the MIS calls what it wrote (the new worker's key), may be empty */
  lsso_text reason_lo; /* refused: why, for an officer, in both languages */
  lsso_text reason_en;
} lsso_registry_answer;

typedef struct lsso_service_registry_write {
  uint32_t struct_size;
  uint32_t reserved;
  /* Writes the change in one transaction of the MIS, or refuses it by the MIS's own rules: `take` is called once with
   * which, and LSSO_OK returned. A key that was answered before gets the same answer and writes nothing (ABI-82), so
   * that whoever did not hear the answer asks again. LSSO_E_INVALID: no key, kind or unit. Any other status: it is not
   * known whether it was written; ask again with the same key. May take seconds. [any thread] */
  lsso_status (*apply)(lsso_host_instance* host, const lsso_registry_change* change, void* sink,
                       void (*take)(void* sink, const lsso_registry_answer* answer));
} lsso_service_registry_write;

typedef struct lsso_service_registry_write_2 {
  uint32_t struct_size;
  uint32_t reserved;
  /* As in /1. */
  lsso_status (*apply)(lsso_host_instance* host, const lsso_registry_change* change, void* sink,
                       void (*take)(void* sink, const lsso_registry_answer* answer));
  /* Takes back what was written under the key `first`, in one transaction of the MIS. `change` is a change with a key
   * of its own, to which all holds that `apply` says of keys and answers: its lines lead from what the first wrote to
   * what stood there before; an `after` without bytes: nothing did. APPLIED: it is taken back. REFUSED: it was written,
   * and cannot be taken back by the MIS itself. NEVER_WRITTEN: nothing was written under `first`; the host keeps that
   * in the same transaction, so that a call of `apply` with that key which comes late is refused (ABI-83).
   * LSSO_E_INVALID: no key, no first, or both the same. May take seconds. [any thread] */
  lsso_status (*take_back)(lsso_host_instance* host, lsso_text first, const lsso_registry_change* change, void* sink,
                           void (*take)(void* sink, const lsso_registry_answer* answer));
} lsso_service_registry_write_2;

#ifdef __cplusplus
}
#endif
#endif
