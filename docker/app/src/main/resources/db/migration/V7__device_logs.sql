-- What devices write into their own logs. Kept for a while, beside the event logs.
create table device_log (
    id          bigint generated always as identity primary key,
    tenant_id   uuid        not null,
    device_id   uuid        not null,
    at          timestamptz not null,
    received_at timestamptz not null,
    level       text        not null,
    message     text        not null
);
create index device_log_list on device_log (device_id, at desc, id desc);
create index device_log_received_at on device_log using brin (received_at);

-- The names that devices have given to their uploads, so that one that comes again is not stored again.
create table device_log_upload (
    device_id   uuid        not null,
    message_id  text        not null,
    tenant_id   uuid        not null,
    received_at timestamptz not null,
    primary key (device_id, message_id)
);
create index device_log_upload_received_at on device_log_upload (received_at);

-- What a device has said of itself.
alter table device_view
    add column reported_status     text,
    add column reported_message    text,
    add column reported_firmware   text,
    add column reported_at         timestamptz;
