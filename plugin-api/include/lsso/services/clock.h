/* lsso.host.clock/1: the host's clocks. [any thread] */
#ifndef LSSO_SERVICES_CLOCK_H
#define LSSO_SERVICES_CLOCK_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_CLOCK "lsso.host.clock/1"

/* A day of the calendar; month and day from 1. Frozen. */
typedef struct lsso_civil_date {
  int32_t year;
  int32_t month;
  int32_t day;
} lsso_civil_date;

typedef struct lsso_service_clock {
  uint32_t struct_size;
  uint32_t reserved;
  int64_t (*utc_us)(lsso_host_instance* host);       /* microseconds since 1970 UTC */
  int64_t (*monotonic_us)(lsso_host_instance* host); /* never goes back; deadlines of calls are on this clock */
  void (*civil_date)(lsso_host_instance* host, lsso_civil_date* out); /* the legal day, Asia/Vientiane */
} lsso_service_clock;

#ifdef __cplusplus
}
#endif
#endif
