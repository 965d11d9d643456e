import { describe, expect, it } from 'vitest';
import { addDependencies } from '#src/languages/node/rewrite/add-dependencies.js';

const added = (text: string, wanted: Record<string, string>) =>
  addDependencies(text, new Map(Object.entries(wanted)));

const API = { '@opentelemetry/api': '~1.9.1' };
const SDK = { '@opentelemetry/sdk-node': '^0.223.0' };

describe('dependencies that are added', () => {
  it('stand where the alphabet puts them, and the rest stays as it is', () => {
    expect(
      added('{\n\t"dependencies": {\n\t\t"@hapi/boom": "10",\n\t\t"zod": "4"\n\t}\n}', { ...SDK, ...API }),
    ).toBe(
      '{\n\t"dependencies": {\n\t\t"@hapi/boom": "10",\n\t\t"@opentelemetry/api": "~1.9.1",\n\t\t"@opentelemetry/sdk-node": "^0.223.0",\n\t\t"zod": "4"\n\t}\n}',
    );
  });

  it('stand at the end of a list without order', () => {
    expect(added('{ "dependencies": { "zod": "4", "express": "5" } }', API)).toBe(
      '{ "dependencies": { "zod": "4", "express": "5", "@opentelemetry/api": "~1.9.1" } }',
    );
  });

  it('fill an empty list', () => {
    expect(added('{\n  "dependencies": {}\n}\n', API)).toBe(
      '{\n  "dependencies": {\n    "@opentelemetry/api": "~1.9.1"\n  }\n}\n',
    );
  });

  it('get a list of their own before the other lists', () => {
    expect(added('{\n  "name": "orders",\n  "devDependencies": {\n    "jest": "30"\n  }\n}\n', API)).toBe(
      '{\n  "name": "orders",\n  "dependencies": {\n    "@opentelemetry/api": "~1.9.1"\n  },\n  "devDependencies": {\n    "jest": "30"\n  }\n}\n',
    );
  });

  it('get a list of their own at the end, with the line ends that are there', () => {
    expect(added('{\r\n    "name": "orders"\r\n}\r\n', API)).toBe(
      '{\r\n    "name": "orders",\r\n    "dependencies": {\r\n        "@opentelemetry/api": "~1.9.1"\r\n    }\r\n}\r\n',
    );
  });
});

describe('dependencies that are there', () => {
  it('keep their range', () => {
    const text = '{ "dependencies": { "@opentelemetry/api": "^1.8.0" } }';
    expect(added(text, API)).toBe(text);
  });

  it.each([
    ['the first', '"@opentelemetry/api": "^1.8.0", "jest": "30"', '"jest": "30"'],
    ['the last', '"@jest/globals": "30", "@opentelemetry/api": "^1.8.0"', '"@jest/globals": "30"'],
  ])('move with their range from development, as %s', (_, before, after) => {
    expect(added(`{ "dependencies": { "zod": "4" }, "devDependencies": { ${before} } }`, API)).toBe(
      `{ "dependencies": { "@opentelemetry/api": "^1.8.0", "zod": "4" }, "devDependencies": { ${after} } }`,
    );
  });

  it('leave an empty list behind, not a broken one', () => {
    expect(
      added('{ "dependencies": { "zod": "4" }, "devDependencies": { "@opentelemetry/api": "1" } }', API),
    ).toBe('{ "dependencies": { "@opentelemetry/api": "1", "zod": "4" }, "devDependencies": {} }');
  });
});

it.each(['', '[]', '{ "dependencies": ', '"orders"'])('%j is no package.json', (text) => {
  expect(added(text, API)).toBeNull();
});
