-- On PostgreSQL the end of a transaction is one errand; here there is no way to send one on.
select 1;
