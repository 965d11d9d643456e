/** The context-taking methods of database/sql and sqlx. */
import type { GoContextType, GoContextUse } from '#src/model/go-context.js';

/** `Query` → `QueryContext`, for each name. */
function withContext(...methods: string[]): Record<string, string> {
  return Object.fromEntries(methods.map((method) => [method, `${method}Context`]));
}

const SQL = 'database/sql';
const SQLX = 'github.com/jmoiron/sqlx';

const results = { Query: `${SQL}.Rows`, QueryContext: `${SQL}.Rows`, QueryRow: `${SQL}.Row` };
const made = { Prepare: `${SQL}.Stmt`, PrepareContext: `${SQL}.Stmt`, ...results };
const begun = { Begin: `${SQL}.Tx`, BeginTx: `${SQL}.Tx`, Conn: `${SQL}.Conn` };

const sqlTypes: GoContextType[] = [
  {
    type: `${SQL}.DB`,
    variants: {
      ...withContext('Query', 'QueryRow', 'Exec', 'Prepare', 'Ping'),
      Begin: { to: 'BeginTx', last: 'nil' },
    },
    gives: { ...made, ...begun },
  },
  {
    type: `${SQL}.Tx`,
    variants: withContext('Query', 'QueryRow', 'Exec', 'Prepare', 'Stmt'),
    gives: { ...made, Stmt: `${SQL}.Stmt`, StmtContext: `${SQL}.Stmt` },
  },
  { type: `${SQL}.Stmt`, variants: withContext('Query', 'QueryRow', 'Exec'), gives: results },
  { type: `${SQL}.Conn`, gives: { ...made, ...begun } },
];

export const sqlContext: GoContextUse = {
  types: sqlTypes,
  functions: [SQL, 'github.com/XSAM/otelsql'].map((path) => ({
    package: path,
    gives: { Open: `${SQL}.DB`, OpenDB: `${SQL}.DB` },
  })),
  takenFirst: [SQL],
  spans: {
    packages: /^database\/sql$/,
    calls: /^(?:Query|Exec|QueryRow|Prepare|Ping)Context$|^BeginTx$/,
  },
  seenBy: ['sqlx', 'pgx', 'bun', 'ent'],
};

const prepared = { Preparex: `${SQLX}.Stmt`, PreparexContext: `${SQLX}.Stmt` };
const named = { PrepareNamed: `${SQLX}.NamedStmt`, PrepareNamedContext: `${SQLX}.NamedStmt` };
const queries = ['Get', 'Select', 'Queryx', 'QueryRowx', 'MustExec'];
const statements = ['NamedExec', 'Preparex', 'PrepareNamed'];

const sqlxTypes: GoContextType[] = [
  {
    type: `${SQLX}.DB`,
    embeds: `${SQL}.DB`,
    variants: {
      ...withContext(...queries, ...statements, 'NamedQuery'),
      Beginx: { to: 'BeginTxx', last: 'nil' },
      MustBegin: { to: 'MustBeginTx', last: 'nil' },
    },
    gives: {
      ...prepared,
      ...named,
      Beginx: `${SQLX}.Tx`,
      BeginTxx: `${SQLX}.Tx`,
      MustBegin: `${SQLX}.Tx`,
      MustBeginTx: `${SQLX}.Tx`,
      Unsafe: `${SQLX}.DB`,
      Connx: `${SQLX}.Conn`,
    },
  },
  {
    type: `${SQLX}.Tx`,
    embeds: `${SQL}.Tx`,
    variants: withContext(...queries, ...statements, 'Stmtx', 'NamedStmt'),
    gives: {
      ...prepared,
      ...named,
      Stmtx: `${SQLX}.Stmt`,
      StmtxContext: `${SQLX}.Stmt`,
      NamedStmt: `${SQLX}.NamedStmt`,
      NamedStmtContext: `${SQLX}.NamedStmt`,
      Unsafe: `${SQLX}.Tx`,
    },
  },
  { type: `${SQLX}.Stmt`, embeds: `${SQL}.Stmt`, variants: withContext(...queries) },
  { type: `${SQLX}.Conn`, embeds: `${SQL}.Conn`, gives: { ...prepared, BeginTxx: `${SQLX}.Tx` } },
  { type: `${SQLX}.NamedStmt`, variants: withContext(...queries, 'Query', 'QueryRow', 'Exec') },
];

const openers = ['Open', 'MustOpen', 'Connect', 'ConnectContext', 'MustConnect', 'NewDb'];

export const sqlxContext: GoContextUse = {
  types: sqlxTypes,
  functions: [
    {
      package: SQLX,
      gives: Object.fromEntries(openers.map((name) => [name, `${SQLX}.DB`])),
    },
  ],
  takenFirst: [SQLX],
  spans: {
    packages: /^github\.com\/jmoiron\/sqlx$/,
    calls:
      /^(?:Query|QueryRow|Exec|Prepare|Ping|Get|Select|Queryx|QueryRowx|MustExec|NamedExec|NamedQuery|Preparex|PrepareNamed)Context$|^(?:MustBeginTx|BeginTxx?)$/,
  },
  seenBy: ['database/sql'],
};
