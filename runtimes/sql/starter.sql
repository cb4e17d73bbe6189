CREATE TABLE person (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  born INTEGER
);

INSERT INTO person (name, born) VALUES
  ('Ada', 1815),
  ('Grace', 1906),
  ('Alan', 1912);

SELECT name, born
FROM person
WHERE born > 1900
ORDER BY born;
