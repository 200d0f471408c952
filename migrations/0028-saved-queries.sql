-- Questions to the facts that somebody wrote and kept. Shared ones are seen by all who may ask.
create table saved_query (
  id text primary key,
  name text not null,
  sql text not null,
  -- Of an account.
  owner text not null,
  shared integer not null,
  saved_at text not null
);
create index saved_query_by_owner on saved_query (owner, name);
