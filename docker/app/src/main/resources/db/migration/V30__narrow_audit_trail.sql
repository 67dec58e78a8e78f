-- The trail says by what an event can be found. All the rest of it is in the log, and its link in the chain: whoever shows
-- an event reads it there. What these columns held stays on disk until the table is written anew (VACUUM FULL).
alter table audit_event
    drop column event_id,
    drop column causation_id,
    drop column trigger_id,
    drop column payload,
    drop column hash;

-- A rebuild of it that is under way has a table of the old form, and begins again.
delete from generation.filled where processor = 'audit';
