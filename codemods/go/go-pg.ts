import type { GoIntegration } from '#src/model/integration.js';

export const goPg: GoIntegration = {
  id: 'go-pg',
  title: 'go-pg',
  language: 'go',
  role: 'client',
  summary: 'PostgreSQL through go-pg.',
  instrumentation: null,
  manual:
    'It is in maintenance; add `db.AddQueryHook(pgotel.NewTracingHook())` of github.com/go-pg/pg/extra/pgotel yourself.',
  sites: [{ package: 'github.com/go-pg/pg', calls: ['Connect'] }],
  instrumentedBy: [{ by: 'pgotel', package: 'github.com/go-pg/pg/extra/pgotel' }],
  hooks: ['BeforeQuery'],
};
