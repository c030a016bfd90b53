-- B45. A colleague's account that an administrator closed, and who took over: a colleague, a team, or (both null) everybody who
-- answers messages.
alter table staff
  add column closed_at timestamptz,
  add column closed_by text,
  add column heir_staff_id text references staff,
  add column heir_team_id text references team;

-- Whose name stood on a thread before it was handed over, until its patient has been told; the absence its patient was told of last.
alter table thread
  add column handed_from text,
  add column told_away text;
create index thread_assignee on thread (assignee_id) where assignee_id is not null;
create index thread_addressee on thread (to_ref) where to_kind = 'person';

-- Away from one day of the clinic's calendar to another, both included, and who reads instead.
create table staff_away (
  staff_id text primary key references staff,
  id text not null unique,
  clinic_id text not null references clinic,
  from_day date not null,
  until_day date not null,
  to_staff_id text references staff,
  to_team_id text references team,
  -- For patients; '' for none.
  words text not null,
  set_by text not null,
  set_at timestamptz not null,
  check (from_day <= until_day),
  check ((to_staff_id is null) <> (to_team_id is null))
);
create index staff_away_clinic on staff_away (clinic_id);
