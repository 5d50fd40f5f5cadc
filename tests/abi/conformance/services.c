/* Log, config, database, identity, clock, audit, threads. */
#include "services.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* ---- log
 * ------------------------------------------------------------------------------------------------
 */

static void check_fields(const lsso_pair* fields, uint64_t count, const char* whose) {
  for (uint64_t i = 0; i < count; i++) {
    check_text(fields[i].name, whose);
    check_text(fields[i].value, whose);
    if (secret_in(fields[i].value.data, fields[i].value.size)) breach(64, "%s holds a secret", whose);
  }
}

static void keep_complaint(lsso_text message, const lsso_pair* fields, uint64_t count) {
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  char line[sizeof last_complaint];
  int used = snprintf(line, sizeof line, "%.*s", (int)message.size, message.size != 0 ? message.data : "");
  for (uint64_t i = 0; i < count && used > 0 && (size_t)used < sizeof line; i++)
    used +=
        snprintf(line + used, sizeof line - (size_t)used, " %.*s=%.*s", (int)fields[i].name.size, fields[i].name.data,
                 (int)fields[i].value.size, fields[i].value.size != 0 ? fields[i].value.data : "");
  pthread_mutex_lock(&mutex);
  memcpy(last_complaint, line, sizeof line);
  pthread_mutex_unlock(&mutex);
}

static void write_log(lsso_host_instance* host, uint32_t severity, lsso_text correlation_id, lsso_text message,
                      const lsso_pair* fields, uint64_t field_count) {
  (void)host;
  check_text(message, "a log message");
  check_fields(fields, field_count, "a log field");
  if (severity < LSSO_LOG_DEBUG || severity > LSSO_LOG_HOST_MISBEHAVES)
    breach(65, "a log line has severity %u", severity);
  if (message.size == 0) breach(65, "a log line says nothing");
  for (uint64_t i = 0; i < correlation_id.size; i++)
    if (correlation_id.data[i] < ' ' || correlation_id.data[i] > '~')
      breach(65, "a log line has a broken correlation id");
  if (secret_in(message.data, message.size)) breach(64, "a log message holds a secret");
  if (severity >= LSSO_LOG_WARNING) keep_complaint(message, fields, field_count);
}
const lsso_service_log log_service = {.struct_size = sizeof log_service, .write = write_log};

/* ---- config
 * --------------------------------------------------------------------------------------------- */

static lsso_status get_setting(lsso_host_instance* host, lsso_text key, void* sink,
                               void (*take)(void* sink, lsso_text value)) {
  (void)host;
  check_text(key, "a setting's key");
  if (service_fails(LSSO_SERVICE_CONFIG)) return LSSO_E_UNAVAILABLE;
  for (size_t i = 0; i < given.setting_count; i++) {
    if (!same(key, given.settings[i].name)) continue;
    arena borrowed = {.count = 0};
    take(sink, arena_text(&borrowed, given.settings[i].value));
    arena_end(&borrowed);
    return LSSO_OK;
  }
  return LSSO_E_NOT_FOUND;
}
const lsso_service_config config_service = {.struct_size = sizeof config_service, .get = get_setting};

/* ---- database
 * ------------------------------------------------------------------------------------------- */

static const char* field(const char* name, const char* otherwise) {
  for (size_t i = 0; i < given.database_count; i++)
    if (strcmp(given.database[i].name, name) == 0) return given.database[i].value;
  return otherwise;
}

static uint32_t number_field(const char* name) {
  uint32_t number = 0;
  for (const char* at = field(name, "0"); *at >= '0' && *at <= '9'; at++) number = number * 10u + (uint32_t)(*at - '0');
  return number;
}

static lsso_status connection(lsso_host_instance* host, void* sink,
                              void (*take)(void* sink, const lsso_database_fields* fields)) {
  (void)host;
  if (service_fails(LSSO_SERVICE_DATABASE) || given.database_count == 0) return LSSO_E_UNAVAILABLE;
  arena borrowed = {.count = 0};
  lsso_database_fields fields = {.struct_size = sizeof fields, .port = number_field("port")};
  fields.engine = arena_text(&borrowed, field("engine", "sqlite"));
  fields.host = arena_text(&borrowed, field("host", ""));
  fields.database = arena_text(&borrowed, field("database", ""));
  fields.user = arena_text(&borrowed, field("user", ""));
  fields.password = arena_text(&borrowed, field("password", DATABASE_SECRET));
  fields.tls = arena_text(&borrowed, field("tls", "off"));
  fields.pooler = number_field("pooler");
  fields.max_connections = number_field("max_connections");
  take(sink, arena_struct(&borrowed, &fields, sizeof fields));
  arena_end(&borrowed);
  return LSSO_OK;
}

static uint64_t generation(lsso_host_instance* host) {
  (void)host;
  return 1;
}
const lsso_service_database database_service = {
    .struct_size = sizeof database_service, .connection = connection, .generation = generation};

/* ---- identity
 * ------------------------------------------------------------------------------------------- */

const lsso_identity* new_identity(arena* a, int service_principal) {
  lsso_identity who = {.struct_size = sizeof who, .principal = LSSO_PRINCIPAL_SERVICE};
  if (!service_principal) {
    lsso_text roles[MAX_GIVEN];
    for (size_t i = 0; i < given.role_count; i++) roles[i] = arena_text(a, given.roles[i]);
    who.principal = LSSO_PRINCIPAL_USER;
    who.user_id = arena_text(a, given.user);
    who.login = arena_text(a, "conformance");
    who.name_lo = arena_text(a, "\xE0\xBA\xAA\xE0\xBA\xB8\xE0\xBA\x81 <b>");
    who.name_en = arena_text(a, "Souk <script>alert(1)</script>");
    who.roles = arena_copy(a, roles, given.role_count * sizeof roles[0]);
    who.role_count = given.role_count;
    who.session_secret = arena_text(a, SESSION_SECRET);
    who.authenticated_at_us = 1;
  }
  return arena_struct(a, &who, sizeof who);
}

static lsso_status users(lsso_host_instance* host, void* sink, void (*take)(void* sink, const lsso_identity* user)) {
  (void)host;
  if (service_fails(LSSO_SERVICE_IDENTITY)) return LSSO_E_UNAVAILABLE;
  arena borrowed = {.count = 0};
  take(sink, new_identity(&borrowed, 0));
  arena_end(&borrowed);
  return LSSO_OK;
}

static lsso_status prove(lsso_host_instance* host, lsso_text user_id, lsso_text password) {
  (void)host;
  (void)password;
  check_text(user_id, "a user's id");
  return service_fails(LSSO_SERVICE_IDENTITY) ? LSSO_E_UNAVAILABLE : LSSO_E_REFUSED;
}
const lsso_service_identity identity_service = {.struct_size = sizeof identity_service, .users = users, .prove = prove};

/* ---- clock, audit, threads, wake
 * ------------------------------------------------------------------------ */

static int64_t read_clock(clockid_t which) {
  struct timespec now;
  clock_gettime(which, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t utc_us(lsso_host_instance* host) {
  (void)host;
  return read_clock(CLOCK_REALTIME);
}

int64_t monotonic_us(lsso_host_instance* host) {
  (void)host;
  return read_clock(CLOCK_MONOTONIC);
}

/* Today in Vientiane, so that what a plugin has in force by now is in force. */
static void civil_date(lsso_host_instance* host, lsso_civil_date* out) {
  (void)host;
  struct tm day;
  const time_t there = time(NULL) + 7 * 3600;
  gmtime_r(&there, &day);
  out->year = day.tm_year + 1900;
  out->month = day.tm_mon + 1;
  out->day = day.tm_mday;
}
const lsso_service_clock clock_service = {
    .struct_size = sizeof clock_service, .utc_us = utc_us, .monotonic_us = monotonic_us, .civil_date = civil_date};

static lsso_status record(lsso_host_instance* host, lsso_text correlation_id, lsso_text user_id, lsso_text event,
                          const lsso_pair* fields, uint64_t field_count) {
  (void)host;
  check_text(correlation_id, "an audit event's correlation id");
  check_text(user_id, "an audit event's user");
  check_text(event, "an audit event");
  check_fields(fields, field_count, "an audit field");
  return service_fails(LSSO_SERVICE_AUDIT) ? LSSO_E_UNAVAILABLE : LSSO_OK;
}
const lsso_service_audit audit_service = {.struct_size = sizeof audit_service, .record = record};

/* This host lends no thread: that, too, is a host. */
static lsso_status run_work(lsso_host_instance* host, void* context, void (*work)(void* context)) {
  (void)host;
  (void)context;
  (void)work;
  return LSSO_E_UNAVAILABLE;
}
const lsso_service_threads threads_service = {
    .struct_size = sizeof threads_service, .max_concurrent = 0, .run = run_work};

lsso_status wake_job(lsso_host_instance* host, lsso_text name) {
  (void)host;
  if (service_fails(LSSO_SERVICE_SCHEDULER)) return LSSO_E_UNAVAILABLE;
  for (size_t i = 0; i < registry.job_count; i++)
    if (same(name, registry.jobs[i].id)) return LSSO_OK;
  return LSSO_E_NOT_FOUND;
}
