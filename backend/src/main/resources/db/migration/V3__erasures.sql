-- Rooms that were erased since the file was last written anew: nobody finds them, their rows are gone or
-- going, and the file still has what these said in places that it uses no more.

CREATE TABLE IF NOT EXISTS erasures (
  room UUID NOT NULL,
  erased_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT erasures_key PRIMARY KEY (room)
);
