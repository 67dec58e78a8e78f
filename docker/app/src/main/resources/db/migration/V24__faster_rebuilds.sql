-- A second generation is made again from the log if it is lost, and so need not be written twice: its tables are not
-- logged. Should PostgreSQL crash, they are empty afterwards, as is the table that says which of them hold anything.
create unlogged table generation.filled (
    processor text primary key
);
grant select, insert, delete on generation.filled to "${runtimeRole}";

-- Of tables whose rows are only ever added, nobody looks anything up: only their keys are kept up while they are filled.
drop function new_generation(text[]);
create function new_generation(tables text[], appended text[]) returns void language plpgsql security definer
    set search_path from current as $$
declare
    live text;
    index text;
begin
    foreach live in array tables loop
        execute format('drop table if exists generation.%I', live);
        execute format('create unlogged table generation.%I (like %I including defaults including constraints'
            ' including indexes)', live, live);
        if live = any(appended) then
            for index in select indexrelid::regclass::text from pg_index
                where indrelid = format('generation.%I', live)::regclass and not indisprimary
            loop
                execute format('drop index %s', index);
            end loop;
        end if;
        if exists (select 1 from information_schema.columns where table_schema = 'generation'
                and table_name = live and column_name = 'tenant_id') then
            execute format('create policy tenant on generation.%I using ((select serves_every_tenant())'
                ' or tenant_id = (select current_tenant()))', live);
            execute format('alter table generation.%I enable row level security, force row level security', live);
        end if;
        execute format('grant select, insert, update, delete, truncate on generation.%I to "${runtimeRole}"', live);
    end loop;
end $$;
revoke all on function new_generation(text[], text[]) from public;
grant execute on function new_generation(text[], text[]) to "${runtimeRole}";

-- Whether the telemetry log is still whole: what follows from reports that are not kept any more cannot be built again.
create table reports_forgotten (
    only_row boolean     primary key default true check (only_row),
    since    timestamptz not null
);
insert into reports_forgotten (since)
    select now() where (select min(global_index) from telemetry_event) > 1;

create or replace function drop_oldest_partition(parent text, moment timestamptz, handled bigint default null) returns text
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
        if last_report is not null then
            insert into reports_forgotten (since) values (now()) on conflict do nothing;
        end if;
    end if;
    execute format('drop table %I', partition);
    return partition;
exception
    when lock_not_available then
        return null;
end $$;

create or replace function forget_reports(wanted uuid, moment timestamptz, handled bigint) returns bigint
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
            insert into reports_forgotten (since) values (now()) on conflict do nothing;
            return forgotten;
        end if;
    end loop;
    return 0;
end $$;
