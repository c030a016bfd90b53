-- The ranges that goals set for what is measured. What came in before has none until its file is imported again.
alter table goal add column targets jsonb not null default '[]';
insert into touch (view, section, entry) select v.name, 'goals', g.id from goal g join view v on v.name = 'record/' || g.patient_id;
