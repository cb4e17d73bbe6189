identification division.
program-id. greeting.

data division.
working-storage section.
01 visitor pic x(40).

procedure division.
    display "Your name: " with no advancing
    accept visitor
    if visitor = spaces
        move "world" to visitor
    end-if
    display "Hello, " function trim(visitor) "!"
    stop run.
