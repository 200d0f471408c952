-- What a reader must be allowed when the letter goes out, which may be days after it was written.
alter table mail_item add column permission text;
