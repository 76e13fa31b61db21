-- functions that read and write files
-- verdicts: runtime_error compile_error
SELECT readfile('/etc/passwd') AS a, writefile('/proc/self/fd/4', '{}'), load_extension('/tmp/x.so'), edit('a', 'sh');
