-- A picture may show something else beside each product, and belong to one variant before it has come.
alter table product_media add column alt text;
alter table variant add column remote_picture bigint references remote_picture (id);
