-- Results that were old when they came in get a list of their own in delivery/; only those that await a decision: what is held, taken back or
-- corrected is work like any other.
drop index result_gate;
create index result_gate on result (clinic_id, arrived_at)
  where state in ('awaiting', 'held', 'correcting', 'withdrawn') and not (history and state = 'awaiting') and not void;
create index result_history on result (clinic_id, at desc nulls last, id) where state = 'awaiting' and history and not void;
insert into touch (view, section, entry) select name, '*', '*' from view where name like 'delivery/%';
