-- What stands on the clinic's schedule (FHIR Appointment). Its time is in taken_time as long as it stands.
create table appointment (
  id text primary key,
  clinic_id text not null references clinic,
  patient_id text not null references patient,
  staff_id text not null references staff,
  location_id text not null references location,
  visit_type_id text not null references visit_type,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (starts_at < ends_at),
  -- Until then the patient may cancel or change it: as it was when it was made.
  cutoff_at timestamptz not null,
  state text not null check (state in ('booked', 'arrived', 'fulfilled', 'cancelled', 'noshow')),
  made_by text not null,
  made_at timestamptz not null,
  moved_at timestamptz,
  cancelled_at timestamptz, cancelled_by text, cancelled_by_clinic boolean, cancel_words text,
  check ((state = 'cancelled') = (cancelled_at is not null))
);
create index appointment_patient on appointment (patient_id, starts_at desc);
create index appointment_staff on appointment (staff_id, starts_at);

-- What a patient asked for (C9, D5): of its own, and an appointment only once it is confirmed.
create table booking (
  id text primary key,
  clinic_id text not null references clinic,
  patient_id text not null references patient,
  account_id text not null references account,
  -- A carer who asked; '' when the patient did.
  by_name text not null,
  staff_id text not null references staff,
  location_id text not null references location,
  visit_type_id text not null references visit_type,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (starts_at < ends_at),
  words text not null,
  state text not null check (state in ('requested', 'countered', 'confirmed', 'declined', 'withdrawn', 'expired')),
  -- The appointment it moves; it stays where it is until this is confirmed.
  replaces text references appointment,
  received_at timestamptz not null,
  device_time timestamptz not null,
  expires_at timestamptz not null,
  -- The clinic was told that nobody has answered (B46).
  urgent_at timestamptz,
  decided_at timestamptz, decided_by text, reason text not null default '',
  -- Why it was confirmed although the provider is not in the office then.
  override text,
  offers jsonb not null default '[]',
  appointment_id text references appointment,
  check ((state = 'confirmed') = (appointment_id is not null)),
  check ((state in ('requested', 'countered')) = (decided_at is null))
);
create index booking_patient on booking (patient_id, received_at desc);
create index booking_open on booking (clinic_id, expires_at) where state in ('requested', 'countered');
-- An appointment moves to one time: a second change waits for the first.
create unique index booking_replaces on booking (replaces) where state in ('requested', 'countered');

alter table taken_time
  add foreign key (booking_id) references booking,
  add foreign key (appointment_id) references appointment;
create index taken_time_booking on taken_time (booking_id) where booking_id is not null;
create index taken_time_appointment on taken_time (appointment_id) where appointment_id is not null;

-- Hours within which the clinic answers a request and a patient an offer; from when on it is told that nobody has.
alter table clinic
  add column booking_hours int not null default 72 check (booking_hours between 4 and 720),
  add column offer_hours int not null default 48 check (offer_hours between 4 and 720);
