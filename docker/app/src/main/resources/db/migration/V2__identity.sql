-- People register themselves: an account counts once its address is verified. Those that there are were made by others.
alter table account add column verified_at timestamptz;
update account set verified_at = created_at;

-- Codes that were mailed, or would have been if there were such an account. One lives per address and purpose.
create table one_time_code (
    email      text        not null,
    purpose    text        not null,
    code_hash  text        not null,
    tries      integer     not null,
    expires_at timestamptz not null,
    primary key (email, purpose)
);
create index one_time_code_expires_at on one_time_code (expires_at);

-- All sessions of a user end when the password changes.
create index refresh_token_user on refresh_token (user_id);
