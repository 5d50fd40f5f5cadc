SELECT d.register_seq FROM insp_document d WHERE d.direction = ? AND d.office = ? AND d.register_year = ? ORDER BY d.register_seq
