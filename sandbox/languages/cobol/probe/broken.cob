identification division.
program-id solution nothing.
procedure division.
    stop run.
