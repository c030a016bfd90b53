-- A code that is worth nothing any more is not sent; null: the channel's own patience.
alter table outgoing add column expires_at timestamptz;
alter table outgoing drop constraint outgoing_state_check;
alter table outgoing add constraint outgoing_state_check check (state in ('queued', 'sent', 'failed', 'expired'));
