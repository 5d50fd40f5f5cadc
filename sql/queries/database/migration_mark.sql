UPDATE insp_schema_migration SET state = ?, steps_done = ? WHERE version = ?
