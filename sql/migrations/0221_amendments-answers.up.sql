-- What the MIS says when it refuses a change, in both languages: `reason` holds the Lao then.
ALTER TABLE insp_amendment_event ADD COLUMN reason_en {{longtext}};
