-- What is said of a component's license, and by whom: one claim a source. The purl has version, but no qualifiers.
create table license_claim (
  purl text not null,
  source text not null,
  license text not null,
  evidence text not null,
  seen_at text not null,
  primary key (purl, source)
);
