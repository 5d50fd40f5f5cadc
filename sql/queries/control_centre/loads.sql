SELECT source, state, COUNT(*), MIN(ordered_at) FROM insp_imp_load WHERE state IN ('mapping', 'waiting', 'reading', 'held') GROUP BY source, state
