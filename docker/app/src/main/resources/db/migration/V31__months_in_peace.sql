-- By default, PostgreSQL goes through a table's new rows each time that it has grown by a fifth, and writes nearly each page
-- once more: for answers from an index alone, which nobody asks of readings and reports, and for transaction numbers that
-- come round again, which takes long. A month is left in peace while it is written, and gone through once when it has ended.
create or replace function ensure_partition(parent text, month date) returns void
    language plpgsql security definer set search_path from current
as $$
declare
    partition text := format('%s_%s', parent, to_char(month, 'YYYYMM'));
begin
    if parent not in ('reading', 'telemetry_event') or month <> date_trunc('month', month) then
        raise exception 'There is no partition % of %', month, parent;
    end if;
    if to_regclass(quote_ident(partition)) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('atalaya partitions'));
    if to_regclass(quote_ident(partition)) is null then
        -- Made aside and then attached: that lets others go on writing, as creating it in place would not.
        execute format('create table %I (like %I including defaults including constraints including indexes)'
            ' with (autovacuum_vacuum_insert_threshold = -1)', partition, parent);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, partition,
            month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    end if;
end $$;

-- Gives months that ended before the given moment back to autovacuum's care. Waits for nobody: what is in use now is given
-- back next time.
create function give_back_ended_partitions(moment timestamptz) returns setof text
    language plpgsql security definer set search_path from current set lock_timeout = '200ms'
as $$
declare
    partition text;
begin
    for partition in
        select child.relname from pg_inherits
            join pg_class child on child.oid = inhrelid
            where inhparent in ('reading'::regclass, 'telemetry_event'::regclass)
                and 'autovacuum_vacuum_insert_threshold=-1' = any (child.reloptions)
            order by child.relname
    loop
        if (to_date(right(partition, 6), 'YYYYMM') + interval '1 month') at time zone 'UTC' <= moment then
            begin
                execute format('alter table %I reset (autovacuum_vacuum_insert_threshold)', partition);
                return next partition;
            exception
                when lock_not_available then null;
            end;
        end if;
    end loop;
end $$;

do $$
declare
    partition text;
begin
    for partition in
        select child.relname from pg_inherits
            join pg_class child on child.oid = inhrelid
            where inhparent in ('reading'::regclass, 'telemetry_event'::regclass)
    loop
        if (to_date(right(partition, 6), 'YYYYMM') + interval '1 month') at time zone 'UTC' > now() then
            execute format('alter table %I set (autovacuum_vacuum_insert_threshold = -1)', partition);
        end if;
    end loop;
end $$;
