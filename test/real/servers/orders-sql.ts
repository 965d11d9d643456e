/** What every database of a program holds. */
export const ORDERS_SQL = `
CREATE TABLE customers (id integer PRIMARY KEY, name varchar(80) NOT NULL);
INSERT INTO customers VALUES (1, 'Ada'), (2, 'Grace');
CREATE TABLE orders (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL,
  item varchar(80) NOT NULL,
  note varchar(200) NOT NULL DEFAULT ''
);
INSERT INTO orders VALUES (7, 1, 'mug', ''), (8, 2, 'tray', 'a present');
`;
