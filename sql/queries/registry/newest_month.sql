SELECT max(month) FROM reg_contribution
