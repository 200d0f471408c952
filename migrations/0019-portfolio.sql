-- What everything is made of: packages and components once each, and who holds them: a project's manifests, and bills of
-- materials of releases, projects and deliveries. Products and releases are what the office answers for.

-- Numbers that were given out. Whoever takes some holds back all others who write here until their transaction ends.
create table portfolio_counter (
  id text primary key,
  last integer not null
);
insert into portfolio_counter (id, last) values ('portfolio', 0);

create table package (
  id integer primary key,
  -- The package URL without version; of what has none, `name:` with supplier and name.
  purl text not null unique,
  type text not null,
  name text not null,
  -- The last part of the name in lower case: what people type.
  base text not null,
  -- `account:…`, `group:…`, `person:…`, or a name as it was written.
  owner text,
  -- How many hold it today, kept as holders change.
  projects integer not null,
  documents integer not null,
  used integer not null
);
create index package_by_base on package (base);
create index package_by_used on package (used, name);
create index package_by_owner on package (owner);

create table component (
  id integer primary key,
  package_id integer not null references package (id),
  -- With version and qualifiers.
  purl text not null unique,
  version text not null,
  -- Of this version only; else the package's.
  owner text,
  -- The last day of it, and who says so.
  end_of_life text,
  end_of_life_source text
);
create index component_by_package on component (package_id);
create index component_by_owner on component (owner) where owner is not null;
create index component_by_end on component (end_of_life) where end_of_life is not null;

-- Licenses and suppliers, each text once.
create table component_term (
  id integer primary key,
  kind text not null,
  said text not null,
  -- In lower case.
  folded text not null
);
create unique index component_term_by_text on component_term (kind, said);

create table product (
  id text primary key,
  name text not null,
  owner text,
  description text not null,
  created_at text not null,
  releases integer not null,
  documents integer not null,
  components integer not null,
  latest_version text,
  latest_at text
);
create index product_by_name on product (name);

create table product_release (
  id integer primary key,
  product_id text not null references product (id),
  version text not null,
  state text not null,
  released_at text,
  support_ends text,
  end_of_life text,
  notes text not null,
  created_at text not null,
  documents integer not null,
  components integer not null
);
create unique index product_release_by_version on product_release (product_id, version);
create index product_release_by_date on product_release ((coalesce(released_at, '')), id);
create index product_release_by_product on product_release (product_id, (coalesce(released_at, '')), id);
create index product_release_by_end on product_release (end_of_life);

-- What holds components: one manifest of a project, or what the latest bill of materials says of one thing.
create table holder (
  id integer primary key,
  -- SHA-256 over what it is: the same again is the same holder.
  slot text not null unique,
  kind text not null,
  project_id text references project (id) on delete cascade,
  release_id integer references product_release (id),
  -- Of a delivery: whose it is.
  supplier text,
  -- The manifest's path; the part of a release that a document is of; what was delivered.
  name text not null,
  version text not null,
  components integer not null,
  -- The highest number among its uses.
  last_number integer not null,
  first_seen_at text not null,
  seen_at text not null
);
create index holder_by_project on holder (project_id, kind);
create index holder_by_release on holder (release_id);
create index holder_by_supplier on holder (supplier);

create table component_use (
  holder_id integer not null references holder (id) on delete cascade,
  number integer not null,
  component_id integer not null references component (id),
  -- The one before it on the shortest way, by its number.
  parent integer,
  relation text not null,
  scope text not null,
  -- As the holder states them.
  license_id integer,
  concluded_id integer,
  supplier_id integer,
  requirement text,
  -- The way, where it is not told by parents.
  path text,
  hashes text,
  -- The update that it came with.
  since integer not null,
  primary key (holder_id, number)
);
create index component_use_by_component on component_use (component_id, holder_id);
create index component_use_by_license on component_use (license_id) where license_id is not null;
create index component_use_by_concluded on component_use (concluded_id) where concluded_id is not null;
create index component_use_by_supplier on component_use (supplier_id) where supplier_id is not null;

-- What came, went and changed, one row a reading that changed something. Only added to.
create table inventory_update (
  id integer primary key,
  holder_id integer not null references holder (id) on delete cascade,
  document_id integer,
  at text not null,
  -- The first reading brings all: its components are not listed once more.
  first integer not null,
  came integer not null,
  went integer not null,
  changed integer not null
);
create index inventory_update_by_holder on inventory_update (holder_id, id);

create table inventory_change (
  update_id integer not null references inventory_update (id) on delete cascade,
  package_id integer not null,
  -- Of what changed both are there.
  before_id integer,
  after_id integer,
  -- The update with which the one before came.
  since integer
);
create index inventory_change_by_update on inventory_change (update_id);
create index inventory_change_by_package on inventory_change (package_id, update_id);

create table sbom (
  id integer primary key,
  holder_id integer not null references holder (id) on delete cascade,
  -- Whether it is the latest of its holder.
  current integer not null,
  name text not null,
  version text not null,
  supplier text,
  format text not null,
  format_version text not null,
  serial text,
  revision integer,
  created_at text,
  received_at text not null,
  received_by text not null,
  file_name text,
  sha256 text not null,
  size integer not null,
  components integer not null,
  packages integer not null,
  files integer not null,
  problems integer not null,
  problem_list text not null,
  losses text not null
);
create index sbom_by_holder on sbom (holder_id, id);
create index sbom_by_hash on sbom (sha256);
create index sbom_by_time on sbom (received_at, id);
create index sbom_by_name on sbom (name, id);

-- The documents themselves, compressed, in pieces: base64, for the records hold text.
create table sbom_content (
  sha256 text not null,
  part integer not null,
  content text not null,
  primary key (sha256, part)
);

-- Until when versions are kept up: as the office was told, for a package and its cycle (3.9) or range (vers:pypi/<3.9).
create table end_of_life (
  package_id integer not null references package (id),
  versions text not null,
  ends text,
  support_ends text,
  source text not null,
  set_at text not null,
  primary key (package_id, versions)
);
