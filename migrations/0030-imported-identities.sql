-- Names, e-mails and logins that files of people tell of, in the order of the file that told of them first.
create table imported_identity (
  identity_id text primary key,
  source text not null,
  position integer not null
);
create index imported_identity_by_source on imported_identity (source);

-- Whether anybody was seen at work by it: what only files tell of goes when they are undone.
alter table person_identity add column seen integer not null default 1;
