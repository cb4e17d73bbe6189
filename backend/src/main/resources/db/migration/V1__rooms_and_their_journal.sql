-- H2 commits after every CREATE, so a migration that was killed halfway is run again: each statement
-- here must therefore be harmless when it has been run before.

CREATE TABLE IF NOT EXISTS rooms (
  id UUID NOT NULL,
  code VARCHAR(12) NOT NULL,
  capability VARCHAR(128) NOT NULL,
  title VARCHAR(1000) NOT NULL,
  language VARCHAR(100) NOT NULL,
  state VARCHAR(20) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT rooms_key PRIMARY KEY (id),
  CONSTRAINT rooms_code UNIQUE (code)
);

-- A file is known by the seq of the entry that created it: names change hands, origins do not.
CREATE TABLE IF NOT EXISTS files (
  room UUID NOT NULL,
  origin BIGINT NOT NULL,
  name VARCHAR(1000) NOT NULL,
  gone BOOLEAN NOT NULL,
  CONSTRAINT files_key PRIMARY KEY (room, origin),
  CONSTRAINT files_room FOREIGN KEY (room) REFERENCES rooms (id)
);

-- Bodies are bounded text and never large objects, whose separate store has its own ways to fail and
-- to leave things behind. What does not fit goes on in overflow, in pieces; nearly nothing does.
CREATE TABLE IF NOT EXISTS entries (
  room UUID NOT NULL,
  seq BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  caused_by VARCHAR(255),
  kind VARCHAR(32) NOT NULL,
  origin BIGINT,
  revision BIGINT,
  client VARCHAR(255),
  client_number BIGINT,
  pieces INTEGER NOT NULL,
  body VARCHAR(32768) NOT NULL,
  CONSTRAINT entries_key PRIMARY KEY (room, seq),
  CONSTRAINT entries_room FOREIGN KEY (room) REFERENCES rooms (id),
  -- One history per file, whoever writes it.
  CONSTRAINT entries_revision UNIQUE (room, origin, revision),
  -- The last guard against a change that is applied twice.
  CONSTRAINT entries_client UNIQUE (room, origin, client, client_number)
);

CREATE TABLE IF NOT EXISTS snapshots (
  room UUID NOT NULL,
  seq BIGINT NOT NULL,
  pieces INTEGER NOT NULL,
  body VARCHAR(32768) NOT NULL,
  CONSTRAINT snapshots_key PRIMARY KEY (room, seq),
  CONSTRAINT snapshots_room FOREIGN KEY (room) REFERENCES rooms (id)
);

CREATE TABLE IF NOT EXISTS overflow (
  room UUID NOT NULL,
  owner VARCHAR(8) NOT NULL,
  seq BIGINT NOT NULL,
  piece INTEGER NOT NULL,
  body VARCHAR(262144) NOT NULL,
  CONSTRAINT overflow_key PRIMARY KEY (room, owner, seq, piece),
  CONSTRAINT overflow_room FOREIGN KEY (room) REFERENCES rooms (id)
);
