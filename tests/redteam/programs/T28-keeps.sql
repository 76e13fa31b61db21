-- keeps things for the next case: triggers, views and temporary tables in the task's place
CREATE TEMP TABLE IF NOT EXISTS kept AS SELECT * FROM t;
CREATE TEMP TRIGGER again AFTER INSERT ON main.t BEGIN INSERT INTO kept VALUES (new.a); END;
CREATE TEMP VIEW t AS SELECT a FROM kept;
SELECT RIGHT AS a FROM t;
