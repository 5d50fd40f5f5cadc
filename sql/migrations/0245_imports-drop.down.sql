DROP TABLE insp_imp_drop;
