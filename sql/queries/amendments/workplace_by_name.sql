SELECT name_lo, name_en, district, village, address, phone, open_date
FROM reg_workplace WHERE lu_id = ? AND derived = 0 AND name_lo = ? ORDER BY workplace_id LIMIT 1
