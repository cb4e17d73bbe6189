identification division.
program-id. broken.

procedure division.
    display missing
    stop run.
