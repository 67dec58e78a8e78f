-- The application works in a role that owns nothing and for which row-level security holds. Whoever migrates creates
-- it, unless it is there already, and lets the application's own log-in assume it.
do $$
declare
    application_user name := coalesce(nullif('${applicationUser}', ''), current_user);
    -- Since PostgreSQL 16, whoever creates a role is its member but cannot assume it.
    may_assume text := case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end;
begin
    if not exists (select 1 from pg_roles where rolname = '${runtimeRole}') then
        begin
            create role "${runtimeRole}" nologin;
        exception
            -- Another database of this server was migrated at the same time.
            when duplicate_object or unique_violation then null;
        end;
    end if;
    if not pg_has_role(application_user, '${runtimeRole}', may_assume) then
        execute format('grant "${runtimeRole}" to %I', application_user);
    end if;
exception
    when insufficient_privilege then
        raise exception 'This user may not create or grant the role ${runtimeRole}'
            using hint = format('As a superuser: create role "${runtimeRole}" nologin; grant "${runtimeRole}" to %I;',
                application_user);
end $$;

-- Whose rows the present transaction may touch; the application sets it when the transaction begins.
create function current_tenant() returns uuid stable parallel safe language sql
    return case when current_setting('atalaya.tenant', true) not in ('', '*')
        then current_setting('atalaya.tenant', true)::uuid end;

create function serves_every_tenant() returns boolean stable parallel safe language sql
    return coalesce(current_setting('atalaya.tenant', true), '') = '*';

-- The list of tenants belongs to the platform, but each tenant may read its own row.
create policy tenant on tenant_view
    using ((select serves_every_tenant()) or id = (select current_tenant()) or tenant_id = (select current_tenant()));

-- What has to be looked up before it is known which tenant a request is about: one statement each, and nothing more.
-- (A setting of the function itself would be shorter, but only a superuser may give one of this kind to a function.)
create function memberships_of(wanted uuid) returns setof membership language plpgsql as $$
declare
    before text := coalesce(current_setting('atalaya.tenant', true), '');
begin
    perform set_config('atalaya.tenant', '*', true);
    return query select * from membership where user_id = wanted;
    perform set_config('atalaya.tenant', before, true);
end $$;

create function tenant_exists(wanted uuid) returns boolean language plpgsql as $$
declare
    before text := coalesce(current_setting('atalaya.tenant', true), '');
    found boolean;
begin
    perform set_config('atalaya.tenant', '*', true);
    found := exists(select 1 from tenant_directory where tenant_id = wanted);
    perform set_config('atalaya.tenant', before, true);
    return found;
end $$;

create function api_key_of(wanted uuid) returns setof api_key language plpgsql as $$
declare
    before text := coalesce(current_setting('atalaya.tenant', true), '');
begin
    perform set_config('atalaya.tenant', '*', true);
    return query select * from api_key where id = wanted;
    perform set_config('atalaya.tenant', before, true);
end $$;

create function tenant_of_device(wanted uuid) returns uuid language plpgsql as $$
declare
    before text := coalesce(current_setting('atalaya.tenant', true), '');
    owner uuid;
begin
    perform set_config('atalaya.tenant', '*', true);
    select tenant_id into owner from device_directory where device_id = wanted;
    perform set_config('atalaya.tenant', before, true);
    return owner;
end $$;
