-- Who waits for an earlier time than their appointment has (D16, B14): of the same kind, at the same place. It waits as long as the appointment stands.
create table earlier_wait (
  id text primary key,
  clinic_id text not null references clinic,
  patient_id text not null references patient,
  appointment_id text not null references appointment,
  account_id text not null references account,
  -- A carer who asked; '' when the patient did.
  by_name text not null,
  -- With whoever offers it there, or with the same provider alone.
  anyone boolean not null,
  from_day date not null,
  asked_at timestamptz not null,
  ended_at timestamptz, ended_why text check (ended_why in ('left', 'moved', 'over')),
  -- The first free time that would suit, as last looked: the clinic's staff offer it with one press.
  found_staff_id text references staff, found_at timestamptz,
  looked_at timestamptz,
  check ((ended_at is null) = (ended_why is null)),
  check ((found_at is null) = (found_staff_id is null)),
  check (ended_at is null or found_at is null)
);
create unique index earlier_wait_once on earlier_wait (appointment_id) where ended_at is null;
create index earlier_wait_open on earlier_wait (clinic_id, asked_at) where ended_at is null;

-- A time that was offered to somebody who waits.
alter table booking add column wait_id text references earlier_wait;
create index booking_wait on booking (wait_id) where wait_id is not null;
