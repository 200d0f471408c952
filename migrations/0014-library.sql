-- What the community reads: webinars, guides, case studies, references, with their translations and links.

create table library_item (
  id text primary key,
  -- By this the index knows it.
  number integer not null,
  kind text not null,
  state text not null,
  audience text not null,
  language text not null,
  title text not null,
  summary text not null,
  body text not null,
  address text,
  authors text not null,
  license text not null,
  attribution text not null,
  dated_on text,
  visited_on text,
  -- Of title, summary and body: what a translation is held to.
  content_hash text not null,
  origin text,
  created_by text not null,
  created_at text not null,
  updated_at text not null,
  published_at text
);
-- With all that a search filters by, so that it needs no row.
create unique index library_item_by_number on library_item (number, state, audience, kind, language, id);
create unique index library_item_by_origin on library_item (origin);
create index library_item_by_state on library_item (state, audience, published_at, number);
create index library_item_by_update on library_item (updated_at);

create table library_counter (
  id text primary key,
  last integer not null
);
insert into library_counter (id, last) values ('item', 0);

create table library_tag (
  item_id text not null references library_item (id) on delete cascade,
  tag text not null,
  -- Who sees the item: 0 those who run the community, 1 the community, 2 everybody.
  seen integer not null,
  primary key (item_id, tag)
);
create index library_tag_by_tag on library_tag (tag, seen, item_id);

create table library_collection (
  id text primary key,
  title text not null,
  description text not null,
  created_at text not null
);

create table library_collected (
  collection_id text not null references library_collection (id) on delete cascade,
  item_id text not null references library_item (id) on delete cascade,
  position integer not null,
  primary key (collection_id, item_id)
);
create index library_collected_by_item on library_collected (item_id);

create table library_translation (
  item_id text not null references library_item (id) on delete cascade,
  language text not null,
  title text not null,
  summary text not null,
  body text not null,
  translators text not null,
  state text not null,
  -- Of the source as it was when this was translated: of the whole, and of each chapter.
  source_hash text not null,
  source_chapters text not null,
  updated_by text not null,
  updated_at text not null,
  published_at text,
  primary key (item_id, language)
);

-- Who translates what until when.
create table library_claim (
  id text primary key,
  item_id text not null references library_item (id) on delete cascade,
  language text not null,
  chapter text not null,
  account_id text not null,
  state text not null,
  claimed_at text not null,
  until text not null,
  ended_at text
);
create index library_claim_by_item on library_claim (item_id, language, state);
create index library_claim_by_state on library_claim (state, until);

create table library_link (
  item_id text not null references library_item (id) on delete cascade,
  address text not null,
  host text not null,
  state text not null,
  status integer,
  moved_to text,
  problem text,
  failures integer not null,
  checked_at text,
  due_at text not null,
  primary key (item_id, address)
);
create index library_link_by_due on library_link (due_at);
create index library_link_by_state on library_link (state, item_id);

create table library_setting (
  id text primary key,
  checks_links integer not null,
  recheck_days integer not null
);

-- The index: how much an item is about a term. What is looked up is all in the key.
create table library_posting (
  term text not null,
  item integer not null,
  weight integer not null
);
create unique index library_posting_by_term on library_posting (term, item, weight);
create index library_posting_by_item on library_posting (item);
