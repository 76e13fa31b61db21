-- writes the schema's own table
-- verdicts: runtime_error compile_error
PRAGMA writable_schema = ON;
UPDATE sqlite_master SET sql = 'CREATE TABLE t (b)';
SELECT b AS a FROM t;
