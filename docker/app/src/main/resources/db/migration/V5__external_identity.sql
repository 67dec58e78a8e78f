-- People who log in at an external issuer have an account too, without a password. Only issuer and subject say who they
-- are: the issuer may tell no address, or the same one of several people, or one that an account of ours has.
alter table account
    alter column email         drop not null,
    alter column password_hash drop not null,
    add column issuer  text,
    add column subject text,
    drop constraint account_email,
    add constraint account_kind check (case when issuer is null
        then subject is null and email is not null and password_hash is not null
        else subject is not null and password_hash is null end);
create unique index account_email on account (email) where issuer is null;
create unique index account_external on account (issuer, subject) where issuer is not null;
create index account_external_email on account (issuer, email) where issuer is not null;

-- What is forgotten after a while is found by its age.
create index account_unverified on account (created_at) where verified_at is null and issuer is null;
create index refresh_token_expires_at on refresh_token (expires_at);
