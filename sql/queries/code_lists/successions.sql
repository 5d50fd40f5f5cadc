SELECT code, successor, day, kind, act_id FROM insp_code_succession WHERE list = ? ORDER BY code, day, successor
