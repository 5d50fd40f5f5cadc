SELECT version, name, sha256, state, steps_done FROM insp_schema_migration ORDER BY version
