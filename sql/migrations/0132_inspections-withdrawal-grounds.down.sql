ALTER TABLE insp_withdrawal DROP COLUMN ground;
