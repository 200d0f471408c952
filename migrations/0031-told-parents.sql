-- Who said what an organization is part of: what a file said of it goes when that is undone.
alter table organization add column parent_source text;
