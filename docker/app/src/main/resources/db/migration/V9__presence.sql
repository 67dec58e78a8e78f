-- Who is online, as the telemetry log says, and since when. What is written here is at most once per device and
-- precision, whatever comes in.
create table device_presence (
    device_id    uuid primary key,
    tenant_id    uuid        not null,
    online       boolean     not null,
    last_seen_at timestamptz not null,
    -- When it came online or went offline, whichever was last. Never moves back.
    changed_at   timestamptz not null
) with (fillfactor = 70);
create index device_presence_silent on device_presence (last_seen_at) where online;

-- Since when, without a break, Atalaya could hear devices; and up to when all that it heard is in device_presence.
create table presence_watch (
    only_row        boolean primary key default true check (only_row),
    listening_since timestamptz not null,
    listened_until  timestamptz not null,
    heard_until     timestamptz not null,
    -- Everything that was in the telemetry log at this time has no higher position.
    mark_at         timestamptz not null,
    mark_position   bigint      not null
);
insert into presence_watch values (true, 'epoch', 'epoch', 'epoch', 'epoch', -1);

-- Query side: read models. Rows that are there already belong to tenants.
set local atalaya.tenant = '*';
alter table device_view
    add column online boolean not null default false,
    add column registered_at timestamptz,
    add column status_since timestamptz;
update device_view device set registered_at = event.time_stamp::timestamptz, status_since = event.time_stamp::timestamptz
    from domain_event event where event.global_index = device.position;
alter table device_view
    alter column registered_at set not null,
    alter column status_since set not null;
create index device_view_online on device_view (tenant_id, online, position desc);

create table device_uptime (
    device_id   uuid        not null,
    tenant_id   uuid        not null,
    online_from timestamptz not null,
    online_to   timestamptz,
    primary key (device_id, online_from)
);
create index device_uptime_end on device_uptime (device_id, online_to);
