-- When a provider is in the office, and what of it is taken (C103, B14). Days and times of day are of the clinic's own clock; instants are instants.
create table visit_type (
  id text primary key,
  clinic_id text not null references clinic,
  -- Names and what to prepare, by language: {"en": "…"}.
  names jsonb not null,
  preparation jsonb not null default '{}',
  minutes int not null check (minutes between 5 and 480),
  -- Kept free after it, for notes and the next room.
  buffer_minutes int not null check (buffer_minutes between 0 and 120),
  telehealth boolean not null,
  -- Patients cancel until so many hours before; later they call.
  cancel_cutoff_hours int not null check (cancel_cutoff_hours between 0 and 336),
  policy text not null check (policy in ('view', 'request', 'selfBook')),
  active boolean not null default true,
  revision int not null, set_by text not null, set_at timestamptz not null
);
create index visit_type_clinic on visit_type (clinic_id);

-- A provider's usual week at one place, from a day on, and until another (both included; null: for good).
create table schedule (
  id text primary key,
  clinic_id text not null references clinic,
  staff_id text not null references staff,
  location_id text not null references location,
  -- Monday first: seven lists of {from, to} by the clock on the wall.
  weekly jsonb not null,
  visit_type_ids text[] not null,
  from_day date not null,
  until_day date check (from_day <= until_day),
  revision int not null, set_by text not null, set_at timestamptz not null
);
create index schedule_clinic on schedule (clinic_id);
create index schedule_location on schedule (location_id);

-- Away from work, or there beside the usual week; at one place, or (null, away only) everywhere. `reason` is for staff.
create table schedule_exception (
  id text primary key,
  clinic_id text not null references clinic,
  staff_id text not null references staff,
  location_id text references location,
  kind text not null check (kind in ('away', 'extra')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (starts_at < ends_at),
  reason text not null,
  set_by text not null, set_at timestamptz not null,
  check (kind = 'away' or location_id is not null)
);
create index schedule_exception_clinic on schedule_exception (clinic_id);
create index schedule_exception_staff on schedule_exception (staff_id, ends_at);

-- A day on which nobody is there; at one place, or (null) at every place of the clinic.
create table holiday (
  id text primary key,
  clinic_id text not null references clinic,
  location_id text references location,
  day date not null,
  name text not null,
  set_by text not null, set_at timestamptz not null
);
create index holiday_clinic on holiday (clinic_id, day);

-- A range of one id, so that the exclusion below needs no extension: small installations have no btree_gist.
create type name_range as range (subtype = text, collation = "C");

create table taken_time (
  id bigint generated always as identity primary key,
  clinic_id text not null references clinic,
  staff_id text not null references staff,
  location_id text not null references location,
  starts_at timestamptz not null,
  -- The buffer after it included.
  ends_at timestamptz not null check (starts_at < ends_at),
  booking_id text,
  appointment_id text,
  -- Null: an appointment's, for good. What a booking's request or offer holds, it holds until then; whoever ends that takes the row away.
  held_until timestamptz,
  check ((booking_id is null) <> (appointment_id is null)),
  check ((booking_id is null) = (held_until is null)),
  -- One slot, one booking: a person is in one place at a time.
  constraint taken_time_once exclude using gist (name_range(staff_id, staff_id, '[]') with &&, tstzrange(starts_at, ends_at) with &&)
);
create index taken_time_staff on taken_time (staff_id, ends_at);

-- The first day that free/ of this place shows: moved on by a job after each midnight, so that the view is a function of the record.
alter table location add column free_from date;
