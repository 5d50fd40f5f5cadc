// Statements over the MIS's own tables. Portable over the three engines; every value is bound.
#pragma once
#include "database/query.hpp"

namespace lsso::host::sql {

using ssiis::db::Query;

inline constexpr Query session_of{
    "host/session_of",
    "SELECT s.USR_CODE, s.SES_SECRET, s.SES_CREATED, s.SES_SEEN, s.SES_AUTH_AT, u.USR_LOGIN, u.USR_NAME_LO, "
    "u.USR_NAME_EN, u.OFF_CODE, o.OFF_NAME_LO, o.OFF_NAME_EN, r.ROLE_CODE FROM TB_SESSION s JOIN TB_USER u ON "
    "u.USR_CODE = "
    "s.USR_CODE LEFT JOIN TB_OFFICE o ON o.OFF_CODE = u.OFF_CODE LEFT JOIN "
    "TB_USER_ROLE r ON r.USR_CODE = u.USR_CODE WHERE s.SES_HASH = ? AND u.USR_ACTIVE = 1 ORDER BY r.ROLE_CODE"};
inline constexpr Query all_roles{"host/all_roles",
                                 "SELECT USR_CODE, ROLE_CODE FROM TB_USER_ROLE ORDER BY USR_CODE, ROLE_CODE"};
inline constexpr Query active_users{"host/active_users",
                                    "SELECT USR_CODE, USR_LOGIN, USR_NAME_LO, USR_NAME_EN, OFF_CODE FROM TB_USER WHERE "
                                    "USR_ACTIVE = 1 ORDER BY USR_CODE"};
inline constexpr Query user_by_login{
    "host/user_by_login",
    "SELECT USR_CODE, USR_PASS, USR_FAILS, USR_LOCKED_UNTIL FROM TB_USER WHERE USR_LOGIN = ? AND USR_ACTIVE = 1"};
inline constexpr Query user_by_code{
    "host/user_by_code",
    "SELECT USR_CODE, USR_PASS, USR_FAILS, USR_LOCKED_UNTIL FROM TB_USER WHERE USR_CODE = ? AND USR_ACTIVE = 1"};
inline constexpr Query count_failure{
    "host/count_failure", "UPDATE TB_USER SET USR_FAILS = USR_FAILS + 1, USR_LOCKED_UNTIL = ? WHERE USR_CODE = ?"};
inline constexpr Query clear_failures{
    "host/clear_failures",
    "UPDATE TB_USER SET USR_FAILS = 0, USR_LOCKED_UNTIL = NULL, USR_LAST_LOGIN = ? WHERE USR_CODE = ?"};
inline constexpr Query session_insert{"host/session_insert",
                                      "INSERT INTO TB_SESSION (SES_HASH, USR_CODE, SES_SECRET, SES_CREATED, SES_SEEN, "
                                      "SES_AUTH_AT) VALUES (?, ?, ?, ?, ?, ?)"};
inline constexpr Query session_seen{"host/session_seen", "UPDATE TB_SESSION SET SES_SEEN = ? WHERE SES_HASH = ?"};
inline constexpr Query session_proved{"host/session_proved",
                                      "UPDATE TB_SESSION SET SES_AUTH_AT = ? WHERE USR_CODE = ?"};
inline constexpr Query session_delete{"host/session_delete", "DELETE FROM TB_SESSION WHERE SES_HASH = ?"};
inline constexpr Query sessions_expire{"host/sessions_expire",
                                       "DELETE FROM TB_SESSION WHERE SES_SEEN < ? OR SES_CREATED < ?"};
inline constexpr Query sessions_count{"host/sessions_count", "SELECT COUNT(*) FROM TB_SESSION WHERE SES_SEEN >= ?"};
inline constexpr Query audit_insert{
    "host/audit_insert",
    "INSERT INTO TB_HOST_AUDIT (AUD_ID, AUD_AT, USR_CODE, AUD_EVENT, AUD_CORR, AUD_DETAIL) VALUES (?, ?, ?, ?, ?, ?)"};
inline constexpr Query audit_latest{
    "host/audit_latest",
    "SELECT a.AUD_AT, a.AUD_EVENT, a.AUD_DETAIL, u.USR_NAME_LO, u.USR_NAME_EN FROM TB_HOST_AUDIT a LEFT JOIN TB_USER u "
    "ON "
    "u.USR_CODE = a.USR_CODE WHERE a.AUD_EVENT LIKE 'plugin.%' ORDER BY a.AUD_AT DESC, a.AUD_ID DESC LIMIT 15"};
inline constexpr Query ping{"host/ping", "SELECT 1"};

}  // namespace lsso::host::sql
