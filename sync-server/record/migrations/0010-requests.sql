-- Every request writes here: what nobody looks up by is no index.
alter table touch drop constraint touch_pkey;
drop index request_device;
-- What a revoked key brought, counted per device (R10).
create index request_held on request (account_id, device_id) where outcome->>'state' = 'held';
