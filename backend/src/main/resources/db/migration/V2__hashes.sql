-- Each entry's hash over the one before and its own text. Entries from before this have none; the first
-- one that has one counts as if 64 zeros stood before it.

ALTER TABLE entries ADD COLUMN IF NOT EXISTS hash VARBINARY(32);
