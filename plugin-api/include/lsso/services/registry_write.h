/* lsso.host.registry_write/1: changes of the registers, which the MIS alone writes. Optional: where a host does not
 * offer it, somebody enters by hand what a plugin asks for. */
#ifndef LSSO_SERVICES_REGISTRY_WRITE_H
#define LSSO_SERVICES_REGISTRY_WRITE_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_REGISTRY_WRITE "lsso.host.registry_write/1"

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

#ifdef __cplusplus
}
#endif
#endif
