-- Read models that are built anew: their second generation has a schema of its own, in which a transaction of the
-- rebuild finds the tables before the live ones.
create schema if not exists generation;
grant usage on schema generation to "${runtimeRole}";

-- The one thing that the application's role cannot do itself: tables like those of the live generation, empty.
create function new_generation(tables text[]) returns void language plpgsql security definer
    set search_path from current as $$
declare
    live text;
begin
    foreach live in array tables loop
        execute format('drop table if exists generation.%I', live);
        execute format('create table generation.%I (like %I including defaults including constraints'
            ' including indexes)', live, live);
        if exists (select 1 from information_schema.columns where table_schema = 'generation'
                and table_name = live and column_name = 'tenant_id') then
            execute format('create policy tenant on generation.%I using ((select serves_every_tenant())'
                ' or tenant_id = (select current_tenant()))', live);
            execute format('alter table generation.%I enable row level security, force row level security', live);
        end if;
        execute format('grant select, insert, update, delete, truncate on generation.%I to "${runtimeRole}"', live);
    end loop;
end $$;
revoke all on function new_generation(text[]) from public;
grant execute on function new_generation(text[]) to "${runtimeRole}";

-- How far each rebuild has come. Whatever stops it, it goes on from there.
create table rebuild (
    processor    text primary key,
    check_only   boolean     not null,
    phase        text        not null,
    token        bytea,
    token_type   text,
    position     bigint      not null,
    events       bigint      not null,
    differences  bigint,
    failure      text,
    started_at   timestamptz not null,
    updated_at   timestamptz not null
);
