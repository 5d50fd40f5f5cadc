SELECT l.lsso_id, l.register_id FROM insp_link l WHERE l.part = 'labour_unit-tax_employer' AND l.counts = 1 ORDER BY l.lsso_id, l.register_id
