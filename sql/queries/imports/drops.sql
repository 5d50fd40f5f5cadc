SELECT source, looked_at, waiting, refused, problem FROM insp_imp_drop ORDER BY source
