DROP TABLE insp_withdrawal;
