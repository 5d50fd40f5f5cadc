SELECT max(month) FROM reg_self_employed_contribution
