-- Public keys of WebAuthn credentials. What is here signs nobody in: the private halves never leave their devices.
create table passkey (
  id text primary key,
  account_id text not null references account,
  credential_id text not null unique,
  -- COSE, base64url.
  public_key text not null,
  -- Shown by some authenticators, always 0 by the others; it only grows, or the passkey was copied.
  counter bigint not null default 0,
  transports text[] not null default '{}',
  -- The host it was made for: elsewhere no browser shows it.
  rp_id text not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_account on passkey (account_id);

-- What a passkey has to sign, once: for one account, one purpose, one sign-in or session.
create table passkey_challenge (
  challenge text primary key,
  account_id text not null references account,
  purpose text not null check (purpose in ('signIn', 'firstPasskey', 'add', 'unlock')),
  bound_to text not null,
  expires_at timestamptz not null
);
create index passkey_challenge_bound on passkey_challenge (bound_to);
create index passkey_challenge_expires on passkey_challenge (expires_at);
