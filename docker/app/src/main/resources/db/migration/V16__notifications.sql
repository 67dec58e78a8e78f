-- Command side: the channels as they are used, and where they lead. Addresses, URLs and secrets are in no event.
create table notification_channel (
    id           uuid primary key,
    tenant_id    uuid        not null,
    type         text        not null,
    settings     jsonb       not null,
    destination  text        not null,
    added_at     timestamptz not null,
    -- Attempts that failed since the last that did not.
    failures     integer     not null default 0,
    last_failure text,
    paused_at    timestamptz
);
create index notification_channel_list on notification_channel (tenant_id, added_at desc, id desc);

create table notification_target (
    channel_id uuid primary key,
    tenant_id  uuid  not null,
    -- A KeptTarget, encrypted.
    sealed     bytea not null
);
create index notification_target_tenant on notification_target (tenant_id);

-- The keys that they are encrypted with: the one that is kept here, or one that is configured and only known by its hash.
create table sealing_key (
    kept   boolean primary key,
    key    bytea,
    sha256 bytea not null,
    check (kept = (key is not null))
);

-- What events leave out that people want to be told: the device's name, the ticket's title. From the log alone.
create table notification_subject (
    id        uuid primary key,
    tenant_id uuid  not null,
    facts     jsonb not null
);

-- The ledger: each message to each recipient, from the event to its delivery. What waits to be sent is in here, too.
create table notification (
    id             uuid primary key,
    position       bigint generated always as identity,
    tenant_id      uuid        not null,
    -- None if there was no channel at all.
    channel_id     uuid,
    channel_type   text,
    occasion       text        not null,
    severity       text        not null,
    urgent         boolean     not null default false,
    event_id       text        not null,
    correlation_id text        not null,
    alert_id       uuid,
    ticket_id      uuid,
    -- A member, or a mailbox by its hash; empty for an endpoint or topic.
    recipient      text        not null,
    user_id        uuid,
    address_shown  text,
    subject        text        not null,
    content        jsonb       not null,
    status         text        not null,
    reason         text,
    -- The digest that carries it.
    digest_id      uuid,
    occurred_at    timestamptz not null,
    created_at     timestamptz not null,
    -- When to try it, or when to try it again if whoever tries it at present does not come back.
    due_at         timestamptz not null,
    attempts       integer     not null default 0,
    last_failure   text,
    sent_at        timestamptz
);
create index notification_due on notification (due_at) where status = 'PENDING';
create index notification_pace on notification (channel_id, recipient, created_at);
create index notification_list on notification (tenant_id, position desc);
create index notification_alert on notification (tenant_id, alert_id, position desc) where alert_id is not null;
create index notification_ticket on notification (tenant_id, ticket_id, position desc) where ticket_id is not null;
create index notification_digest on notification (digest_id, position) where digest_id is not null;
create index notification_age on notification (created_at);
