# the shell's own fork bomb
# runsc: internal_error
# verdicts: runtime_error time_limit memory_limit output_limit
bomb() { bomb | bomb & }
bomb
while :; do :; done
