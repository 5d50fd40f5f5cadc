DROP TABLE insp_imp_figure;
DROP TABLE insp_imp_reject;
DROP TABLE insp_imp_load;
DROP TABLE insp_imp_profile;
