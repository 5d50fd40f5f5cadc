-- Reserves the next block of ids.
UPDATE insp_id_block SET next_value = next_value + ? WHERE series = ?
