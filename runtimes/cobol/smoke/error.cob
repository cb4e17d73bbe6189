identification division.
program-id. failing.

procedure division.
    display "before"
    call "missing"
    stop run.
