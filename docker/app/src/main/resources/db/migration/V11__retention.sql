-- How long a tenant's readings are kept, as its read model shows it; without a word, the platform's default.
alter table tenant_view add column retention_days integer;

-- Readings that are older than the buckets have their place in them, too.
insert into reading_bucket (tenant_id, device_id, metric, minutes, start, minimum, maximum, total, count)
    -- Zero added: a negative zero is no less than zero.
    select tenant_id, device_id, metric, minutes,
            date_bin(make_interval(mins => minutes), measured_at, timestamptz '1970-01-01 00:00:00+00'),
            min(value + 0), max(value + 0), sum(value::text::numeric), count(*)
        from reading, (values (5), (30), (120)) as width (minutes)
        group by 1, 2, 3, 4, 5
    on conflict (device_id, metric, minutes, start) do update set minimum = excluded.minimum,
        maximum = excluded.maximum, total = excluded.total, count = excluded.count;

-- The months of a table whose end is not later than the given moment, oldest first.
create function ended_partitions(parent text, moment timestamptz) returns setof text
    stable language sql as $$
    select child.relname::text from pg_inherits
        join pg_class child on child.oid = inhrelid
        where inhparent = to_regclass(quote_ident(parent))
            and (to_date(right(child.relname, 6), 'YYYYMM') + interval '1 month') at time zone 'UTC' <= moment
        order by child.relname
$$;

-- Drops the oldest month that ended before the given moment, and says which. One at a time: until the transaction
-- ends, nobody else reads or writes the table. For the same reason it waits for no more than the blink of an eye for
-- those who do; what could not be dropped now is dropped next time. Reports go only if no more of them need be handled.
drop function drop_partitions_before(text, timestamptz);
create function drop_oldest_partition(parent text, moment timestamptz, handled bigint default null) returns text
    language plpgsql security definer set search_path from current set lock_timeout = '200ms'
as $$
declare
    partition text;
    last_report bigint;
begin
    if parent not in ('reading', 'telemetry_event') or (parent = 'telemetry_event' and handled is null) then
        raise exception 'No month of % may be dropped so', parent;
    end if;
    select ended into partition from ended_partitions(parent, moment) ended limit 1;
    if partition is null then
        return null;
    end if;
    if parent = 'telemetry_event' then
        execute format('select max(global_index) from %I', partition) into last_report;
        if last_report > handled then
            return null;
        end if;
    end if;
    execute format('drop table %I', partition);
    return partition;
exception
    when lock_not_available then
        return null;
end $$;

-- Forgets reports of a tenant that keeps them for less long than their month is kept: at most 10,000 at a time, of
-- months that are over, and only such as need not be handled any more. Only months that are over have an index by which
-- a tenant's reports are found, so that reports that come in never pay for it.
drop function forget_reports(uuid, timestamptz);
create function forget_reports(wanted uuid, moment timestamptz, handled bigint) returns bigint
    language plpgsql security definer set search_path from current
as $$
declare
    partition text;
    by_tenant text;
    forgotten bigint;
begin
    -- A day later, the last transaction that began in the month is over as well.
    for partition in select ended from ended_partitions('telemetry_event', now() - interval '1 day') ended
    loop
        by_tenant := partition || '_by_tenant';
        if to_regclass(quote_ident(by_tenant)) is null then
            execute format('create index %I on %I (tenant_id, received_at)', by_tenant, partition);
        end if;
        execute format('delete from %I where ctid = any(array(select ctid from %I'
            ' where tenant_id = $1 and received_at < $2 and global_index <= $3 limit 10000))', partition, partition)
            using wanted, moment, handled;
        get diagnostics forgotten = row_count;
        if forgotten > 0 then
            return forgotten;
        end if;
    end loop;
    return 0;
end $$;

-- By it, names of reports that are not kept any more are found.
create index report_name_received_at on report_name (received_at);
