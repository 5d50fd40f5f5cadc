SELECT name, phone, address, identity_number, anonymous FROM insp_informant WHERE request_id = ?
