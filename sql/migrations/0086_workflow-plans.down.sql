DROP TABLE insp_wf_plan_change;
DROP TABLE insp_wf_plan_line;
DROP TABLE insp_wf_plan;
