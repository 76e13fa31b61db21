-- tables that read files
-- verdicts: runtime_error compile_error
CREATE VIRTUAL TABLE files USING fsdir('/');
CREATE VIRTUAL TABLE other USING csv(filename = '/etc/passwd');
SELECT * FROM pragma_database_list;
