INSERT INTO insp_informant (request_id, id, name, phone, address, identity_number, anonymous, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
