UPDATE insp_imp_load SET state = 'former', version = version + 1 WHERE source = ? AND state = 'current' AND id <> ?
