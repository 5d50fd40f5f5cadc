DELETE FROM insp_schema_migration WHERE version = ?
