import type { GoContextUse } from '#src/model/go-context.js';

/** Methods that build or send a query. Set-up (`Use`, `AutoMigrate`, `DB`) is not among them. */
const QUERIES =
  'Assign Association Attrs Begin Clauses Connection Count Create CreateInBatches Debug Delete Distinct Exec Find FindInBatches First FirstOrCreate FirstOrInit Group Having InnerJoins Joins Last Limit MapColumns Model Not Offset Omit Or Order Pluck Preload Raw Save Scopes Select Table Take Transaction Unscoped Update UpdateColumn UpdateColumns Updates Where'.split(
    ' ',
  );

const DB = 'gorm.io/gorm.DB';

export const gormContext: GoContextUse = {
  types: [
    {
      type: DB,
      bound: { by: 'WithContext', before: QUERIES },
      gives: {
        ...Object.fromEntries(
          [...QUERIES, 'WithContext', 'Session', 'Set', 'InstanceSet'].map((m) => [m, DB]),
        ),
        Association: 'gorm.io/gorm.Association',
        Connection: 'error',
        Transaction: 'error',
        DB: 'database/sql.DB',
      },
    },
  ],
  functions: [{ package: 'gorm.io/gorm', gives: { Open: DB } }],
};
