DELETE FROM insp_copy_run WHERE open_slot IS NULL AND ordered_at < ?
