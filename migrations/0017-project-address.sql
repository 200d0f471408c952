-- Where a project's repository is cloned from, as a request names a repository: https://forge/owner/name, lowercase.
create table project_address (
  project_id text primary key references project (id) on delete cascade,
  address text not null
);
create index project_address_by_address on project_address (address);
