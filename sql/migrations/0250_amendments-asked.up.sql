-- When and under which key the MIS's own service was first asked to write an accepted change: from then on it may have been
-- written, whether an answer was heard or not. A confirmation that never counts is put aside by somebody, with a reason.
ALTER TABLE insp_amendment ADD COLUMN asked_at {{ts}};
ALTER TABLE insp_amendment ADD COLUMN asked_key {{text:80}};
ALTER TABLE insp_amendment_confirmation ADD COLUMN aside_at {{ts}};
ALTER TABLE insp_amendment_confirmation ADD COLUMN aside_by {{text:64}};
ALTER TABLE insp_amendment_confirmation ADD COLUMN aside_reason {{longtext}};
ALTER TABLE insp_amendment_confirmation ADD COLUMN version {{i64}} NOT NULL DEFAULT 1;
