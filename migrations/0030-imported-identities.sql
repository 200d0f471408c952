-- Names, e-mails and logins that files of people tell of, in the order of the file.
create table imported_identity (
  source text not null,
  identity_id text not null,
  position integer not null,
  primary key (source, identity_id)
);
create index imported_identity_by_identity on imported_identity (identity_id);

-- Whether anybody was seen at work by it: what only files tell of goes when they are undone.
alter table person_identity add column seen integer not null default 1;
