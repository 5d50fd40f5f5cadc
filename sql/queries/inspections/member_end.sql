UPDATE insp_case_member SET until = ? WHERE case_id = ? AND user_id = ? AND until IS NULL
