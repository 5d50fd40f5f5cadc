-- One book of the register (direction, office, year), the newest number first. LIKE over lower() on both sides says the same
-- on every engine; the pattern escapes its own signs.
SELECT d.register_seq, d.register_number, d.document_day, d.kind, d.title, d.language, d.template_key, d.file_name, d.state,
  d.verify_code, d.source_blob_id, d.pdf_blob_id, d.superseded_by_id, d.sender, d.recipient, c.order_number, c.unit_name,
  r.register_number, d.created_at, t.low, d.set_aside_at
FROM insp_document d
JOIN insp_case c ON c.case_id = d.case_id
JOIN insp_territory_current t ON t.code = c.territory
LEFT JOIN insp_document r ON r.case_id = d.case_id AND r.id = d.reply_to_id
WHERE /*scope*/ AND d.direction = ? AND d.office = ? AND d.register_year = ? AND d.register_seq < ? AND d.copy_number = 0
  AND (? = '' OR d.kind = ?)
  AND (? = '' OR lower(d.title) LIKE ? ESCAPE '!' OR lower(d.register_number) LIKE ? ESCAPE '!'
    OR lower(d.sender) LIKE ? ESCAPE '!' OR lower(d.recipient) LIKE ? ESCAPE '!' OR lower(c.unit_name) LIKE ? ESCAPE '!'
    OR lower(c.order_number) LIKE ? ESCAPE '!')
ORDER BY d.register_seq DESC LIMIT ?
