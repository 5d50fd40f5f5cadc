-- What an office writes at the head of its letters: the town of the date line, and where people come to. Empty: its letters go
-- out under the head of the organization.
ALTER TABLE insp_code_entry ADD COLUMN town_lo {{text:200}};
ALTER TABLE insp_code_entry ADD COLUMN town_en {{text:200}};
ALTER TABLE insp_code_entry ADD COLUMN contact_lo {{text:400}};
ALTER TABLE insp_code_entry ADD COLUMN contact_en {{text:400}};
