-- A device that has not heard this server for so many days shows nothing it keeps until it has.
alter table clinic add column contact_days int not null default 14 check (contact_days between 1 and 365);
-- Told to drop what it holds of its account at its next contact; null again after a sign-in on it.
alter table device add column wiped_at timestamptz;
