identification division.
program-id. sums.

data division.
working-storage section.
01 visitor pic x(20).
01 a pic 9(3).
01 b pic 9(3).
01 total pic z(3)9.

procedure division.
    accept visitor
    accept a
    accept b
    add a to b giving total
    display "Hi " function trim(visitor) ", " function trim(total)
    stop run.
