DROP TABLE insp_copy_state;
DROP TABLE insp_copy_benefit;
DROP TABLE insp_copy_contribution;
DROP TABLE insp_copy_employment;
DROP TABLE insp_copy_worker;
DROP TABLE insp_copy_workplace;
DROP TABLE insp_copy_labour_unit;
