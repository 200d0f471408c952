-- Where packages come from: the address of the repository, as somebody tells it. The lowest rank counts.
create table package_repository (
  -- The package URL without version.
  package text not null,
  -- 0 the office, 1 the package URL itself, 2 its registry, 3 a bill of materials.
  rank integer not null,
  source text not null,
  -- In small letters, as addresses of projects are.
  address text not null,
  evidence text not null,
  at text not null,
  by_account text,
  primary key (package, rank)
);
create index package_repository_by_address on package_repository (address);

-- Up to which package and component package URLs were looked at.
create table package_repository_state (
  id text primary key,
  last_package integer not null,
  last_component integer not null
);
insert into package_repository_state (id, last_package, last_component) values ('heeded', 0, 0);

-- What the office calls its own, and from where on it invests, watches, or does neither.
create table dependency_settings (
  id text primary key,
  settings text not null,
  changed_at text not null,
  changed_by text not null
);

-- How projects that others depend on were last read by the model that the settings name.
create table dependency_reading (
  project_id text primary key references project (id) on delete cascade,
  model text not null,
  model_version integer not null,
  as_of text not null,
  -- Between what the risk lies; null where the model judges nothing.
  least real,
  most real,
  verdicts text not null,
  measured_at text not null
);

-- Whom the files of a project name as those who decide there.
create table named_maintainer (
  project_id text not null references project (id) on delete cascade,
  path text not null,
  place integer not null,
  role text not null,
  name text,
  email text,
  login text,
  team text,
  primary key (project_id, path, place)
);

-- What a change request upstream was made for: an issue or a request of ours.
create table upstream_link (
  id text primary key,
  project_id text not null references project (id) on delete cascade,
  number text not null,
  target text not null,
  at text not null,
  by_account text not null
);
create index upstream_link_by_item on upstream_link (project_id, number);
