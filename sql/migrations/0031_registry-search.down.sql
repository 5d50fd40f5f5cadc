DROP TABLE insp_reg_search_number;
DROP TABLE insp_reg_search_posting;
DROP TABLE insp_reg_search_gram;
DROP TABLE insp_reg_search_token;
DROP TABLE insp_reg_search_place;
DROP TABLE insp_reg_search_doc;
DROP TABLE insp_reg_index;
