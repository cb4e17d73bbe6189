-- Selects without end and keeps every row it has seen, in memory first and in temporary files then.
WITH RECURSIVE numbers (number, ballast) AS (
    SELECT 1, randomblob(100000)
    UNION
    SELECT number + 1, randomblob(100000) FROM numbers
)
SELECT max(number) FROM numbers;
