-- Which Claim an ExplanationOfBenefit answers, by its resource id: shown as one.
alter table claim add column explains text;
create index claim_explains on claim (clinic_id, explains) where explains is not null;
