-- B45: a clinic's own settings. Who changed them last, and which change that was; opening hours stand in `texts`.
alter table clinic
  add column settings_revision int not null default 0,
  add column settings_by text not null default '',
  add column settings_at timestamptz;

-- An automatic answer: nobody wrote it, and it answers no question.
alter table message add column auto jsonb;
-- The closure a thread was told of last: the clinic's day and time of opening again.
alter table thread add column told_closed text;
