-- What an account last had on a screen, looked up at each list of what its device should hold.
create index audit_opened on audit (account_id, at) where action = 'view.open';
