INSERT INTO insp_copy_state (view_name, copied_at, row_count) VALUES (?, ?, ?)
