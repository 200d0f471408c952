-- What registries tell of packages, as an operator's mirror had it; asked again when it is due.
create table package_metadata (
  -- Without version.
  purl text primary key,
  type text not null,
  -- Releases with their days; null where the registry knows no such package, or was not asked yet.
  metadata text,
  etag text,
  -- Why the last time brought nothing.
  problem text,
  asked_at text,
  due_at text not null
);
create index package_metadata_by_due on package_metadata (due_at, type);
