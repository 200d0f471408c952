-- Hosts that the office may collect from, and what was collected of which project.

create table forge_connection (
  id text primary key,
  kind text not null,
  -- As it is typed in: https://gitlab.example.org
  origin text not null unique,
  host text not null,
  -- Sealed; null where the host is asked without one.
  token text,
  -- Nothing is asked before somebody turns it on.
  active integer not null,
  -- How much of the answers as they came is kept of each project.
  raw_megabytes integer not null,
  created_by text not null,
  created_at text not null,
  tested_at text,
  -- What the last test or collection found wrong.
  problem text
);

create table forge_collection (
  project_id text primary key references project (id) on delete cascade,
  connection_id text not null references forge_connection (id) on delete cascade,
  path text not null,
  -- From where the next one goes on.
  cursor text,
  started_at text,
  collected_at text,
  -- Until when the host wants to be left alone.
  waiting_until text,
  moved_to text,
  problem text
);
create index forge_collection_by_connection on forge_collection (connection_id);
