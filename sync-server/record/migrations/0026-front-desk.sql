-- What the front desk notes at an appointment: who last changed its state or time, and whom somebody has told what.
alter table appointment
  add column changed_by text, add column changed_at timestamptz,
  -- Contact marks by name, each a register (R6).
  add column marks jsonb not null default '{}',
  add check ((changed_by is null) = (changed_at is null));
create index appointment_place on appointment (location_id, starts_at);
create index booking_place on booking (location_id) where state in ('requested', 'countered');
