-- The MIS says that it wrote it, and no view of the register can show more: nobody waits for it.
ALTER TABLE insp_amendment ADD COLUMN settled {{bool}} NOT NULL DEFAULT 0;
