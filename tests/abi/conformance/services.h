/* The services that need no registration; host.c offers them. */
#ifndef CONFORMANCE_SERVICES_H
#define CONFORMANCE_SERVICES_H
#include "conformance.h"

extern const lsso_service_log log_service;
extern const lsso_service_config config_service;
extern const lsso_service_database database_service;
extern const lsso_service_identity identity_service;
extern const lsso_service_clock clock_service;
extern const lsso_service_audit audit_service;
extern const lsso_service_threads threads_service;
int service_fails(const char* id);
lsso_status wake_job(lsso_host_instance* host, lsso_text name);
const lsso_identity* new_identity(arena* a, int service_principal);
int64_t monotonic_us(lsso_host_instance* host);
#endif
