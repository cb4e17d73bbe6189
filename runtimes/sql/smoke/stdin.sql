.mode list
.headers off
CREATE TABLE line (name TEXT, a INTEGER, b INTEGER);
.import /dev/stdin line
SELECT 'Hi ' || name || ', ' || (a + b) FROM line;
