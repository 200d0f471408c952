-- The group that is asked, too, once a step is overdue or nobody else is left to answer it; and the place of a step among
-- those that were asked with it.
alter table review add column escalated_to text;
alter table review add column position integer not null default 0;
create index review_by_escalation on review (escalated_to, request_number);
