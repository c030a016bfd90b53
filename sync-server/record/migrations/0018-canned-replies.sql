-- B15: what staff write often. account_id null: the clinic's, else that person's own. words: a register of title, text and place;
-- its value is null once it is removed.
create table canned_reply (
  id text primary key,
  clinic_id text not null references clinic,
  account_id text references account,
  words jsonb not null
);
create index canned_reply_clinic on canned_reply (clinic_id) where account_id is null;
create index canned_reply_account on canned_reply (account_id) where account_id is not null;
