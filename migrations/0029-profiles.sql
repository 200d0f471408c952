-- Where accounts of forges say that they work, as their profiles were seen: from a day on, until another was seen. Which
-- organization is meant is found out when timelines are drawn.
create table profile (
  key text not null,
  since text not null,
  until text,
  company text not null,
  company_key text not null,
  source text not null,
  at text not null,
  primary key (key, since)
);
create index profile_by_company on profile (company_key);
