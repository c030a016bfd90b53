-- Staff see what was released last, and may take back what nobody has opened (C18): delivery/ gets a section, and holds what was taken back.
drop index result_gate;
create index result_gate on result (clinic_id, arrived_at) where state in ('awaiting', 'held', 'correcting', 'withdrawn') and not void;
create index result_given on result (clinic_id, released_at desc) where state in ('released', 'correcting') and not void;
insert into touch (view, section, entry) select name, '*', '*' from view where name like 'delivery/%';
