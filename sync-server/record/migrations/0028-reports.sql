-- Reports. When the clinic first offered other times; null of what was offered before this was written down.
alter table booking add column offered_at timestamptz;
create index booking_received on booking (clinic_id, received_at);
-- The first release; `released_at` is that of the version the patient has.
alter table result add column first_released_at timestamptz;
update result set first_released_at = released_at;
create index result_arrived on result (clinic_id, arrived_at) where not history and not void;
create index appointment_starts on appointment (clinic_id, starts_at);
create index thread_last on thread (clinic_id, last_at);
