-- Days a hold usually lasts (D18); whoever holds may say another number, up to hold_days.
alter table clinic add column hold_usual_days int not null default 3 check (hold_usual_days between 1 and 90);
insert into touch (view, section, entry) select name, 'settings', 'settings' from view where name like 'office/%';
