-- What shows at little cost that Atalaya itself wrote the row. Without it, the signature does, at a millisecond each.
alter table audit_checkpoint add column seal bytea;
