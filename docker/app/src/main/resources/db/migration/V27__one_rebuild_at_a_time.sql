-- Who builds it: a node that was given up for dead, and is not, must leave it to the one that has gone on in its place.
alter table rebuild add column run uuid;
