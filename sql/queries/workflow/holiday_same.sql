SELECT id FROM insp_holiday WHERE day = ? AND territory = ? AND withdrawn_revision = 0
