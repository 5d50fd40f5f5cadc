DROP TABLE insp_return_task;
DROP TABLE insp_return;
