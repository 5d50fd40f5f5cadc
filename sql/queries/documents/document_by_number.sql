SELECT case_id, id, direction, kind, title, office, register_year, register_seq, register_number, document_day,
sender, recipient, unit_name, language, state, supersedes_id, superseded_by_id, superseded_at, reply_to_id,
template_key, template_sha256, file_name, source_blob_id, pdf_blob_id, sha256, verify_code, pdf_attempts,
pdf_error, created_by, created_at, version, copy_of_id, set_aside_at, set_aside_by, set_aside_why
FROM insp_document WHERE register_number = ? ORDER BY register_year DESC, id DESC LIMIT 50
