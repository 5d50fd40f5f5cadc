DROP TABLE insp_background;
DROP TABLE insp_form_answer;
DROP TABLE insp_case_member;
DROP TABLE insp_case;
DROP TABLE insp_informant;
DROP TABLE insp_request;
