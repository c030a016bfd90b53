-- So many hours before an appointment its patient is reminded of it (0: never); nothing is sent in the quiet hours of the clinic's own clock (the same twice: none).
alter table clinic
  add column reminder_hours int not null default 24 check (reminder_hours between 0 and 168),
  add column quiet_from time not null default '21:00',
  add column quiet_until time not null default '08:00';

-- What somebody was told of an appointment at a time. At another time it says nothing any more: whoever moves or cancels has nothing to do here.
create table reminder (
  id bigint generated always as identity primary key,
  clinic_id text not null references clinic,
  appointment_id text not null references appointment,
  starts_at timestamptz not null,
  -- 'none': nobody could be reached.
  channel text not null check (channel in ('email', 'sms', 'none')),
  -- Of the secret in its link, which stands in the message alone.
  secret_hash text not null unique,
  outgoing_id bigint references outgoing on delete set null,
  made_at timestamptz not null default now(),
  -- The carrier took it.
  told_at timestamptz,
  answer text check (answer in ('come', 'call')),
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null)),
  unique (appointment_id, starts_at)
);
create index reminder_outgoing on reminder (outgoing_id);
create index reminder_untold on reminder (id) where told_at is null;
create index appointment_next on appointment (starts_at) where state = 'booked';
