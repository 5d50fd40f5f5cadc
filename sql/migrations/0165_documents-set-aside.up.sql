-- A document that no longer holds although nothing replaces it: when, by whose act, and why, as a code. It stays, under its
-- number.
ALTER TABLE insp_document ADD COLUMN set_aside_at {{ts}};
ALTER TABLE insp_document ADD COLUMN set_aside_by {{text:120}};
ALTER TABLE insp_document ADD COLUMN set_aside_why {{text:40}};
