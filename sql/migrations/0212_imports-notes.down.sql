DROP TABLE insp_imp_warning;
ALTER TABLE insp_imp_figure DROP COLUMN warned;
ALTER TABLE insp_imp_load DROP COLUMN notes;
ALTER TABLE insp_imp_profile DROP COLUMN retired;
