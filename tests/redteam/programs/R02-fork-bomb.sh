# the shell's own fork bomb
# runsc: internal_error
# verdicts: time_limit memory_limit runtime_error wrong
bomb() { bomb | bomb & }
bomb
while :; do :; done
