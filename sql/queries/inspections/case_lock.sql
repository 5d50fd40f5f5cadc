-- Makes writers of one case wait for each other until their transactions end; changes nothing.
UPDATE insp_case SET version = version WHERE order_number = ?
