ALTER TABLE insp_code_entry DROP COLUMN contact_en;
ALTER TABLE insp_code_entry DROP COLUMN contact_lo;
ALTER TABLE insp_code_entry DROP COLUMN town_en;
ALTER TABLE insp_code_entry DROP COLUMN town_lo;
